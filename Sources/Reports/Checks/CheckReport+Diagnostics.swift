public import DependencyModel
public import ModelChecks

extension CheckReport {
  /// The findings of lint rules of severity `error` and `warning`, and useless suppressions, as warnings about the model:
  /// for `validate --strict`.
  ///
  /// - Parameter names: what remedies are called.
  public func lintDiagnostics(naming names: RemedyNames = .none) -> [Diagnostic] {
    let wording = FindingWording(model, naming: names)
    var diagnostics: [Diagnostic] = []
    for result in results where result.severity != .note {
      guard case .lint(let rule) = result.question else { continue }
      for finding in result.findings {
        let change = wording.change(finding).map { "; fix: \($0)" } ?? ""
        diagnostics.append(
          Diagnostic(rule.code, severity: .warning, wording.sentence(finding) + change, at: finding.place))
      }
    }
    return diagnostics
  }
}
