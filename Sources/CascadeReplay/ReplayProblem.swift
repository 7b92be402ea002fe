/// Why a scenario can't be played to its end.
public enum ReplayProblem: Error, Sendable {
  /// Events bring each other about again and again at one time, so that time would never go on.
  ///
  /// - Parameters:
  ///   - events: their positions in the scenario, in the order written.
  ///   - time: when, from the beginning.
  case endless(events: [Int], time: Duration)
  /// More changes and events than are kept.
  ///
  /// - Parameters:
  ///   - limit: how many are kept.
  ///   - time: when there were more, from the beginning.
  case tooMany(limit: Int, time: Duration)
}
