internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// A cell of a table, as bytes of the file without blanks around them.
struct CSVCell {
  var bytes: UnsafeBufferPointer<UInt8>
  var isQuoted = false
  /// Whether there are quotes in it that are written twice.
  var hasQuotes = false

  var isEmpty: Bool { bytes.isEmpty }

  /// The cell as text, with single quotes.
  var text: String {
    let text = String(decoding: bytes, as: UTF8.self)
    return hasQuotes ? text.replacing("\"\"", with: "\"") : text
  }
}

/// Reads the rows of a table, cell by cell; a quoted cell may hold separators, line breaks and quotes that are written
/// twice (RFC 4180).
struct CSVRowScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let separator: UInt8
  private let file: String
  private var position: Int
  private var line: Int
  /// The line on which the last row starts.
  private(set) var rowLine = 1

  /// - Parameters:
  ///   - bytes: the text, which outlives the scanner.
  ///   - separator: what is between cells.
  ///   - start: where the first row starts.
  ///   - line: the line of the first row.
  ///   - file: how places call the file.
  init(_ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8, from start: Int = 0, line: Int = 1, file: String) {
    self.bytes = bytes
    self.separator = separator
    self.file = file
    position = start
    self.line = line
  }

  /// Reads the next row that is not empty; `false` at the end.
  ///
  /// - Parameters:
  ///   - cells: gets the cells.
  ///   - limit: how many cells of the row are kept.
  mutating func next(into cells: inout [CSVCell], limit: Int = .max) throws(InvalidInput) -> Bool {
    repeat {
      guard position < bytes.count else { return false }
      try readRow(into: &cells, limit: limit)
    } while cells.allSatisfy(\.isEmpty)
    return true
  }

  private mutating func readRow(into cells: inout [CSVCell], limit: Int) throws(InvalidInput) {
    cells.removeAll(keepingCapacity: true)
    rowLine = line
    while true {
      while position < bytes.count, isBlank(bytes[position]) { position += 1 }
      if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
        try readQuoted(into: &cells, limit)
      } else {
        try readPlain(into: &cells, limit)
      }
      guard position < bytes.count else { return }
      let byte = bytes[position]
      position += 1
      if byte == separator { continue }
      if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
      line += 1
      return
    }
  }

  @inline(__always)
  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 && separator != 0x09 }

  @inline(__always)
  private mutating func readPlain(into cells: inout [CSVCell], _ limit: Int) throws(InvalidInput) {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == separator || byte == 0x0A || byte == 0x0D { break }
      // Two cells without a separator between them would pass for the name of one thing.
      if byte == UInt8(ascii: "\"") { throw quoteProblem() }
      position += 1
    }
    guard cells.count < limit else { return }
    var end = position
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    cells.append(CSVCell(bytes: UnsafeBufferPointer(rebasing: bytes[start..<end])))
  }

  private mutating func readQuoted(into cells: inout [CSVCell], _ limit: Int) throws(InvalidInput) {
    position += 1
    var start = position
    var hasQuotes = false
    while true {
      guard position < bytes.count else {
        let problem = "a quote that opens in this row is not closed"
        throw InvalidInput([.graphSyntax(problem, format: "CSV", at: Place(file: file, line: rowLine, column: 1))])
      }
      if bytes[position] == 0x0A { line += 1 }
      if bytes[position] == UInt8(ascii: "\"") {
        guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\"") else { break }
        hasQuotes = true
        position += 1
      }
      position += 1
    }
    var end = position
    position += 1
    while position < bytes.count, isBlank(bytes[position]) { position += 1 }
    if position < bytes.count, bytes[position] != separator, bytes[position] != 0x0A, bytes[position] != 0x0D {
      throw quoteProblem()
    }
    guard cells.count < limit else { return }
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    cells.append(
      CSVCell(bytes: UnsafeBufferPointer(rebasing: bytes[start..<end]), isQuoted: true, hasQuotes: hasQuotes))
  }

  private func quoteProblem() -> InvalidInput {
    let problem = "a quote is inside a field of this row; put the field in quotes, and write the quote twice"
    return InvalidInput([.graphSyntax(problem, format: "CSV", at: Place(file: file, line: line, column: 1))])
  }
}
