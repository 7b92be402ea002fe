extension DiagnosticCode {
  /// The code `nesting-too-deep`.
  public static let nestingTooDeep = DiagnosticCode(
    "nesting-too-deep",
    explanation: """
      Lists and mappings are nested more than a hundred levels deep. No readable model needs that; declare the inner \
      parts as components of their own.
      """,
    wrong: """
      components: { api: { needs: [[[[[[[[ … a hundred more … ]]]]]]]] } }
      """,
    right: """
      components: { api: { needs: [db] } }
      """)
}

extension Diagnostic {
  /// A list or mapping opens at `place` more than `limit` levels deep.
  public static func nestingTooDeep(limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .nestingTooDeep, "lists and mappings are nested more than \(limit) deep; at most \(limit) are read", at: place)
  }

  /// An XML element opens at `place` more than `limit` levels deep.
  public static func elementsTooDeep(limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(.nestingTooDeep, "elements are nested more than \(limit) deep; at most \(limit) are read", at: place)
  }
}
