extension DiagnosticCode {
  /// The code `threshold-too-high`.
  public static let thresholdTooHigh = DiagnosticCode(
    "threshold-too-high",
    explanation: """
      A group asks for more than its members weigh together, so it could never hold. Lower the threshold \
      or add members.
      """,
    wrong: """
      components:
        api: { needs: { atLeast: 3, of: [a, b] } }
        a: {}
        b: {}
      """,
    right: """
      components:
        api: { needs: { atLeast: 2, of: [a, b] } }
        a: {}
        b: {}
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `threshold-too-high`.
  public static func thresholdTooHigh(_ threshold: String, total: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .thresholdTooHigh, "'atLeast: \(threshold)' can never hold: the members weigh \(total) together", at: place)
  }
}
