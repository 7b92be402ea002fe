public import DependencyModel

/// The order in which everything starts after a stop, what never starts, and what to do about it: the answer of
/// `whatfails start`.
public struct StartOrder: Sendable {
  /// The reason why a component has not started: the first of its requirements, in the order written, that keeps it.
  public struct Wait: Sendable {
    /// The component.
    public let component: ComponentIndex
    /// The sort of relation: `needs`, `startNeeds` or `in`.
    public let kind: Component.Relation.Kind
    /// The requirement.
    public let requirement: Requirement
    /// The unstarted parts of the requirement, each once, in the order written; of a wait for a fault what the fault keeps
    /// down, no more than it takes; of a wait in a circle the one component that the circle goes on with.
    public let by: [ComponentIndex]
    /// The place of the requirement; else of the component.
    public let place: Place?
    /// How sure the requirement is.
    public let confidence: Confidence
  }

  /// A component to start by hand, whatever it lacks.
  public struct ByHand: Sendable {
    /// The component.
    public let component: ComponentIndex
    /// The circle that it breaks: each waits for the next, the last for the first, which is the component itself. None of
    /// these can start even when the other components of the set have been started by hand. Empty in a very large model
    /// where the search for it was broken off.
    public let circle: [Wait]
    /// The components that would do instead of it, the rest of the set staying as it is, in model order; `nil` where the
    /// model is too large to look for them.
    public let alternatives: [ComponentIndex]?
    /// How many others can start once it and those before it in the list have been started.
    public let freed: Int
  }

  /// How good the set to start by hand is.
  public enum Quality: Int, Sendable, Comparable {
    /// It is enough; parts of it may not be needed, because the check of that was broken off in a very large model.
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
  /// The fault that lasts while everything is to start; none unless the asker stated one.
  public let fault: FaultSet
  /// The components that start by themselves: each round in model order, the first with what waits for nothing.
  public let rounds: [[ComponentIndex]]
  /// The components that never start though the fault does not keep them: circles do. In model order.
  public let stuck: [ComponentIndex]
  /// The components that can't start while the fault lasts: those that it names and those that can't do without them.
  /// Whatever waits for both the fault and a circle is here. In model order.
  public let heldByFault: [ComponentIndex]
  /// The reasons why each of `stuck` waits, in the same order.
  public let stuckWaits: [Wait]
  /// The reasons why each of `heldByFault` waits, in the same order, except for what the fault itself names.
  public let heldWaits: [Wait]
  /// Which components to start by hand so that all of `stuck` can start, in an order in which to do it.
  public let startByHand: [ByHand]
  /// How good that set is.
  public let quality: Quality
  /// The time that was over before the search for a smaller set came to its end; `nil` where it was not.
  public let shortfall: WorkLimit.Allowance?
  /// How many requirements were left out because they are not trusted.
  public let distrustedCount: Int

  /// The circles that hold what is stuck, each by the components in it; in the order of `startByHand`.
  public var circles: [[ComponentIndex]] {
    startByHand.filter { !$0.circle.isEmpty }.map { $0.circle.map(\.component) }
  }
  /// The number of components that start by themselves.
  public var startedCount: Int { rounds.reduce(0) { $0 + $1.count } }
  /// The components that the asker supposed only degraded: that prevents no start.
  public var degradedOnly: [ComponentIndex] { fault.levels.filter { $0.level != .down }.map(\.component) }
  /// The components that the fault names as down.
  public var faultyComponents: [ComponentIndex] { fault.levels.filter { $0.level == .down }.map(\.component) }
}
