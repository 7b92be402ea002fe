internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads lists of edges as CSV or TSV, with or without a header, and matrices with names on both sides.
struct CSVImporter: ModelImporter {
  let format = "CSV"
  let fileEndings = [".csv", ".tsv"]
  let isFlow: Bool

  /// The columns by the names that people give them, in small letters; to add one, append a word.
  private static let columns: [(column: Column, words: [String])] = [
    (.source, ["source", "from", "src", "dependent", "caller", "parent", "consumer", "component"]),
    (
      .target, ["target", "to", "dst", "dest", "destination", "dependency", "callee", "child", "provider", "dependson"]
    ),
    (.kind, ["kind", "type", "relation", "strength"]),
    (.group, ["group", "anyof", "alternatives"]),
    (.threshold, ["k", "atleast", "threshold"]),
  ]

  private enum Column: Int {
    case source, target, kind, group, threshold
  }

  private struct Row {
    var fields: [String]
    var line: Int
  }

  func recognizes(_ file: SourceFile) -> Bool {
    let text = SourceStart.text(of: file)
    let name = file.name.lowercased()
    guard let line = text.split(maxSplits: 1, whereSeparator: \.isNewline).first else { return false }
    let isNamed = fileEndings.contains { name.hasSuffix($0) }
    // Most files are JSON or YAML: their first line, which may be all of them, needs no closer look.
    guard isNamed || !line.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: ":") }) else {
      return false
    }
    guard let separator = Self.separator(of: line) else { return false }
    let header = Self.header(line.split(separator: separator, omittingEmptySubsequences: false).map(String.init))
    return isNamed || header[.source] != nil && header[.target] != nil
  }

  func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    var graph = GraphDraft(files, isFlow: isFlow)
    for file in files { try add(file, to: &graph) }
    return try graph.model(format: format, start: Place(file: files[0].name, line: 1, column: 1))
  }

  private func add(_ file: SourceFile, to graph: inout GraphDraft) throws(InvalidInput) {
    let rows = try Self.rows(of: file)
    guard let first = rows.first else { return }
    if isMatrix(rows) {
      for row in rows.dropFirst() {
        for (index, cell) in row.fields.enumerated().dropFirst() where index < first.fields.count {
          let word = cell.trimmed
          guard !word.isEmpty, word != "0", word.lowercased() != "false" else { continue }
          graph.add(
            from: row.fields[0].trimmed, to: first.fields[index].trimmed, GraphDraft.Meaning(word) ?? .needs,
            at: Place(file: file.name, line: row.line, column: 1))
        }
      }
      return
    }
    var columns = Self.header(first.fields)
    let hasHeader = columns[.source] != nil && columns[.target] != nil
    if !hasHeader { columns = [.source: 0, .target: 1, .kind: 2, .group: 3, .threshold: 4] }
    for row in rows.dropFirst(hasHeader ? 1 : 0) {
      let place = Place(file: file.name, line: row.line, column: 1)
      func field(_ column: Column) -> String {
        columns[column].flatMap { $0 < row.fields.count ? row.fields[$0].trimmed : nil } ?? ""
      }
      let source = field(.source)
      let target = field(.target)
      guard !source.isEmpty else {
        if row.fields.allSatisfy({ $0.trimmed.isEmpty }) { continue }
        throw InvalidInput([.graphSyntax("the row names no source", format: "CSV", at: place)])
      }
      if target.isEmpty {
        graph.add(node: source, at: place)
        continue
      }
      let meaning = GraphDraft.Meaning(field(.kind))
      if meaning == nil { graph.draft.notes.remark("unknown edge kind; treated as hard") }
      graph.add(
        from: source, to: target, meaning ?? .needs, group: field(.group).isEmpty ? nil : field(.group),
        threshold: Int(field(.threshold)), at: place)
    }
  }

  /// Whether the names of the first row and of the first column are the same, and the corner is empty or a title.
  private func isMatrix(_ rows: [Row]) -> Bool {
    let names = rows[0].fields.dropFirst().map(\.trimmed)
    guard names.count >= 2, rows.count == names.count + 1 else { return false }
    return zip(names, rows.dropFirst()).allSatisfy { $0 == $1.fields.first?.trimmed }
  }

  private static func header(_ fields: [String]) -> [Column: Int] {
    var found: [Column: Int] = [:]
    for (index, field) in fields.enumerated() {
      let word = field.lowercased().filter { $0.isLetter }
      for (column, words) in columns where words.contains(word) && found[column] == nil { found[column] = index }
    }
    return found
  }

  /// The separator of a first line: the one of comma, semicolon and tab that is in it most, outside quotes.
  private static func separator(of line: Substring) -> Character? {
    var counts: [Character: Int] = [:]
    var isQuoted = false
    for character in line {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, character == "," || character == ";" || character == "\t" { counts[character, default: 0] += 1 }
    }
    return [",", ";", "\t"].filter { counts[$0] != nil }.max { counts[$0]! < counts[$1]! }
  }

  /// The rows, quotes undone; a quoted field may hold separators and line breaks (RFC 4180).
  private static func rows(of file: SourceFile) throws(InvalidInput) -> [Row] {
    let bytes = ForeignText.utf8(file.bytes)
    let start = String(decoding: bytes.prefix(1 << 14), as: UTF8.self)
    let line = start.split(maxSplits: 1, whereSeparator: \.isNewline).first ?? ""
    let separator = separator(of: line)?.asciiValue ?? UInt8(ascii: ",")
    var rows: [Row] = []
    var fields: [String] = []
    var field: [UInt8] = []
    var number = 1
    var rowLine = 1
    var isQuoted = false
    var index = 0
    func finishField() {
      fields.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
    }
    func finishRow() {
      finishField()
      if fields.count > 1 || !fields[0].isEmpty { rows.append(Row(fields: fields, line: rowLine)) }
      fields.removeAll(keepingCapacity: true)
    }
    while index < bytes.count {
      let byte = bytes[index]
      if isQuoted {
        if byte == UInt8(ascii: "\"") {
          if index + 1 < bytes.count, bytes[index + 1] == byte {
            field.append(byte)
            index += 1
          } else {
            isQuoted = false
          }
        } else {
          if byte == 0x0A { number += 1 }
          field.append(byte)
        }
      } else if byte == UInt8(ascii: "\""), field.isEmpty {
        isQuoted = true
      } else if byte == separator {
        finishField()
      } else if byte == 0x0A || byte == 0x0D {
        if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
        finishRow()
        number += 1
        rowLine = number
      } else {
        // Two fields without a separator between them would pass for the name of one thing.
        if byte == UInt8(ascii: "\""), field.contains(where: { $0 > 0x20 }) {
          let place = Place(file: file.name, line: number, column: 1)
          let problem = "a quote is inside a field of this row; put the field in quotes, and write the quote twice"
          throw InvalidInput([.graphSyntax(problem, format: "CSV", at: place)])
        }
        field.append(byte)
      }
      index += 1
    }
    guard !isQuoted else {
      let place = Place(file: file.name, line: rowLine, column: 1)
      throw InvalidInput([.graphSyntax("a quote that opens in this row is not closed", format: "CSV", at: place)])
    }
    finishRow()
    return rows
  }
}

extension String {
  /// Without white space around it.
  fileprivate var trimmed: String {
    guard let first = utf8.first, let last = utf8.last, first <= 0x20 || last <= 0x20 else { return self }
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
