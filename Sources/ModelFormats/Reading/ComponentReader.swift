internal import DependencyModel

/// Reads the body of a component or domain, in two passes: first what selectors look at, then, when every id is
/// known, the requirements.
enum ComponentReader {
  static let commonKeys =
    ["name", "description", "url", "kind", "in", "needs", "uses", "startNeeds", "configuredBy"]
    + ["unavailability", "availability", "mtbf", "mttr", "tier", "weight", "owner", "tags", "source", "each", "amend"]

  /// Everything but the requirements; `in` becomes the component's only relations for now.
  static func component(_ entry: ModelEntry, reader: inout ValueReader) -> Component {
    var component = Component(entry.id, isDomain: entry.isDomain, at: entry.place)
    if let parent = entry.parent {
      component.relations.append(.init(.in, Requirement(.component(parent), at: entry.place)))
    }
    let what = entry.isDomain ? "domain" : "component"
    let pairs = reader.pairs(entry.body, "the \(what) '\(entry.id)'", expected: "a mapping such as {}")
    reader.checkKeys(
      pairs, known: entry.isDomain ? commonKeys + ["domains"] : commonKeys, in: "the \(what) '\(entry.id)'")
    var chances: [String: SyntaxNode] = [:]
    for (key, value) in pairs {
      switch key.text {
      case "name": component.name = reader.text(value, "'name'")
      case "description": component.description = reader.text(value, "'description'")
      case "url": component.url = reader.text(value, "'url'")
      case "kind":
        component.kind = reader.text(value, "'kind'")
        if let kind = component.kind, let suggestion = reader.collector.suggestion(forKind: kind) {
          reader.collector.add(.misspelledKind(kind, suggestion: suggestion, at: value.place))
        }
      case "in":
        for (text, place) in reader.texts(value, "'in'") {
          component.relations.append(.init(.in, Requirement(.component(ComponentID(text)), at: place)))
        }
      case "unavailability", "availability", "mtbf", "mttr":
        if case .null = value.content { continue }
        chances[key.text!] = value
      case "tier": component.tier = reader.wholeNumber(value, "tier")
      case "weight": component.weight = reader.amount(value, "weight", allowsZero: true) ?? .one
      case "owner": component.owner = reader.text(value, "'owner'")
      case "tags": component.tags = reader.texts(value, "'tags'").map(\.text)
      case "source": component.source = reader.text(value, "'source'")
      default: break
      }
    }
    component.unavailability = UnavailabilityReader.unavailability(chances, at: entry.place, reader: &reader)
    return component
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
