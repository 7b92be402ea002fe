internal import DependencyModel

/// A model as a document of its language, with the places where things were read: what the reader reads back as the same
/// model.
///
/// Defaults are not written. Requirements of one kind are together under its key, and the keys in the order in which a
/// component's relations have the kinds first. A group whose members a glob named has the glob; those that a selector
/// named are listed.
enum ModelDocument {
  /// The document; `file` is the place of things that have no place of their own.
  ///
  /// - Throws: `InvalidInput` for what no text can say, which only a program can build: weights of members that are not
  ///   plain ids, or of one id twice.
  static func document(of model: Model, file: String = "") throws(InvalidInput) -> SyntaxNode {
    var writer = DocumentBuilder(model, start: Place(file: file, line: 1, column: 1))
    return try writer.document()
  }
}

/// Builds the nodes of a document, each with the place of what it says.
struct DocumentBuilder {
  typealias Pairs = [(key: SyntaxNode, value: SyntaxNode)]

  let model: Model
  let start: Place
  var matcher: SelectorMatcher

  init(_ model: Model, start: Place) {
    self.model = model
    self.start = start
    matcher = SelectorMatcher(model.components)
  }

  mutating func document() throws(InvalidInput) -> SyntaxNode {
    var pairs: Pairs = []
    add("model", text(model.name, start), to: &pairs, start)
    if let description = model.description { add("description", text(description, start), to: &pairs, start) }
    if model.domainCount > 0 { add("domains", try domains(), to: &pairs, start) }
    var components: Pairs = []
    for index in model.componentIndices {
      let component = model.components[index]
      let place = component.place ?? start
      components.append((text(component.id.text, place), mapping(try self.pairs(of: index, parent: nil), place)))
    }
    if !components.isEmpty { add("components", mapping(components, start), to: &pairs, start) }
    var faults: Pairs = []
    for fault in model.faults { faults.append(try self.fault(fault)) }
    if !faults.isEmpty { add("faults", mapping(faults, start), to: &pairs, start) }
    let scenarios = model.scenarios.map { scenario($0) }
    if !scenarios.isEmpty { add("scenarios", mapping(scenarios, start), to: &pairs, start) }
    let checks = model.checks.map { check($0) }
    if !checks.isEmpty { add("checks", mapping(checks, start), to: &pairs, start) }
    if !model.lint.isEmpty { add("lint", lint(model.lint), to: &pairs, start) }
    if !model.assumptions.isEmpty {
      add("assume", oneOrList(model.assumptions.map { assumption($0) }, start), to: &pairs, start)
    }
    return mapping(pairs, start)
  }

  // MARK: Nodes

  func mapping(_ pairs: Pairs, _ place: Place) -> SyntaxNode { SyntaxNode(.mapping(pairs), at: place) }
  func list(_ items: [SyntaxNode], _ place: Place) -> SyntaxNode { SyntaxNode(.sequence(items), at: place) }
  func text(_ text: String, _ place: Place) -> SyntaxNode { SyntaxNode(.scalar(text), at: place, isQuoted: true) }
  /// A number, `true` or `false`.
  func bare(_ text: String, _ place: Place) -> SyntaxNode { SyntaxNode(.scalar(text), at: place) }

  /// Adds a key of the language.
  func add(_ key: String, _ value: SyntaxNode, to pairs: inout Pairs, _ place: Place) {
    pairs.append((bare(key, place), value))
  }

  /// A number with how it is known, as far as that is stated.
  func known(_ number: SyntaxNode, by basis: NumberBasis?, _ place: Place) -> SyntaxNode {
    guard let basis else { return number }
    var pairs: Pairs = []
    add("value", number, to: &pairs, place)
    if basis.confidence != .declared {
      add("confidence", text(basis.confidence.rawValue, place), to: &pairs, place)
    }
    if let source = basis.source { add("source", text(source, place), to: &pairs, place) }
    return mapping(pairs, place)
  }

  /// Adds a number of a component.
  private func add(
    _ key: ComponentKey, _ number: SyntaxNode, _ component: Component, to pairs: inout Pairs, _ place: Place
  ) {
    add(key.name, known(number, by: key.basis(of: component), place), to: &pairs, place)
  }

  /// One item alone, several as a list.
  func oneOrList(_ items: [SyntaxNode], _ place: Place) -> SyntaxNode {
    items.count == 1 ? items[0] : list(items, place)
  }

  // MARK: Domains

  /// The domains, each within its first one where that keeps the model's order.
  private mutating func domains() throws(InvalidInput) -> SyntaxNode {
    // The way from the top to the last domain, with what each holds so far.
    var path: [(index: ComponentIndex, pairs: Pairs, nested: Pairs)] = []
    var top: Pairs = []
    func close(to depth: Int) {
      while path.count > depth {
        let last = path.removeLast()
        let component = model.components[last.index]
        let place = component.place ?? start
        var pairs = last.pairs
        if !last.nested.isEmpty { add("domains", mapping(last.nested, place), to: &pairs, place) }
        let entry = (key: text(component.id.text, place), value: mapping(pairs, place))
        if path.isEmpty { top.append(entry) } else { path[path.count - 1].nested.append(entry) }
      }
    }
    var nesting = DomainNesting()
    for index in model.domainIndices {
      let parent = nesting.parent(of: model.components[index])
      close(to: nesting.path.count - 1)
      path.append((index, try pairs(of: index, parent: parent), []))
    }
    close(to: 0)
    return mapping(top, start)
  }

  // MARK: Components

  /// The body of a component or domain; `parent` is the domain that it is written within.
  private mutating func pairs(of index: ComponentIndex, parent: ComponentID?) throws(InvalidInput) -> Pairs {
    let component = model.components[index]
    let place = component.place ?? start
    var pairs: Pairs = []
    for key in ComponentKey.all {
      switch key.value {
      case .text(let property), .kind(let property):
        if let value = component[keyPath: property] { add(key.name, text(value, place), to: &pairs, place) }
      case .texts(let property):
        let texts = component[keyPath: property]
        if !texts.isEmpty { add(key.name, list(texts.map { text($0, place) }, place), to: &pairs, place) }
      case .wholeNumber(let property, _):
        if let number = component[keyPath: property] {
          add(key, bare(String(number), place), component, to: &pairs, place)
        }
      case .amount(let property):
        let amount = component[keyPath: property]
        if amount != .one { add(key.name, bare(amount.description, place), to: &pairs, place) }
      case .flag(let property):
        if let flag = component[keyPath: property] { add(key.name, bare(String(flag), place), to: &pairs, place) }
      case .quantity(let property, _):
        if let quantity = component[keyPath: property] {
          let value = quantity.modelText
          add(key, quantity.unit == nil ? bare(value, place) : text(value, place), component, to: &pairs, place)
        }
      case .positive(let property):
        if let amount = component[keyPath: property] {
          add(key, bare(amount.description, place), component, to: &pairs, place)
        }
      case .duration(let property):
        if let duration = component[keyPath: property] {
          add(key, text(duration.modelText, place), component, to: &pairs, place)
        }
      case .word(let property, _):
        if let word = component[keyPath: property] { add(key.name, text(word, place), to: &pairs, place) }
      case .unavailability(let property):
        if let chance = component[keyPath: property] { add(key.name, range(of: chance, place), to: &pairs, place) }
      case .relations:
        let relations = parent == nil ? component.relations[...] : component.relations.dropFirst()
        try add(relations, owner: index, to: &pairs, place)
      }
    }
    return pairs
  }

  /// The relations, those of one kind under its key.
  private mutating func add(
    _ relations: ArraySlice<Component.Relation>, owner: ComponentIndex, to pairs: inout Pairs, _ place: Place
  ) throws(InvalidInput) {
    var kinds: [Component.Relation.Kind] = []
    for relation in relations where !kinds.contains(relation.kind) { kinds.append(relation.kind) }
    for kind in kinds {
      let requirements = relations.lazy.filter { $0.kind == kind }.map(\.requirement)
      let value = try value(of: Array(requirements), kind, owner: owner, place)
      add(kind.rawValue, value, to: &pairs, place)
    }
  }

  func range(of chance: Unavailability, _ place: Place) -> SyntaxNode {
    let low = bare(Self.text(of: chance.low), place)
    return chance.low == chance.high ? low : list([low, bare(Self.text(of: chance.high), place)], place)
  }

  /// The shortest decimal text that gives a probability back.
  static func text(of probability: Double) -> String {
    probability == probability.rounded() ? String(Int(probability)) : probability.description
  }

  // MARK: Faults

  private func fault(_ fault: Fault) throws(InvalidInput) -> (key: SyntaxNode, value: SyntaxNode) {
    let place = fault.place ?? start
    var pairs: Pairs = []
    if let name = fault.name { add("name", text(name, place), to: &pairs, place) }
    if let description = fault.description { add("description", text(description, place), to: &pairs, place) }
    for level in [Level.down, .degraded] {
      var named = fault.wholeLevels.filter { $0.level == level }.map { text($0.component.text, place) }
      let shares = fault.levels.compactMap { item -> (key: SyntaxNode, value: SyntaxNode)? in
        guard let share = fault.shares[item.component] else { return nil }
        let part = level == .down ? share.down : share.degraded
        return part > 0 ? (text(item.component.text, place), text(FaultShare.modelText(part), place)) : nil
      }
      if !shares.isEmpty { named.append(mapping(shares, place)) }
      if !named.isEmpty { add(level.name, oneOrList(named, place), to: &pairs, place) }
    }
    if fault.isChange { add("change", bare("true", place), to: &pairs, place) }
    guard pairs.contains(where: { $0.key.text == "down" || $0.key.text == "degraded" }) else {
      throw InvalidInput([.emptyFault(fault.id.text, at: place)])
    }
    return (text(fault.id.text, place), mapping(pairs, place))
  }
}
