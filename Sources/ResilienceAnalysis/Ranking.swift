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
    /// The components that go down, ascending.
    public let fault: [ComponentIndex]
    /// The number of components (not domains) that go down with it, those of the fault not among them.
    public let down: Int
    /// The number that become degraded.
    public let degraded: Int
    /// The number of components that the fault does not name.
    public let of: Int
    /// The sum of the weights of those that go down or become degraded.
    public let weight: Amount

    /// An entry.
    public init(fault: [ComponentIndex], down: Int, degraded: Int, of: Int, weight: Amount) {
      self.fault = fault
      self.down = down
      self.degraded = degraded
      self.of = of
      self.weight = weight
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
  /// How many faults were tried: components, or pairs of them.
  public let triedCount: Int
  /// How many entries there are, listed or not: every component tried, or every pair that is worse than its parts.
  public let total: Int
  /// Worst first: by weight, then count, then the number down, then model order.
  public let entries: [Entry]
  /// The faults that were not tried; `nil` where everything was.
  public var shortfall: Shortfall?

  /// Whether every fault was tried and every entry is listed.
  public var isComplete: Bool { entries.count == total && shortfall == nil }
}

extension Ranking.Entry: Comparable {
  /// A worse fault comes before a lesser one.
  public static func < (left: Self, right: Self) -> Bool {
    if left.weight != right.weight { return left.weight > right.weight }
    if left.count != right.count { return left.count > right.count }
    if left.down != right.down { return left.down > right.down }
    return left.fault.lexicographicallyPrecedes(right.fault)
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
