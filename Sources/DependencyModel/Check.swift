/// A statement about the system's resilience that a team wants to stay true.
///
/// Read and checked for sense with the model; evaluated by the `check` command.
public struct Check: Sendable {
  /// How bad a violation is.
  public enum Severity: String, Sendable, CaseIterable {
    case error, warning, note
  }

  /// Which faults are tried.
  public enum Given: Sendable {
    /// One of the model's named faults.
    case fault(ComponentID)
    /// A change that reaches what the named fault names, and what is configured by it.
    case changeOfFault(ComponentID)
    /// A change that reaches all of these at once, and what is configured by them.
    case change(ComponentSelector)
    /// One fault, stated in place.
    case levels(down: ComponentSelector?, degraded: ComponentSelector?, shares: [PartialFault] = [])
    /// Each of the matching components by itself.
    case each(ComponentSelector)
    /// Each pair of the matching components.
    case eachPair(ComponentSelector)
    /// A change of each of the matching components by itself, and of what is configured by it.
    case eachChange(ComponentSelector)
    /// All that happens in one of the model's scenarios: levels count at the worst moment of each component.
    case scenario(String)
  }

  /// A fault of a share of each of some components: `{ volumes: 13% }`.
  public struct PartialFault: Sendable {
    /// The components.
    public var components: ComponentSelector
    /// The share of each that fails or is degraded.
    public var share: FaultShare

    /// A fault of a share.
    public init(_ components: ComponentSelector, _ share: FaultShare) {
      self.components = components
      self.share = share
    }
  }

  /// The levels that must hold under every given fault.
  public struct Expectation: Sendable {
    /// A level, or one that must not be reached.
    public enum Condition: String, Sendable, CaseIterable {
      case up, notUp, degraded, down, notDown
    }

    /// Which components must be at which levels.
    public var conditions: [(condition: Condition, selector: ComponentSelector)] = []
    /// How many components may be affected at most.
    public var impact: ImpactLimit?
    /// How much may be lost, and how much components may carry.
    public var loads: [LoadLimit] = []
    /// How soon components are up again, in a scenario.
    public var recoveries: [Recovery] = []
    /// Only what fails by then counts; `nil` for no limit.
    public var within: Duration?

    /// An expectation of nothing.
    public init() {}
  }

  /// How soon components are up again once they were not, in a scenario.
  public struct Recovery: Sendable {
    /// The components that it is about; `nil` for all.
    public var components: ComponentSelector?
    /// How long they may be not up at a stretch; `nil` where only the end counts.
    public var limit: Duration?

    /// A recovery; of all components, by the end, unless stated.
    public init(of components: ComponentSelector? = nil, within limit: Duration? = nil) {
      self.components = components
      self.limit = limit
    }
  }

  /// How much may be lost of demand, or used of what components can carry.
  public struct LoadLimit: Sendable {
    /// What is limited.
    public enum Measure: String, Sendable, CaseIterable {
      /// The share of the demand on components that fails.
      case lost
      /// What each component carries, as a share of its capacity or its slots.
      case utilisation
    }

    /// What is limited.
    public var measure: Measure
    /// The components that it is about; `nil` for all.
    public var components: ComponentSelector?
    /// The most that is allowed, in percent; of what is used it may be above 100.
    public var percent: Amount

    /// A limit; on all components unless stated.
    public init(_ measure: Measure, of components: ComponentSelector? = nil, atMost percent: Amount) {
      self.measure = measure
      self.components = components
      self.percent = percent
    }
  }

  /// How many components may be affected: a number, or a share of those that the fault does not name.
  public enum ImpactLimit: Hashable, Sendable {
    case count(Int)
    case share(percent: Amount)
  }

  /// A property that is required of components.
  public struct Demand: Sendable {
    /// A property that can be required of a component.
    public enum Property: Sendable {
      /// No cut set of this size or smaller, of the components that are chosen; `nil` for all that a ranking tries.
      case survives(Int, of: ComponentSelector? = nil)
      /// A probability in 0…1.
      case availability(Double)
      case starts
      /// No single component takes a redundant group from whole to lost.
      case independent
      /// All demand may grow alike by so many percent before it is overloaded.
      case headroom(percent: Amount)
      /// It does not stay overloaded by itself once it collapsed.
      case recovers
    }

    /// The components that must have the properties.
    public var components: ComponentSelector
    /// All of them must hold.
    public var properties: [Property]
    /// Components that are known to be shared.
    public var exempt: ComponentSelector?

    /// A demand on components.
    public init(for components: ComponentSelector, _ properties: [Property], except exempt: ComponentSelector? = nil) {
      self.components = components
      self.properties = properties
      self.exempt = exempt
    }
  }

  /// Dependencies that must not exist.
  public struct Ban: Sendable {
    /// Which sort of dependency is meant.
    public enum Via: String, Sendable, CaseIterable {
      case needs, uses, degradedBy, any
    }

    /// The dependents.
    public var from: ComponentSelector
    /// The components that they must not depend on.
    public var to: ComponentSelector
    /// Which sort of dependency counts.
    public var via: Via
    /// Whether dependencies through others count too.
    public var isTransitive: Bool

    /// A ban on dependencies.
    public init(from: ComponentSelector, to: ComponentSelector, via: Via = .needs, isTransitive: Bool = false) {
      self.from = from
      self.to = to
      self.via = via
      self.isTransitive = isTransitive
    }
  }

  /// One of the forms of a check.
  public enum Rule: Sendable {
    case expectation(given: [Given], then: Expectation)
    case demand(Demand)
    case ban(Ban)
    /// Limits that the import of the model has to keep.
    case coverage([ImportLimit])
  }

  /// A violation that is known and accepted.
  public struct Exception: Sendable {
    /// The faults under which violations are accepted; `nil` for any.
    public var fault: ComponentSelector?
    /// The components whose violations are accepted; `nil` for any.
    public var component: ComponentSelector?
    /// Why; never empty.
    public var reason: String
    /// The last day on which it counts, as `YYYY-MM-DD`.
    public var until: String?
    /// Where the exception is.
    public var place: Place?

    /// An exception.
    public init(
      fault: ComponentSelector?, component: ComponentSelector?, reason: String, until: String?, at place: Place? = nil
    ) {
      self.fault = fault
      self.component = component
      self.reason = reason
      self.until = until
      self.place = place
    }
  }

  /// The name of the check, unique among checks.
  public var id: String
  /// The purpose of the check.
  public var description: String?
  /// How bad a violation is; `error` unless stated.
  public var severity: Severity
  /// The owner of the check.
  public var owner: String?
  /// The rule that must hold.
  public var rule: Rule
  /// Known and accepted violations.
  public var exceptions: [Exception]
  /// Where the check is.
  public var place: Place?

  /// A check.
  public init(
    _ id: String, rule: Rule, severity: Severity = .error, description: String? = nil, owner: String? = nil,
    exceptions: [Exception] = [], at place: Place? = nil
  ) {
    self.id = id
    self.rule = rule
    self.severity = severity
    self.description = description
    self.owner = owner
    self.exceptions = exceptions
    self.place = place
  }
}
