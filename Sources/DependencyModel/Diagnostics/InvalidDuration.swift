extension DiagnosticCode {
  /// The code `invalid-duration`.
  public static let invalidDuration = DiagnosticCode(
    "invalid-duration",
    explanation: """
      A duration is written as whole numbers with units, the larger first: 90s, 10m, 1h30m, 2d, 250ms; at \
      most a hundred years.
      """,
    wrong: """
      components:
        api: { needs: { on: dns, tolerates: 5 } }
        dns: {}
      """,
    right: """
      components:
        api: { needs: { on: dns, tolerates: 5m } }
        dns: {}
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `invalid-duration`.
  public static func invalidDuration(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(.invalidDuration, "'\(text)' is not a duration; write it like 90s, 10m, 1h30m or 2d", at: place)
  }
}
