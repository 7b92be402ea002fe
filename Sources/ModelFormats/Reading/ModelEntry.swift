internal import DependencyModel

/// One component or domain as it stands in a document, `each` expanded.
struct ModelEntry {
  let id: ComponentID
  let isDomain: Bool
  /// The domain it is nested in.
  let parent: ComponentID?
  /// Where its id stands.
  let place: Place
  let body: SyntaxNode
}

/// What the documents of a model hold, by section, before anything is resolved.
struct ModelDraft {
  static let topLevelKeys = ["model", "description", "include", "domains", "components", "faults", "checks", "lint"]

  var name: String?
  var namePlace: Place?
  var description: String?
  var domains: [ModelEntry] = []
  var components: [ModelEntry] = []
  var faults: [(key: SyntaxNode, body: SyntaxNode)] = []
  var checks: [(key: SyntaxNode, body: SyntaxNode)] = []
  var lint = LintSettings()
  private var amendments = Amendments()
  private var firstPlaces: [ComponentID: Place] = [:]
  private var checkPlaces: [String: Place] = [:]

  /// Adds a document's sections.
  mutating func add(_ document: SyntaxNode, reader: inout ValueReader) {
    let pairs = reader.pairs(document, "a model", expected: "a mapping that starts with 'model: NAME'")
    reader.checkKeys(pairs, known: Self.topLevelKeys, in: "the model")
    for (key, value) in pairs {
      switch key.text {
      case "model": readName(value, reader: &reader)
      case "description": description = description ?? reader.text(value, "'description'")
      case "domains": add(domains: value, in: nil, reader: &reader)
      case "components":
        for (key, body) in expanded(value, "'components'", reader: &reader) {
          if setAside(key, body, isDomain: false, parent: nil, reader: &reader) { continue }
          if let entry = entry(key, body, isDomain: false, parent: nil, reader: &reader) { components.append(entry) }
        }
      case "faults":
        for (key, body) in expanded(value, "'faults'", reader: &reader) {
          if entry(key, body, isDomain: false, parent: nil, reader: &reader) != nil { faults.append((key, body)) }
        }
      case "checks":
        for (key, body) in reader.pairs(value, "'checks'") {
          guard reader.identifier(key) != nil else { continue }
          if let first = checkPlaces.updateValue(key.place, forKey: key.text!) {
            reader.collector.add(.duplicateID(key.text!, at: key.place, first: first, fromEach: false))
          }
          checks.append((key, body))
        }
      case "lint":
        let settings = LintReader.settings(value, reader: &reader)
        lint.rules += settings.rules
        lint.suppressions += settings.suppressions
      default: break
      }
    }
  }

  private mutating func readName(_ node: SyntaxNode, reader: inout ValueReader) {
    let text = reader.text(node, "'model'")
    guard name == nil else { return }
    name = text
    namePlace = node.place
    if text?.isEmpty == true { reader.collector.add(.missingModelName(at: node.place)) }
  }

  /// Adds domains and those nested in them, each before its own.
  private mutating func add(domains node: SyntaxNode, in parent: ComponentID?, reader: inout ValueReader) {
    for (key, body) in expanded(node, "'domains'", reader: &reader) {
      if !setAside(key, body, isDomain: true, parent: parent, reader: &reader) {
        guard let entry = entry(key, body, isDomain: true, parent: parent, reader: &reader) else { continue }
        domains.append(entry)
      }
      if case .mapping(let pairs) = body.content, let id = key.text,
        let nested = pairs.first(where: { $0.key.text == "domains" })
      {
        add(domains: nested.value, in: ComponentID(id), reader: &reader)
      }
    }
  }

  /// The entries of a section, those with `each` expanded.
  private func expanded(
    _ node: SyntaxNode, _ subject: String, reader: inout ValueReader
  ) -> [(key: SyntaxNode, body: SyntaxNode)] {
    reader.pairs(node, subject, expected: "a mapping from ids").flatMap { key, body in
      EachExpansion(key: key, body: body, reader: &reader)?.entries(reader: &reader) ?? [(key, body)]
    }
  }

  /// Puts an entry that amends another one aside; `false` where it is none.
  private mutating func setAside(
    _ key: SyntaxNode, _ body: SyntaxNode, isDomain: Bool, parent: ComponentID?, reader: inout ValueReader
  ) -> Bool {
    guard Amendments.isAmendment(body, reader: &reader) else { return false }
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
    _ key: SyntaxNode, _ body: SyntaxNode, isDomain: Bool, parent: ComponentID?, reader: inout ValueReader
  ) -> ModelEntry? {
    guard let id = reader.identifier(key) else { return nil }
    if let first = firstPlaces[id] {
      reader.collector.add(.duplicateID(id.text, at: key.place, first: first, fromEach: first == key.place))
      return nil
    }
    firstPlaces[id] = key.place
    return ModelEntry(id: id, isDomain: isDomain, parent: parent, place: key.place, body: body)
  }
}
