extension DiagnosticCode {
  /// The code `unknown-source`.
  public static let unknownSource = DiagnosticCode(
    "unknown-source",
    explanation: """
      The file is XML, but in no format that models are read from. Sources are recognized by their content, not by their
      name: Open-PSA has the root element "opsa-mef".
      """,
    wrong: """
      <html><body/></html>
      """,
    right: """
      <opsa-mef><define-fault-tree name="T"><define-basic-event name="e"/></define-fault-tree></opsa-mef>
      """)
}

extension Diagnostic {
  /// An XML file of a format that is not known.
  public static func unknownSource(at place: Place) -> Diagnostic {
    Diagnostic(
      .unknownSource,
      "this XML is in no format that models are read from; Open-PSA has the root element 'opsa-mef', GraphML 'graphml'",
      at: place)
  }
}
