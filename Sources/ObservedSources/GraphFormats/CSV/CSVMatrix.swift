internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// An adjacency matrix: what a row is named for depends on what a column is named for, where the cell says so.
struct CSVMatrix {
  /// The meaning of a cell.
  enum Mark: Equatable {
    case none, edge, weight
    case word
  }

  /// How the names are written: in the first row and column, in the first row only, without a corner, or not at all.
  enum Names { case both, header, withoutCorner, none }

  /// Where the names of the components are.
  let names: Names

  /// Cells that are no edge, and those that are one, in small letters.
  private static let nothing: Set<String> = ["", "-", ".", "no", "n", "false", "none", "null", "nan", "n/a", "f"]
  private static let something: Set<String> = ["x", "yes", "y", "true", "t", "✓", "✔", "*"]

  /// What a cell means; `nil` for one that no matrix has.
  static func mark(_ cell: CSVCell) -> Mark? {
    if cell.bytes.count == 1 {
      switch cell.bytes[0] {
      case UInt8(ascii: "0"): return Mark.none
      case UInt8(ascii: "1"): return .edge
      default: break
      }
    }
    guard cell.bytes.count <= 40 else { return nil }
    let word = cell.text.lowercased()
    if nothing.contains(word) { return Mark.none }
    if something.contains(word) { return .edge }
    if isNumber(word) { return word.contains { ("1"..."9").contains($0) } ? .weight : Mark.none }
    return EdgeMeaning(word) != nil && word.contains { $0.isLetter } ? .word : nil
  }

  /// Whether a name is that of the sums of a spreadsheet.
  private static func isSum(_ cell: CSVCell) -> Bool {
    cell.bytes.count <= 8 && ["total", "totals", "sum", "sums", "gesamt"].contains(cell.text.lowercased())
  }

  private static func isNumber(_ word: String) -> Bool { Double(word.replacing(",", with: ".")) != nil }

  /// The matrix in a text, if it is one: rows and columns have the same names, or all cells beside the names are marks, or
  /// there are only zeros and ones in as many rows as columns.
  ///
  /// Time: up to the first row that is not of a matrix.
  init?(_ scanner: CSVRowScanner, header: CSVHeader) throws(InvalidInput) {
    var scanner = scanner
    var cells: [CSVCell] = []
    guard try scanner.next(into: &cells), cells.count >= 3 else { return nil }
    let first = cells
    var names: [String: Int] = [:]
    for cell in first.dropFirst() where !cell.isEmpty { names[cell.text, default: 0] += 1 }
    let hasNumbers = first.dropFirst().contains { Self.isNumber($0.text) }
    let headerNames = first.map(\.text).filter { !$0.isEmpty }
    // The cells of rows without names are below the names of the columns; an empty corner has empty cells below it.
    let hasCorner = first[0].isEmpty
    let areHeaderNames =
      headerNames.count >= 2 && Set(headerNames).count == headerNames.count && !header.isCertain
      && first.dropFirst(hasCorner ? 1 : 0).allSatisfy { !$0.isEmpty && Self.mark($0) == nil }
    var canBeHeader = areHeaderNames
    var canBeWithoutCorner = areHeaderNames && !hasCorner
    var canBeSquare = names.count >= 2 && names.count == first.count - 1
    let areNames = first.dropFirst().allSatisfy { $0.isEmpty || Self.mark($0) == nil }
    var canBeMarks = !header.isCertain && !hasNumbers && areNames && names.count >= 2
    var canBeBare = first.allSatisfy { $0.bytes.elementsEqual("0".utf8) || $0.bytes.elementsEqual("1".utf8) }
    var rows = 0
    var rowNames: Set<String> = []
    while try scanner.next(into: &cells) {
      rows += 1
      let name = cells[0].text
      if canBeSquare, names[name] == nil || rows >= first.count || rowNames.contains(name) { canBeSquare = false }
      let areMarks = cells.count <= first.count && cells.dropFirst().allSatisfy { Self.mark($0) != nil }
      if canBeMarks, !areMarks || cells.count < 2 || name.isEmpty || rowNames.contains(name) { canBeMarks = false }
      if canBeBare,
        rows >= first.count || cells.count != first.count
          || !cells.allSatisfy({ $0.bytes.elementsEqual("0".utf8) || $0.bytes.elementsEqual("1".utf8) })
      {
        canBeBare = false
      }
      if canBeHeader,
        cells.count > first.count || hasCorner && !cells[0].isEmpty || rows > headerNames.count
          || !cells.allSatisfy({ Self.mark($0) != nil })
      {
        canBeHeader = false
      }
      if canBeWithoutCorner,
        cells.count != first.count + 1 || name.isEmpty || rowNames.contains(name)
          || !cells.dropFirst().allSatisfy({ Self.mark($0) != nil })
      {
        canBeWithoutCorner = false
      }
      guard canBeSquare || canBeMarks || canBeBare || canBeHeader || canBeWithoutCorner else { return nil }
      rowNames.insert(name)
    }
    guard rows > 0 else { return nil }
    if canBeBare, rows == first.count - 1 {
      self.names = .none
    } else if canBeHeader, rows == headerNames.count {
      self.names = .header
    } else if canBeWithoutCorner {
      self.names = .withoutCorner
    } else if canBeSquare && rows == names.count || canBeMarks {
      self.names = .both
    } else {
      return nil
    }
  }

  /// Adds the edges of the matrix.
  func add(_ scanner: CSVRowScanner, to table: inout GraphTable) throws(InvalidInput) {
    var scanner = scanner
    var cells: [CSVCell] = []
    var columns: [Int] = []
    var sums: Int?
    if names != .none {
      guard try scanner.next(into: &cells) else { return }
      columns = names == .withoutCorner ? [-1] : []
      let isCorner = names == .both
      for (index, cell) in cells.enumerated() {
        let isSum = index == cells.count - 1 && Self.isSum(cell)
        if isSum { sums = columns.count }
        columns.append(isCorner && index == 0 || cell.isEmpty || isSum ? -1 : table.component(cell.text))
      }
    }
    let ordered = columns.filter { $0 >= 0 }
    let first = names == .both || names == .withoutCorner ? 1 : 0
    var row = 0
    while try scanner.next(into: &cells) {
      table.move(toLine: scanner.rowLine)
      row += 1
      if columns.isEmpty { columns = (1...cells.count).map { table.component("\($0)") } }
      if first == 1, Self.isSum(cells[0]), !ordered.contains(table.known(cells[0].text) ?? -1) {
        table.count("rows of a matrix with sums (#) are left out")
        continue
      }
      let owner = first == 1 ? table.component(cells[0].text) : names == .header ? ordered[row - 1] : columns[row - 1]
      for (index, cell) in cells.enumerated() where index >= first {
        if index == sums { continue }
        guard index < columns.count, columns[index] >= 0 else {
          if !cell.isEmpty { table.notes.skip("cell", because: "no column of the matrix has a name for it") }
          continue
        }
        switch Self.mark(cell) {
        case .some(.none): continue
        case .edge: table.addEdge(owner, columns[index])
        case .weight:
          table.count("cells of the matrix with a weight (#): each is one edge, and a weight of 0 is none")
          table.addEdge(owner, columns[index])
        case .word, nil: table.addEdge(owner, columns[index], table.meaning(of: cell.text))
        }
      }
    }
    if names == .none {
      table.parts.notePositions()
      table.notes.remark("the matrix has no names; its components are numbered from 1, in the order of the rows")
    }
  }
}
