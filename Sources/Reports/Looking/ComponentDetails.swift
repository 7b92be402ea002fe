public import DependencyModel
internal import ModelFormats

/// Everything that a model states about some components and domains, with the location of each fact: what they require, what
/// requires them, and the faults and checks that name them.
public struct ComponentDetails: Sendable {
  /// A fault that names a component, and the level at which it puts it.
  public struct NamedFault: Sendable {
    /// The fault.
    public let fault: Fault
    /// The level.
    public let level: Level
  }

  /// How a check names a component.
  public enum Role: String, Sendable, CaseIterable {
    /// As a fault, or as a part of one.
    case given
    /// In what must hold under its faults.
    case then
    /// In what may be lost or used at most under its faults.
    case load
    /// As one that must have properties.
    case require
    /// As one that must not have some requirements.
    case from
    /// As one that must not be required.
    case to
  }

  /// A check that names a component.
  public struct NamingCheck: Sendable {
    /// The check.
    public let check: Check
    /// How it names the component, each role once.
    public let roles: [Role]
  }

  /// What is stated about one component or domain.
  public struct Entry: Sendable {
    /// The component.
    public let component: ComponentIndex
    /// The locations of the keys in its entry, by key; those of keys that are not written there are unknown.
    public let places: [String: Place]
    /// The relations that name it, in model order; of each kind no more than the limit.
    public let dependents: [DependentRelation]
    /// The faults that name it, in the order written.
    public let faults: [NamedFault]
    /// The scenarios whose events name it, in the order written.
    public let scenarios: [Scenario]
    /// The checks that name it, in the order written.
    public let checks: [NamingCheck]
  }

  /// The model.
  public let model: Model
  /// The components and domains, in model order.
  public let entries: [Entry]
  /// How many were asked for; more than there are entries if these were limited.
  public let total: Int
  let counts: RelationCounts

  /// The most dependents of one kind that an entry keeps.
  static let dependentLimit = 10_000
  /// The most components in an answer; each can have as many dependents as the model has components.
  static let entryLimit = 1_000

  /// The details of components and domains.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - components: the components and domains; of more than 1,000 the first.
  ///   - sources: the texts that the model was read from, for the locations of its facts.
  public init(_ model: Model, of components: [ComponentIndex], sources: SourceTexts = SourceTexts()) {
    self.model = model
    total = components.count
    counts = RelationCounts(model)
    let shown = Array(components.prefix(Self.entryLimit))
    // So many together that they are some hundred megabytes at most.
    let dependents = model.relations(naming: shown, limit: max(100, Self.dependentLimit / max(1, shown.count)))
    var places = StatedPlaces(sources)
    let checks = Self.checks(naming: shown, in: model)
    entries = shown.map { index in
      let id = model.outline(index).id
      return Entry(
        component: index, places: places.keys(of: model.outline(index)), dependents: dependents[index] ?? [],
        faults: model.faults.compactMap { fault in
          fault.levels.first { $0.component == id }.map { NamedFault(fault: fault, level: $0.level) }
        },
        scenarios: model.scenarios.filter { $0.mentions(id) }, checks: checks[index] ?? [])
    }
  }

  private static func checks(
    naming components: [ComponentIndex], in model: Model
  ) -> [ComponentIndex: [NamingCheck]] {
    guard !model.checks.isEmpty else { return [:] }
    let asked = Set(components)
    var matcher = SelectorMatcher(model.components)
    var found: [ComponentIndex: [NamingCheck]] = [:]
    for check in model.checks {
      var roles: [ComponentIndex: [Role]] = [:]
      func add(_ role: Role, _ indices: [ComponentIndex]) {
        for index in indices where asked.contains(index) && roles[index]?.last != role {
          roles[index, default: []].append(role)
        }
      }
      for (role, selector) in check.selectors(in: model) { add(role, matcher.matches(selector)) }
      for (index, roles) in roles { found[index, default: []].append(NamingCheck(check: check, roles: roles)) }
    }
    return found
  }
}

extension Check {
  /// The selectors of the check, each with how it names what it matches.
  fileprivate func selectors(in model: Model) -> [(role: ComponentDetails.Role, selector: ComponentSelector)] {
    switch rule {
    case .expectation(let given, let then):
      let faults = given.flatMap { given -> [ComponentSelector] in
        switch given {
        case .fault(let id), .changeOfFault(let id): model.fault(id)?.levels.map { .name($0.component.text) } ?? []
        case .levels(let down, let degraded, let shares): [down, degraded].compactMap { $0 } + shares.map(\.components)
        case .each(let selector), .eachPair(let selector), .eachChange(let selector), .change(let selector): [selector]
        case .scenario: []
        }
      }
      return faults.map { (.given, $0) } + then.conditions.map { (.then, $0.selector) }
        + then.loads.compactMap(\.components).map { (.load, $0) }
        + then.recoveries.compactMap(\.components).map { (.then, $0) }
    case .demand(let demand): return [(.require, demand.components)]
    case .ban(let ban): return [(.from, ban.from), (.to, ban.to)]
    case .coverage: return []
    }
  }
}
