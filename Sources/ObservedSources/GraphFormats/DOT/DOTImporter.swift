internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads graphs in Graphviz's language.
struct DOTImporter: ModelImporter {
  let format = "DOT"
  let fileEndings = [".dot", ".gv"]
  let isFlow: Bool

  func recognizes(_ file: SourceFile) -> Bool {
    let start = ForeignText.utf8(Array(file.bytes.prefix(SourceStart.length)))
    guard let first = start.first(where: { $0 > 0x20 }), "sSgGdD/#".utf8.contains(first) else { return false }
    if let answer = Self.startsGraph(start, isCut: start.count < file.bytes.count) { return answer }
    // Comments before the graph may be longer than what was looked at.
    return Self.startsGraph(ForeignText.utf8(file.bytes), isCut: false) ?? false
  }

  /// Whether a text starts as a graph does: a model may have a component that is called 'graph', but behind that is a colon.
  ///
  /// - Returns: `nil` where the text is cut off before that is known.
  private static func startsGraph(_ text: [UInt8], isCut: Bool) -> Bool? {
    text.withUnsafeBufferPointer { bytes in
      var scanner = DOTScanner(bytes, file: "")
      do throws(InvalidInput) {
        try scanner.advance()
        if scanner.isWord("strict") { try scanner.advance() }
        if scanner.isWord("graph") || scanner.isWord("digraph") {
          try scanner.advance()
          if scanner.isID { try scanner.advance() }
          if scanner.token == .sign(UInt8(ascii: "{")) { return true }
        }
        return scanner.token == .end && isCut ? nil : false
      } catch {
        return false
      }
    }
  }

  func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    try GraphTable.model(GraphTable(files, format: format, isFlow: isFlow)) { table throws(InvalidInput) in
      var reader = DOTReader(table)
      for file in files { try reader.read(file) }
      return reader.table
    }
  }
}
