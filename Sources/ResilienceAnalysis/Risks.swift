public import DecisionDiagrams
public import DependencyModel

/// The sets of components that could take a component down: the answer of `whatfails risks`.
public struct Risks: Sendable {
  /// The reason for an incomplete answer.
  public enum Shortfall: Hashable, Sendable {
    /// The diagrams would have taken more memory than was allowed: sets of more components were not looked for.
    case memory(bytes: Int)
    /// The time was over: sets of more components were not looked for.
    case time(WorkLimit.Allowance)
    /// The time was over before all sets were listed or counted.
    case unlisted(WorkLimit.Allowance)
    /// There are more sets than were to be listed; the counts include all of them.
    case listing(limit: Int)
    /// The unavailability was left out: its diagrams would have taken more memory than was allowed.
    case unavailability(bytes: Int)
    /// The unavailability was left out: the time was over.
    case unavailabilityInTime(WorkLimit.Allowance)
  }

  /// The model that was asked.
  public let model: Model
  /// The component that was asked about.
  public let target: ComponentIndex
  /// The level at which it counts as failed: at that or worse.
  public let level: Level
  /// The largest size that was asked for; `nil` for all.
  public let askedSize: Int?
  /// The largest size that was looked for; `nil` for all.
  public let size: Int?
  /// How many components and domains were tried, the target not among them.
  public let triedCount: Int
  /// The minimal cut sets by size, then in model order, unless another order was asked for (``CompiledModel/worstFirst(_:)``);
  /// the members of each in model order.
  public internal(set) var minimalCutSets: [[ComponentIndex]]
  /// Whether the sets of each size are worst first, as ``CompiledModel/worstFirst(_:)`` was asked for; `nil` if it was not.
  public internal(set) var isWorstFirst: Bool?
  /// How many there are of each size, by ascending size, sizes without any left out.
  public let counts: [(size: Int, count: NaturalNumber)]
  /// Whether nothing that was tried, in whatever number, takes the target to the level.
  public let cannotFail: Bool
  /// The chance that the target is down; `nil` where nothing states one, or where it was not computed.
  public let unavailability: Unavailability?
  /// The missing parts, and why; empty where the answer is complete.
  public let shortfalls: [Shortfall]

  /// Whether nothing that was asked for is there: nothing was found out before the time was over.
  public var isEmpty: Bool { size == 0 }

  /// Whether it is known which sets there are, of all sizes asked for.
  public var hasAllSets: Bool {
    shortfalls.allSatisfy {
      switch $0 {
      case .unavailability, .unavailabilityInTime: true
      case .memory, .time, .unlisted, .listing: false
      }
    }
  }

  /// Whether everything that was asked for is there.
  public var isComplete: Bool { shortfalls.isEmpty }
  /// How many minimal cut sets there are of the sizes looked for.
  public var total: NaturalNumber { counts.reduce(NaturalNumber()) { $0 + $1.count } }
}
