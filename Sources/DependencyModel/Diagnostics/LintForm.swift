extension DiagnosticCode {
  /// The code `lint-form`.
  public static let lintForm = DiagnosticCode(
    "lint-form",
    explanation: "A suppression of lint findings names the rule and states the reason.",
    wrong: """
      lint:
        suppress:
          - { rule: orphan, component: old-db }
      """,
    right: """
      lint:
        suppress:
          - { rule: orphan, component: old-db, reason: retired in March, until: 2027-03-31 }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `lint-form`.
  public static func lintForm(_ problem: String, at place: Place) -> Diagnostic {
    Diagnostic(.lintForm, problem, at: place)
  }
}
