public import DependencyModel

/// The components that fail if something fails: the answer of `whatfails if`.
public struct Impact: Sendable {
  /// One component or domain that is not up.
  public struct Effect: Sendable {
    /// Its index in the model.
    public let component: ComponentIndex
    /// `degraded` or `down`.
    public internal(set) var level: Level
    /// The synchronous round in which it reached that level; the fault is wave 0.
    public let wave: Int
    /// How long after the fault it reached that level, at the earliest.
    public let after: Duration
    /// How long after the fault it was first degraded or worse, at the earliest.
    public let degradedAfter: Duration
    /// The cause of its level.
    public let cause: Cause
    /// The weakest confidence on the way back to the fault.
    public let confidence: Confidence
    /// How much of it fails, where its level follows from that.
    var loss: Loss?
  }

  /// The cause of a component's level.
  public struct Cause: Sendable {
    /// The kind of relation that carried the failure; `nil` for the fault itself, and for overload.
    public let relation: Component.Relation.Kind?
    /// The requirement (or the domain) that was lost; `nil` for the fault, and for overload.
    public let requirement: Requirement?
    /// The components behind it, the earliest first, no more than it takes; for overload some of those whose work it took over,
    /// or that it waits for.
    public let by: [ComponentIndex]
    /// The place of that in the model: the requirement's place, or for the fault the component's.
    public let place: Place?

    /// Why more comes to the component than it can do or hold, where that takes most of it; `nil` for any other cause.
    public var overload: Trigger?

    /// Whether the fault itself names the component.
    public var isFault: Bool { relation == nil && overload == nil }

    /// Why a component is overloaded.
    public enum Trigger: Sendable {
      /// It is so without the fault, or nothing tells.
      case unknown
      /// It takes over the work of others.
      case tookOver
      /// It waits for others, and holds its work for so long.
      case waits
      /// Others call it more often.
      case calledMore
    }
  }

  /// A redundancy group that still holds but would not survive the loss of one more member.
  public struct FragileGroup: Sendable {
    /// The component whose requirements contain it.
    public let component: ComponentIndex
    /// The group.
    public let requirement: Requirement
    /// The members that are lost and those that remain.
    public let standing: GroupStanding
  }

  /// The model that was asked.
  public let model: Model
  /// The supposed fault.
  public let fault: FaultSet
  /// Only what fails by then counts; `nil` for no limit.
  public let within: Duration?
  /// Whether changes were followed along `configuredBy` too.
  public let followsConfiguration: Bool
  /// Every component and domain that is not up, by wave, then in model order.
  public let effects: [Effect]
  /// The components that fail, except those that the fault names.
  public let blastRadius: BlastRadius
  /// The groups with their redundancy lost, in model order of their components.
  public let fragileGroups: [FragileGroup]
  /// Whether levels follow from loads and shares.
  public internal(set) var loads = LoadStanding.unused

  /// The components whose redundancy is lost, in model order.
  public var redundancyLost: [ComponentIndex] {
    var result: [ComponentIndex] = []
    for group in fragileGroups where result.last != group.component { result.append(group.component) }
    return result
  }

  /// The effects that rest on an inferred or assumed requirement.
  public var weakEffects: [Effect] { effects.filter { $0.confidence.isWeak } }
}

/// The components (not the domains) that are not up, other than those the fault itself names.
public struct BlastRadius: Sendable {
  /// The components that are down, in model order.
  public let down: [ComponentIndex]
  /// The components that are degraded, in model order.
  public let degraded: [ComponentIndex]
  /// The number of components that the fault does not name.
  public let of: Int
  /// The sum of the weights of those that are not up.
  public let weight: Amount

  /// The number of those that are not up.
  public var count: Int { down.count + degraded.count }

  /// The part of the components not named that are not up, 0…1; 0 where the fault names every component.
  public var share: Double { of == 0 ? 0 : Double(count) / Double(of) }
}
