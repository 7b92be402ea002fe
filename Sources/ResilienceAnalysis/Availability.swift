public import DependencyModel

/// How likely components are to be down, and what causes that: the answer of `whatfails availability`.
public struct Availability: Sendable {
  /// One component's chance to be down.
  public struct Entry: Sendable {
    /// The component.
    public let component: ComponentIndex
    /// The chance that it is down, its own included; `nil` where it was not computed.
    public let unavailability: Unavailability?
    /// What the unavailability rests on; `nil` where that was not computed.
    public internal(set) var coverage: Coverage?
    /// The components with an unavailability that matter to this one; `nil` where that was not computed.
    public let importance: [Importance]?
    /// The groups whose coverage is below 1 and matters to this one; `nil` where that was not computed.
    public let switchings: [Switching]?
    /// The common causes that matter to this one; `nil` where that was not computed.
    public let commonCauses: [JointFailure]?

    /// Whether its unavailability is at most what is allowed, at the upper end of a range; `nil` if that is not known.
    ///
    /// An unavailability that does not rest on everything is only a lower bound, which may be known to be too high. It is
    /// known to be low enough if the upper bound is (``Coverage/unavailabilityAtMost``).
    public func holds(_ allowed: Double) -> Bool? {
      guard let unavailability else { return nil }
      if unavailability.high > allowed { return false }
      guard let coverage, !coverage.isEmpty, let most = coverage.unavailabilityAtMost else { return nil }
      return most <= allowed ? true : nil
    }

    /// One minus the chance to be down, from the worst to the best.
    public var availability: (low: Double, high: Double)? { unavailability.map { (1 - $0.high, 1 - $0.low) } }
  }

  /// How much one component matters to another, both ends of ranges at their upper end.
  ///
  /// With q the component's own unavailability, Q the target's, Q₁ and Q₀ the target's where the component is down and
  /// where it is not. Shares of Q are `nil` where Q is 0.
  public struct Importance: Sendable {
    /// The component.
    public let component: ComponentIndex
    /// q, stated or assumed, the upper end of a range; without the failures that it shares by common causes.
    public let unavailability: Double
    /// The chance that any of the component's common causes takes it down, the upper end of a range; 0 if it has none.
    public let shared: Double
    /// Q₁ − Q₀: how fast the target's unavailability grows with the component's, 0…1.
    public let birnbaum: Double
    /// q·(Q₁ − Q₀) / Q: the chance that the component is down and its being up would help, given that the target is down.
    public let criticality: Double?
    /// The chance that all of some minimal cut set with the component are down, given that the target is down.
    public let fussellVesely: Double?
    /// Q₁ / Q: how many times as likely the target is down where the component is.
    public let riskAchievementWorth: Double?
    /// Q / Q₀: how many times less likely it would be down if the component never were; `nil` where it never would.
    public let riskReductionWorth: Double?
    /// Q₀: the target's unavailability if the component were never down.
    public let withoutIt: Double
  }

  /// A group for which switching to what is left does not always work, and how much that matters.
  public struct Switching: Sendable {
    /// The group.
    public let requirement: Requirement
    /// The probability that switching does not work: one minus the coverage.
    public let unavailability: Double
    /// How much it matters that switching does not work; its component is the one whose requirements contain the group.
    public let importance: Importance

    /// The component whose requirements contain the group.
    public var owner: ComponentIndex { importance.component }
  }

  /// A common cause, and how much it matters.
  public struct JointFailure: Sendable {
    /// What is down at once, and which groups say so.
    public let cause: CommonCause
    /// The probability that it happens, the upper end of a range: see ``CommonCause/share``.
    public let unavailability: Double
    /// How much it matters; its component is the owner of the first group that states it.
    public let importance: Importance
  }

  /// A single component whose improvement would reach a target.
  public struct Improvement: Sendable {
    /// The component.
    public let component: ComponentIndex
    /// The unavailability that it has now (the upper end of a range).
    public let unavailability: Double
    /// The greatest unavailability of the component with which the target is reached.
    public let sufficient: Double
  }

  /// A part of the answer that is missing.
  public enum Shortfall: Hashable, Sendable {
    /// The diagrams of some components would have taken more memory than was allowed.
    case memory(bytes: Int)
    /// The time was over before the unavailability, or the importance, of some components was worked out.
    case time(WorkLimit.Allowance)
    /// Importance was left out: there are too many pairs of components to compute each. Ask for fewer components.
    case importance(limit: Int)
    /// The share of cut sets (Fussell–Vesely) was left out for some: it would have taken too much memory.
    case cutSets
    /// For some components it is not known what their unavailability rests on: they are too many.
    case coverage
  }

  /// The model that was asked.
  public let model: Model
  /// How many components state an unavailability, or have one that is assumed.
  public let statedCount: Int
  /// The requirements below the components that are only inferred or assumed.
  public internal(set) var weakRequirements = WeakRequirements.none
  /// What is assumed of components that state no unavailability.
  public let assumptions: [AppliedAssumption]
  /// The components asked about, in model order.
  public let entries: [Entry]
  /// The availability that was promised, as the greatest unavailability; `nil` where none was.
  public let allowed: Double?
  /// Whether the components asked about were named, rather than all of the model.
  public let isSelected: Bool
  /// The missing parts, and why.
  public let shortfalls: [Shortfall]

  /// Whether nothing that was asked for is there: nothing was worked out before the time was over.
  public var isEmpty: Bool { !entries.isEmpty && entries.allSatisfy { $0.unavailability == nil } }

  /// Whether everything that was asked for was computed; see ``isCovered``.
  public var isComplete: Bool { shortfalls.isEmpty }

  /// Whether every figure rests on all that can take its component down.
  public var isCovered: Bool { entries.allSatisfy { $0.coverage?.isWhole ?? true } }

  /// Whether another answer has the same figures, as far as both were computed.
  func isSame(as other: Availability) -> Bool {
    func isNear(_ one: Double?, _ another: Double?) -> Bool {
      guard let one, let another else { return one == nil && another == nil }
      // Another order of the same sums differs in the last digits.
      return abs(one - another) <= 1e-12 * max(one, another)
    }
    return isComplete && other.isComplete
      && zip(entries, other.entries).allSatisfy { entry, other in
        isNear(entry.unavailability?.low, other.unavailability?.low)
          && isNear(entry.unavailability?.high, other.unavailability?.high)
          && isNear(entry.coverage?.unavailabilityAtMost, other.coverage?.unavailabilityAtMost)
          && entry.coverage?.count == other.coverage?.count
      }
  }

  /// The seconds of a year of 365 days.
  public static let secondsPerYear = 365.0 * 24 * 3600

  /// The single components each of which, improved, would bring an entry to what was promised; the one that needs the least
  /// improvement first (as the ratio of what it has to what suffices), then in model order. Empty if it is reached already
  /// or where none alone suffices. Common causes stay as likely as they are.
  public func improvements(of entry: Entry) -> [Improvement] {
    guard let allowed, let present = entry.unavailability?.high, present > allowed else { return [] }
    let found = (entry.importance ?? []).compactMap { importance -> Improvement? in
      guard importance.withoutIt <= allowed, importance.birnbaum > 0 else { return nil }
      let alone = importance.unavailability
      let sufficient = min(alone, (allowed - importance.withoutIt) / importance.birnbaum)
      return Improvement(
        component: importance.component, unavailability: either(importance.shared, alone),
        sufficient: either(importance.shared, sufficient))
    }
    return found.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      let (ratioA, ratioB) = (a.sufficient / a.unavailability, b.sufficient / b.unavailability)
      return ratioA != ratioB ? ratioA > ratioB : left.offset < right.offset
    }.map(\.element)
  }
}
