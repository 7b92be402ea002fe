public import DependencyModel

extension DiagnosticCode {
  /// The codes for sources: what they share, then source by source.
  public static let ofSources: [DiagnosticCode] = [
    ofImports, ofXML, ofOpenPSA, ofGraphs, ofTerraform, ofCloudFormation,
  ].flatMap { $0 }
}
