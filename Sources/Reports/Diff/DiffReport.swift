public import ModelChecks
public import ResilienceAnalysis

/// The answer of `whatfails diff`: what a change does to a model's resilience, and to its checks.
public struct DiffReport {
  /// The differences of resilience.
  public let diff: ModelDiff
  /// The checks that hold in one of the models only.
  public let checks: CheckChanges
  /// Whether text shows the blast radii only, besides what fails the run.
  public let onlyImpact: Bool
  /// What makes the difference fail a run.
  public let bars: [Bar]

  /// An answer.
  public init(_ diff: ModelDiff, checks: CheckChanges, onlyImpact: Bool = false, bars: [Bar] = []) {
    self.diff = diff
    self.checks = checks
    self.onlyImpact = onlyImpact
    self.bars = bars
  }
}

extension DiffReport: Answer {
  /// The answer as `whatfails/diff/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> DiffAnswer { DiffAnswer(diff, checks, naming: names) }

  /// The answer for a pull request, at most 65,000 bytes.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    markdown(naming: options.names, columns: options.columns)
  }
}
