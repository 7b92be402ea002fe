/// A statement about the system's resilience that a team wants to stay true.
///
/// Read and checked for sense with the model; evaluated by the `check` command.
public struct Check: Sendable {
  public enum Severity: String, Sendable, CaseIterable {
    case error, warning, note
  }

  /// Which faults are tried.
  public enum Given: Sendable {
    /// One of the model's named faults.
    case fault(ComponentID)
    /// One fault, stated in place.
    case levels(down: ComponentSelector?, degraded: ComponentSelector?)
    /// Each of the matching components by itself.
    case each(ComponentSelector)
    /// Each pair of the matching components.
    case eachPair(ComponentSelector)
  }

  /// What must hold under every fault given.
  public struct Expectation: Sendable {
    public enum Condition: String, Sendable, CaseIterable {
      case up, notUp, degraded, down, notDown
    }

    public var conditions: [(condition: Condition, selector: ComponentSelector)] = []
    public var impact: ImpactLimit?
    public var within: Duration?

    public init() {}
  }

  public enum ImpactLimit: Hashable, Sendable {
    case count(Int)
    case share(percent: Amount)
  }

  /// A property that is required of components.
  public struct Demand: Sendable {
    public enum Property: Sendable {
      /// No cut set of this size or smaller.
      case survives(Int)
      /// A probability in 0…1.
      case availability(Double)
      case starts
      /// No single component takes a redundant group from whole to lost.
      case independent
    }

    public var components: ComponentSelector
    public var properties: [Property]
    /// Components that are known to be shared.
    public var exempt: ComponentSelector?

    public init(for components: ComponentSelector, _ properties: [Property], except exempt: ComponentSelector? = nil) {
      self.components = components
      self.properties = properties
      self.exempt = exempt
    }
  }

  /// Dependencies that must not exist.
  public struct Ban: Sendable {
    public enum Via: String, Sendable, CaseIterable {
      case needs, uses, any
    }

    public var from: ComponentSelector
    public var to: ComponentSelector
    public var via: Via
    public var isTransitive: Bool

    public init(from: ComponentSelector, to: ComponentSelector, via: Via = .needs, isTransitive: Bool = false) {
      self.from = from
      self.to = to
      self.via = via
      self.isTransitive = isTransitive
    }
  }

  public enum Rule: Sendable {
    case expectation(given: [Given], then: Expectation)
    case demand(Demand)
    case ban(Ban)
  }

  /// A violation that is known and accepted.
  public struct Exception: Sendable {
    public var fault: ComponentSelector?
    public var component: ComponentSelector?
    public var reason: String
    /// The last day on which it counts, as `YYYY-MM-DD`.
    public var until: String?
    public var place: Place?

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

  public var id: String
  public var description: String?
  public var severity: Severity
  public var owner: String?
  public var rule: Rule
  public var exceptions: [Exception]
  public var place: Place?

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
