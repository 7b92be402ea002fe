internal import DependencyModel

/// One component or domain of a document, `each` expanded.
struct ModelEntry {
  /// The body of an entry.
  enum Body {
    case written(SyntaxNode)
    /// One of the entries that an entry with `each` makes, by its number.
    case repeated(EachExpansion, Int)
  }

  let id: ComponentID
  let isDomain: Bool
  /// The domain it is nested in.
  let parent: ComponentID?
  /// Where its id is written.
  let place: Place
  private let content: Body

  init(id: ComponentID, isDomain: Bool, parent: ComponentID?, place: Place, body: Body) {
    self.id = id
    self.isDomain = isDomain
    self.parent = parent
    self.place = place
    content = body
  }

  /// The body of the entry; made anew each time where `each` repeats it.
  var body: SyntaxNode { content.node }
}

extension ModelEntry.Body {
  /// Whether it may have a key.
  func mayState(_ key: String) -> Bool {
    switch self {
    case .written: true
    case .repeated(let expansion, _): expansion.mayState(key)
    }
  }

  /// The body as a node.
  var node: SyntaxNode {
    switch self {
    case .written(let node): node
    case .repeated(let expansion, let number): expansion.body(number)
    }
  }
}

/// How much `each` may add to a model.
struct EachBudget {
  /// The most entries of all the model's `each` together.
  static let entryLimit = 500_000
  /// The most values and keys in them, and the most bytes of text.
  static let nodeLimit = 10_000_000
  static let byteLimit = 128 << 20

  private var entries = 0
  private var nodes = 0
  private var bytes = 0
  private var isSpent = false

  /// Takes what an expansion needs; where that is too much, it is reported, once, and nothing more is given.
  mutating func take(_ expansion: EachExpansion, at place: Place, reader: inout ValueReader) -> Bool {
    guard !isSpent else { return false }
    entries += expansion.count
    nodes += expansion.nodeCount
    bytes += expansion.byteCount
    let problem: Diagnostic? =
      if entries > Self.entryLimit {
        .eachTooMany(limit: Self.entryLimit, isOfAll: true, at: place)
      } else if nodes > Self.nodeLimit || bytes > Self.byteLimit {
        .eachTooLarge(at: place)
      } else {
        nil
      }
    guard let problem else { return true }
    isSpent = true
    reader.collector.add(problem)
    return false
  }
}

/// The documents of a model, by section, before anything is resolved.
struct ModelDraft {
  static let topLevelKeys = ["model", "description", "include", "domains", "components", "faults", "checks", "lint"]

  var name: String?
  var namePlace: Place?
  var description: String?
  var domains: [ModelEntry] = []
  var components: [ModelEntry] = []
  var faults: [(key: SyntaxNode, body: ModelEntry.Body)] = []
  var checks: [(key: SyntaxNode, body: SyntaxNode)] = []
  var lint = LintSettings()
  private var amendments = Amendments()
  private var firstPlaces: [ComponentID: Place] = [:]
  private var checkPlaces: [String: Place] = [:]
  private var eachBudget = EachBudget()

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
    guard let id = reader.identifier(key) else { return nil }
    if let first = firstPlaces[id] {
      reader.collector.add(.duplicateID(id.text, at: key.place, first: first, fromEach: first == key.place))
      return nil
    }
    firstPlaces[id] = key.place
    return ModelEntry(id: id, isDomain: isDomain, parent: parent, place: key.place, body: body)
  }
}
