internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What makes a graph of the elements of a form in XML.
protocol XMLGraphHandler {
  /// Takes the element that opens.
  mutating func start(_ scanner: XMLScanner, _ table: inout GraphTable) throws(InvalidInput)
  /// Takes the end of the element that opened last.
  mutating func end(_ scanner: XMLScanner, _ table: inout GraphTable) throws(InvalidInput)
  /// Takes text in the element that opened last.
  mutating func text(_ scanner: XMLScanner)
  /// Takes the end of the file.
  mutating func finish(_ table: inout GraphTable) throws(InvalidInput)
}

/// Reads files in XML element by element into a graph.
struct XMLGraphReader {
  private(set) var table: GraphTable
  private let format: String

  init(_ table: GraphTable, format: String) {
    self.format = format
    self.table = table
  }

  /// Reads a file.
  ///
  /// - Throws: `InvalidInput` with the first thing that is wrong.
  mutating func read(_ file: SourceFile, with handler: some XMLGraphHandler) throws(InvalidInput) {
    let isLatin = Self.declaresLatin(file.bytes)
    let text = table.begin(file, isLatin: isLatin)
    // The loader reports this for other files; XML may state what it is.
    if !isLatin, ForeignEncoding.isGuessed(file.bytes) {
      table.notes.remark("\(file.name) is not UTF-8; it is read as Windows-1252, so letters may be wrong")
    }
    var handler = handler
    var problem: XMLScanner.Problem?
    let wrong = text.withUnsafeBufferPointer { bytes -> InvalidInput? in
      var scanner = XMLScanner(bytes)
      do {
        while true {
          switch try scanner.next() {
          case .start:
            table.move(toLine: scanner.line)
            try handler.start(scanner, &table)
          case .end: try handler.end(scanner, &table)
          case .text: handler.text(scanner)
          case .finish:
            try handler.finish(&table)
            return nil
          }
        }
      } catch let error as XMLScanner.Problem {
        problem = error
        return nil
      } catch {
        return error as? InvalidInput
      }
    }
    if let wrong { throw wrong }
    guard let problem else { return }
    // The other reader says more exactly what is wrong, as far as the file is not too large for it.
    if file.bytes.count <= XMLReader.Limits().bytes { _ = try XMLReader.root(of: file) }
    throw InvalidInput([
      .graphSyntax(problem.reason, format: format, at: Place(file: file.name, line: problem.line, column: 1))
    ])
  }

  /// Whether the first line states an encoding in which each byte is a character.
  private static func declaresLatin(_ bytes: [UInt8]) -> Bool {
    let start = String(decoding: bytes.prefix(200).prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self).lowercased()
    guard start.hasPrefix("<?xml"), let encoding = start.firstRange(of: "encoding") else { return false }
    let value = start[encoding.upperBound...].drop { $0.isWhitespace || $0 == "=" || $0 == "\"" || $0 == "'" }
    return ["iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii"].contains {
      value.hasPrefix($0)
    }
  }
}
