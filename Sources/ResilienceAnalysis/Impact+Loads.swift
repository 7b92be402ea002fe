public import DependencyModel

extension Impact {
  /// How much of a component fails. Shares strictly between 0 and 1 suppose that units fail independently of each other.
  public struct Share: Hashable, Sendable {
    /// The share of its units, or of its work, that fails, 0…1.
    public let down: Double
    /// The share that fails or is degraded, not below `down`.
    public let notUp: Double
  }

  /// What comes to a component that is overloaded.
  public struct Overload: Hashable, Sendable {
    /// The work per second that comes to it; of what failed or collapsed for that, just before.
    public let load: Double
    /// The pieces of work that it would hold at the same time, infinite for an endless hold.
    public let held: Double
    /// Whether it can hold less than comes to it, rather than do less.
    public let isOfSlots: Bool
    /// The share of its work that it refuses, 0…1.
    public let refused: Double
  }

  /// What an effect says of loads; effects share one reference to it, for most models state no loads.
  final class Loss: Sendable {
    let share: Share
    let overload: Overload?
    let isAsBefore: Bool

    init(share: Share, overload: Overload?, isAsBefore: Bool) {
      self.share = share
      self.overload = overload
      self.isAsBefore = isAsBefore
    }
  }

  /// Whether levels follow from loads and shares.
  public enum LoadStanding: Sendable {
    /// They don't: the model states no loads, or they were not asked for.
    case unused
    /// They do.
    case settled(LoadSummary)
    /// The question ends at a time, and loads are known only for when everything has settled.
    case leftOutByTime
    /// They cannot be computed.
    case failed(LoadProblem)
  }

  /// What an answer says of loads as a whole.
  public struct LoadSummary: Sendable {
    /// The share of all demand that fails, 0…1; `nil` where no component states a demand.
    public let lostDemand: Double?
    /// The same without the fault.
    public let lostDemandBefore: Double?
    /// The units that fail because of the fault, of all components that it does not name.
    public let units: Double
    /// Whether every number settled; if not, shares are at least as high as stated.
    public let isSettled: Bool
    /// Whether a share strictly between 0 and 1 is among the answers.
    public let hasShares: Bool
    /// The numbers that the answer rests on though they are only inferred or assumed.
    public let weakNumbers: WeakNumbers
  }
}

extension Impact.Effect {
  /// How much of it fails; `nil` where its level follows from failures alone.
  public var share: Impact.Share? { loss?.share }

  /// Whether as much of it fails without the fault: it is no part of the blast radius.
  public var isAsBefore: Bool { loss?.isAsBefore ?? false }

  /// What comes to it if it is overloaded.
  public var overload: Impact.Overload? { loss?.overload }
}

extension Impact {
  /// The components that are no worse than without the fault, and not up.
  public var affectedBefore: [ComponentIndex] { effects.filter(\.isAsBefore).map(\.component).sorted() }

  /// What the answer says of loads as a whole; `nil` where levels follow from failures alone.
  public var loadSummary: LoadSummary? { if case .settled(let summary) = loads { summary } else { nil } }
}
