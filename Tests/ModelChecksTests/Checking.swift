import DependencyModel
import ModelChecks
import ModelFormats
import ResilienceAnalysis

/// Checks of a model in text.
enum Checking {
  static func model(_ text: String) throws -> Model {
    try ModelLoader.load(Array(text.utf8), file: "model.yaml").model
  }

  static func report(
    _ text: String, date: String = "2026-11-23", baseline: [BaselineEntry] = [], lint: Bool = false
  ) throws -> CheckReport {
    let model = try model(text)
    return CheckRun(CompiledModel(model), date: date, baseline: baseline).report(
      checks: model.checks, lint: lint ? LintSelection([model.lint]) : LintSelection())
  }

  /// What one check found, as texts: the message, and what would have held.
  static func findings(_ text: String) throws -> [String] {
    try report(text).results.flatMap(\.findings).map { $0.message + ($0.change.map { " | " + $0 } ?? "") }
  }
}
