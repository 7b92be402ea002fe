public import DecisionDiagrams
public import DependencyModel

/// The sets of components that could take a component down: the answer of `whatfails risks`.
public struct Risks: Sendable {
  /// The reason for an incomplete answer.
  public enum Shortfall: Hashable, Sendable {
    /// The diagrams would have taken more memory than was allowed: sets of more components were not looked for.
    case memory(bytes: Int)
    /// The time was over: sets of more components were not looked for.
    case time(WorkLimit.Allowance)
    /// The time was over before all sets were listed or counted.
    case unlisted(WorkLimit.Allowance)
    /// There are more sets than were to be listed; the counts include all of them.
    case listing(limit: Int)
    /// Less likely sets are left out of the list: there are more than were to be listed. The counts include all of them.
    case unlikely(limit: Int)
    /// The unavailability was left out: its diagrams would have taken more memory than was allowed.
    case unavailability(bytes: Int)
    /// The unavailability was left out: the time was over.
    case unavailabilityInTime(WorkLimit.Allowance)
  }

  /// The model that was asked.
  public let model: Model
  /// The component that was asked about.
  public let target: ComponentIndex
  /// The level at which it counts as failed: at that or worse.
  public let level: Level
  /// Whether changes were followed along `configuredBy` too.
  public let followsConfiguration: Bool
  /// The largest size that was asked for; `nil` for all.
  public let askedSize: Int?
  /// The largest size that was looked for; `nil` for all.
  public let size: Int?
  /// How many components and domains were tried, the target not among them.
  public let triedCount: Int
  /// The minimal cut sets by size, then in model order, or the likeliest first, unless another order was asked for
  /// (``CompiledModel/worstFirst(_:)``); the members of each in model order. One empty set if the target is down whatever
  /// else is: nothing has to fail.
  public internal(set) var minimalCutSets: [[ComponentIndex]]
  /// What takes all of some components down at once, as the model states it.
  public let commonCauses: [CommonCause]
  /// For each set what has to happen, its size being the number of these events; empty if no common cause was tried that
  /// matters to the target, because each set consists of what fails then. A set with a common cause has all components
  /// that it takes down.
  public internal(set) var causes: [Causes]
  /// Whether the sets of each size are worst first, as ``CompiledModel/worstFirst(_:)`` was asked for; `nil` if it was not.
  public internal(set) var isWorstFirst: Bool?
  /// How many there are of each size, by ascending size, sizes without any left out.
  public let counts: [(size: Int, count: NaturalNumber)]
  /// Whether nothing that was tried, in whatever number, takes the target to the level.
  public let cannotFail: Bool
  /// The chance that the target is down; `nil` where nothing states one, or where it was not computed.
  public let unavailability: Unavailability?
  /// Whether the unavailability was not computed because it would have taken long and was not insisted on.
  public let isUnavailabilityLeftOut: Bool
  /// What the unavailability and the chances of sets rest on; `nil` where there are none.
  public let coverage: Coverage?
  /// The requirements below the target that are only inferred or assumed.
  public internal(set) var weakRequirements = WeakRequirements.none
  /// What is assumed of components that state no unavailability.
  public let assumptions: [AppliedAssumption]
  /// The chances of the sets; `nil` if they were not asked for.
  public internal(set) var likelihood: Likelihood?
  /// Only what acts by then counts; `nil` for no limit.
  public let within: Duration?
  /// For each of the first sets how long after it the target reaches the level; empty if no requirement tolerates a loss.
  public internal(set) var moments: [Duration]
  /// The missing parts, and why; empty where the answer is complete.
  public let shortfalls: [Shortfall]

  /// Whether another answer has the same sets, as far as both were looked for and listed.
  func isSame(as other: Risks) -> Bool {
    size == other.size && cannotFail == other.cannotFail && moments == other.moments
      && counts.elementsEqual(other.counts) { $0.size == $1.size && $0.count == $1.count }
      && Set(minimalCutSets) == Set(other.minimalCutSets) && Set(eventSets) == Set(other.eventSets)
  }

  /// Whether nothing that was asked for is there: nothing was found out before the time was over.
  public var isEmpty: Bool { size == 0 }

  /// The events of a set.
  public struct Causes: Hashable, Sendable {
    /// The components that fail by themselves.
    public let components: [ComponentIndex]
    /// The common causes, as numbers of ``Risks/commonCauses``.
    public let commonCauses: [Int]

    /// How many events they are.
    public var count: Int { components.count + commonCauses.count }

    /// All components that are down because of them, ascending.
    func componentsDown(_ causes: [CommonCause]) -> [ComponentIndex] {
      commonCauses.isEmpty ? components : Set(components + commonCauses.flatMap { causes[$0].components }).sorted()
    }
  }

  /// What has to happen for a set.
  public func causes(ofSet number: Int) -> Causes {
    causes.isEmpty ? Causes(components: minimalCutSets[number], commonCauses: []) : causes[number]
  }

  /// The sets with common causes, as components: numbers of common causes differ where others are trusted.
  private var eventSets: [[[ComponentIndex]]] {
    causes.filter { !$0.commonCauses.isEmpty }.map {
      [$0.components] + $0.commonCauses.map { commonCauses[$0].components }
    }
  }

  /// How likely the sets are: each chance is the product of its components' unavailabilities, at the upper end of ranges,
  /// without what they share by common causes, and of the chances of its common causes.
  public struct Likelihood: Sendable {
    /// Whether the likeliest set is the first.
    public let isOrder: Bool
    /// Sets that are less likely are left out; `nil` for no limit.
    public let cutoff: Double?
    /// For each set listed its chance; `nil` if one of its components has no unavailability.
    public internal(set) var chances: [Double?]
    /// The sum of the chances of all sets of the sizes looked for, those of unknown chance left out. If no chance is unknown,
    /// it is the rare-event approximation of the target's unavailability, but for switching that does not work.
    public let sum: Double
    /// How many of those sets are of unknown chance; `nil` if they are more than a number is exact for.
    public let unknownCount: Int?
    /// The chance that the target itself is down, at the upper end of its range: it is in no set. `nil` if it states none.
    public internal(set) var own: Double?
    /// Whether the switching to what is left of a group may not work, which is in no set either.
    public internal(set) var hasSwitching = false
    /// Whether there are common causes that were not tried, and are in no set either.
    public internal(set) var hasOtherCommonCauses = false

    /// The part of the sum that sets which are not listed have.
    public var unlistedSum: Double { max(0, sum - chances.reduce(0) { $0 + ($1 ?? 0) }) }
  }

  /// The part of the target's downtime for which a listed set accounts: its chance by the target's unavailability, or, if
  /// that is not known, by the sum of all sets' chances; `nil` if it is not known. Shares overlap, so that they may add up
  /// to more than 1.
  public func share(ofSet number: Int) -> Double? {
    guard let likelihood, let chance = likelihood.chances[number] else { return nil }
    let all = unavailability.map(\.high) ?? likelihood.sum
    return all > 0 ? chance / all : nil
  }

  /// The least part of the unavailability that no set of the sizes looked for accounts for; `nil` if it is not known, or if
  /// the sets may account for all of it.
  public var unavailabilityOutsideSets: Double? {
    guard let likelihood, let all = unavailability?.high, !isAlwaysDown, all - likelihood.sum > 1e-9 * all else {
      return nil
    }
    return all - likelihood.sum
  }

  /// Whether the target is down whatever else is.
  public var isAlwaysDown: Bool { minimalCutSets.first?.isEmpty ?? false }

  /// Whether sets are missing from the list, although all of them are counted.
  public var isListCut: Bool {
    shortfalls.contains {
      switch $0 {
      case .listing, .unlikely, .unlisted: true
      case .memory, .time, .unavailability, .unavailabilityInTime: false
      }
    }
  }

  /// Whether the figure rests on all that can take the target down; true without a figure.
  public var isCovered: Bool { coverage?.isWhole ?? true }

  /// Whether it is known which sets there are, of all sizes asked for.
  public var hasAllSets: Bool {
    shortfalls.allSatisfy {
      switch $0 {
      case .unavailability, .unavailabilityInTime: true
      case .memory, .time, .unlisted, .listing, .unlikely: false
      }
    }
  }

  /// Whether everything that was asked for was found and counted, whether or not every set is listed; see
  /// ``isListCut`` and ``isCovered``.
  public var isComplete: Bool {
    shortfalls.allSatisfy {
      switch $0 {
      case .listing, .unlikely: true
      case .memory, .time, .unlisted, .unavailability, .unavailabilityInTime: false
      }
    }
  }
  /// How many minimal cut sets there are of the sizes looked for.
  public var total: NaturalNumber { counts.reduce(NaturalNumber()) { $0 + $1.count } }
}

extension Risks.Shortfall {
  /// Whether all sets are known and counted all the same.
  public var keepsSets: Bool {
    switch self {
    case .listing, .unlikely, .unlisted, .unavailability, .unavailabilityInTime: true
    case .memory, .time: false
    }
  }
}
