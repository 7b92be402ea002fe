public import DependencyModel

/// Why a component is at its level under a fault: the answer of `whatfails why`.
public struct Explanation: Sendable {
  /// A redundancy group with members that are not up, which still holds.
  public struct Holding: Sendable {
    /// The group.
    public let requirement: Requirement
    /// The sort of requirement that it is, or is a part of.
    public let kind: Component.Relation.Kind
    /// The losses of the group, what remains, and how much it needs.
    public let standing: GroupStanding
    /// The state of the group itself: `up`, or `degraded` where too many members are.
    public let level: Level
  }

  /// A soft dependency that is not up.
  public struct SoftLoss: Sendable {
    /// The sort of requirement: `uses`, which is not felt while it is degraded, or `degradedBy`, which always is.
    public let kind: Component.Relation.Kind
    /// The requirement.
    public let requirement: Requirement
    /// How bad it is.
    public let level: Level
  }

  /// A requirement that is lost but still tolerated: the time asked about ends before the tolerance does.
  public struct Grace: Sendable {
    /// The requirement that is lost.
    public let requirement: Requirement
    /// When, after the fault, the component would feel it.
    public let feltAfter: Duration
  }

  /// What is affected, or has lost redundancy, among everything that a component depends on.
  public struct Dependencies: Sendable {
    /// The number of components and domains that it depends on, directly or through others.
    public let count: Int
    /// Those that are not up and that it depends on only through others, by level, the worst first, then by importance, then
    /// in model order. What it needs or uses itself is among ``Explanation/holds``, ``Explanation/softLosses`` and
    /// ``Explanation/graces``.
    public let affected: [(component: ComponentIndex, level: Level)]
    /// The groups in requirements of these components that still hold, and would not survive the loss of one more member; in
    /// model order of their components.
    public let fragileGroups: [Impact.FragileGroup]
  }

  /// The model that was asked.
  public let model: Model
  /// The supposed fault.
  public internal(set) var fault: FaultSet
  /// Only what fails by then counts; `nil` for no limit.
  public let within: Duration?
  /// Whether changes were followed along `configuredBy` too.
  public let followsConfiguration: Bool
  /// The component that was asked about.
  public let component: ComponentIndex
  /// Its level.
  public let level: Level
  /// From the component to the fault: what each step rests on comes after it, each component once. Empty where it is up.
  public internal(set) var steps: [Impact.Effect]
  /// The groups among its requirements that have members which are not up, and still hold.
  public let holds: [Holding]
  /// The soft dependencies that are not up.
  public let softLosses: [SoftLoss]
  /// The losses that are not felt yet.
  public let graces: [Grace]
  /// The state of everything that the component depends on; `nil` unless it is up.
  public let dependencies: Dependencies?
  /// Its level if what the fault names changed instead of failing; `nil` if that is no worse, or changes are followed already.
  public internal(set) var levelIfChanged: Level?
  /// Whether levels follow from loads and shares.
  public internal(set) var loads = Impact.LoadStanding.unused

  /// Whether anything that the component needs or uses directly was touched at all.
  public var isTouched: Bool { level > .up || !holds.isEmpty || !softLosses.isEmpty || !graces.isEmpty }
}
