public import DependencyModel

/// How much a figure rests on: how many of the components and domains that can take a component down have an
/// unavailability, stated or assumed.
///
/// They are those that take it down, alone or together with others: what it needs and the domains it is in, directly or
/// through others, without what makes no difference because something else takes it down anyway. Components that are logic
/// only, and what it only uses, are not among them. The component itself is one of them, and a single point of failure, if
/// it has an unavailability or if nothing else can take it down.
public struct Coverage: Hashable, Sendable {
  /// The number of components and domains that can take it down.
  public let count: Int
  /// How many of them have an unavailability, stated or assumed.
  public let statedCount: Int
  /// For how many of them it is assumed.
  public let assumedCount: Int
  /// How many of them are single points of failure.
  public let singlePointCount: Int
  /// How many of the single points of failure have no unavailability.
  public let singlePointWithoutCount: Int
  /// The single points of failure without an unavailability in model order, at most ``listLimit``.
  public let singlePointsWithout: [ComponentIndex]

  /// What else has no unavailability, in model order, at most ``listLimit``.
  public let othersWithout: [ComponentIndex]
  /// The component's unavailability if all of them that have none were always down, at the upper end of ranges, 0…1; its
  /// unavailability if all have one. `nil` if it was not computed.
  ///
  /// A figure treats what has no unavailability as never down, so it is a lower bound. This is the upper bound.
  public internal(set) var unavailabilityAtMost: Double?

  /// The most components of each list.
  public static let listLimit = 1_000

  /// Whether all of them have an unavailability: the figure is exact.
  public var isWhole: Bool { statedCount == count }

  /// Whether none of them has an unavailability, although something can take the component down: there is no figure.
  public var isEmpty: Bool { statedCount == 0 && count > 0 }

  /// The ids of all that is listed without an unavailability.
  public func idsWithout(in model: Model) -> [ComponentID] {
    (singlePointsWithout + othersWithout).map { model.outline($0).id }
  }

  /// How many of them have no unavailability.
  public var withoutCount: Int { count - statedCount }

  /// How many of the single points of failure have an unavailability.
  public var singlePointStatedCount: Int { singlePointCount - singlePointWithoutCount }
}

/// An assumption of a model or policy, and how many components of the model it gives an unavailability.
public struct AppliedAssumption: Hashable, Sendable {
  /// The assumption.
  public let assumption: Assumption
  /// The number of components and domains that state none, and for which it counts; 0 if it matches none at all.
  public let count: Int
}
