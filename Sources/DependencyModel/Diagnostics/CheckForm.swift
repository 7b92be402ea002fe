extension DiagnosticCode {
  /// The code `check-form`.
  public static let checkForm = DiagnosticCode(
    "check-form",
    explanation: """
      A check has exactly one of: given with then, require, or forbid.
      """,
    wrong: """
      checks:
        zones: { given: storm }
      """,
    right: """
      checks:
        zones: { given: storm, then: { up: api } }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `check-form`.
  public static func checkForm(_ problem: String, at place: Place) -> Diagnostic {
    Diagnostic(.checkForm, problem, at: place)
  }
}
