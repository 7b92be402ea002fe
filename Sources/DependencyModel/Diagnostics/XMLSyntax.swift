extension DiagnosticCode {
  /// The code `xml-syntax`.
  public static let xmlSyntax = DiagnosticCode(
    "xml-syntax",
    explanation: """
      The text is not XML, so nothing after this place could be read. The usual reasons: an end tag that is missing or belongs
      to another element, a bare & or <, or a file that was cut off.
      """,
    wrong: """
      <opsa-mef><define-fault-tree name="T"></opsa-mef>
      """,
    right: """
      <opsa-mef><define-fault-tree name="T"><define-basic-event name="e"/></define-fault-tree></opsa-mef>
      """)
}

extension Diagnostic {
  /// The text can't be read as XML from `place` on; the problem is a whole message.
  public static func xmlSyntax(_ problem: String, at place: Place, notes: [Note] = []) -> Diagnostic {
    Diagnostic(.xmlSyntax, problem, at: place, notes: notes)
  }
}
