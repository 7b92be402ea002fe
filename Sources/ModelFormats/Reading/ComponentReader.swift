internal import DependencyModel

/// Reads the body of a component or domain, in two passes: first what selectors look at, then, when every id is
/// known, the requirements.
enum ComponentReader {
  private static let componentKeys = ComponentKey.all.flatMap { $0.spellings.map(\.name) } + ["each", "amend"]
  private static let domainKeys = componentKeys + ["domains"]

  /// Everything but the requirements; `in` becomes the component's only relations for now.
  static func component(_ entry: ModelEntry, reader: inout ValueReader) -> Component {
    var component = Component(entry.id, isDomain: entry.isDomain, at: entry.place)
    if let parent = entry.parent {
      component.relations.append(.init(.in, Requirement(.component(parent), at: entry.place)))
    }
    let what = entry.isDomain ? "domain" : "component"
    let pairs = reader.pairs(entry.body, "the \(what) '\(entry.id)'", expected: "a mapping such as {}")
    reader.checkKeys(
      pairs, known: entry.isDomain ? domainKeys : componentKeys, in: "the \(what) '\(entry.id)'")
    read(pairs, into: &component, reader: &reader)
    return component
  }

  /// Reads what the keys state, but of the requirements only the domains.
  private static func read(
    _ pairs: [(key: SyntaxNode, value: SyntaxNode)], into component: inout Component, reader: inout ValueReader
  ) {
    var chances: [Unavailability.Form: SyntaxNode] = [:]
    for (node, value) in pairs {
      guard let name = node.text, let key = ComponentKey(spelling: name) else { continue }
      switch key.value {
      case .text(let property): component[keyPath: property] = reader.text(value, "'\(name)'")
      case .kind(let property):
        let kind = reader.text(value, "'\(name)'")
        component[keyPath: property] = kind
        if let kind, let suggestion = reader.collector.suggestion(forKind: kind) {
          reader.collector.add(.misspelledKind(kind, suggestion: suggestion, at: value.place))
        }
      case .texts(let property): component[keyPath: property] = reader.texts(value, "'\(name)'").map(\.text)
      case .wholeNumber(let property): component[keyPath: property] = reader.wholeNumber(value, name)
      case .amount(let property):
        component[keyPath: property] = reader.amount(value, name, allowsZero: true) ?? .one
      case .unavailability:
        if case .null = value.content { continue }
        chances[Unavailability.Form(rawValue: name)!] = value
      case .relations:
        guard let kind = Component.Relation.Kind(rawValue: name), kind.traits.targets == .domains else { continue }
        for (text, place) in reader.texts(value, "'\(name)'") {
          component.relations.append(.init(kind, Requirement(.component(ComponentID(text)), at: place)))
        }
      }
    }
    component.unavailability = UnavailabilityReader.unavailability(chances, reader: &reader)
  }

  /// All relations in the order written, every id of them known.
  static func relations(
    of component: Component, _ entry: ModelEntry, _ requirements: inout RequirementReader, reader: inout ValueReader
  ) -> [Component.Relation] {
    var relations: [Component.Relation] = []
    if let parent = entry.parent {
      relations.append(.init(.in, Requirement(.component(parent), at: entry.place)))
    }
    guard case .mapping(let pairs) = entry.body.content else { return relations }
    for (key, value) in pairs {
      guard let kind = key.text.flatMap(Component.Relation.Kind.init) else { continue }
      switch kind.traits.targets {
      case .requirements:
        relations += requirements.requirements(value, reader: &reader).map { .init(kind, $0) }
      case .components:
        relations += ids(value).compactMap { node in
          requirements.component(node, reader: &reader).map { .init(kind, Requirement(.component($0), at: node.place)) }
        }
      case .domains:
        relations += ids(value).compactMap { node in
          domain(node, requirements, reader: &reader).map { .init(kind, Requirement(.component($0), at: node.place)) }
        }
      }
    }
    return relations
  }

  /// The scalars of a text or a list; anything else was reported before.
  private static func ids(_ node: SyntaxNode) -> [SyntaxNode] {
    switch node.content {
    case .scalar: [node]
    case .sequence(let items): items.filter { $0.text != nil }
    case .null, .mapping: []
    }
  }

  private static func domain(
    _ node: SyntaxNode, _ requirements: RequirementReader, reader: inout ValueReader
  ) -> ComponentID? {
    let text = node.text!
    let position = requirements.matcher.index(of: ComponentID(text))
    if let position, requirements.components[position].isDomain { return ComponentID(text) }
    let domains = requirements.components.lazy.filter(\.isDomain).map(\.id.text)
    let suggestion = reader.collector.suggestion(for: text, among: domains)
    reader.collector.add(
      .unknownDomain(text, isComponent: position != nil, suggestion: suggestion, at: node.place))
    return nil
  }
}
