extension DiagnosticCode {
  /// The code `second-document`.
  public static let secondDocument = DiagnosticCode(
    "second-document",
    explanation: """
      A line with '---' starts a second YAML document in the same file. A file holds one document; a model in several \
      parts is several files, named under 'include' or given as a folder.
      """,
    wrong: """
      model: Checkout
      ---
      model: Payments
      """,
    right: """
      model: Checkout
      include: [payments.yaml]
      """)
}

extension Diagnostic {
  /// A second YAML document starts at `place`.
  public static func secondDocument(at place: Place) -> Diagnostic {
    Diagnostic(
      .secondDocument, "a second document starts here; put it in a file of its own and name that under 'include'",
      at: place)
  }
}
