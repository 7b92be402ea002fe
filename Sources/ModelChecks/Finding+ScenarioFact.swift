public import CascadeReplay
public import DependencyModel

extension Finding {
  /// What does not hold in a scenario. Times count from its beginning.
  public enum ScenarioFact: Sendable {
    /// At the worst moment of each, components are at levels that a condition does not allow.
    ///
    /// - Parameters:
    ///   - components: those that are listed, in model order.
    ///   - levels: the worst levels that they come to.
    ///   - at: when the first of them is there first; `nil` where they should have come to a level and do not.
    ///   - within: only what happens by then counts; `nil` for no limit.
    case breaks(
      Check.Expectation.Condition, components: [ComponentIndex], levels: Set<Level>, at: Duration?, within: Duration?)
    /// More components are affected together than are allowed.
    case exceeds(Replay.Affected, limit: Check.ImpactLimit, within: Duration?)
    /// A component is not up for longer at a stretch than is allowed.
    case recoversLate(ComponentIndex, after: Duration, limit: Duration)
    /// A component is not up at the end, since a time.
    case staysDown(ComponentIndex, Level, since: Duration)
    /// It can't be played.
    case problem(ReplayProblem)
  }
}
