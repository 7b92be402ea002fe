internal import DependencyModel

/// The columns of a table besides those of its edges: what they say of an edge, of its source, and of its target.
struct CSVAttributes {
  typealias Meaning = GraphAttribute

  struct Column {
    var index: Int
    var meaning: Meaning
    var isOfTarget: Bool
  }

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

  /// The meaning of a word; the column of the kind of an edge is found before these.
  private static func meaning(of word: String) -> Meaning? {
    GraphAttribute.of(word: word).flatMap { $0 == .relation ? nil : $0 }
  }

  /// What the edges to a column of targets mean by its name, if it says so.
  static func edges(toColumn word: String) -> EdgeMeaning? { targets.first { $0.words.contains(word) }?.meaning }

  /// What a column says of the meaning of an edge; `nil` where it says nothing, or a word that is not known.
  func meaning(in cells: [CSVCell]) -> EdgeMeaning? {
    for column in columns where column.meaning.isOfEdge && column.index < cells.count && !cells[column.index].isEmpty {
      if let meaning = column.meaning.meaning(of: cells[column.index].text) { return meaning }
    }
    return nil
  }

  /// How sure an edge is, if a column says so.
  func confidence(in cells: [CSVCell]) -> Confidence? {
    for column in columns where column.meaning == .confidence && column.index < cells.count {
      return Confidence(rawValue: cells[column.index].text.lowercased())
    }
    return nil
  }

  /// Adds what the columns say of the components of a row.
  func describe(
    _ source: Int, _ target: Int?, _ cells: [CSVCell], in table: inout GraphTable, _ placements: inout CSVPlacements
  ) {
    var (ofSource, ofTarget): ([CSVPlacements.Domain], [CSVPlacements.Domain]) = ([], [])
    for column in columns where !column.meaning.isOfEdge && column.index < cells.count && !cells[column.index].isEmpty {
      guard let component = column.isOfTarget ? target : source else { continue }
      let text = cells[column.index].text
      if case .domain(let kind) = column.meaning, !CSVWords.isNothing(text.utf8) {
        let domain = CSVPlacements.Domain(kind: kind, name: text)
        if column.isOfTarget { ofTarget.append(domain) } else { ofSource.append(domain) }
      } else {
        table.describe(component, column.meaning, text)
      }
    }
    placements.add(source, ofSource)
    if let target { placements.add(target, ofTarget) }
  }
}
