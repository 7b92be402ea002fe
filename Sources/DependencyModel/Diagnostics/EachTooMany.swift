extension DiagnosticCode {
  /// The code `each-too-many`.
  public static let eachTooMany = DiagnosticCode(
    "each-too-many",
    explanation: """
      The combinations of an entry with "each" would make more than 200,000 components, or all entries with "each" more \
      than 500,000; such a model is better generated, as JSON or JSON lines.
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
  public static func eachTooMany(limit: Int, isOfAll: Bool = false, at place: Place) -> Diagnostic {
    Diagnostic(
      .eachTooMany,
      isOfAll
        ? "with this entry, the entries with 'each' would make more than \(grouped(limit)) entries together"
        : "'each' would make more than \(limit) entries", at: place)
  }
}
