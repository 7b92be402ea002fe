public import ModelChecks
public import ResilienceAnalysis

/// The JSON of a ``DiffReport``, `whatfails/diff/1`: the answer of `whatfails diff`.
public struct DiffAnswer: Codable, Sendable {
  /// The blast radius of a fault.
  public struct Radius: Codable, Sendable {
    /// The number of affected components.
    public let count: Int
    /// The number of components that go down.
    public let down: Int
    /// The number of components that become degraded.
    public let degraded: Int
    /// The sum of the weights of the affected components.
    public let weight: Double
    /// The effects on the lowest tier of which any component is affected, by the tiers of the newer model; left out if no
    /// affected component states a tier.
    public let lowestTier: TierEffectAnswer?
    /// The share of all demand that a named fault loses, 0…1, to the percent; left out for the fault of a single component, and
    /// where no demand is stated.
    public let lostDemand: Double?
  }

  /// A component or domain that changed.
  public struct Component: Codable, Sendable {
    /// Its id.
    public let id: String
    /// The changes, each as text.
    public let changes: [String]
  }

  /// A component that was probably renamed: nothing but the id changed.
  public struct Rename: Codable, Sendable {
    /// The old id.
    public let from: String
    /// The new id.
    public let to: String
  }

  /// The components and domains that differ.
  public struct Components: Codable, Sendable {
    /// The ids that are new.
    public let added: [String]
    /// The ids that were removed.
    public let removed: [String]
    /// The components that changed.
    public let changed: [Component]
    /// The new ids that are probably renamed ones; these are in `added` and `removed` too.
    public let renamed: [Rename]
  }

  /// A requirement that differs.
  public struct Requirement: Codable, Sendable {
    /// The id of the component that states it.
    public let component: String
    /// The kind of relation, such as `needs`.
    public let kind: String
    /// The requirement before, as text; left out if it is new.
    public let before: String?
    /// The requirement after, as text; left out if it was removed.
    public let after: String?
    /// Its location: `file:line`; left out if there is none.
    public let at: String?
  }

  /// The requirements that differ, of components in both models.
  public struct Requirements: Codable, Sendable {
    /// The requirements that are new.
    public let added: [Requirement]
    /// The requirements that were removed.
    public let removed: [Requirement]
    /// The requirements that changed.
    public let changed: [Requirement]
  }

  /// The single points of failure of a component that differ.
  public struct Singles: Codable, Sendable {
    /// The id of the component.
    public let component: String
    /// The ids that are new.
    public let gained: [String]
    /// The ids that no longer are single points of failure.
    public let lost: [String]
  }

  /// The minimal cut sets of two of a component that differ.
  public struct Sets: Codable, Sendable {
    /// The id of the component.
    public let component: String
    /// The sets that are new, as lists of ids.
    public let gained: [[String]]
    /// The sets that no longer are minimal cut sets.
    public let lost: [[String]]
  }

  /// A fault whose blast radius differs.
  public struct Impact: Codable, Sendable {
    /// The id of the component that goes down, or of the named fault.
    public let fault: String
    /// Whether it is a named fault.
    public let named: Bool
    /// The blast radius before; `null` if the fault did not exist.
    @OrNull public private(set) var before: Radius?
    /// The blast radius after; `null` if the fault no longer exists.
    @OrNull public private(set) var after: Radius?
    /// Whether it affects more: of the lowest tier, then by weight, by number, and by the number that go down.
    public let grew: Bool
  }

  /// A component whose availability differs.
  public struct Availability: Codable, Sendable {
    /// The id of the component.
    public let component: String
    /// The probability that it was up, from 0 to 1, the lower end of a range; `null` if nothing was stated.
    @OrNull public private(set) var before: Double?
    /// The probability that it is up, from 0 to 1, the lower end of a range; `null` if nothing is stated.
    @OrNull public private(set) var after: Double?
    /// The probabilities that it was and is down: one minus `before` and `after`.
    public let unavailability: Figures
    /// The expected downtime in seconds per year of 365 days.
    public let downtimeSecondsPerYear: Figures
    /// What the figures rest on.
    public let coverage: Coverages
    /// What they say together: `fell` or `rose`; `known` if the component is not known to be available less than it was, and
    /// as much or more is known of it; `open` if it may be, because the newer figure rests on less.
    public let verdict: String
  }

  /// A figure in the older model and in the newer one.
  public struct Figures: Codable, Sendable {
    /// The figure in the older model; `null` if nothing was stated.
    @OrNull public private(set) var before: Double?
    /// The figure in the newer model; `null` if nothing is stated.
    @OrNull public private(set) var after: Double?
  }

  /// What figures in the older model and in the newer one rest on.
  public struct Coverages: Codable, Sendable {
    /// What the older figure rests on; `null` if that was not computed.
    @OrNull public private(set) var before: CoverageAnswer?
    /// What the newer figure rests on; `null` if that was not computed.
    @OrNull public private(set) var after: CoverageAnswer?
  }

  /// The assumptions that differ.
  public struct Assumptions: Codable, Sendable {
    /// The assumptions that are new.
    public let added: [AssumptionAnswer]
    /// The assumptions that were removed.
    public let removed: [AssumptionAnswer]
  }

  /// A group that a single fault takes down in one of the models only.
  public struct Redundancy: Codable, Sendable {
    /// The id of the component whose requirements contain the group.
    public let component: String
    /// The group, as text.
    public let group: String
    /// The id of the fault.
    public let fault: String
    /// Whether the fault takes the group down in the newer model; otherwise only in the older one.
    public let becameFalse: Bool
    /// The location of the group: `file:line`; left out if there is none.
    public let at: String?
  }

  /// A check whose verdict differs.
  public struct Check: Codable, Sendable {
    /// The id of the check.
    public let id: String
    /// `error`, `warning` or `note`.
    public let severity: String
    /// The first finding, as a sentence, or what changed.
    public let message: String
  }

  /// The checks whose verdicts differ.
  public struct Checks: Codable, Sendable {
    /// The checks that fail in the newer model only.
    public let newlyFailing: [Check]
    /// The checks that hold in the newer model only.
    public let newlyHolding: [Check]
    /// The checks that fail in both models, and for more in the newer one.
    public let worse: [Check]
    /// The checks that were removed or are less severe in the newer model.
    public let relaxed: [Check]
    /// The checks that the older model stated too little to decide, and that fail in the newer one, which states more.
    public let newlyKnown: [Check]
    /// The checks that are not decided in the newer model, and held or did not exist in the older one; and those for which
    /// time or memory did not suffice.
    public let open: [Check]
  }

  /// How much demand may grow before a component is overloaded.
  public struct Headroom: Codable, Sendable {
    /// The id of the component of the newer model that is overloaded first as all demand grows alike.
    public let component: String
    /// The factor of demand at which a component of the older model is overloaded.
    public let before: Double
    /// The same of the newer model.
    public let after: Double
    /// Whether there is less of it.
    public let fell: Bool
    /// The numbers of the newer model that it may rest on though they are only inferred or assumed; left out for none.
    public let weakNumbers: WeakNumbersAnswer?
    /// The same of the older model.
    public let oldWeakNumbers: WeakNumbersAnswer?
  }

  /// The name and version of the format: `whatfails/diff/1`.
  public let schema: String
  /// Whether everything was compared, and every availability that differs rests on all that can take its component down.
  public let complete: Bool
  /// The name of the newer model.
  public let model: String
  /// The name of the older model.
  public let oldModel: String
  /// Whether changes were compared, which what is configured by something follows; left out for failures.
  public let change: Bool?
  /// The verdict in sentences.
  public let verdict: String
  /// The components and domains that differ.
  public let components: Components
  /// The requirements that differ.
  public let requirements: Requirements
  /// The single points of failure that differ; by tier, then by weight of the component.
  public let singlePointsOfFailure: [Singles]
  /// The minimal cut sets of two that differ; by tier, then by weight of the component.
  public let cutSets: [Sets]
  /// The faults whose blast radius differs: first those that affect another lowest tier or another number of it, by that
  /// tier; then the greatest difference in weight, then in number.
  public let impact: [Impact]
  /// The assumptions that differ.
  public let assumptions: Assumptions
  /// The components whose availability differs; by tier, then by weight.
  public let availability: [Availability]
  /// The groups that became false, or true; by tier, then by weight of the component.
  public let redundancy: [Redundancy]
  /// How much demand may grow before a component is overloaded, where that differs; left out where it does not, or a model
  /// states no loads.
  public let headroom: Headroom?
  /// The checks whose verdicts differ.
  public let checks: Checks
  /// The comparisons that are missing, each as a sentence; left out if there are none.
  public let missing: [String]?
  /// What the newer model states of the components that are named here, or the older one if they were removed; by id.
  /// Components that state nothing are left out.
  public let componentsById: [String: ComponentAnswer]
}

extension DiffAnswer {
  /// The JSON of a comparison.
  ///
  /// - Parameters:
  ///   - diff: the differences of resilience.
  ///   - checks: the checks that hold in one of the models only.
  ///   - names: what remedies are called.
  public init(_ diff: ModelDiff, _ checks: CheckChanges, naming names: RemedyNames = .none) {
    self = diff.jsonForm(checks, naming: names)
  }
}
