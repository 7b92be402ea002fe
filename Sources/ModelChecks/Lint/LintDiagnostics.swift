public import DependencyModel

extension DiagnosticCode {
  /// Codes for lint settings; each lint rule has a code of its own, ``LintRule/code``.
  public static let ofLintSettings: [DiagnosticCode] = [.unknownRule]
}

extension DiagnosticCode {
  static let unknownRule = DiagnosticCode(
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
  static func unknownRule(_ rule: String, suggestion: String?, at place: Place?) -> Diagnostic {
    let advice = suggestion.map { "; did you mean '\($0)'?" } ?? ""
    return Diagnostic(
      .unknownRule, "there is no lint rule '\(rule)'\(advice)", at: place, remedy: suggestion == nil ? .listRules : nil)
  }
}
