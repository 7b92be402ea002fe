internal import DependencyModel
public import ResilienceAnalysis

/// The JSON of `Risks`, `whatfails/risks/1`: the answer of `whatfails risks`.
public struct RisksAnswer: Codable, Sendable {
  /// The name and version of the format: `whatfails/risks/1`.
  public let schema: String
  /// Whether nothing is missing.
  public let complete: Bool
  /// The name of the model.
  public let model: String
  /// The id of the component that was asked about.
  public let target: String
  /// The level at which it counts as failed, `degraded` or `down`: at that level or worse.
  public let level: String
  /// The largest size of a set that was looked for; `null` for all.
  @OrNull public private(set) var size: Int?
  /// The number of components and domains that were tried, without the target.
  public let tried: Int
  /// What the order of the sets of one size rests on: what else they take down or degrade, by `tier` and `weight` where the
  /// model states them, then `count`, the worst first. Empty if there are too many to compare: they are in model order.
  public let orderedBy: [String]
  /// The minimal cut sets as lists of ids, by size, then in the order of `orderedBy`, then in model order.
  public let minimalCutSets: [[String]]
  /// The number of minimal cut sets of each size from 1 to the largest, by the size as text. The numbers are decimal text,
  /// because they can be greater than JSON's.
  public let count: [String: String]
  /// The number of all minimal cut sets of the sizes that were looked for, as decimal text.
  public let total: String
  /// The probability that the target is down, from 0 to 1; left out if no component states one, or if it was not computed.
  public let unavailability: RangeAnswer?
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
    complete = risks.isComplete
    model = risks.model.name
    target = id(risks.target)
    level = risks.level.name
    tried = risks.triedCount
    minimalCutSets = risks.minimalCutSets.map { $0.map(id) }
    count = bySize
    total = "\(risks.total)"
    unavailability = risks.unavailability.map(RangeAnswer.init)
    missing = risks.shortfalls.map(RisksText(risks, TextStyle(naming: names), isComplete: true).sentence)
    orderedBy = risks.isWorstFirst == true ? risks.model.criteria.map(\.rawValue) : []
    componentsById = ComponentAnswer.byID([risks.target] + risks.minimalCutSets.joined(), in: risks.model)
    size = risks.size
  }
}

extension Risks: Answer {
  /// The answer as `whatfails/risks/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> RisksAnswer { RisksAnswer(self, naming: names) }
}
