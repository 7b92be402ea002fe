import DependencyModel
import Importers
import ModelChecks
import ModelFormats

extension DiagnosticCode {
  /// Every code, as `validate --explain` lists them: those about input by id, then those of the lint rules.
  static let all =
    (ofTheLanguage + ofSources + ofLintSettings).sorted { $0.id < $1.id } + LintRule.all.map(\.code)
}
