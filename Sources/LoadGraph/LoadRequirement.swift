/// One requirement of a component as a ``LoadGraphBuilder`` takes it: what it calls, and how.
public struct LoadRequirement: Sendable {
  /// What is called.
  public enum Target: Sendable {
    /// A component. Each piece of its owner's work needs `units` different units of it, of which at least `atLeast` must
    /// hold; both are at least 1, and `atLeast` is not above `units`.
    case component(UInt32, units: UInt32 = 1, atLeast: UInt32 = 1)
    /// A group.
    indirect case group(LoadGroup)
  }

  /// How a group's calls go to its members.
  public enum Spread: UInt8, Sendable, CaseIterable {
    /// Begin with any member, in proportion to its weight.
    case even
    /// Begin with the first member in the order added.
    case first
    /// Call all members.
    case each
  }

  /// What is called.
  public var target: Target
  /// The number of calls for each piece of its owner's work; 1 if `nil`. Inside a circle only a reference to a component
  /// that states it carries calls.
  public var calls: Double?
  /// How often a failed call is made again.
  public var retries: UInt32
  /// How many seconds the owner waits for an answer; infinity for ever.
  public var timeout: Double
  /// Whether a slot of what is called is held for as long as the owner's work lasts.
  public var isHeld: Bool

  /// A requirement; one call without retries or time-out unless stated.
  public init(
    _ target: Target, calls: Double? = nil, retries: UInt32 = 0, timeout: Double = .infinity, isHeld: Bool = false
  ) {
    self.target = target
    self.calls = calls
    self.retries = retries
    self.timeout = timeout
    self.isHeld = isHeld
  }
}

/// A requirement with several members.
public struct LoadGroup: Sendable {
  /// A member and its weight, which is above 0.
  public struct Member: Sendable {
    /// How the member is called. A time-out of the group applies to it, and so does `isHeld`.
    public var requirement: LoadRequirement
    /// Above 0; all members' together are below 2⁶³.
    public var weight: Int64

    /// A member; of weight 1 unless stated.
    public init(_ requirement: LoadRequirement, weight: Int64 = 1) {
      self.requirement = requirement
      self.weight = weight
    }
  }

  /// At least one, in the order written.
  public var members: [Member]
  /// The weight that must hold, above 0 and not above the members' total.
  public var threshold: Int64
  /// How its calls go to its members. A group that needs all of them is called `each`.
  public var spread: LoadRequirement.Spread
  /// The chance that switching to what is left of it works, 0...1.
  public var coverage: Double

  /// A group; spread evenly and of full coverage unless stated.
  public init(
    threshold: Int64, of members: [Member], spread: LoadRequirement.Spread = .even, coverage: Double = 1
  ) {
    self.threshold = threshold
    self.members = members
    self.spread = spread
    self.coverage = coverage
  }
}
