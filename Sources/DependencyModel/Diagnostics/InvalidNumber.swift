extension DiagnosticCode {
  /// The code `invalid-number`.
  public static let invalidNumber = DiagnosticCode(
    "invalid-number",
    explanation: """
      A number is missing or out of its range: a weight and a threshold are above 0 with at most six \
      decimals, a tier is a whole number from 0, a percentage runs from above 0% to 100%.
      """,
    wrong: """
      components:
        api: { tier: high }
      """,
    right: """
      components:
        api: { tier: 0 }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `invalid-number`.
  public static func invalidNumber(_ text: String, for subject: String, expected: String, at place: Place) -> Diagnostic
  {
    Diagnostic(.invalidNumber, "'\(text)' is not a valid \(subject): \(expected)", at: place)
  }
}
