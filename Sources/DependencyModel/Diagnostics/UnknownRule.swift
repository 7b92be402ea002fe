extension DiagnosticCode {
  /// The code `unknown-rule`.
  public static let unknownRule = DiagnosticCode(
    "unknown-rule",
    explanation: "The lint settings of a model or a policy name a rule that does not exist.",
    wrong: """
      lint:
        rules: { orphn: off }
      """,
    right: """
      lint:
        rules: { orphan: off }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `unknown-rule`.
  public static func unknownRule(_ rule: String, suggestion: String?, at place: Place?) -> Diagnostic {
    let advice = suggestion.map { "; did you mean '\($0)'?" } ?? ""
    return Diagnostic(
      .unknownRule, "there is no lint rule '\(rule)'\(advice)", at: place, remedy: suggestion == nil ? .listRules : nil)
  }
}
