extension DiagnosticCode {
  /// The code `json-syntax`.
  public static let jsonSyntax = DiagnosticCode(
    "json-syntax",
    explanation: """
      The text is not JSON (RFC 8259), so nothing after this place could be read. The usual reasons: a comma after the \
      last entry, a missing comma, single quotes, a key without quotes, or a comment. A hand-written model is easier \
      to write as YAML.
      """,
    wrong: """
      { "model": "Checkout", "components": { "db": {}, } }
      """,
    right: """
      { "model": "Checkout", "components": { "db": {} } }
      """)
}

extension Diagnostic {
  /// The text can't be read as JSON from `place` on.
  public static func jsonSyntax(_ problem: String, at place: Place, notes: [Note] = []) -> Diagnostic {
    Diagnostic(.jsonSyntax, problem, at: place, notes: notes)
  }
}
