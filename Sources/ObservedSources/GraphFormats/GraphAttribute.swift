internal import DependencyModel
internal import SourceReading

/// What an attribute of a node or an edge says by its name: one rule for all forms of graphs.
enum GraphAttribute: Equatable {
  /// Of an edge: whether it is soft, or hard, how much depends on it, how sure it is, and what it means.
  case optional, mandatory, criticality, confidence, relation
  /// Of a component.
  case label, kind, tier, owner
  /// The component fails with a domain of this kind.
  case domain(String)

  var isOfEdge: Bool {
    switch self {
    case .optional, .mandatory, .criticality, .confidence, .relation: true
    case .label, .kind, .tier, .owner, .domain: false
    }
  }

  /// The attributes by the names that people give them, in small letters without signs; to add one, append a word.
  private static let words: [(attribute: GraphAttribute, words: [String])] = [
    (.optional, ["optional", "isoptional", "soft", "issoft"]),
    (.mandatory, ["mandatory", "ismandatory", "isrequired", "hard", "ishard", "iscritical"]),
    (.criticality, ["criticality", "importance"]),
    (.confidence, ["confidence", "certainty"]),
    (.relation, ["relation", "relationship"]),
    (.label, ["label", "name", "displayname", "title", "labels", "names"]),
    (.kind, ["componentkind", "componenttype", "servicetype", "nodetype", "servicekind", "nodekind"]),
    (.tier, ["tier"]),
    (.owner, ["owner", "team", "ownedby", "owningteam"]),
    (.domain("zone"), ["zone", "az", "availabilityzone"]),
    (.domain("region"), ["region"]),
    (.domain("rack"), ["rack"]),
    (.domain("datacenter"), ["datacenter", "dc"]),
  ]
  private static let byWord = Dictionary(
    uniqueKeysWithValues: words.flatMap { line in line.words.map { ($0, line.attribute) } })
  /// The longest of the names, with some signs in it.
  private static let longest = 20

  /// The attribute of a name in small letters without signs.
  static func of(word: String) -> GraphAttribute? { byWord[word] }

  /// The attribute of a name as a form of graph writes it, as far as forms do not read it themselves.
  static func named(_ name: String) -> GraphAttribute? {
    guard name.utf8.count <= longest else { return nil }
    let found = byWord[name.lowercased().filter { $0.isLetter || $0.isNumber }]
    return found == .label || found == .kind ? nil : found
  }

  /// What a word says of the meaning of an edge; `nil` if it says nothing, or is not known.
  func meaning(of word: String) -> EdgeMeaning? {
    let word = word.lowercased()
    switch self {
    case .optional: return Self.truth(word).map { $0 ? .uses : .needs }
    case .mandatory: return Self.truth(word).map { $0 ? .needs : .uses }
    case .criticality:
      if ["critical", "high", "hard", "required", "essential", "mandatory", "must", "vital"].contains(word) {
        return .needs
      }
      let isSoft = ["low", "soft", "optional", "minor", "nice to have", "nice-to-have", "noncritical", "non-critical"]
        .contains(word)
      return isSoft ? .uses : nil
    case .relation: return EdgeMeaning(word)
    default: return nil
    }
  }

  private static func truth(_ word: String) -> Bool? {
    if ["yes", "y", "true", "t", "1", "x", "optional", "soft"].contains(word) { return true }
    return ["no", "n", "false", "f", "0", "-", "required", "hard"].contains(word) ? false : nil
  }
}

/// What attributes say of one edge besides its kind.
struct EdgeAttributes {
  private(set) var meaning: EdgeMeaning?
  private(set) var confidence: Confidence?

  /// Takes what an attribute says; the first that says something counts.
  mutating func add(_ attribute: GraphAttribute, _ text: String) {
    if attribute == .confidence {
      confidence = confidence ?? Confidence(rawValue: text.lowercased())
    } else {
      meaning = meaning ?? attribute.meaning(of: text)
    }
  }

  /// Takes what another says, where this one says nothing.
  mutating func fill(from other: EdgeAttributes) {
    meaning = meaning ?? other.meaning
    confidence = confidence ?? other.confidence
  }
}

extension GraphTable {
  /// Adds what an attribute says of a component.
  mutating func describe(_ component: Int, _ attribute: GraphAttribute, _ text: String) {
    guard !text.isEmpty else { return }
    if attribute != .label, CSVWords.isNothing(text.utf8) { return countNothing(text) }
    switch attribute {
    case .label: describe(component, name: text)
    case .kind: describe(component, kind: text)
    case .owner: attributes.owners[component] = ImportDraft.cleaned(text)
    case .tier:
      if let tier = Int(text.lowercased().replacing("tier", with: "").trimmed), (0...1_000).contains(tier) {
        attributes.tiers[component] = tier
      } else {
        count("tiers that are not numbers (#) are left out")
      }
    case .domain(let kind):
      let domain = self.component(text)
      guard domain != component else { return }
      describe(domain, kind: kind)
      put(component, in: domain)
    default: return
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    split(whereSeparator: { $0 == " " || $0 == "-" || $0 == "_" }).joined(separator: " ")
  }
}
