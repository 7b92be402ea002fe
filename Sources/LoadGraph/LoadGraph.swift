/// Which component calls which others, how often, and how much each can carry, as flat arrays: compiled once, then read by
/// every settling.
///
/// The requirements of a component are a forest of *calls*: a call leads to a component or to a group, whose members are
/// calls too. The calls of one component are in one row: its requirements first, and each group before its members.
///
/// Domains are components that others are inside of. A call takes about 90 bytes with what is indexed, a component about 150.
public struct LoadGraph: Sendable {
  /// What happens to a component above its capacity.
  public enum Overload: UInt8, Sendable, CaseIterable {
    /// The excess is refused at once.
    case sheds
    /// It goes down.
    case fails
    /// Work waits, so that in time nothing is answered before its caller gives up.
    case queues
  }

  /// The kind of a requirement.
  public enum Kind: UInt8, Sendable, CaseIterable {
    /// Its owner is down without it.
    case needs
    /// Its owner is degraded without it.
    case uses
    /// Its owner is degraded if it is not up.
    case degradedBy
  }

  /// What is stated of a component.
  public struct Component: Sendable, Hashable {
    /// Work per second that comes to it from outside, not below 0.
    public var demand: Double
    /// Work per second that it can do, above 0; infinity for any amount.
    public var capacity: Double
    /// Work that it can hold at the same time, above 0; infinity for any amount.
    public var slots: Double
    /// How many seconds one piece of its own work takes, not below 0.
    public var takes: Double
    /// What happens above its capacity.
    public var overload: Overload
    /// Whether a caller of what is down waits for its time-out.
    public var hangs: Bool

    /// A component; without demand and limits unless stated.
    public init(
      demand: Double = 0, capacity: Double = .infinity, slots: Double = .infinity, takes: Double = 0,
      overload: Overload = .sheds, hangs: Bool = false
    ) {
      self.demand = demand
      self.capacity = capacity
      self.slots = slots
      self.takes = takes
      self.overload = overload
      self.hangs = hangs
    }

    /// Whether anything limits what it does.
    public var isLimited: Bool { capacity < .infinity || slots < .infinity }
  }

  /// One requirement, or one member of a group.
  struct Call {
    /// What leads to a component.
    static let plain: UInt8 = 1
    static let group: UInt8 = 2
    static let carries: UInt8 = 4
    static let held: UInt8 = 8
    /// What states its number of calls.
    static let stated: UInt8 = 16

    var calls: Double
    var timeout: Double
    /// A component's number, or a group's.
    var target: UInt32
    var owner: UInt32
    var units: UInt32
    var atLeast: UInt32
    var retries: UInt32
    var kind: Kind
    var flags: UInt8

    /// Whether it is one call of one unit, which is not made again.
    var isPlain: Bool { flags & Self.plain != 0 }
    var isGroup: Bool { flags & Self.group != 0 }
    /// Whether work goes along it.
    var carries: Bool { flags & Self.carries != 0 }
    var isHeld: Bool { flags & Self.held != 0 }
  }

  /// A call that leads to a component, by the component.
  struct Incoming {
    var call: UInt32
    var owner: UInt32
    var kind: Kind
  }

  struct Group {
    /// Where its members are in the calls.
    var first: UInt32
    var count: UInt32
    var kind: Kind
    var spread: LoadRequirement.Spread
    var threshold: Int64
    var total: Int64
    var leastWeight: Int64
    var coverage: Double
    /// The number of the call that leads to it.
    var call: UInt32
    /// Whether all members weigh the same.
    var isLevel: Bool
    /// Whether each member is one call of one unit of a component, which is not made again, and work goes along it.
    var isPlain = false

    var members: Range<Int> { Int(first)..<Int(first) + Int(count) }
  }

  /// What is stated of each component.
  public let components: [Component]

  /// Rows of calls and groups, and how many calls of a row are requirements.
  let callOffsets: [UInt32]
  let rootCounts: [UInt32]
  let calls: [Call]
  /// Parallel to `calls`: the weight of a member in its group.
  let weights: [Int64]
  let groupOffsets: [UInt32]
  let groups: [Group]
  /// Rows of the domains that a component is inside of, and of what is inside of a domain.
  let domainOffsets: [UInt32]
  let domains: [UInt32]
  let insideOffsets: [UInt32]
  let inside: [UInt32]
  /// Rows of the calls that lead to a component.
  let incomingOffsets: [UInt32]
  let incoming: [Incoming]

  /// Components after all that their shares follow from.
  let shareOrder: SettlingOrder
  /// Components after all that call them, and after all that they call.
  let callerOrder: SettlingOrder
  let calleeOrder: SettlingOrder
  /// Whether shares or loads go round in circles.
  let hasCircles: Bool
  /// Per component the circle in which each goes down with any other, or 0; and the same of being down or degraded.
  let downCircles: [UInt32]
  let notUpCircles: [UInt32]
  /// Per component whether its calls per piece of work depend on what is down.
  let varies: [Bool]
  /// The components for which that is so.
  let varying: [UInt32]
  /// The components that shed and have a limit.
  let shedding: [UInt32]
  /// The components that fail or queue and have a limit.
  let breaking: [UInt32]
  /// The components with slots, and per component whether any requirement on it holds one while its owner's work lasts.
  let slotted: [UInt32]
  let isHeldByAny: [Bool]

  /// The number of components.
  public var componentCount: Int { components.count }
  /// The number of calls: requirements, and members of groups.
  public var callCount: Int { calls.count }

  /// The calls of a component.
  func row(_ component: Int) -> Range<Int> { Int(callOffsets[component])..<Int(callOffsets[component + 1]) }
  /// The calls of a component that are requirements of it.
  func roots(_ component: Int) -> Range<Int> {
    let first = Int(callOffsets[component])
    return first..<first + Int(rootCounts[component])
  }
  func groupRow(_ component: Int) -> Range<Int> {
    Int(groupOffsets[component])..<Int(groupOffsets[component + 1])
  }
  func domainRow(_ component: Int) -> Range<Int> {
    Int(domainOffsets[component])..<Int(domainOffsets[component + 1])
  }
  func insideRow(_ component: Int) -> Range<Int> {
    Int(insideOffsets[component])..<Int(insideOffsets[component + 1])
  }
  func incomingRow(_ component: Int) -> Range<Int> {
    Int(incomingOffsets[component])..<Int(incomingOffsets[component + 1])
  }
}
