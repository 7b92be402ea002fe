import DependencyModel
import ModelChecks
import ModelFormats
import Reports
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
    let report = try report(text)
    let wording = FindingWording(report.model)
    return report.results.flatMap(\.findings).map {
      wording.sentence($0) + (wording.change($0).map { " | " + $0 } ?? "")
    }
  }
}

extension [Finding] {
  /// The sentences about findings, as reports have them.
  func messages(in model: Model) -> [String] {
    map(FindingWording(model, naming: RemedyNames { $0 == .allowTime ? "--time" : nil }).sentence)
  }
}
