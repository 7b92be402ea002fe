internal import CloudSources
internal import ClusterSources
public import DependencyModel
internal import FaultTreeSources
internal import ObservedSources
internal import SourceReading

extension DiagnosticCode {
  /// The codes for sources: what they share, then source by source.
  public static let ofSources: [DiagnosticCode] = [
    ofImports, ofXML, ofOpenPSA, ofGraphs, ofTerraform, ofCloudFormation, ofKubernetes,
  ].flatMap { $0 }
}
