extension DiagnosticCode {
  /// The code `empty-import`.
  public static let emptyImport = DiagnosticCode(
    "empty-import",
    explanation: """
      The source was understood, but there is no component in it: no gate and no basic event, no resource. Most often it is
      the wrong file, or the part of a model whose events are in another file; name all files of one model together.
      """,
    wrong: """
      <opsa-mef/>
      """,
    right: """
      <opsa-mef><define-fault-tree name="T"><define-basic-event name="e"/></define-fault-tree></opsa-mef>
      """)
}

extension Diagnostic {
  /// Nothing came out of a source of this format.
  public static func emptyImport(format: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .emptyImport, "there is no component in this \(format) source; name all the files of the model together",
      at: place)
  }
}
