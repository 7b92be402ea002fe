internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Tables with columns that describe components and edges.
extension CSVReader {
  /// Whether a file is a table of components: a header without a target.
  static func isNodeTable(_ file: SourceFile) -> Bool {
    let text = ForeignText.utf8(Array(file.bytes.prefix(1 << 16)))
    return text.withUnsafeBufferPointer { bytes in
      let start = CSVStart(bytes)
      var scanner = CSVRowScanner(
        bytes, separator: start.separator, from: start.position, line: start.line, file: file.name)
      var cells: [CSVCell] = []
      guard (try? scanner.next(into: &cells)) == true else { return false }
      return CSVHeader(cells.map(\.text)).isNodeTable
    }
  }

  /// Whether a table in a folder is a graph: by its header, as a matrix, or because some component is in both columns.
  static func isGraph(_ file: SourceFile) -> Bool {
    let text = ForeignText.utf8(file.bytes)
    return text.withUnsafeBufferPointer { bytes in
      let start = CSVStart(bytes)
      let all = CSVRowScanner(
        bytes, separator: start.separator, from: start.position, line: start.line, file: file.name)
      var scanner = all
      var cells: [CSVCell] = []
      guard (try? scanner.next(into: &cells)) == true else { return false }
      let header = CSVHeader(cells.map(\.text))
      if header.isCertain { return true }
      if (try? CSVMatrix(all, header: header)) != nil { return true }
      guard !header.holdsSecrets, !CSVSecrets.areIn(all, border: 0) else { return false }
      var (sources, targets): (Set<String>, Set<String>) = ([], [])
      var rows = 0
      scanner = all
      while rows < 10_000, (try? scanner.next(into: &cells, limit: 2)) == true, cells.count > 1 {
        rows += 1
        sources.insert(cells[0].text)
        targets.insert(cells[1].text)
      }
      // Most tables have numbers, which say nothing.
      return sources.intersection(targets).contains { !$0.isEmpty && Double($0) == nil }
    }
  }

  /// Adds a table of components. If their ids are only numbers and all have labels that differ, they are known by these.
  mutating func addNodes(_ scanner: CSVRowScanner, _ header: CSVHeader, border: Int) throws(InvalidInput) {
    var scanner = scanner
    let source = header.columns[.source]! + border
    let kind = header.columns[.kind].map { $0 + border }
    let label = header.attributes.columns.first { $0.meaning == .label }.map { $0.index + border }
    var cells: [CSVCell] = []
    var ids: [String] = []
    var labels: Set<String> = []
    var check = scanner
    while try check.next(into: &cells) {
      guard source < cells.count, !cells[source].isEmpty else { continue }
      ids.append(cells[source].text)
      if let label, label < cells.count, !cells[label].isEmpty { labels.insert(cells[label].text) }
    }
    let areLabels = labels.count == ids.count && ids.allSatisfy { Int($0) != nil }
    while try scanner.next(into: &cells) {
      table.move(toLine: scanner.rowLine)
      placements.line = scanner.rowLine
      guard source < cells.count, !cells[source].isEmpty else {
        table.count("rows of components without an id (#) are left out")
        continue
      }
      let component: Int
      if areLabels, let label {
        component = table.component(cells[label].text)
        note(alias: cells[source].text, component)
      } else {
        component = self.component(cells[source])
      }
      if let kind, kind < cells.count { table.describe(component, kind: cells[kind].text) }
      describe(component, nil, cells, header, border)
    }
  }

  /// Notes the component that an id stands for; one that stands for another in another table of its part is reported.
  private mutating func note(alias id: String, _ component: Int) {
    let (part, file) = (table.parts.part, table.parts.file)
    if let known = aliases[id], known != component, let first = aliasesByPart[part]?.files[id], first != file {
      table.parts.noteMixed(first, id: id, table.id(known), table.id(component), isVisible: false)
    }
    aliases[id] = component
    aliasesByPart[part, default: ([:], [:])].aliases[id] = component
    aliasesByPart[part]!.files[id] = file
  }

  /// Adds the edges of a row, and what its other columns say.
  mutating func addDescribed(
    _ cells: [CSVCell], _ header: CSVHeader, border: Int, line: Int, file: String
  ) throws(InvalidInput) {
    let row = Array(cells.dropFirst(border))
    placements.line = line
    func cell(_ column: CSVHeader.Column) -> CSVCell? {
      header.columns[column].flatMap { $0 < row.count && !row[$0].isEmpty ? row[$0] : nil }
    }
    let group = cell(.group)?.text
    let threshold = cell(.threshold).flatMap { Int($0.text) }
    let owners = header.columns[.source].map { components(in: row[$0]) } ?? []
    var meaning = header.attributes.meaning(in: row)
    if let word = cell(.kind)?.text {
      if let known = EdgeMeaning(word) {
        meaning = known
      } else if word.lowercased() == "undirected" {
        table.notes.remark(
          "undirected edges do not say what depends on what: the source is assumed to depend on the target")
      } else if word.lowercased() != "directed" {
        if header.isKindOfSource, header.attributes.describesComponents {
          for owner in owners { table.describe(owner, kind: word) }
        } else {
          _ = table.meaning(of: word)
        }
      }
    }
    var isTargeted = false
    // A column that has its meaning by its name says what depends on what.
    var columns = header.targets.map { (index: $0.index, meaning: $0.meaning, isStated: true) }
    if let target = header.columns[.target] { columns.insert((target, header.meaning, header.statesDirection), at: 0) }
    var first: Int?
    for column in columns where column.index < row.count && !row[column.index].isEmpty {
      let targets = components(in: row[column.index], areTargets: true)
      isTargeted = true
      first = first ?? targets.first
      try table.spend(edgesBetween: owners.count, and: targets.count, at: Place(file: file, line: line, column: 1))
      let found = column.meaning == .needs ? meaning ?? .needs : column.meaning
      for owner in owners {
        for target in targets {
          table.addEdge(
            owner, target, found, group: group, threshold: threshold, statesDirection: column.isStated)
          if let confidence = header.attributes.confidence(in: row) {
            table.setConfidence(confidence, owner, target, found, statesDirection: column.isStated)
          }
        }
      }
    }
    if !isTargeted { table.count("rows without a target (#): each is a component alone") }
    for owner in owners { describe(owner, first, cells, header, border) }
  }

  private mutating func describe(
    _ source: Int, _ target: Int?, _ cells: [CSVCell], _ header: CSVHeader, _ border: Int
  ) {
    header.attributes.describe(source, target, Array(cells.dropFirst(border)), in: &table, &placements)
  }

  /// The components that a cell names.
  private mutating func components(in cell: CSVCell, areTargets: Bool = false) -> [Int] {
    if areTargets, CSVWords.isNothing(cell.bytes) {
      table.countNothing(cell.text)
      return []
    }
    guard CSVLists.mayHoldSeveral(cell) else { return [component(cell)] }
    let parts = CSVLists.parts(of: cell.text)
    guard parts.count > 1 else { return [component(cell)] }
    table.count("cells with several names (#), such as @: each name is a component", example: cell.text)
    return (areTargets ? CSVLists.named(parts, &table) : parts).map { aliases[$0] ?? table.component($0) }
  }

  /// Reports the columns that nothing is read of.
  mutating func noteColumns(_ names: [String], _ header: CSVHeader) {
    let read = Set(header.columns.values).union(header.targets.map(\.index)).union(
      header.attributes.columns.map(\.index))
    let left = names.indices.filter { !read.contains($0) && !names[$0].isEmpty }.map {
      ForeignName.quoted(names[$0], or: "one without a plain name", signs: "._- ")
    }
    guard !left.isEmpty else { return }
    let shown = left.prefix(8).joined(separator: ", ") + (left.count > 8 ? " and \(left.count - 8) more" : "")
    table.notes.remark("columns that nothing is read of: \(shown)")
  }
}
