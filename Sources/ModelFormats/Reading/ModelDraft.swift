internal import DependencyModel

/// The documents and sources of a model, by section, before anything is resolved.
struct ModelDraft {
  /// A named fault of a document, or of a source.
  enum FaultEntry {
    case written(key: SyntaxNode, body: ModelEntry.Body)
    case imported(Fault)
  }

  /// A check of a document, or of a source.
  enum CheckEntry {
    case written(key: SyntaxNode, body: SyntaxNode)
    case imported(Check)
  }

  /// A scenario of a document, or of a source.
  enum ScenarioEntry {
    case written(key: SyntaxNode, body: SyntaxNode)
    case imported(Scenario)

    /// The name of the scenario.
    var id: String {
      switch self {
      case .written(let key, _): key.text ?? ""
      case .imported(let scenario): scenario.id
      }
    }
  }

  static let topLevelKeys = [
    "model", "description", "include", "domains", "components", "faults", "scenarios", "checks", "lint", "assume",
  ]

  var name: String?
  var namePlace: Place?
  var description: String?
  var domains: [ModelEntry] = []
  var components: [ModelEntry] = []
  var faults: [FaultEntry] = []
  var scenarios: [ScenarioEntry] = []
  var checks: [CheckEntry] = []
  var lint = LintSettings()
  var assumptions: [Assumption] = []
  private var amendments = Amendments()
  private var firstPlaces: [ComponentID: Place] = [:]
  private var checkPlaces: [String: Place] = [:]
  private var scenarioPlaces: [String: Place] = [:]
  private var eachBudget = EachBudget()

  /// Adds a document's sections.
  mutating func add(_ document: SyntaxNode, reader: inout ValueReader) {
    let pairs = reader.pairs(document, "a model", expected: "a mapping that starts with 'model: NAME'")
    reader.checkKeys(pairs, known: Self.topLevelKeys, in: "the model")
    for (key, value) in pairs {
      switch key.text {
      case "model": note(name: reader.text(value, "'model'"), at: value.place, reader: &reader)
      case "description": description = description ?? reader.text(value, "'description'")
      case "domains": add(domains: value, in: nil, reader: &reader)
      case "components":
        for (key, body) in expanded(value, "'components'", reader: &reader) {
          if setAside(key, body, isDomain: false, parent: nil, reader: &reader) { continue }
          if let entry = entry(key, body, isDomain: false, parent: nil, reader: &reader) { components.append(entry) }
        }
      case "faults":
        for (key, body) in expanded(value, "'faults'", reader: &reader) {
          if entry(key, body, isDomain: false, parent: nil, reader: &reader) != nil {
            faults.append(.written(key: key, body: body))
          }
        }
      case "scenarios":
        for (key, body) in reader.pairs(value, "'scenarios'", expected: "a mapping from names") {
          guard reader.identifier(key) != nil, isNewScenario(key.text!, at: key.place, reader: &reader) else {
            continue
          }
          scenarios.append(.written(key: key, body: body))
        }
      case "checks":
        for (key, body) in reader.pairs(value, "'checks'") {
          guard reader.identifier(key) != nil else { continue }
          noteCheck(key.text!, at: key.place, reader: &reader)
          checks.append(.written(key: key, body: body))
        }
      case "lint":
        add(LintReader.settings(value, reader: &reader))
      case "assume": assumptions += AssumptionReader.entries(value, reader: &reader)
      default: break
      }
    }
  }

  /// Adds the model of sources; `start` is the place of anything that has no place of its own.
  mutating func add(_ model: Model, start: Place, reader: inout ValueReader) {
    note(name: model.name, at: start, reader: &reader)
    description = description ?? model.description
    // The domains within a domain that is not added are not added either.
    var refused: Set<ComponentID> = []
    var nesting = DomainNesting()
    for component in model.components {
      let parent = component.isDomain ? nesting.parent(of: component) : nil
      let entry = ModelEntry(component, in: parent, start: start)
      let isAdded =
        parent.map { !refused.contains($0) } ?? true
        && isNew(reader.identifier(entry.id.text, at: entry.place), at: entry.place, reader: &reader)
      if !isAdded {
        refused.insert(entry.id)
      } else if entry.isDomain {
        domains.append(entry)
      } else {
        components.append(entry)
      }
    }
    for var fault in model.faults {
      let place = fault.place ?? start
      fault.place = place
      if isNew(reader.identifier(fault.id.text, at: place), at: place, reader: &reader) {
        faults.append(.imported(fault))
      }
    }
    for scenario in model.scenarios
    where isNewScenario(scenario.id, at: scenario.place ?? start, reader: &reader) {
      scenarios.append(.imported(scenario))
    }
    for check in model.checks {
      noteCheck(check.id, at: check.place ?? start, reader: &reader)
      checks.append(.imported(check))
    }
    add(model.lint)
    assumptions += model.assumptions
  }

  private mutating func add(_ settings: LintSettings) {
    lint.rules += settings.rules
    lint.suppressions += settings.suppressions
  }

  /// Keeps the first name that is stated.
  private mutating func note(name text: String?, at place: Place, reader: inout ValueReader) {
    guard name == nil else { return }
    name = text
    namePlace = place
    if text?.isEmpty == true { reader.collector.add(.missingModelName(at: place)) }
  }

  private mutating func noteCheck(_ id: String, at place: Place, reader: inout ValueReader) {
    if let first = checkPlaces.updateValue(place, forKey: id) {
      reader.collector.add(.duplicateID(id, at: place, first: first, fromEach: false))
    }
  }

  /// Whether no scenario was added with a name before; one that was is reported.
  private mutating func isNewScenario(_ id: String, at place: Place, reader: inout ValueReader) -> Bool {
    guard let first = scenarioPlaces[id] else {
      scenarioPlaces[id] = place
      return true
    }
    reader.collector.add(.duplicateID(id, at: place, first: first, fromEach: false))
    return false
  }

  /// Adds domains and those nested in them, each before its own.
  private mutating func add(domains node: SyntaxNode, in parent: ComponentID?, reader: inout ValueReader) {
    for (key, body) in expanded(node, "'domains'", reader: &reader) {
      if !setAside(key, body, isDomain: true, parent: parent, reader: &reader) {
        guard let entry = entry(key, body, isDomain: true, parent: parent, reader: &reader) else { continue }
        domains.append(entry)
      }
      if body.mayState("domains"), case .mapping(let pairs) = body.node.content, let id = key.text,
        let nested = pairs.first(where: { $0.key.text == "domains" })
      {
        add(domains: nested.value, in: ComponentID(id), reader: &reader)
      }
    }
  }

  /// The entries of a section, those with `each` expanded.
  private mutating func expanded(
    _ node: SyntaxNode, _ subject: String, reader: inout ValueReader
  ) -> [(key: SyntaxNode, body: ModelEntry.Body)] {
    var entries: [(key: SyntaxNode, body: ModelEntry.Body)] = []
    for (key, body) in reader.pairs(node, subject, expected: "a mapping from ids") {
      guard let expansion = EachExpansion(key: key, body: body, reader: &reader) else {
        EachExpansion.reportMissing(key: key, body: body, reader: &reader)
        entries.append((key, .written(body)))
        continue
      }
      guard eachBudget.take(expansion, at: key.place, reader: &reader) else { continue }
      for number in 0..<expansion.count { entries.append((expansion.key(number), .repeated(expansion, number))) }
    }
    return entries
  }

  /// Puts an entry that amends another one aside; `false` where it is none.
  private mutating func setAside(
    _ key: SyntaxNode, _ body: ModelEntry.Body, isDomain: Bool, parent: ComponentID?, reader: inout ValueReader
  ) -> Bool {
    guard body.mayState("amend"), Amendments.isAmendment(body.node, reader: &reader) else { return false }
    if let id = reader.identifier(key) {
      amendments.add(ModelEntry(id: id, isDomain: isDomain, parent: parent, place: key.place, body: body))
    }
    return true
  }

  /// Restates what amendments say, now that everything is declared.
  mutating func amend(reader: inout ValueReader) {
    amendments.apply(domains: &domains, components: &components, reader: &reader)
  }

  private mutating func entry(
    _ key: SyntaxNode, _ body: ModelEntry.Body, isDomain: Bool, parent: ComponentID?, reader: inout ValueReader
  ) -> ModelEntry? {
    guard let id = reader.identifier(key), isNew(id, at: key.place, reader: &reader) else { return nil }
    return ModelEntry(id: id, isDomain: isDomain, parent: parent, place: key.place, body: body)
  }

  /// Whether there is an id that nothing was added with before, which is reported.
  private mutating func isNew(_ id: ComponentID?, at place: Place, reader: inout ValueReader) -> Bool {
    guard let id else { return false }
    if let first = firstPlaces[id] {
      reader.collector.add(.duplicateID(id.text, at: place, first: first, fromEach: first == place))
      return false
    }
    firstPlaces[id] = place
    return true
  }
}
