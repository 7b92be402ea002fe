internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads tables into a graph: lists of edges row by row, and matrices.
struct CSVReader {
  var table: GraphTable
  /// The rows with several names in a cell.
  private var lists = CSVLists()
  /// The zones, racks and the like that rows name.
  var placements = CSVPlacements()
  /// The components of tables of components whose ids are only numbers, which are known by their labels: those of the part
  /// that is read.
  var aliases: [String: Int] = [:]
  /// The same of every part, and the file that each is of.
  var aliasesByPart: [Int: (aliases: [String: Int], files: [String: Int])] = [:]

  init(_ table: GraphTable) { self.table = table }

  /// Adds a file.
  mutating func add(_ file: SourceFile) throws(InvalidInput) {
    let text = table.begin(file)
    aliases = aliasesByPart[table.parts.part]?.aliases ?? [:]
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
    placements.add(to: &table)
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
    if header.isNodeTable { return try addNodes(rest, header, border: isBordered ? 1 : 0) }
    if !isBordered, let matrix = try CSVMatrix(scanner, header: header) {
      return try matrix.add(scanner, to: &table)
    }
    if !header.isCertain, CSVSecrets.areIn(scanner, border: isBordered ? 1 : 0) {
      return table.notes.skip(
        "table", because: "a column has what look like secrets, and no column is called a dependency")
    }
    if header.holdsSecrets, try !Self.isRepeated(first, in: rest) {
      return table.notes.skip("table", because: "a column is called as secrets are, and none as a dependency")
    }
    let reading = try CSVFirstRow(first, header: header, rest: rest, border: isBordered ? 1 : 0)
    if let remark = reading.remark { table.notes.remark(remark) }
    // Where the target is the last column, what is behind it in a row is more of it.
    let lastColumn = isBordered || !reading.isHeader ? nil : names.lastIndex { !$0.isEmpty }
    if reading.isHeader {
      noteColumns(isBordered ? Array(names.dropFirst()) : names, header)
      if table.isFlow, header.statesDirection || !header.targets.isEmpty {
        table.notes.remark(
          "columns such as 'needs' and 'depends on' say what depends on what, so the direction of the flow does not turn their edges"
        )
      }
    }
    try addRows(
      reading.isHeader ? rest : scanner, reading.isHeader ? header : .none, border: isBordered ? 1 : 0,
      lastColumn: lastColumn, file: file)
  }

  /// Whether another row has a cell of the first one: then this is no header.
  private static func isRepeated(_ first: [CSVCell], in rest: CSVRowScanner) throws(InvalidInput) -> Bool {
    let names = Set(first.map(\.text))
    var rest = rest
    var cells: [CSVCell] = []
    while try rest.next(into: &cells) {
      if cells.contains(where: { !$0.isEmpty && names.contains($0.text) }) { return true }
    }
    return false
  }

  private mutating func addRows(
    _ scanner: CSVRowScanner, _ header: CSVHeader, border: Int, lastColumn: Int?, file: String
  ) throws(InvalidInput) {
    var scanner = scanner
    func index(_ column: CSVHeader.Column) -> Int { header.columns[column].map { $0 + border } ?? .max }
    let (source, target) = (index(.source), index(.target))
    let (kind, group, threshold) = (index(.kind), index(.group), index(.threshold))
    let isOpen = target == lastColumn && header.targets.isEmpty
    let isPlain = header.attributes.isEmpty && header.targets.isEmpty
    let others = (header.targets.map(\.index) + [header.attributes.limit - 1]).map { $0 < 0 ? .max : $0 + border }
    let limit = isOpen ? .max : ([source, target, kind, group, threshold] + others).filter { $0 < .max }.max()! + 1
    var cells: [CSVCell] = []
    while try scanner.next(into: &cells, limit: limit) {
      table.move(toLine: scanner.rowLine)
      guard source < cells.count, !cells[source].isEmpty else {
        if border > 0 { continue }
        let place = Place(file: file, line: scanner.rowLine, column: 1)
        throw InvalidInput([.graphSyntax("the row names no source", format: "CSV", at: place)])
      }
      if border > 0, cells[source].bytes.allSatisfy({ $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") }) { continue }
      let isKind = kind < cells.count && !cells[kind].isEmpty
      if !isPlain || isKind && header.isKindOfSource {
        try addDescribed(cells, header, border: border, line: scanner.rowLine, file: file)
        continue
      }
      let meaning = isKind ? table.meaning(of: cells[kind].bytes) : header.meaning
      let groupName = group < cells.count && !cells[group].isEmpty ? cells[group].text : nil
      let count = threshold < cells.count ? Int(cells[threshold].text) : nil
      let isTargeted = target < cells.count && !cells[target].isEmpty
      if CSVLists.mayHoldSeveral(cells[source]) || isTargeted && CSVLists.mayHoldSeveral(cells[target]) {
        lists.add(
          cells[source].text, isTargeted ? cells[target].text : nil,
          CSVLists.Edge(
            meaning: meaning, group: groupName, threshold: count, statesDirection: header.statesDirection,
            line: scanner.rowLine))
        continue
      }
      let owner = component(cells[source])
      if isTargeted, CSVWords.isNothing(cells[target].bytes) {
        table.countNothing(cells[target].text)
        continue
      }
      guard isTargeted else {
        table.count("rows without a target (#): each is a component alone")
        continue
      }
      table.addEdge(
        owner, component(cells[target]), meaning, group: groupName, threshold: count,
        statesDirection: header.statesDirection)
      guard isOpen, cells.count > target + 1 else { continue }
      for cell in cells[(target + 1)...] where !cell.isEmpty && !CSVWords.isNothing(cell.bytes) {
        table.count("cells behind the last column (#) are further targets")
        table.addEdge(
          owner, component(cell), meaning, group: groupName, threshold: count, statesDirection: header.statesDirection)
      }
    }
  }

  @inline(__always)
  mutating func component(_ cell: CSVCell) -> Int {
    if !aliases.isEmpty, let known = aliases[cell.text] { return known }
    return cell.hasQuotes ? table.component(cell.text) : table.component(cell.bytes)
  }
}
