extension DiagnosticCode {
  /// The code `empty-policy`.
  public static let emptyPolicy = DiagnosticCode(
    "empty-policy",
    explanation: "A policy without checks and lint settings, its own or extended, checks nothing: that must not pass.",
    wrong: """
      policy: Resilience
      """,
    right: """
      policy: Resilience
      checks:
        restart: { require: { for: "*", starts: true } }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `empty-policy`.
  public static func emptyPolicy(at place: Place) -> Diagnostic {
    Diagnostic(.emptyPolicy, "the policy states no check and no lint setting, so it would check nothing", at: place)
  }
}
