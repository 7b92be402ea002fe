public import DependencyModel

extension LintRule {
  /// The rule as a code of diagnostics, with its examples.
  public var code: DiagnosticCode { DiagnosticCode(id, explanation: rationale, wrong: example, right: repaired) }
}
