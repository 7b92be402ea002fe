internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads tables into a graph: lists of edges row by row, and matrices.
struct CSVReader {
  private(set) var table: GraphTable
  /// The rows with several names in a cell.
  private var lists = CSVLists()

  init(_ files: [SourceFile], format: String, isFlow: Bool) {
    table = GraphTable(files, format: format, isFlow: isFlow)
  }

  /// Adds a file.
  mutating func add(_ file: SourceFile) throws(InvalidInput) {
    let text = table.begin(file)
    let problem = text.withUnsafeBufferPointer { bytes -> InvalidInput? in
      do throws(InvalidInput) {
        try add(bytes, file: file.name)
        return nil
      } catch {
        return error
      }
    }
    if let problem { throw problem }
    try lists.add(to: &table, file: file.name)
  }

  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(InvalidInput) {
    let start = CSVStart(bytes)
    let scanner = CSVRowScanner(
      bytes, separator: start.separator, from: start.position, line: start.line, file: file)
    var first: [CSVCell] = []
    var rest = scanner
    guard try rest.next(into: &first) else { return }
    let isBordered = start.separator == UInt8(ascii: "|") && first.count > 2 && first[0].isEmpty
    let names = first.map(\.text)
    let header = CSVHeader(isBordered ? Array(names.dropFirst()) : names)
    if !isBordered, let matrix = try CSVMatrix(scanner, header: header) {
      return try matrix.add(scanner, to: &table)
    }
    let reading = try CSVFirstRow(first, header: header, rest: rest, border: isBordered ? 1 : 0)
    if let remark = reading.remark { table.notes.remark(remark) }
    // Where the target is the last column, what is behind it in a row is more of it.
    let lastColumn = isBordered || !reading.isHeader ? nil : names.lastIndex { !$0.isEmpty }
    try addRows(
      reading.isHeader ? rest : scanner, reading.isHeader ? header : .none, border: isBordered ? 1 : 0,
      lastColumn: lastColumn, file: file)
  }

  private mutating func addRows(
    _ scanner: CSVRowScanner, _ header: CSVHeader, border: Int, lastColumn: Int?, file: String
  ) throws(InvalidInput) {
    var scanner = scanner
    func index(_ column: CSVHeader.Column) -> Int { header.columns[column].map { $0 + border } ?? .max }
    let (source, target) = (index(.source), index(.target))
    let (kind, group, threshold) = (index(.kind), index(.group), index(.threshold))
    let isOpen = target == lastColumn
    let limit = isOpen ? .max : [source, target, kind, group, threshold].filter { $0 < .max }.max()! + 1
    var cells: [CSVCell] = []
    while try scanner.next(into: &cells, limit: limit) {
      table.move(toLine: scanner.rowLine)
      guard source < cells.count, !cells[source].isEmpty else {
        if border > 0 { continue }
        let place = Place(file: file, line: scanner.rowLine, column: 1)
        throw InvalidInput([.graphSyntax("the row names no source", format: "CSV", at: place)])
      }
      if border > 0, cells[source].bytes.allSatisfy({ $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") }) { continue }
      let meaning = kind < cells.count && !cells[kind].isEmpty ? table.meaning(of: cells[kind].bytes) : .needs
      let groupName = group < cells.count && !cells[group].isEmpty ? cells[group].text : nil
      let count = threshold < cells.count ? Int(cells[threshold].text) : nil
      let isTargeted = target < cells.count && !cells[target].isEmpty
      if CSVLists.mayHoldSeveral(cells[source]) || isTargeted && CSVLists.mayHoldSeveral(cells[target]) {
        lists.add(
          cells[source].text, isTargeted ? cells[target].text : nil,
          CSVLists.Edge(meaning: meaning, group: groupName, threshold: count, line: scanner.rowLine))
        continue
      }
      let owner = component(cells[source])
      guard isTargeted else {
        table.count("rows without a target (#): each is a component alone")
        continue
      }
      table.addEdge(owner, component(cells[target]), meaning, group: groupName, threshold: count)
      guard isOpen, cells.count > target + 1 else { continue }
      for cell in cells[(target + 1)...] where !cell.isEmpty {
        table.count("cells behind the last column (#) are further targets")
        table.addEdge(owner, component(cell), meaning, group: groupName, threshold: count)
      }
    }
  }

  @inline(__always)
  private mutating func component(_ cell: CSVCell) -> Int {
    cell.hasQuotes ? table.component(cell.text) : table.component(cell.bytes)
  }
}

/// Where the rows of a table start, and what separates its cells.
private struct CSVStart {
  var separator = UInt8(ascii: ",")
  var position = 0
  var line = 1

  /// Passes over comments, and over the line by which spreadsheets state the separator.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == UInt8(ascii: "#") || byte == 0x0A || byte == 0x0D else { break }
      if byte == UInt8(ascii: "#") {
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        continue
      }
      position += byte == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A ? 2 : 1
      line += 1
    }
    let rest = UnsafeBufferPointer(rebasing: bytes[position...])
    if rest.starts(with: "sep=".utf8), rest.count > 5, rest[5] == 0x0A || rest[5] == 0x0D {
      separator = rest[4]
      position += rest[5] == 0x0D && rest.count > 6 && rest[6] == 0x0A ? 7 : 6
      line += 1
      return
    }
    separator = CSVSeparator.found(in: UnsafeBufferPointer(rebasing: rest.prefix(1 << 16))) ?? separator
  }
}
