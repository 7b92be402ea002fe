extension DiagnosticCode {
  /// The code `each-too-many`.
  public static let eachTooMany = DiagnosticCode(
    "each-too-many",
    explanation: """
      The combinations of an entry with "each" would make more than 200,000 components; such a model is \
      better generated.
      """,
    wrong: """
      components:
        "c-{i}-{j}":
          each: { i: [...], j: [...] }
      """,
    right: """
      components:
        "c-{i}":
          each: { i: [...] }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `each-too-many`.
  public static func eachTooMany(limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(.eachTooMany, "'each' would make more than \(limit) entries", at: place)
  }
}
