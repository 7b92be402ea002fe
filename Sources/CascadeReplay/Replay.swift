public import DependencyModel
public import ResilienceAnalysis

/// What happens in a scenario: the answer of `whatfails replay`.
public struct Replay: Sendable {
  /// An event that happened.
  public struct Happening: Hashable, Sendable {
    /// When, from the beginning.
    public let time: Duration
    /// Its position among the events of the scenario.
    public let event: Int
  }

  /// Why a component changed its level.
  public enum Cause: Hashable, Sendable {
    /// Its own fault.
    case fault
    /// A relation, and the components behind it that brought it about, the earliest first. Of a relation that came back, none
    /// where it was cut, and where only enough of a group is known to be back.
    case relation(Int, by: [ComponentIndex])
  }

  /// A component that came to another level.
  public struct Change: Hashable, Sendable {
    /// When, from the beginning.
    public let time: Duration
    /// The component or domain.
    public let component: ComponentIndex
    /// The level before.
    public let old: Level
    /// The level from then on.
    public let level: Level
    /// What put it at its level; `nil` where it is up.
    public let cause: Cause?
    /// What came back, so that its level is better; `nil` where it is worse.
    public let returned: Cause?
    /// How long it took to start after that; 0 where it did not have to.
    public let wait: Duration

    /// Whether its level is worse than before.
    public var isWorse: Bool { level > old }
  }

  /// A component that was not up for some time.
  public struct Hit: Hashable, Sendable {
    /// The component; no domain.
    public let component: ComponentIndex
    /// Its worst level.
    public var worst = Level.up
    /// How long it was down, in all.
    public var down = Duration.zero
    /// How long it was down or degraded, in all.
    public var notUp = Duration.zero
    /// The longest time at a stretch that it was not up.
    public var longest = Duration.zero
    /// When it was first not up.
    public var first = Duration.zero
    /// When it was up again to the end; `nil` if it was not at the end.
    public var recovered: Duration?
    /// How often it came to be not up.
    public var spells = 0

    init(_ component: ComponentIndex) { self.component = component }
  }

  /// The moment at which the most is lost.
  public struct Moment: Hashable, Sendable {
    /// When, from the beginning.
    public let time: Duration
    /// The number of components, without domains, that are down.
    public let down: Int
    /// The number that are degraded.
    public let degraded: Int
    /// The weight of all that are not up.
    public let weight: Amount
  }

  /// A number of components that were affected together, and among how many.
  public struct Affected: Hashable, Sendable {
    /// How many are not up and have no fault of their own.
    public let count: Int
    /// How many have no fault of their own.
    public let of: Int
  }

  /// Why a component was not up at the end.
  public enum Remainder: Hashable, Sendable {
    /// Its own fault lasts.
    case fault
    /// It waits for relations to be there, each with the components behind it that are not.
    case waits([(Int, by: [ComponentIndex])])
    /// It has what it needs, and would have started at a time after the end.
    case starting(until: Duration)
    /// It is degraded because of a relation.
    case degraded(Int, by: [ComponentIndex])

    /// Whether two reasons are the same.
    public static func == (left: Remainder, right: Remainder) -> Bool {
      switch (left, right) {
      case (.fault, .fault): true
      case (.waits(let first), .waits(let second)): first.elementsEqual(second) { $0.0 == $1.0 && $0.by == $1.by }
      case (.starting(let first), .starting(let second)): first == second
      case (.degraded(let first, let some), .degraded(let second, let others)): first == second && some == others
      default: false
      }
    }

    /// Feeds what makes it the same as another one.
    public func hash(into hasher: inout Hasher) {
      switch self {
      case .fault: hasher.combine(0)
      case .waits(let waits): for wait in waits { hasher.combine(wait.0) }
      case .starting(let until): hasher.combine(until)
      case .degraded(let relation, _): hasher.combine(relation)
      }
    }
  }

  /// A component that was not up at the end.
  public struct Unrecovered: Hashable, Sendable {
    /// The component or domain.
    public let component: ComponentIndex
    /// Its level.
    public let level: Level
    /// Since when it was not up, from the beginning.
    public let since: Duration
    /// What keeps it so.
    public let reason: Remainder
    /// Whether it would stay down even if every fault ended: it waits for a circle, or is in one.
    public let isStuck: Bool
  }

  /// The model.
  public let model: Model
  /// The scenario that was played.
  public let scenario: Scenario
  /// The positions of events that were left out.
  public let without: Set<Int>
  /// The time up to which it was played; that of the scenario unless something cut it short.
  public let end: Duration
  /// The limit that cut it short; `nil` if it was played to its end.
  public let shortfall: WorkLimit.Allowance?
  /// What happened, by time, then in the order in which it did.
  public let happenings: [Happening]
  /// Every change of a level, by time; within an instant each after what brought it about.
  public let changes: [Change]
  /// The components that were not up for some time, in model order.
  public let hits: [Hit]
  /// The moment at which the weight of what is not up is greatest, then the number of these, then of what is down: the first
  /// such; `nil` if everything was up all the time.
  public let worst: Moment?
  /// The greatest number of components that were affected together, and the greatest share.
  public let mostAffected: [Affected]
  /// What was not up at the end, in model order.
  public let unrecovered: [Unrecovered]
  /// The circles that keep components from starting: those of each need each other.
  public let circles: [[ComponentIndex]]
  /// How many requirements were left out because they are not trusted.
  public let distrustedCount: Int
  /// The requirements that count though they are only inferred or assumed.
  public let weakRequirements: WeakRequirements
}

extension Replay {
  /// What is known of a component that was not up for some time; `nil` for one that was up all the time, and for domains.
  public func hit(_ component: ComponentIndex) -> Hit? {
    var range = hits.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if hits[middle].component == component { return hits[middle] }
      range = hits[middle].component < component ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// The longest time at a stretch that a component or domain was not up; `nil` if it was up all the time.
  public func longest(_ component: ComponentIndex) -> Duration? {
    guard model.isDomain(component) else { return hit(component)?.longest }
    var longest: Duration?
    var since: Duration?
    for change in changes where change.component == component {
      if change.old == .up { since = change.time }
      if change.level == .up, let start = since {
        longest = max(longest ?? .zero, change.time - start)
        since = nil
      }
    }
    return since.map { max(longest ?? .zero, end - $0) } ?? longest
  }

  /// The relation of a component that a cause names.
  public func relation(_ number: Int, of component: ComponentIndex) -> Component.Relation {
    model.relation(number, of: component)
  }

  /// The level of each component and domain at a time, after all that happens then.
  public func levels(at time: Duration) -> [Level] {
    var levels = [Level](repeating: .up, count: model.components.count)
    for change in changes where change.time <= time { levels[change.component.position] = change.level }
    return levels
  }

  /// The worst level of each component and domain.
  public var worstLevels: [Level] {
    var levels = [Level](repeating: .up, count: model.components.count)
    for change in changes { levels[change.component.position] = max(levels[change.component.position], change.level) }
    return levels
  }
}
