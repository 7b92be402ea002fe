internal import DependencyModel
public import ResilienceAnalysis

/// The JSON of a `Ranking`, `whatfails/rank/1`: the answer of `whatfails rank`.
public struct RankingAnswer: Codable, Sendable {
  /// A fault, and how much it affects.
  public struct Fault: Codable, Sendable {
    /// The ids of the components or domains that go down, one or two.
    public let fault: [String]
    /// The number of affected components, without those of the fault.
    public let count: Int
    /// The number of components that the fault does not name.
    public let of: Int
    /// The number of components that go down.
    public let down: Int
    /// The number of components that become degraded.
    public let degraded: Int
    /// The sum of the weights of the affected components.
    public let weight: Double
    /// `count` divided by `of`, from 0 to 1.
    public let share: Double
  }

  /// The name and version of the format: `whatfails/rank/1`.
  public let schema: String
  /// The name of the model.
  public let model: String
  /// Whether every fault was tried and is listed.
  public let complete: Bool
  /// `single` for one component or domain at a time; `pairs` for two.
  public let question: String
  /// The number of components, domains or pairs that were tried.
  public let tried: Int
  /// The number of entries, listed or not: every fault that was tried, or every pair that is worse than its parts.
  public let total: Int
  /// The worst first: by weight, then `count`, then `down`, then in model order.
  public let faults: [Fault]
  /// Only what fails within so many seconds counts; left out for no limit.
  public let withinSeconds: Double?
  /// How many were to be tried; left out if all were.
  public let asked: Int?
  /// The parts that are missing, each as a sentence; left out if there are none.
  public let missing: [String]?

  /// The JSON of an answer.
  ///
  /// - Parameters:
  ///   - ranking: the answer.
  ///   - names: what remedies are called.
  public init(_ ranking: Ranking, naming names: RemedyNames = .none) {
    schema = "whatfails/rank/1"
    model = ranking.model.name
    complete = ranking.isComplete
    question = ranking.question == .single ? "single" : "pairs"
    tried = ranking.triedCount
    total = ranking.total
    faults = ranking.entries.map { entry in
      Fault(
        fault: entry.fault.map { ranking.model.outline($0).id.text }, count: entry.count, of: entry.of,
        down: entry.down, degraded: entry.degraded, weight: entry.weight.value, share: entry.share)
    }
    withinSeconds = ranking.within?.inSeconds
    asked = ranking.shortfall?.asked
    missing = ranking.missing(names).map { [$0] }
  }
}

extension Ranking: Answer {
  /// The answer as `whatfails/rank/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> RankingAnswer { RankingAnswer(self, naming: names) }
}
