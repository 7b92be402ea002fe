internal import DecisionDiagrams
internal import DependencyModel
public import ResilienceAnalysis

/// The JSON of `Risks`, `whatfails/risks/1`: the answer of `whatfails risks`.
public struct RisksAnswer: Codable, Sendable {
  /// The name and version of the format: `whatfails/risks/1`.
  public let schema: String
  /// A set that is listed, with what is known of it.
  public struct CutSet: Codable, Sendable {
    /// The ids of the components and domains.
    public let components: [String]
    /// The common causes that take components of the set down at once, as numbers of `commonCauses`, from 0; left out for
    /// none.
    public let commonCauses: [Int]?
    /// Those of the components that fail by themselves; left out if all do.
    public let alone: [String]?
    /// The probability that the set fails, from 0 to 1, the upper end of a range; `null` if a component of it has no
    /// unavailability; left out unless the sets were asked for by chance.
    public let chance: Double?
    /// The part of the target's downtime for which it accounts, from 0 to 1: its chance divided by the target's
    /// unavailability, or, if that is not known, by the sum of the chances of all sets. Left out if it is not known.
    public let share: Double?
    /// How many seconds after the set is down the target reaches the level; left out if no requirement tolerates a loss.
    public let afterSeconds: Double?
  }

  /// Whether everything that was asked for was found and counted, and the unavailability, if there is one, rests on all that
  /// can take the target down. Whether all sets are listed is in `listCut`.
  public let complete: Bool
  /// Whether sets are missing from the list; unless something else is missing, they are counted.
  public let listCut: Bool
  /// Whether it is known which sets there are, of the sizes asked for, whether or not all are listed.
  public let setsComplete: Bool
  /// The name of the model.
  public let model: String
  /// The id of the component that was asked about.
  public let target: String
  /// The level at which it counts as failed, `degraded` or `down`: at that level or worse.
  public let level: String
  /// Whether a change was followed instead of a failure; left out if not.
  public let change: Bool?
  /// The largest size of a set that was looked for; `null` for all.
  @OrNull public private(set) var size: Int?
  /// The number of components and domains that were tried, without the target.
  public let tried: Int
  /// What the order of the sets of one size rests on: what else they take down or degrade, by `tier` and `weight` where the
  /// model states them, then `count`, the worst first. Empty if there are too many to compare, which leaves them in model
  /// order, and if the likeliest were asked for.
  public let orderedBy: [String]
  /// The minimal cut sets as lists of ids, by size, then in the order of `orderedBy`, then in model order. The likeliest
  /// first, if they were asked for by chance. The one empty set if the target is always down. A set with a common cause has
  /// all components that it takes down, and counts it as one: see `cutSets`.
  public let minimalCutSets: [[String]]
  /// The number of minimal cut sets of each size from 1 to the largest (or 0, if the target is always down), by the size as text. The numbers are decimal text,
  /// because they can be greater than JSON's.
  public let count: [String: String]
  /// The number of all minimal cut sets of the sizes that were looked for, as decimal text.
  public let total: String
  /// The numbers of `count` that are exact as numbers: those up to 2⁵³.
  public let countBySize: [String: Int]
  /// `total` as a number; left out above 2⁵³.
  public let totalCount: Int?
  /// For each of `minimalCutSets` what is known of it: its chance and share, if they were asked for by chance, and when the
  /// first sets, at most 1,000, act, and which of them rest on common causes. Left out if nothing is.
  public let cutSets: [CutSet]?
  /// What takes all of some components down at once, as the model states it; left out if no set that is listed rests on one.
  public let commonCauses: [CommonCauseAnswer]?
  /// The least chance of a set that is listed; left out for no limit.
  public let cutoff: Double?
  /// The chance that the target itself is down, which is in no set; left out unless it states one and the sets were asked
  /// for by chance.
  public let ownChance: Double?
  /// The least part of the unavailability that no set of the sizes looked for accounts for: the target itself, switching
  /// that does not work, common causes that were not tried, larger sets. Left out if the sets may account for all of it.
  public let unavailabilityOutsideSets: Double?
  /// The sum of the chances of all sets of the sizes looked for, those of unknown chance left out; left out unless the sets
  /// were asked for by chance.
  public let chanceSum: Double?
  /// The number of those sets that have no chance, because one of their components has no unavailability; left out like the
  /// sum, and above 2⁵³.
  public let unknownChanceCount: Int?
  /// The part of `chanceSum` that sets have which are not listed; left out like it.
  public let unlistedChanceSum: Double?
  /// Only what acts within so many seconds was looked for; left out for no limit.
  public let withinSeconds: Double?
  /// The probability that the target is down, from 0 to 1; left out if nothing that can
  /// take it down states one, or if it was not computed. It is the least that the probability can be: `coverage` has the most.
  public let unavailability: RangeAnswer?
  /// One minus the unavailability; left out like it.
  public let availability: RangeAnswer?
  /// The expected downtime in seconds per year of 365 days; left out like the unavailability.
  public let downtimeSecondsPerYear: RangeAnswer?
  /// What the unavailability and the chances rest on; left out if there are none.
  public let coverage: CoverageAnswer?
  /// The requirements behind the answer that are only inferred or assumed; left out for none.
  public let weakRequirements: WeakRequirementsAnswer?
  /// How little the components have to do with each other, so that the answer says little; left out otherwise.
  public let relatedness: RelatednessAnswer?
  /// What is assumed of components that state no unavailability; left out for nothing.
  public let assumptions: [AssumptionAnswer]?
  /// The parts that are missing, each as a sentence.
  public let missing: [String]
  /// What the model states of the target and of the components in `minimalCutSets`, by id. Components that state nothing are
  /// left out.
  public let componentsById: [String: ComponentAnswer]

  /// The JSON of an answer.
  ///
  /// - Parameters:
  ///   - risks: the answer.
  ///   - names: what remedies are called.
  public init(_ risks: Risks, naming names: RemedyNames = .none) {
    func id(_ index: ComponentIndex) -> String { risks.model.outline(index).id.text }
    var bySize: [String: String] = [:]
    for size in 0..<(risks.counts.map(\.size).max() ?? 0) { bySize["\(size + 1)"] = "0" }
    for (size, count) in risks.counts { bySize["\(size)"] = "\(count)" }
    schema = "whatfails/risks/1"
    complete = risks.isComplete && risks.isCovered
    listCut = risks.isListCut
    weakRequirements = WeakRequirementsAnswer(risks.weakRequirements)
    relatedness = RelatednessAnswer(ifLow: risks.model)
    setsComplete = risks.shortfalls.allSatisfy(\.keepsSets)
    model = risks.model.name
    target = id(risks.target)
    level = risks.level.name
    change = risks.followsConfiguration ? true : nil
    tried = risks.triedCount
    minimalCutSets = risks.minimalCutSets.map { $0.map(id) }
    count = bySize
    total = "\(risks.total)"
    let exact = 1 << 53
    countBySize = bySize.compactMapValues { Int($0) }.filter { $0.value <= exact }
    totalCount = risks.total.exactInt.flatMap { $0 <= exact ? $0 : nil }
    let hasCommonCauses = risks.causes.contains { !$0.commonCauses.isEmpty }
    commonCauses =
      hasCommonCauses ? risks.commonCauses.map { CommonCauseAnswer($0, in: risks.model) } : nil
    cutSets =
      risks.likelihood == nil && risks.moments.isEmpty && !hasCommonCauses
      ? nil
      : risks.minimalCutSets.enumerated().map { number, set in
        let causes = risks.causes(ofSet: number)
        return CutSet(
          components: set.map(id), commonCauses: causes.commonCauses.isEmpty ? nil : causes.commonCauses,
          alone: causes.commonCauses.isEmpty ? nil : causes.components.map(id),
          chance: risks.likelihood?.chances[number], share: risks.share(ofSet: number),
          afterSeconds: number < risks.moments.count ? risks.moments[number].inSeconds : nil)
      }
    cutoff = risks.likelihood?.cutoff
    ownChance = risks.likelihood?.own
    unavailabilityOutsideSets = risks.unavailabilityOutsideSets
    chanceSum = risks.likelihood?.sum
    unknownChanceCount = risks.likelihood?.unknownCount
    unlistedChanceSum = risks.likelihood?.unlistedSum
    withinSeconds = risks.within?.inSeconds
    let figure = risks.coverage?.isEmpty == true ? nil : risks.unavailability
    let year = Availability.secondsPerYear
    unavailability = figure.map(RangeAnswer.init)
    availability = figure.map { RangeAnswer(low: 1 - $0.high, high: 1 - $0.low) }
    downtimeSecondsPerYear = figure.map { RangeAnswer(low: $0.low * year, high: $0.high * year) }
    coverage = risks.coverage.map { CoverageAnswer($0, in: risks.model) }
    assumptions = risks.assumptions.isEmpty ? nil : risks.assumptions.map { AssumptionAnswer($0) }
    let text = RisksText(risks, TextStyle(naming: names), isComplete: true)
    missing =
      risks.shortfalls.map(text.sentence)
      + (risks.isCovered ? [] : ["Not everything that can take the target down has an unavailability."])
    orderedBy = risks.isWorstFirst == true ? risks.model.criteria.map(\.rawValue) : []
    componentsById = ComponentAnswer.byID([risks.target] + risks.minimalCutSets.joined(), in: risks.model)
    size = risks.size
  }
}

extension Risks: Answer {
  /// The answer as `whatfails/risks/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> RisksAnswer { RisksAnswer(self, naming: names) }
}
