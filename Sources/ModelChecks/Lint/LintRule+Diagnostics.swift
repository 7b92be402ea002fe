public import DependencyModel

extension LintRule {
  /// The rule as a code of diagnostics, with its examples.
  public var code: DiagnosticCode { DiagnosticCode(id, explanation: rationale, wrong: example, right: repaired) }
}

extension CheckReport {
  /// The findings of lint rules of severity `error` and `warning`, and useless suppressions, as warnings about the model:
  /// for `validate --strict`.
  public var lintDiagnostics: [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for result in results where result.severity != .note {
      guard case .lint(let rule) = result.question else { continue }
      for finding in result.findings {
        let change = finding.change.map { "; fix: \($0)" } ?? ""
        diagnostics.append(Diagnostic(rule.code, severity: .warning, finding.message + change, at: finding.place))
      }
    }
    return diagnostics
  }
}
