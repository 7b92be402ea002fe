internal import DependencyModel

/// The JSON of ``ComponentDetails``, `whatfails/show/1`: the answer of `whatfails show`.
public struct ShowAnswer: Codable, Sendable {
  /// How a number is known.
  public struct NumberBasis: Codable, Sendable {
    /// How certain it is, from `observed` to `assumed`.
    public let confidence: String
    /// Where it was read; left out if that is not stated.
    public let source: String?
  }

  /// Something that a component requires.
  public struct Requirement: Codable, Sendable {
    /// The key under which it is stated, such as `needs`.
    public let kind: String
    /// The requirement as text.
    public let requirement: String
    /// The ids that it names, at any depth, repeats included; of more than 10,000 the first.
    public let ids: [String]
    /// How many ids it names.
    public let idCount: Int
    /// How long the component lives without it, in seconds.
    public let tolerates: Double
    /// The pieces of work on it for each piece of its owner's work; left out if that is not stated.
    public let calls: Double?
    /// How calls go to the members of a group: `even`, `first` or `each`; left out if that is not stated.
    public let spread: String?
    /// How often a failed call is made again; left out if never.
    public let retries: Int?
    /// How long its owner waits for an answer, in seconds; left out if that is not stated.
    public let timeout: Double?
    /// Whether a slot of it is held for as long as its owner's work lasts; left out if not.
    public let held: Bool?
    /// How many different units of it each piece of its owner's work needs; left out if one.
    public let units: Int?
    /// How many of these units must hold; left out if all of them.
    public let unitsAtLeast: Int?
    /// How the numbers of it are known, by key, as far as that is stated; left out if nothing is.
    public let numbers: [String: NumberBasis]?
    /// How certain it is, from `observed` to `assumed`.
    public let confidence: String
    /// Where the fact was read, in the words of a user or an importer; left out if that is not stated.
    public let source: String?
    /// The location: `file:line`; `null` if the model was not read from text.
    @OrNull public private(set) var at: String?
  }

  /// A component or domain that names another one.
  public struct Dependent: Codable, Sendable {
    /// Its id.
    public let id: String
    /// The key under which it names the other one, such as `needs`.
    public let kind: String
    /// Its requirement as text.
    public let requirement: String
    /// The location of the requirement: `file:line`; `null` if the model was not read from text.
    @OrNull public private(set) var at: String?
  }

  /// A fault that names a component.
  public struct Fault: Codable, Sendable {
    /// The id of the fault.
    public let id: String
    /// The level at which it puts the component: `degraded` or `down`.
    public let level: String
    /// The location of the fault: `file:line`; `null` if the model was not read from text.
    @OrNull public private(set) var at: String?
  }

  /// A check that names a component.
  public struct Check: Codable, Sendable {
    /// The id of the check.
    public let id: String
    /// How it names the component: `given` (as a fault), `then` (in what must hold), `load` (in what may be lost or used),
    /// `require`, `from` or `to`.
    public let roles: [String]
    /// The location of the check: `file:line`; `null` if the model was not read from text.
    @OrNull public private(set) var at: String?
  }

  /// A scenario that names the component.
  public struct Scenario: Codable, Sendable {
    /// The name of the scenario.
    public let id: String
    /// The location of the scenario: `file:line`; `null` if the model was not read from text.
    @OrNull public private(set) var at: String?
  }

  /// What a component states of the work that it is given and can do.
  public struct Load: Codable, Sendable {
    /// The work per second that comes to it from outside of the model, with its unit; left out if none is stated.
    public let demand: String?
    /// The work per second that it can do, with its unit; left out if that is not stated.
    public let capacity: String?
    /// What happens above its capacity: `sheds`, `fails` or `queues`; left out if that is not stated.
    public let overload: String?
    /// The pieces of work that it can hold at the same time; left out if that is not stated.
    public let slots: Double?
    /// How long one piece of its own work takes, in seconds; left out if that is not stated.
    public let takes: Double?
    /// What a caller meets while it is down: `refuses` or `hangs`; left out if that is not stated.
    public let whenDown: String?
  }

  /// A component or domain.
  public struct Component: Codable, Sendable {
    /// What a list states of it; its fields are among those of the component.
    public let summary: ListAnswer.Component
    /// The purpose of the component; left out if none is stated.
    public let description: String?
    /// What it states of the work that it is given and can do; left out if it states nothing of it.
    public let load: Load?
    /// How the numbers of it are known, by key, as far as that is stated; left out if nothing is.
    public let numbers: [String: NumberBasis]?
    /// How long it takes to be up again after all that it needs to start is there, in seconds; left out if that is not stated.
    public let restarts: Double?
    /// The locations of the keys in its entry, by key, each as `file:line`. Keys that are not written there are left out.
    public let keys: [String: String]
    /// What it requires, in the order written.
    public let requirements: [Requirement]
    /// What names it, in model order; `requiredBy` counts all of them if there are more than 10,000.
    public let dependents: [Dependent]
    /// The faults that name it.
    public let faults: [Fault]
    /// The scenarios whose events name it; left out if there is none.
    public let scenarios: [Scenario]?
    /// The checks that name it.
    public let checks: [Check]
  }

  /// The name and version of the format: `whatfails/show/1`.
  public let schema: String
  /// The name of the model.
  public let model: String
  /// Whether every component that was asked for is here, with everything that names it.
  public let complete: Bool
  /// The number of components and domains that were asked for.
  public let count: Int
  /// The components and domains, in model order; of more than 1,000 the first.
  public let components: [Component]

  /// The JSON of an answer.
  public init(_ details: ComponentDetails) {
    schema = "whatfails/show/1"
    model = details.model.name
    count = details.total
    let listing = ComponentListing(details.model, of: [])
    components = details.entries.map { Component($0, in: details, listing) }
    complete =
      details.total == details.entries.count
      && details.entries.allSatisfy { entry in
        DependencyModel.Component.Relation.Kind.allCases.allSatisfy { kind in
          entry.dependents.count { $0.kind == kind } >= details.counts.dependents(kind, of: entry.component)
        }
      }
  }
}

extension ShowAnswer.Component {
  private enum CodingKeys: CodingKey {
    case description, load, numbers, restarts, keys, requirements, dependents, faults, scenarios, checks
  }

  /// Reads the fields of the summary and those of the component.
  public init(from decoder: any Decoder) throws {
    summary = try ListAnswer.Component(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    description = try container.decodeIfPresent(String.self, forKey: .description)
    load = try container.decodeIfPresent(ShowAnswer.Load.self, forKey: .load)
    numbers = try container.decodeIfPresent([String: ShowAnswer.NumberBasis].self, forKey: .numbers)
    restarts = try container.decodeIfPresent(Double.self, forKey: .restarts)
    keys = try container.decode([String: String].self, forKey: .keys)
    requirements = try container.decode([ShowAnswer.Requirement].self, forKey: .requirements)
    dependents = try container.decode([ShowAnswer.Dependent].self, forKey: .dependents)
    faults = try container.decode([ShowAnswer.Fault].self, forKey: .faults)
    scenarios = try container.decodeIfPresent([ShowAnswer.Scenario].self, forKey: .scenarios)
    checks = try container.decode([ShowAnswer.Check].self, forKey: .checks)
  }

  /// Writes the fields of the summary and those of the component into one object.
  public func encode(to encoder: any Encoder) throws {
    try summary.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(description, forKey: .description)
    try container.encodeIfPresent(load, forKey: .load)
    try container.encodeIfPresent(numbers, forKey: .numbers)
    try container.encodeIfPresent(restarts, forKey: .restarts)
    try container.encode(keys, forKey: .keys)
    try container.encode(requirements, forKey: .requirements)
    try container.encode(dependents, forKey: .dependents)
    try container.encode(faults, forKey: .faults)
    try container.encodeIfPresent(scenarios, forKey: .scenarios)
    try container.encode(checks, forKey: .checks)
  }

  fileprivate init(_ entry: ComponentDetails.Entry, in details: ComponentDetails, _ listing: ComponentListing) {
    let model = details.model
    let component = model[entry.component]
    summary = ListAnswer.Component(entry.component, in: listing)
    description = component.description
    load = ShowAnswer.Load(component)
    numbers = ShowAnswer.NumberBasis.byKey(
      DependencyModel.Component.KnownNumber.allCases.map { ($0.rawValue, component[basis: $0]) })
    restarts = component.restarts?.inSeconds
    keys = entry.places.mapValues(\.fileAndLine)
    requirements = component.relations.filter { $0.kind != .in }.map(ShowAnswer.Requirement.init)
    dependents = entry.dependents.map { dependent in
      let requirement = model.relation(dependent.number, of: dependent.owner).requirement
      return ShowAnswer.Dependent(
        id: model.outline(dependent.owner).id.text, kind: dependent.kind.rawValue, requirement: requirement.text(),
        at: requirement.place?.fileAndLine)
    }
    faults = entry.faults.map { .init(id: $0.fault.id.text, level: $0.level.name, at: $0.fault.place?.fileAndLine) }
    scenarios =
      entry.scenarios.isEmpty ? nil : entry.scenarios.map { .init(id: $0.id, at: $0.place?.fileAndLine) }
    checks = entry.checks.map {
      .init(id: $0.check.id, roles: $0.roles.map(\.rawValue), at: $0.check.place?.fileAndLine)
    }
  }
}

extension ShowAnswer.Requirement {
  private static let idLimit = 10_000

  fileprivate init(_ relation: Component.Relation) {
    let requirement = relation.requirement
    let terms = requirement.terms
    var ids: [String] = []
    requirement.forEachComponent { if ids.count < Self.idLimit { ids.append($0.text) } }
    self.init(
      kind: relation.kind.rawValue, requirement: requirement.text(), ids: ids, idCount: requirement.componentCount,
      tolerates: requirement.tolerates.inSeconds, calls: terms.calls?.value, spread: terms.spread?.rawValue,
      retries: terms.retries > 0 ? terms.retries : nil, timeout: terms.timeout?.inSeconds,
      held: terms.isHeld ? true : nil, units: terms.units > 1 ? terms.units : nil, unitsAtLeast: terms.atLeast,
      numbers: ShowAnswer.NumberBasis.byKey(
        CallTerms.KnownNumber.allCases.map { ($0 == .atLeast ? "unitsAtLeast" : $0.rawValue, terms.bases[$0]) }),
      confidence: requirement.confidence.rawValue,
      source: requirement.source,
      at: requirement.place?.fileAndLine)
  }
}

extension ShowAnswer.NumberBasis {
  /// Those that are stated; `nil` for none.
  fileprivate static func byKey(_ bases: [(key: String, basis: DependencyModel.NumberBasis?)]) -> [String: Self]? {
    let stated = bases.compactMap { key, basis in
      basis.map { (key, Self(confidence: $0.confidence.rawValue, source: $0.source)) }
    }
    return stated.isEmpty ? nil : Dictionary(stated) { first, _ in first }
  }
}

extension ShowAnswer.Load {
  /// `nil` where nothing is stated.
  fileprivate init?(_ component: Component) {
    guard component.statesLoad else { return nil }
    demand = component.demand?.modelText
    capacity = component.capacity?.modelText
    overload = component.overload?.rawValue
    slots = component.slots?.value
    takes = component.takes?.inSeconds
    whenDown = component.whenDown?.rawValue
  }
}
