internal import DependencyModel
public import ResilienceAnalysis

/// The JSON of a `Ranking`, `whatfails/rank/1`: the answer of `whatfails rank`.
public struct RankingAnswer: Codable, Sendable {
  /// A fault, and how much it affects.
  public struct Fault: Codable, Sendable {
    /// The ids of the components or domains that go down, one or two; of a named fault, those that it names.
    public let fault: [String]
    /// The id of the named fault; left out if it is none.
    public let faultId: String?
    /// The effects on the lowest tier of which any component is affected; left out if no affected component states a tier.
    public let lowestTier: TierEffectAnswer?
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
    /// The share of all demand that is lost, from 0 to 1; left out where faults are not ranked by it.
    public let lostDemand: Double?
  }

  /// The name and version of the format: `whatfails/rank/1`.
  public let schema: String
  /// The name of the model.
  public let model: String
  /// Whether every fault was tried.
  public let complete: Bool
  /// Whether `faults` is shorter than `total`; the counts are exact nevertheless.
  public let listCut: Bool
  /// `single` for one component or domain at a time; `pairs` for two.
  public let question: String
  /// The number of faults that were tried: components, domains and named faults, or pairs.
  public let tried: Int
  /// How many of these are named faults.
  public let triedNamed: Int
  /// The number of entries, listed or not: every fault that was tried, or every pair that is worse than its parts.
  public let total: Int
  /// What the order of `faults` rests on: `lostDemand`, `tier` and `weight` where the model states them, then `count`.
  public let orderedBy: [String]
  /// The worst first: by `lostDemand` where it is there, by `lowestTier` (the tier, then what is down, then what is degraded), then `weight`, `count` and `down`,
  /// then in model order, named faults last.
  public let faults: [Fault]
  /// Only what fails within so many seconds counts; left out for no limit.
  public let withinSeconds: Double?
  /// What the model states of the components in `faults`, by id. Components that state nothing are left out.
  public let componentsById: [String: ComponentAnswer]
  /// The requirements behind the answer that are only inferred or assumed; left out for none.
  public let weakRequirements: WeakRequirementsAnswer?
  /// The numbers that what is lost may rest on, whatever fails, though they are only inferred or assumed; left out for none.
  public let weakNumbers: WeakNumbersAnswer?
  /// How little the components have to do with each other, so that the answer says little; left out otherwise.
  public let relatedness: RelatednessAnswer?
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
    listCut = ranking.isListCut
    question = ranking.question == .single ? "single" : "pairs"
    tried = ranking.triedCount
    triedNamed = ranking.triedNamedCount
    orderedBy = ranking.criteria.map(\.rawValue)
    componentsById = ComponentAnswer.byID(ranking.entries.lazy.flatMap(\.fault), in: ranking.model)
    total = ranking.total
    faults = ranking.entries.map { entry in
      Fault(
        fault: entry.fault.map { ranking.model.outline($0).id.text },
        faultId: entry.named.map { ranking.model.faults[$0].id.text },
        lowestTier: entry.lowestTier.map(TierEffectAnswer.init), count: entry.count, of: entry.of, down: entry.down,
        degraded: entry.degraded, weight: entry.weight.value, share: entry.share,
        lostDemand: entry.lostDemand)
    }
    withinSeconds = ranking.within?.inSeconds
    weakRequirements = WeakRequirementsAnswer(ranking.weakRequirements)
    weakNumbers = WeakNumbersAnswer(ranking.weakNumbers, in: ranking.model)
    relatedness = RelatednessAnswer(ifLow: ranking.model)
    asked = ranking.shortfall?.asked
    missing = ranking.missing(names).map { [$0] }
  }
}

extension Ranking: Answer {
  /// The answer as `whatfails/rank/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> RankingAnswer { RankingAnswer(self, naming: names) }
}
