internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Decides whether the first row of a list of edges is a header: by its names, else by the other rows.
struct CSVFirstRow {
  private(set) var isHeader = false
  /// How the row was read, where that is in doubt.
  private(set) var remark: String?

  /// How many of the other rows are looked at for what is usual in them.
  private static let sample = 1_000

  private struct Row {
    var ends: [String]
    /// The third cell, if there is one.
    var kind: String?
  }

  /// - Parameters:
  ///   - first: the cells of the row.
  ///   - header: the header that it may be.
  ///   - rest: the rows behind it.
  ///   - border: how many cells come before the first column.
  init(_ first: [CSVCell], header: CSVHeader, rest: CSVRowScanner, border: Int) throws(InvalidInput) {
    if header.isCertain {
      isHeader = true
      return
    }
    let cells = first.dropFirst(border).prefix(3).map(\.text)
    guard cells.count >= 2, !cells[1].isEmpty, !cells[0].isEmpty,
      !cells.prefix(2).allSatisfy({ Double($0) != nil })
    else { return }
    let ends = first.dropFirst(border).prefix(2).map(\.bytes)
    var rows: [Row] = []
    var rest = rest
    var other: [CSVCell] = []
    while try rest.next(into: &other, limit: border + 3) {
      let found = other.dropFirst(border)
      // A cell that is a component elsewhere is one here.
      for cell in found.prefix(2) where ends.contains(where: { $0.elementsEqual(cell.bytes) }) { return }
      if rows.count < Self.sample {
        rows.append(Row(ends: found.prefix(2).map(\.text), kind: found.count > 2 ? found.last?.text : nil))
      }
    }
    guard !rows.isEmpty else { return }
    let text = cells.prefix(2).map { ForeignName.quoted(id: $0) }.joined(separator: ", ")
    if header.isLikely || Self.isTitle(cells.count > 2 ? cells[2] : nil, of: rows) || Self.areLinked(rows) {
      isHeader = true
      remark =
        "the first row (\(text)) was read as a header, because no other row names these; if it is an edge, put a row 'source, target' before it"
    } else {
      remark =
        "the first row (\(text)) was read as an edge; if it is a header, name the columns 'source' and 'target'"
    }
  }

  /// Whether a third cell is not of the sort that all others are: words for edges, or numbers.
  private static func isTitle(_ cell: String?, of rows: [Row]) -> Bool {
    guard let cell, !cell.isEmpty, !isMark(cell) else { return false }
    let others = rows.compactMap(\.kind).filter { !$0.isEmpty }
    return !others.isEmpty && others.allSatisfy(isMark)
  }

  private static func isMark(_ cell: String) -> Bool { Double(cell) != nil || EdgeMeaning(cell) != nil }

  /// Whether every other row names a component that another of them names too.
  private static func areLinked(_ rows: [Row]) -> Bool {
    guard rows.count >= 2 else { return false }
    var counts: [String: Int] = [:]
    for row in rows { for end in Set(row.ends) where !end.isEmpty { counts[end, default: 0] += 1 } }
    return rows.allSatisfy { row in row.ends.contains { (counts[$0] ?? 0) > 1 } }
  }
}
