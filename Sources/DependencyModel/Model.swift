/// A system as a person (or an importer) described it: checked once when it was made, and immutable since.
///
/// `components` holds the domains first, each before the domains nested in it, then the components; within each in the
/// order written, files in the order read. That is the *model order* in which answers list things.
public struct Model: Sendable {
  /// What the model is called.
  public let name: String
  /// What it is about.
  public let description: String?
  /// Domains, then components, in model order.
  public let components: [Component]
  /// The named faults, in the order written.
  public let faults: [Fault]
  /// The checks, in the order written.
  public let checks: [Check]
  /// How many of `components` are domains; they come first.
  public let domainCount: Int
  private let indices: [ComponentID: Int]
  private let faultIndices: [ComponentID: Int]

  /// Puts together a model of parts that were checked: every reference names a component, every group can hold, and
  /// ids are unique.
  ///
  /// - Precondition: the domains stand first, and no id is repeated.
  public init(
    name: String, description: String? = nil, components: [Component], faults: [Fault] = [], checks: [Check] = []
  ) {
    self.name = name
    self.description = description
    self.components = components
    self.faults = faults
    self.checks = checks
    domainCount = components.prefix { $0.isDomain }.count
    var indices: [ComponentID: Int] = [:]
    indices.reserveCapacity(components.count)
    for (index, component) in components.enumerated() {
      precondition(index < domainCount || !component.isDomain, "domains come first")
      let previous = indices.updateValue(index, forKey: component.id)
      precondition(previous == nil, "an id is repeated")
    }
    self.indices = indices
    faultIndices = Dictionary(uniqueKeysWithValues: faults.enumerated().map { ($1.id, $0) })
  }

  /// The position of a component or domain in `components`.
  public func index(of id: ComponentID) -> Int? { indices[id] }

  /// The component or domain with an id.
  public subscript(id: ComponentID) -> Component? { indices[id].map { components[$0] } }

  /// The fault with an id.
  public func fault(_ id: ComponentID) -> Fault? { faultIndices[id].map { faults[$0] } }

  /// Every id that a question may name: domains, components, then faults.
  public var allIDs: [ComponentID] { components.map(\.id) + faults.map(\.id) }
}

/// A named fault: which components it puts down or degrades.
public struct Fault: Sendable {
  /// The id, unique among domains, components and faults.
  public var id: ComponentID
  /// The name for people.
  public var name: String?
  /// What happens.
  public var description: String?
  /// The components it names and their levels, in model order.
  public var levels: [(component: ComponentID, level: Level)]
  /// Where it stands.
  public var place: Place?

  /// A fault.
  public init(
    _ id: ComponentID, levels: [(component: ComponentID, level: Level)], name: String? = nil,
    description: String? = nil, at place: Place? = nil
  ) {
    self.id = id
    self.levels = levels
    self.name = name
    self.description = description
    self.place = place
  }
}
