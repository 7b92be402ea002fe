extension DiagnosticCode {
  /// The code `empty-file`.
  public static let emptyFile = DiagnosticCode(
    "empty-file",
    explanation: "The file has no content, or nothing but comments. A model states at least its name.",
    wrong: """
      # the model comes later
      """,
    right: """
      # the components come later
      model: Checkout
      """)
}

extension Diagnostic {
  /// The file has nothing in it but blank space and comments.
  public static func emptyFile(at place: Place) -> Diagnostic {
    Diagnostic(.emptyFile, "the file is empty; a model starts with 'model: NAME'", at: place)
  }
}
