public import DependencyModel

/// The effect of a change to a model on its resilience: the answer of `whatfails diff`.
///
/// Components are matched by id. Lists of what the models say are in the order of the newer model, then of the older one; lists
/// of what follows from it are in the order of importance: by tier, the lowest first, then by weight.
public struct ModelDiff: Sendable {
  /// A component or domain that is in both models and is not the same.
  public struct ComponentChange: Sendable {
    /// The id.
    public let id: ComponentID
    /// The keys whose values are not the same.
    public let changes: [KeyChange]
    /// Whether it became a domain, or is no longer one; `nil` if neither is so.
    public let becameDomain: Bool?
  }

  /// A key of a component whose value is not the same.
  public struct KeyChange: Hashable, Sendable {
    /// The key as models write it, such as `tier`.
    public let key: String
    /// The value before; `nil` if there was none.
    public let before: ComponentKey.Statement?
    /// The value after; `nil` if there is none.
    public let after: ComponentKey.Statement?
    /// How sure the value before was.
    public let confidenceBefore: Confidence
    /// How sure the value after is.
    public let confidenceAfter: Confidence
  }

  /// A requirement that was added or removed, or that changed.
  public struct RequirementChange: Sendable {
    /// The component whose requirements contain it.
    public let component: ComponentID
    /// The sort of relation.
    public let kind: Component.Relation.Kind
    /// The requirement before; `nil` for one that was added.
    public let before: Requirement?
    /// The requirement after; `nil` for one that was removed.
    public let after: Requirement?
    /// Whether it asks for the same, and only how sure it is has changed.
    public let isOnlyConfidence: Bool
    /// The place of it now (or before).
    public let place: Place?
  }

  /// The cut sets of one component that are in one of the models only.
  public struct CutSetChange: Sendable {
    /// The component.
    public let component: ComponentID
    /// Single points of failure that it has now and had not.
    public let gainedSingle: [ComponentID]
    /// Single points of failure that it had and no longer has.
    public let lostSingle: [ComponentID]
    /// Minimal cut sets of two that it has now, and had not as such nor as a single point of failure.
    public let gainedPairs: [[ComponentID]]
    /// Minimal cut sets of two that it had and no longer has.
    public let lostPairs: [[ComponentID]]
  }

  /// A blast radius as numbers.
  public struct Radius: Hashable, Sendable {
    /// The effects on the lowest tier of which any component is affected; `nil` if no affected component states a tier. The
    /// tiers are those of the newer model, so that a tier that is stated anew changes no blast radius.
    public let lowestTier: TierEffect?
    /// The number of components that go down.
    public let down: Int
    /// The number that become degraded.
    public let degraded: Int
    /// Their weight together.
    public let weight: Amount
    /// The share of all demand that is lost, 0…1, to the percent; `nil` for the fault of a single component, which is compared
    /// by failures alone, and where no demand is stated.
    public var lostDemand: Double?

    /// The number of components affected.
    public var count: Int { down + degraded }
  }

  /// A fault whose blast radius is not what it was.
  public struct ImpactChange: Sendable {
    /// The component that goes down, or the named fault.
    public let fault: ComponentID
    /// Whether it is a named fault.
    public let isNamed: Bool
    /// `nil` where the fault did not exist.
    public let before: Radius?
    /// `nil` where the fault no longer exists.
    public let after: Radius?

    /// Whether it affects more than it did: of the lowest tier, then in lost demand, in weight, in number, and in how many go down.
    public var hasGrown: Bool {
      let none = Radius(lowestTier: nil, down: 0, degraded: 0, weight: .zero)
      let (old, new) = (before ?? none, after ?? none)
      if let isWorse = TierEffect.isWorse(new.lowestTier, than: old.lowestTier) { return isWorse }
      let (lost, lostBefore) = (new.lostDemand ?? 0, old.lostDemand ?? 0)
      if lost != lostBefore { return lost > lostBefore }
      return (new.weight, new.count, new.down) > (old.weight, old.count, old.down)
    }
  }

  /// A component whose availability, or what is known of it, is not what it was.
  public struct AvailabilityChange: Sendable {
    /// What the figures say about a component together.
    public enum Verdict: String, Sendable, CaseIterable {
      /// It is available less than it was.
      case fell
      /// It is available more than it was.
      case rose
      /// More is known of it than was, or as much, and it is not known to be available less.
      case known
      /// It may be available less than it was: the newer figure treats something as never down that the older one did not.
      case open
    }

    /// The component.
    public let component: ComponentID
    /// The chance that it is down, at the worse end of a range; `nil` where nothing that can take it down has one.
    public let before: Double?
    /// The chance that it is down now.
    public let after: Double?
    /// What the figure before rests on.
    public let coverageBefore: Coverage?
    /// What the figure now rests on.
    public let coverageAfter: Coverage?

    /// What they say together.
    public let verdict: Verdict

    /// Whether it is available less than it was; `nil` if that is not known.
    public var hasFallen: Bool? {
      switch verdict {
      case .fell: true
      case .rose: false
      case .known, .open: nil
      }
    }
  }

  /// A redundancy group that a single fault takes down in one of the models only.
  public struct RedundancyChange: Sendable {
    /// The component whose requirements contain the group.
    public let component: ComponentID
    /// The group.
    public let group: Requirement
    /// The fault that takes all of it that counts.
    public let fault: ComponentID
    /// Whether the group became false: it is taken down now, and was not. Otherwise it was, and no longer is.
    public let isLost: Bool
    /// The place of the group.
    public let place: Place?
  }

  /// A comparison of two models.
  public enum Comparison: String, Hashable, Sendable, CaseIterable {
    /// Single points of failure.
    case singlePoints
    /// Minimal cut sets of two.
    case pairs
    /// Blast radii.
    case impacts
    /// Unavailability.
    case availability
    /// Groups that a single fault takes down.
    case redundancy
  }

  /// A comparison that is missing.
  public enum Shortfall: Hashable, Sendable {
    /// Something for which the time was over.
    case time(Comparison, WorkLimit.Allowance)
    /// Pairs, in models so large that they would take long.
    case pairs
    /// Some faults take down more of the targets than are listed: those faults are left out of what was gained and lost.
    case singlePoints
    /// The availability, whose diagrams would take too much memory.
    case availability
  }

  /// The newer model.
  public let model: Model
  /// The older one.
  public let oldModel: Model
  /// Whether changes were followed along `configuredBy`, rather than failures.
  public let followsConfiguration: Bool
  /// Components and domains that are new.
  public internal(set) var addedComponents: [ComponentID] = []
  /// The components that were removed.
  public internal(set) var removedComponents: [ComponentID] = []
  /// The components that are not the same.
  public internal(set) var changedComponents: [ComponentChange] = []
  /// New components that are what a removed one was, in all but the id.
  public internal(set) var renamed: [(from: ComponentID, to: ComponentID)] = []
  /// Requirements of components that are in both models.
  public internal(set) var requirements: [RequirementChange] = []
  /// The components that were compared for their cut sets and availability, by id.
  public internal(set) var targets: [ComponentID] = []
  /// Whose cut sets are not the same.
  public internal(set) var cutSets: [CutSetChange] = []
  /// Faults whose blast radius is not the same: first those that affect another tier first or more of it, by that tier; then
  /// the greatest difference in weight, then in number.
  public internal(set) var impacts: [ImpactChange] = []
  /// The assumptions that the newer model has and the older one has not.
  public internal(set) var addedAssumptions: [Assumption] = []
  /// The assumptions that the older model has and the newer one has not.
  public internal(set) var removedAssumptions: [Assumption] = []
  /// Whose availability, or what it rests on, is not the same.
  public internal(set) var availability: [AvailabilityChange] = []
  /// Groups that became false, or true.
  public internal(set) var redundancy: [RedundancyChange] = []
  /// How much demand may grow, where that is not the same; `nil` where it is, or a model states no loads.
  public internal(set) var headroom: HeadroomChange?
  /// The comparisons that are missing.
  public internal(set) var shortfalls: [Shortfall] = []

  /// Whether there was time for every comparison.
  public var isWhole: Bool { shortfalls.allSatisfy { if case .time = $0 { false } else { true } } }

  /// Whether something was not compared, or in part only.
  public func isMissing(_ comparison: Comparison) -> Bool {
    shortfalls.contains { shortfall in
      switch shortfall {
      case .time(let missing, _): missing == comparison
      case .pairs: comparison == .pairs
      case .singlePoints: comparison == .singlePoints
      case .availability: comparison == .availability
      }
    }
  }

  /// Whether the models say the same.
  public var isSameModel: Bool {
    addedComponents.isEmpty && removedComponents.isEmpty && changedComponents.isEmpty && requirements.isEmpty
      && addedAssumptions.isEmpty && removedAssumptions.isEmpty
  }

  /// Whether resilience is what it was, as far as it was compared.
  public var isSameResilience: Bool {
    cutSets.isEmpty && impacts.isEmpty && availability.isEmpty && redundancy.isEmpty && units.isEmpty
      && headroom == nil
  }
}
