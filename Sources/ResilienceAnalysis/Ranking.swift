public import DependencyModel

/// Every fault tried, worst first: the answer of `whatfails rank`.
public struct Ranking: Sendable {
  /// The set of faults that was tried.
  public enum Question: Hashable, Sendable {
    /// Components and domains that go down one at a time.
    case single
    /// Two of them together; listed are the pairs that are worse than their parts.
    case pairs
  }

  /// A fault and its blast radius, as numbers.
  public struct Entry: Hashable, Sendable {
    /// The components that the fault names, ascending: they go down, or for a named fault as it says.
    public let fault: [ComponentIndex]
    /// The position of the fault in `model.faults` if it is a named one.
    public let named: Int?
    /// The effects on the lowest tier of which any component is affected; `nil` if no affected component states a tier.
    public let lowestTier: TierEffect?
    /// The number of components (not domains) that go down with it, those of the fault not among them.
    public let down: Int
    /// The number that become degraded.
    public let degraded: Int
    /// The number of components that the fault does not name.
    public let of: Int
    /// The sum of the weights of those that go down or become degraded.
    public let weight: Amount
    /// The share of all demand that is lost, 0…1, to a billionth; `nil` where faults are not ranked by it.
    public let lostDemand: Double?

    /// An entry.
    public init(
      fault: [ComponentIndex], named: Int? = nil, lowestTier: TierEffect? = nil, down: Int, degraded: Int, of: Int,
      weight: Amount, lostDemand: Double? = nil
    ) {
      self.fault = fault
      self.named = named
      self.lowestTier = lowestTier
      self.down = down
      self.degraded = degraded
      self.of = of
      self.weight = weight
      self.lostDemand = lostDemand
    }

    /// The number of those that go down or become degraded.
    public var count: Int { down + degraded }

    /// The part of the components not named that go down or become degraded, 0…1; 0 where the fault names every component.
    public var share: Double { of == 0 ? 0 : Double(count) / Double(of) }
  }

  /// The faults that were not tried because the time was over.
  public struct Shortfall: Hashable, Sendable {
    /// How many faults were to be tried: components, or pairs of them.
    public let asked: Int
    /// The time that was allowed.
    public let allowance: WorkLimit.Allowance
  }

  /// The model that was asked.
  public let model: Model
  /// The set of faults that was tried.
  public let question: Question
  /// Whether changes were followed along `configuredBy` too.
  public let followsConfiguration: Bool
  /// Only what fails by then counts; `nil` for no limit.
  public var within: Duration?
  /// Whether losses that are tolerated for a while count like others, because no time is asked for.
  public var ignoresTolerances = false
  /// How many faults were tried: components and named faults, or pairs of components.
  public let triedCount: Int
  /// How many of these are named faults.
  public let triedNamedCount: Int
  /// How many entries there are, listed or not: every fault tried, or every pair that is worse than its parts.
  public let total: Int
  /// Worst first: by lost demand where that counts, then by the effects on the lowest tier affected (``TierEffect``), then by weight, count and the number down of
  /// all that is affected, then components in model order, then named faults in the order written.
  public let entries: [Entry]
  /// The faults that were not tried; `nil` where everything was.
  public var shortfall: Shortfall?
  /// The requirements of the model that are only inferred or assumed.
  public internal(set) var weakRequirements = WeakRequirements.none
  /// The numbers that what is lost may rest on, whatever fails, though they are only inferred or assumed.
  public internal(set) var weakNumbers = WeakNumbers.none

  /// Whether every fault was tried.
  public var isComplete: Bool { shortfall == nil }

  /// Whether there are more entries than are listed; they are counted nevertheless.
  public var isListCut: Bool { entries.count < total }

  /// The share of all demand that is lost without a fault, where entries are ordered by what is lost before anything else;
  /// `nil` where they are not.
  public var lostDemandBefore: Double?

  /// Whether entries are ordered by the demand that is lost before anything else.
  public var isByDemand: Bool { lostDemandBefore != nil }

  /// Whether a fault affects nothing else, and loses no demand.
  public func isHarmless(_ entry: Entry) -> Bool {
    entry.count == 0 && (entry.lostDemand ?? 0) <= (lostDemandBefore ?? 0)
  }

  /// Whether the model states a demand that the order leaves out.
  public var leavesLoadsOut: Bool { !isByDemand && model.statesDemand }

  /// What entries are ordered by before anything else; see ``entries``.
  public enum Criterion: String, Hashable, Sendable, CaseIterable {
    /// The demand that is lost, where loads count and the model states a demand.
    case lostDemand
    /// The effects on the lowest tier affected, where the model states tiers.
    case tier
    /// The weight of what is affected, where the model states weights.
    case weight
    /// The number of affected components.
    case count
  }

  /// The criteria that distinguish faults in this model, in the order in which they count.
  public var criteria: [Criterion] { (isByDemand ? [.lostDemand] : []) + model.criteria }
}

extension Ranking.Entry: Comparable {
  /// A worse fault comes before a lesser one.
  public static func < (left: Self, right: Self) -> Bool {
    if left.lostDemand != right.lostDemand { return left.lostDemand ?? 0 > right.lostDemand ?? 0 }
    if let isWorse = TierEffect.isWorse(left.lowestTier, than: right.lowestTier) { return isWorse }
    if left.weight != right.weight { return left.weight > right.weight }
    if left.count != right.count { return left.count > right.count }
    if left.down != right.down { return left.down > right.down }
    switch (left.named, right.named) {
    case (nil, nil): return left.fault.lexicographicallyPrecedes(right.fault)
    case (let first?, let second?): return first < second
    case (let first, _): return first == nil
    }
  }
}

/// There are more pairs of faults than can be tried in reasonable time and memory.
public struct TooManyPairs: Error, Hashable, Sendable {
  /// How many pairs there are.
  public let pairs: Int
  /// How many would be tried in a model of this size.
  public let limit: Int

  /// The number of pairs where fewer are tried.
  public init(pairs: Int, limit: Int) {
    self.pairs = pairs
    self.limit = limit
  }
}
