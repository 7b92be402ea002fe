extension DiagnosticCode {
  /// The code `empty-policy`.
  public static let emptyPolicy = DiagnosticCode(
    "empty-policy",
    explanation: "A policy without checks and lint settings, its own or extended, checks nothing, so it is refused.",
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

  /// The file is something else: its contents are not quoted, because they may be secret.
  public static func notAPolicy(at place: Place) -> Diagnostic {
    Diagnostic(
      .emptyPolicy, "this is not a policy: it has no 'checks', 'lint' or 'extend' of a policy's form at the top",
      at: place)
  }
}
