public import DependencyModel

/// Why a component is at its level under a fault: the answer of `whatfails why`.
public struct Explanation: Sendable {
  /// A redundancy group that lost members and still holds.
  public struct Holding: Sendable {
    public let requirement: Requirement
    /// Whether it is one of the component's `uses` rather than its `needs`.
    public let isSoft: Bool
    public let standing: GroupStanding
    /// How the group itself stands: `up`, or `degraded` where too many members are.
    public let level: Level
  }

  /// A soft dependency that is not up and yet is not felt as an outage.
  public struct SoftLoss: Sendable {
    public let requirement: Requirement
    public let level: Level
  }

  /// A requirement that is lost but lived without for now: the question's time ends first.
  public struct Grace: Sendable {
    public let requirement: Requirement
    /// When, after the fault, the component would feel it.
    public let feltAfter: Duration
  }

  public let model: Model
  public let fault: FaultSet
  public let within: Duration?
  public let component: Int
  public let level: Level
  /// From the component to the fault: what each step rests on comes after it, each component once. Empty where it is up.
  public let steps: [Impact.Effect]
  /// The groups among its requirements that lost members and still hold.
  public let holds: [Holding]
  public let softLosses: [SoftLoss]
  public let graces: [Grace]

  /// Whether anything that the component needs or uses directly was touched at all.
  public var isTouched: Bool { level > .up || !holds.isEmpty || !softLosses.isEmpty || !graces.isEmpty }
}
