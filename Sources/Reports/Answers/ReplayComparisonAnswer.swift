public import CascadeReplay
internal import DependencyModel
internal import ResilienceAnalysis

/// The JSON of a `ReplayComparison`, `whatfails/replay-comparison/1`: the answer of `whatfails replay --compare`.
public struct ReplayComparisonAnswer: Codable, Sendable {
  /// The scenario as it was played.
  public struct Run: Codable, Sendable {
    /// The name of the event that was left out, or its number; `null` for the scenario as it is written.
    @OrNull public private(set) var without: String?
    /// The number of components, without domains, that were not up for some time.
    public let hit: Int
    /// The seconds for which components were not up, of all together.
    public let notUp: Double
    /// The moment at which the most is lost; `null` if everything stayed up.
    @OrNull public private(set) var worst: ReplayAnswer.Moment?
    /// The seconds from the beginning until all components were up again to the end; `null` if some were not at the end, or if
    /// everything stayed up.
    @OrNull public private(set) var recovered: Double?
    /// The ids of the components and domains that were not up at the end, in model order.
    public let notRecovered: [String]
  }

  /// The name and version of the format: `whatfails/replay-comparison/1`.
  public let schema: String
  /// Whether all was played to the end.
  public let complete: Bool
  /// The name of the model.
  public let model: String
  /// The name of the scenario.
  public let scenario: String
  /// The scenario as it is written, then without each of the events.
  public let runs: [Run]

  /// The JSON of an answer.
  public init(_ comparison: ReplayComparison) {
    let scenario = comparison.scenario
    let model = comparison.model
    schema = "whatfails/replay-comparison/1"
    complete = comparison.shortfall == nil
    self.model = model.name
    self.scenario = scenario.id
    runs = comparison.replays.map { replay in
      Run(
        without: replay.without.first.map { scenario.events[$0].name ?? "\($0 + 1)" }, hit: replay.hits.count,
        notUp: replay.timeNotUp.inSeconds, worst: replay.worst.map { ReplayAnswer.Moment($0) },
        recovered: replay.recovered?.inSeconds,
        notRecovered: replay.unrecovered.map { model.outline($0.component).id.text })
    }
  }
}
