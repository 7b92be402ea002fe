extension DiagnosticCode {
  /// The code `yaml-syntax`.
  public static let yamlSyntax = DiagnosticCode(
    "yaml-syntax",
    explanation: """
      The text is not YAML, so nothing after this place could be read. The usual reasons: indentation that fits no line \
      above, a tab as indentation, or a text that needs double quotes because of what it starts with or contains.
      """,
    wrong: """
      model: Checkout
      description: Two zones: one database
      """,
    right: """
      model: Checkout
      description: "Two zones: one database"
      """)
}

extension Diagnostic {
  /// The text can't be read as YAML from `place` on.
  public static func yamlSyntax(_ problem: String, at place: Place, notes: [Note] = []) -> Diagnostic {
    Diagnostic(.yamlSyntax, problem, at: place, notes: notes)
  }
}
