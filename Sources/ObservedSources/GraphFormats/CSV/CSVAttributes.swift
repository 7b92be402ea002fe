internal import DependencyModel
internal import SourceReading

/// The columns of a table besides those of its edges: what they say of an edge, of its source, and of its target.
struct CSVAttributes {
  /// The meaning of a column.
  enum Meaning: Equatable {
    /// Of an edge: whether it is soft, or hard, how much depends on it, and how sure it is.
    case optional, mandatory, criticality, confidence
    /// Of a component.
    case label, kind, tier, owner
    /// The component fails with a domain of this kind.
    case domain(String)

    var isOfEdge: Bool { [.optional, .mandatory, .criticality, .confidence].contains(self) }
  }

  struct Column {
    var index: Int
    var meaning: Meaning
    var isOfTarget: Bool
  }

  /// The columns by the names that people give them, in small letters without signs; to add one, append a word.
  private static let words: [(meaning: Meaning, words: Set<String>)] = [
    (.optional, ["optional", "isoptional", "soft", "issoft"]),
    (.mandatory, ["mandatory", "ismandatory", "isrequired", "hard", "ishard", "iscritical"]),
    (.criticality, ["criticality", "importance"]),
    (.confidence, ["confidence", "certainty"]),
    (.label, ["label", "name", "displayname", "title", "labels", "names"]),
    (.kind, ["componentkind", "componenttype", "servicetype", "nodetype", "servicekind", "nodekind"]),
    (.tier, ["tier"]),
    (.owner, ["owner", "team", "ownedby", "owningteam"]),
    (.domain("zone"), ["zone", "az", "availabilityzone"]),
    (.domain("region"), ["region"]),
    (.domain("rack"), ["rack"]),
    (.domain("datacenter"), ["datacenter", "dc"]),
  ]
  private static let ends: [(prefix: String, isOfTarget: Bool)] = [
    ("source", false), ("from", false), ("target", true), ("to", true), ("dependency", true), ("destination", true),
  ]
  /// Columns of targets whose name says what their edges mean.
  private static let targets: [(words: Set<String>, meaning: EdgeMeaning)] = [
    (["needs", "requires", "harddependencies"], .needs),
    (["uses", "softdependencies", "optionaldependencies"], .uses),
    (["startneeds"], .startNeeds), (["configuredby"], .configuredBy), (["degradedby"], .relation(.degradedBy)),
  ]

  private(set) var columns: [Column] = []

  var isEmpty: Bool { columns.isEmpty }
  /// Whether some column says something of components.
  var describesComponents: Bool { columns.contains { !$0.meaning.isOfEdge } }
  /// The cells of a row that are needed.
  var limit: Int { (columns.map(\.index).max() ?? -1) + 1 }

  init() {}

  /// Finds the columns among the words of a header, except those that have another meaning.
  init(_ words: [String], except taken: Set<Int>) {
    for (index, word) in words.enumerated() where !taken.contains(index) {
      if let meaning = Self.meaning(of: word) {
        columns.append(Column(index: index, meaning: meaning, isOfTarget: false))
      } else if let end = Self.ends.first(where: { word.hasPrefix($0.prefix) }) {
        let rest = String(word.dropFirst(end.prefix.count))
        let meaning = rest == "kind" || rest == "type" ? .kind : Self.meaning(of: rest)
        guard let meaning, !meaning.isOfEdge, meaning != .label else { continue }
        columns.append(Column(index: index, meaning: meaning, isOfTarget: end.isOfTarget))
      }
    }
  }

  /// Leaves out the columns of labels.
  mutating func dropLabels() { columns.removeAll { $0.meaning == .label } }

  private static func meaning(of word: String) -> Meaning? { words.first { $0.words.contains(word) }?.meaning }

  /// What the edges to a column of targets mean by its name, if it says so.
  static func edges(toColumn word: String) -> EdgeMeaning? { targets.first { $0.words.contains(word) }?.meaning }

  /// What a column says of the meaning of an edge; `nil` where it says nothing, or a word that is not known.
  func meaning(in cells: [CSVCell]) -> EdgeMeaning? {
    for column in columns where column.meaning.isOfEdge && column.index < cells.count && !cells[column.index].isEmpty {
      let word = cells[column.index].text.lowercased()
      switch column.meaning {
      case .optional: if let truth = Self.truth(word) { return truth ? .uses : .needs }
      case .mandatory: if let truth = Self.truth(word) { return truth ? .needs : .uses }
      case .criticality:
        if ["critical", "high", "hard", "required", "essential", "mandatory", "must", "vital"].contains(word) {
          return .needs
        }
        if ["low", "soft", "optional", "minor", "nice to have", "nice-to-have", "noncritical", "non-critical"].contains(
          word)
        {
          return .uses
        }
      default: continue
      }
    }
    return nil
  }

  private static func truth(_ word: String) -> Bool? {
    if ["yes", "y", "true", "t", "1", "x", "optional", "soft"].contains(word) { return true }
    return ["no", "n", "false", "f", "0", "-", "required", "hard"].contains(word) ? false : nil
  }

  /// How sure an edge is, if a column says so.
  func confidence(in cells: [CSVCell]) -> Confidence? {
    for column in columns where column.meaning == .confidence && column.index < cells.count {
      return Confidence(rawValue: cells[column.index].text.lowercased())
    }
    return nil
  }

  /// Adds what the columns say of the components of a row.
  func describe(_ source: Int, _ target: Int?, _ cells: [CSVCell], in table: inout GraphTable) {
    for column in columns where !column.meaning.isOfEdge && column.index < cells.count && !cells[column.index].isEmpty {
      guard let component = column.isOfTarget ? target : source else { continue }
      let text = cells[column.index].text
      if column.meaning != .label, CSVWords.isNothing(text.utf8) {
        table.countNothing(text)
        continue
      }
      switch column.meaning {
      case .label: table.describe(component, name: text)
      case .kind: table.describe(component, kind: text)
      case .owner: table.attributes.owners[component] = ImportDraft.cleaned(text)
      case .tier:
        if let tier = Int(text.lowercased().replacing("tier", with: "").trimmed), (0...1_000).contains(tier) {
          table.attributes.tiers[component] = tier
        } else {
          table.count("tiers that are not numbers (#) are left out")
        }
      case .domain(let kind):
        let domain = table.component(text)
        guard domain != component else { continue }
        table.describe(domain, kind: kind)
        table.put(component, in: domain)
      default: continue
      }
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    split(whereSeparator: { $0 == " " || $0 == "-" || $0 == "_" }).joined(separator: " ")
  }
}
