public import DependencyModel
public import ResilienceAnalysis

extension CompiledModel {
  /// Plays a scenario on the levels of the model.
  ///
  /// The run is exact: it jumps from one instant at which something can change to the next. At each, events happen, and levels
  /// settle: what has a cause gets worse, after as long as it tolerates; what is degraded gets better at once with its cause;
  /// what was down starts once it has had for its `restarts` all that it needs to start.
  ///
  /// - Parameters:
  ///   - scenario: one of the model's scenarios; every id in it is one of the model.
  ///   - without: the positions of events that are left out.
  ///   - end: the time up to which it is played; `nil` for the end of the scenario.
  /// - Throws: `ReplayProblem` if time would not go on, or more happens than can be kept.
  /// - Complexity: time and space in proportion to what changes and what reads it, and linear in the model.
  public func replay(
    _ scenario: Scenario, without: Set<Int> = [], until end: Duration? = nil
  ) throws(ReplayProblem) -> Replay {
    var run = ReplayRun(
      self, scenario, without: without, until: min(end ?? scenario.lasts, scenario.lasts))
    let cut = try run.run()
    return run.replay(without: without, cut: cut)
  }
}
