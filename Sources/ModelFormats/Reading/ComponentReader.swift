internal import DependencyModel

/// Reads the body of a component or domain, in two passes: first what selectors look at, then, when every id is
/// known, the requirements.
enum ComponentReader {
  private static let componentKeys = ComponentKey.all.flatMap { $0.spellings.map(\.name) } + ["each", "amend"]
  private static let domainKeys = componentKeys + ["domains"]

  /// Everything but the requirements; `in` becomes the component's only relations for now. An imported component keeps
  /// what amendments don't restate.
  static func component(_ entry: ModelEntry, reader: inout ValueReader) -> Component {
    let what = entry.isDomain ? "domain" : "component"
    let pairs = reader.pairs(entry.body, "the \(what) '\(entry.id)'", expected: "a mapping such as {}")
    var component = entry.imported ?? Component(entry.id, isDomain: entry.isDomain, at: entry.place)
    if entry.imported != nil {
      let restated = Set(pairs.compactMap(\.key.text))
      if !restated.contains("kind") { checkKind(component.kind, at: entry.place, reader: &reader) }
      if !restated.isEmpty { component.relations.removeAll { restated.contains($0.kind.rawValue) } }
    }
    if let parent = entry.parent {
      component.relations.insert(.init(.in, Requirement(.component(parent), at: entry.place)), at: 0)
    }
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
    var statesChance = false
    for (node, value) in pairs {
      guard let name = node.text, let key = ComponentKey(spelling: name) else { continue }
      let (value, basis) = key.number == nil ? (value, nil) : reader.knownNumber(value, name)
      defer { if let number = key.number { component[basis: number] = basis } }
      switch key.value {
      case .text(let property): component[keyPath: property] = reader.text(value, "'\(name)'")
      case .kind(let property):
        let kind = reader.text(value, "'\(name)'")
        component[keyPath: property] = kind
        checkKind(kind, at: value.place, reader: &reader)
      case .texts(let property): component[keyPath: property] = reader.texts(value, "'\(name)'").map(\.text)
      case .wholeNumber(let property, let least):
        component[keyPath: property] = reader.wholeNumber(value, name, from: least)
      case .amount(let property):
        component[keyPath: property] = reader.amount(value, name, allowsZero: true) ?? .one
      case .flag(let property):
        if case .null = value.content {
          component[keyPath: property] = nil
        } else {
          component[keyPath: property] = reader.boolean(value, name)
        }
      case .quantity(let property, let allowsZero):
        component[keyPath: property] = reader.quantity(value, name, allowsZero: allowsZero)
      case .positive(let property): component[keyPath: property] = reader.amount(value, name)
      case .duration(let property): component[keyPath: property] = reader.duration(value, name)
      case .word(let property, let words): component[keyPath: property] = reader.word(value, name, of: words)
      case .unavailability:
        statesChance = true
        if case .null = value.content { continue }
        chances[Unavailability.Form(rawValue: name)!] = value
      case .relations:
        guard let kind = Component.Relation.Kind(rawValue: name), kind.traits.targets == .domains else { continue }
        for (text, place) in reader.texts(value, "'\(name)'") {
          component.relations.append(.init(kind, Requirement(.component(ComponentID(text)), at: place)))
        }
      }
    }
    if let demand = component.demand?.unit, let capacity = component.capacity?.unit, demand != capacity {
      let place = pairs.first { $0.key.text == "demand" }?.value.place ?? component.place
      reader.collector.add(.unitsDiffer(component.id.text, demand: demand, capacity: capacity, at: place))
    }
    if statesChance {
      component.unavailability = UnavailabilityReader.unavailability(chances, reader: &reader)
    }
    guard component.logical == true, component.unavailability != nil else { return }
    let chance = Unavailability.Form.allCases.lazy.compactMap { chances[$0]?.place }.first
    let statement = pairs.first { $0.key.text == "logical" }?.value.place
    guard let place = chance ?? statement else { return }
    reader.collector.add(.logicalWithChance(component.id.text, at: place))
  }

  private static func checkKind(_ kind: String?, at place: Place, reader: inout ValueReader) {
    if let kind, let suggestion = reader.collector.suggestion(forKind: kind) {
      reader.collector.add(.misspelledKind(kind, suggestion: suggestion, at: place))
    }
  }

  /// All relations in the order written, every id of them known.
  static func relations(
    _ entry: ModelEntry, _ requirements: inout RequirementReader, reader: inout ValueReader
  ) -> [Component.Relation] {
    guard case .mapping(let pairs) = entry.body.content else { return parent(of: entry) }
    guard let imported = entry.imported?.relations else {
      return parent(of: entry) + pairs.flatMap { relations($0, &requirements, reader: &reader) }
    }
    guard !pairs.isEmpty else {
      for relation in imported { requirements.check(relation, reader: &reader) }
      return entry.parent == nil ? imported : parent(of: entry) + imported
    }
    return parent(of: entry) + amended(imported, by: pairs, &requirements, reader: &reader)
  }

  private static func parent(of entry: ModelEntry) -> [Component.Relation] {
    entry.parent.map { [.init(.in, Requirement(.component($0), at: entry.place))] } ?? []
  }

  /// The relations of an imported component, those that amendments restate in place of its own of the kind.
  private static func amended(
    _ imported: [Component.Relation], by pairs: ModelEntry.Pairs, _ requirements: inout RequirementReader,
    reader: inout ValueReader
  ) -> [Component.Relation] {
    var relations: [Component.Relation] = []
    var rest = pairs
    for relation in imported {
      if let position = rest.firstIndex(where: { $0.key.text == relation.kind.rawValue }) {
        relations += Self.relations(rest.remove(at: position), &requirements, reader: &reader)
      }
      guard !pairs.contains(where: { $0.key.text == relation.kind.rawValue }) else { continue }
      requirements.check(relation, reader: &reader)
      relations.append(relation)
    }
    return relations + rest.flatMap { Self.relations($0, &requirements, reader: &reader) }
  }

  /// The relations that a key states; none if it is no key of relations.
  private static func relations(
    _ pair: (key: SyntaxNode, value: SyntaxNode), _ requirements: inout RequirementReader, reader: inout ValueReader
  ) -> [Component.Relation] {
    guard let kind = pair.key.text.flatMap(Component.Relation.Kind.init) else { return [] }
    switch kind.traits.targets {
    case .requirements:
      return requirements.requirements(pair.value, reader: &reader).map { .init(kind, $0) }
    case .components:
      return ids(pair.value).compactMap { node in
        requirements.component(node, reader: &reader).map { .init(kind, Requirement(.component($0), at: node.place)) }
      }
    case .domains:
      return ids(pair.value).compactMap { node in
        requirements.domain(ComponentID(node.text!), at: node.place, reader: &reader)
          .map { .init(kind, Requirement(.component($0), at: node.place)) }
      }
    }
  }

  /// The scalars of a text or a list; anything else was reported before.
  private static func ids(_ node: SyntaxNode) -> [SyntaxNode] {
    switch node.content {
    case .scalar: [node]
    case .sequence(let items): items.filter { $0.text != nil }
    case .null, .mapping: []
    }
  }
}
