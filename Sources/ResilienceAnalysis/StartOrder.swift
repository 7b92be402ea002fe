public import DependencyModel

/// What starts in which order from everything stopped, what never does, and what to do about it: the answer of
/// `whatfails start`.
public struct StartOrder: Sendable {
  /// What a component that has not started waits for: the first of its requirements, in the order written, that keeps it.
  public struct Wait: Sendable {
    /// The component, by position.
    public let component: Int
    /// The sort of relation: `needs`, `startNeeds` or `in`.
    public let kind: Component.Relation.Kind
    /// The requirement.
    public let requirement: Requirement
    /// What of the requirement has not started, by position, each once, in the order written; of a wait for a fault what
    /// the fault keeps down, no more than it takes; of a wait in a circle the one component that the circle goes on with.
    public let by: [Int]
    /// Where the requirement stands; else the component.
    public let place: Place?
    /// How sure the requirement is.
    public let confidence: Confidence
  }

  /// A component to start by hand, whatever it lacks.
  public struct ByHand: Sendable {
    /// The component, by position.
    public let component: Int
    /// The circle that it breaks: each waits for the next, the last for the first, which is the component itself. None of
    /// these can start even when the other components of the set have been started by hand. Empty in a very large model
    /// where the search for it was broken off.
    public let circle: [Wait]
    /// The components that would do instead of it, the rest of the set staying as it is, in model order; `nil` where the
    /// model is too large to look for them.
    public let alternatives: [Int]?
    /// How many others can start once it and those before it in the list have been started.
    public let freed: Int
  }

  /// How good the set to start by hand is.
  public enum Quality: Int, Sendable, Comparable {
    /// It is enough; parts of it may not be needed, for the check of that was broken off in a very large model.
    case sufficient
    /// It is enough, and no part of it is.
    case irreducible
    /// No other set that is enough has fewer members.
    case smallest

    /// A worse quality is less than a better one.
    public static func < (left: Quality, right: Quality) -> Bool { left.rawValue < right.rawValue }
  }

  /// The model that was asked.
  public let model: Model
  /// What lasts while everything is to start; nothing unless the asker said so.
  public let fault: FaultSet
  /// What starts by itself: each round in model order, the first with what waits for nothing.
  public let rounds: [[Int]]
  /// What never starts though the fault does not keep it: circles do. In model order.
  public let stuck: [Int]
  /// What can't start while the fault lasts, not even after everything else has: what it names and what can't do without.
  /// Whatever waits for both the fault and a circle is here. In model order.
  public let heldByFault: [Int]
  /// What each of `stuck` waits for, in the same order.
  public let stuckWaits: [Wait]
  /// What each of `heldByFault` waits for, in the same order, but for what the fault itself names.
  public let heldWaits: [Wait]
  /// Which components to start by hand so that all of `stuck` can start, in an order in which to do it.
  public let startByHand: [ByHand]
  /// How good that set is.
  public let quality: Quality
  /// The time that was over before the search for a smaller set came to its end; `nil` where it was not.
  public let shortfall: WorkLimit.Allowance?
  /// How many requirements were left out for want of trust.
  public let distrustedCount: Int

  /// The circles that hold what is stuck, each by the components in it; in the order of `startByHand`.
  public var circles: [[Int]] { startByHand.filter { !$0.circle.isEmpty }.map { $0.circle.map(\.component) } }
  /// What starts by itself, in numbers.
  public var startedCount: Int { rounds.reduce(0) { $0 + $1.count } }
  /// What the asker supposed only degraded, by position: that hinders no start.
  public var degradedOnly: [Int] { fault.levels.filter { $0.level != .down }.map(\.component) }
  /// The components that the fault names as down, by position.
  public var faultyComponents: [Int] { fault.levels.filter { $0.level == .down }.map(\.component) }
}
