internal import DependencyModel
internal import ResilienceAnalysis

/// How much a figure rests on: how many of the components and domains that can take a component down, alone or together with
/// others, have an unavailability.
public struct CoverageAnswer: Codable, Sendable {
  /// The number of them that have an unavailability, stated or assumed.
  public let stated: Int
  /// The number of them for which it is assumed.
  public let assumed: Int
  /// The number of them. Components that are logic only are not counted; the component itself is, if it has an
  /// unavailability or if nothing else can take it down.
  public let of: Int
  /// The number of them that are single points of failure.
  public let singlePoints: Int
  /// The number of single points of failure that have an unavailability.
  public let singlePointsStated: Int
  /// The ids of the single points of failure that have none, in model order, at most 1,000.
  public let singlePointsWithout: [String]
  /// The ids of the others that have none, in model order, at most 100.
  public let othersWithout: [String]
  /// The unavailability of the component if all of them that have none were always down, from 0 to 1, the upper end of a
  /// range. A figure treats them as never down, so it is the least that the unavailability can be, and this is the most.
  /// Left out if all have an unavailability, if there is no figure, or if it was not computed.
  public let unavailabilityAtMost: Double?

  init(_ coverage: Coverage, in model: Model) {
    stated = coverage.statedCount
    assumed = coverage.assumedCount
    of = coverage.count
    singlePoints = coverage.singlePointCount
    singlePointsStated = coverage.singlePointStatedCount
    singlePointsWithout = coverage.singlePointsWithout.map { model.outline($0).id.text }
    othersWithout = coverage.othersWithout.prefix(100).map { model.outline($0).id.text }
    unavailabilityAtMost = coverage.isWhole || coverage.isEmpty ? nil : coverage.unavailabilityAtMost
  }
}

/// A default for components that state no unavailability.
public struct AssumptionAnswer: Codable, Sendable {
  /// The components that it is for, as a selector.
  public let selector: String
  /// The unavailability that is assumed, from 0 to 1.
  public let unavailability: RangeAnswer
  /// The number of components for which it counts, 0 if it matches none; left out in a comparison of models.
  public let count: Int?
  /// Its location in a comparison of models: `file:line`; left out elsewhere, and if there is none.
  public let at: String?

  init(_ applied: AppliedAssumption) {
    selector = applied.assumption.selector.description
    unavailability = RangeAnswer(applied.assumption.unavailability)
    count = applied.count
    at = nil
  }

  init(_ assumption: Assumption) {
    selector = assumption.selector.description
    unavailability = RangeAnswer(assumption.unavailability)
    count = nil
    at = assumption.place?.fileAndLine
  }
}
