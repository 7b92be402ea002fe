extension DiagnosticCode {
  /// The code `baseline-form`.
  public static let baselineForm = DiagnosticCode(
    "baseline-form",
    explanation:
      "A baseline is a file that the check itself wrote: known findings that do not fail a run.",
    wrong: """
      { "schema": "whatfails/impact/1" }
      """,
    right: """
      { "schema": "whatfails/baseline/1", "known": [] }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `baseline-form`.
  public static func baselineForm(_ problem: String, at place: Place) -> Diagnostic {
    Diagnostic(.baselineForm, problem, at: place, remedy: .writeBaseline)
  }
}
