extension DiagnosticCode {
  /// The code `each-form`.
  public static let eachForm = DiagnosticCode(
    "each-form",
    explanation: """
      "each" lists variables and the values that each of them takes: a list of texts that is not empty. The entry is \
      repeated for every combination.
      """,
    wrong: """
      components:
        "web-{zone}":
          each: { zone: a }
      """,
    right: """
      components:
        "web-{zone}":
          each: { zone: [a, b] }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `each-form`.
  public static func eachForm(_ found: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .eachForm, "'each' takes variables with a list of values, as in { zone: [a, b] }, not \(found)", at: place)
  }
}
