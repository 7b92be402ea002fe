internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The rows of a table in which a cell has the names of several components, such as `db, cache`.
///
/// Whether a text with a comma is one name is known only at the end: a name is in both columns of a table.
struct CSVLists {
  struct Edge {
    var meaning: EdgeMeaning
    var group: String?
    var threshold: Int?
    var statesDirection: Bool
    var line: Int
  }

  private var rows: [(source: String, target: String?, edge: Edge)] = []

  /// What is between names in a cell.
  private static let separators: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), 0x0A]

  /// Whether a cell may have several names.
  @inline(__always)
  static func mayHoldSeveral(_ cell: CSVCell) -> Bool {
    for byte in cell.bytes {
      switch byte {
      // A text of keys and values, such as a connection string, is one: its parts may be those of a secret.
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), 0x0A: return !URLText.mayHoldSecrets(cell.bytes)
      default: break
      }
    }
    return false
  }

  /// Keeps a row for the end of the file.
  mutating func add(_ source: String, _ target: String?, _ edge: Edge) { rows.append((source, target, edge)) }

  /// Adds the edges of all rows that were kept.
  mutating func add(to table: inout GraphTable, file: String) throws(InvalidInput) {
    let names = Set(rows.map(\.source)).intersection(rows.compactMap(\.target))
    for (source, target, edge) in rows {
      table.move(toLine: edge.line)
      let owners = components(in: source, names, &table)
      let targets = target.map { components(in: $0, names, &table, areTargets: true) } ?? []
      try table.spend(
        edgesBetween: owners.count, and: targets.count, at: Place(file: file, line: edge.line, column: 1))
      for target in targets {
        for owner in owners {
          table.addEdge(
            owner, target, edge.meaning, group: edge.group, threshold: edge.threshold,
            statesDirection: edge.statesDirection)
        }
      }
    }
    rows = []
  }

  /// The names in a cell.
  static func parts(of cell: String) -> [String] {
    cell.utf8.split { Self.separators.contains($0) }.map { part in
      String(Substring(part)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }.filter { !$0.isEmpty }
  }

  /// The names in a list without those words that say that there is nothing.
  static func named(_ parts: [String], _ table: inout GraphTable) -> [String] {
    parts.filter { part in
      guard CSVWords.isNothing(part.utf8) else { return true }
      table.countNothing(part)
      return false
    }
  }

  private func components(
    in cell: String, _ names: Set<String>, _ table: inout GraphTable, areTargets: Bool = false
  ) -> [Int] {
    guard !names.contains(cell) else { return [table.component(cell)] }
    let parts = Self.parts(of: cell)
    guard parts.count > 1 else { return [table.component(cell)] }
    table.count("cells with several names (#), such as @: each name is a component", example: cell)
    return (areTargets ? Self.named(parts, &table) : parts).map { table.component($0) }
  }
}
