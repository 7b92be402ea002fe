extension DiagnosticCode {
  /// The code `baseline-form`.
  public static let baselineForm = DiagnosticCode(
    "baseline-form",
    explanation:
      "A baseline is a file that 'whatfails check --write-baseline' wrote: known findings that do not fail a run.",
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
    Diagnostic(.baselineForm, "\(problem); a baseline is written by 'whatfails check --write-baseline'", at: place)
  }
}
