public import DependencyModel
public import ResilienceAnalysis

/// What happens in a scenario as it is written, and what if one event or another did not happen.
public struct ReplayComparison: Sendable {
  /// The scenario as it is written, then without each of the events, one at a time.
  public let replays: [Replay]

  /// The model.
  public var model: Model { replays[0].model }
  /// The scenario.
  public var scenario: Scenario { replays[0].scenario }
  /// The limit that cut one of them short; `nil` if all were played to their ends.
  public var shortfall: WorkLimit.Allowance? { replays.lazy.compactMap(\.shortfall).first }

  /// Plays a scenario as it is written, and without each of some events.
  ///
  /// - Parameters:
  ///   - compiled: the model, of which it is a scenario.
  ///   - scenario: the scenario.
  ///   - events: the positions of events, each left out by itself.
  /// - Throws: `ReplayProblem` if one of them can't be played.
  public init(_ compiled: CompiledModel, _ scenario: Scenario, without events: [Int]) throws(ReplayProblem) {
    var replays = [try compiled.replay(scenario)]
    for event in events { replays.append(try compiled.replay(scenario, without: [event])) }
    self.replays = replays
  }
}

extension Replay {
  /// How long components were not up, all together.
  public var timeNotUp: Duration { hits.reduce(.zero) { $0 + $1.notUp } }

  /// When all components were up again to the end; `nil` if some were not at the end, or if none was ever not up.
  public var recovered: Duration? {
    hits.contains { $0.recovered == nil } ? nil : hits.compactMap(\.recovered).max()
  }
}
