/// A system as a user (or an importer) described it: checked once when it was made, and immutable since.
///
/// `components` holds the domains first, each before the domains nested in it, then the components; within each in the
/// order written, files in the order read. That is the *model order* in which answers list things.
public struct Model: Sendable {
  /// The name of the model.
  public let name: String
  /// A description of the system.
  public let description: String?
  /// Domains, then components, in model order.
  public let components: ComponentList
  /// The named faults, in the order written.
  public let faults: [Fault]
  /// The checks, in the order written.
  public let checks: [Check]
  /// The timelines to play, in the order written.
  public let scenarios: [Scenario]
  /// The model's settings for built-in lint rules.
  public let lint: LintSettings
  /// The defaults for components that state no unavailability, in the order written: the first that matches counts.
  public let assumptions: [Assumption]
  /// How much of the files that it was imported from is in it; `nil` if nothing was imported.
  public private(set) var importCoverage: ImportCoverage?
  /// How many of `components` are domains; they come first.
  public let domainCount: Int
  private let indices: [ComponentID: ComponentIndex]
  private let faultIndices: [ComponentID: Int]

  /// Puts together a model of parts that were checked: every reference names a component, every group can hold, and
  /// ids are unique.
  ///
  /// - Precondition: the domains are first, and no id is repeated.
  public init(
    name: String, description: String? = nil, components: [Component], faults: [Fault] = [], checks: [Check] = [],
    lint: LintSettings = LintSettings(), assumptions: [Assumption] = [], scenarios: [Scenario] = []
  ) {
    self.name = name
    self.description = description
    self.components = ComponentList(components)
    self.faults = faults
    self.checks = checks
    self.scenarios = scenarios
    self.lint = lint
    self.assumptions = assumptions
    domainCount = components.prefix { $0.isDomain }.count
    var indices: [ComponentID: ComponentIndex] = [:]
    indices.reserveCapacity(components.count)
    for (position, component) in components.enumerated() {
      precondition(position < domainCount || !component.isDomain, "domains come first")
      let previous = indices.updateValue(ComponentIndex(position), forKey: component.id)
      precondition(previous == nil, "an id is repeated")
    }
    self.indices = indices
    faultIndices = Dictionary(uniqueKeysWithValues: faults.enumerated().map { ($1.id, $0) })
  }

  /// A model of components in a table, without faults and checks.
  public init(name: String, table: ComponentTable) {
    self.name = name
    description = nil
    components = ComponentList(table)
    faults = []
    checks = []
    scenarios = []
    lint = LintSettings()
    assumptions = []
    domainCount = table.domainCount
    indices = [:]
    faultIndices = [:]
  }

  /// The same model with other components, domains first; all else stays.
  package func with(_ components: [Component]) -> Model {
    Model(
      name: name, description: description, components: components, faults: faults, checks: checks, lint: lint,
      assumptions: assumptions, scenarios: scenarios
    ).imported(with: importCoverage)
  }

  /// The same model with a record of how much of the files it was imported from is in it.
  public func imported(with coverage: ImportCoverage?) -> Model {
    var model = self
    model.importCoverage = coverage
    return model
  }

  /// The same model with another name.
  package func named(_ name: String) -> Model { Model(self, name: name) }

  private init(_ other: Model, name: String) {
    self.name = name
    description = other.description
    components = other.components
    faults = other.faults
    checks = other.checks
    scenarios = other.scenarios
    lint = other.lint
    assumptions = other.assumptions
    importCoverage = other.importCoverage
    domainCount = other.domainCount
    indices = other.indices
    faultIndices = other.faultIndices
  }

  /// The index of a component or domain in ``components``; `nil` if no component has the id.
  public func index(of id: ComponentID) -> ComponentIndex? {
    guard let table = components.table else { return indices[id] }
    return table.index(of: id).map { ComponentIndex($0) }
  }

  /// The indices of the domains, in model order.
  public var domainIndices: Range<ComponentIndex> { components.startIndex..<ComponentIndex(domainCount) }

  /// The indices of the components that are not domains, in model order; `components.indices` has both.
  public var componentIndices: Range<ComponentIndex> { ComponentIndex(domainCount)..<components.endIndex }

  /// Whether a domain is at an index, rather than a component.
  @inlinable
  public func isDomain(_ index: ComponentIndex) -> Bool { index.position < domainCount }

  /// The component or domain at an index.
  public subscript(index: ComponentIndex) -> Component { components[index] }

  /// The component or domain with an id.
  public subscript(id: ComponentID) -> Component? { index(of: id).map { components[$0] } }

  /// The component or domain at an index without its relations, which a table would have to make.
  public func outline(_ index: ComponentIndex) -> Component { components.outline(index) }

  /// One relation of the component or domain at an index, by its place among them.
  public func relation(_ number: Int, of index: ComponentIndex) -> Component.Relation {
    guard let table = components.table else { return components[index].relations[number] }
    return table.relation(table.relationRange(of: index.position).lowerBound + number)
  }

  /// How many relations there are, of all kinds.
  public var relationCount: Int {
    components.table?.relationCount ?? components.reduce(0) { $0 + $1.relations.count }
  }

  /// How many components the relations name, members of groups at any depth and repeats included.
  public var requiredCount: Int {
    var count = 0
    if let table = components.table {
      table.forEachRequired { _ in count += 1 }
    } else {
      for component in components {
        for relation in component.relations { count += relation.requirement.componentCount }
      }
    }
    return count
  }

  /// By position, whether some relation names the component; a list that globs share is gone through once.
  package var isRequired: [Bool] {
    var isRequired = [Bool](repeating: false, count: components.count)
    func mark(_ id: ComponentID) { if let index = index(of: id) { isRequired[index.position] = true } }
    if let table = components.table {
      table.forEachRequired { isRequired[$0] = true }
      return isRequired
    }
    // Per shared list the member that the only group so far leaves out.
    var omissions: [ObjectIdentifier: Int?] = [:]
    func mark(_ requirement: Requirement) {
      guard case .group(let group) = requirement.target else { return requirement.forEachComponent(mark) }
      guard let (list, omitted) = group.members.matched else {
        for member in group.members { mark(member.requirement) }
        return
      }
      guard let known = omissions.updateValue(omitted, forKey: ObjectIdentifier(list)) else {
        return requirement.forEachComponent(mark)
      }
      if let known, known != omitted { mark(list.ids[known]) }
    }
    for component in components { for relation in component.relations { mark(relation.requirement) } }
    return isRequired
  }

  /// Whether a component states a demand above 0.
  ///
  /// - Complexity: linear in the components; a table states none.
  public var statesDemand: Bool {
    components.table == nil && components.contains { $0.statesLoad && ($0.demand?.value ?? 0) > 0 }
  }

  /// The fault with an id.
  public func fault(_ id: ComponentID) -> Fault? { faultIndices[id].map { faults[$0] } }

  /// The scenario with an id.
  public func scenario(_ id: String) -> Scenario? { scenarios.first { $0.id == id } }

  /// Every id that a question may name: domains, components, then faults.
  public var allIDs: [ComponentID] { components.map(\.id) + faults.map(\.id) }
}

/// A named fault: which components it puts down or degrades.
public struct Fault: Sendable {
  /// The id, unique among domains, components and faults.
  public var id: ComponentID
  /// The name for people.
  public var name: String?
  /// A description of the event.
  public var description: String?
  /// The components it names and their levels, in model order.
  public var levels: [(component: ComponentID, level: Level)]
  /// The share of a component that fails or is degraded, of those of which it names only a share; they are `degraded`.
  public var shares: [ComponentID: FaultShare]
  /// Whether it is a change rather than a failure: what is configured by the components follows it, too.
  public var isChange: Bool
  /// Where it is.
  public var place: Place?

  /// A fault.
  public init(
    _ id: ComponentID, levels: [(component: ComponentID, level: Level)], name: String? = nil,
    description: String? = nil, shares: [ComponentID: FaultShare] = [:], isChange: Bool = false, at place: Place? = nil
  ) {
    self.id = id
    self.levels = levels
    self.shares = shares
    self.isChange = isChange
    self.name = name
    self.description = description
    self.place = place
  }

  /// The components that it names as a whole, and their levels.
  public var wholeLevels: [(component: ComponentID, level: Level)] {
    shares.isEmpty ? levels : levels.filter { shares[$0.component] == nil }
  }
}
