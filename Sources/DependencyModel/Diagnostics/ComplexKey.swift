extension DiagnosticCode {
  /// The code `complex-key`.
  public static let complexKey = DiagnosticCode(
    "complex-key",
    explanation: """
      A key is a plain or quoted text. YAML also allows lists, mappings and aliases as keys; a model has no use for \
      them. Most often a text was meant that starts with '{' or '[' or '*', and such a text needs double quotes.
      """,
    wrong: """
      components:
        {zone}: { each: { zone: [a, b] } }
      """,
    right: """
      components:
        "{zone}": { each: { zone: [a, b] } }
      """)
}

extension Diagnostic {
  /// `kind` (such as `a list`) is at `place` as a key.
  public static func complexKey(_ kind: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .complexKey, "\(kind) can't be a key; a text that starts with '{', '[' or '*' needs double quotes", at: place)
  }
}
