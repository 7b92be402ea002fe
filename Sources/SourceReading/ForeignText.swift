package import DependencyModel
package import ModelFormats

/// Reads the text of foreign files: any encoding that tools write, and what other programs print around it.
package enum ForeignText {
  /// The bytes as UTF-8 without a byte order mark, whatever encoding the tool wrote; see `ForeignEncoding`.
  package static func utf8(_ bytes: [UInt8]) -> [UInt8] { ForeignEncoding.utf8(bytes) }

  /// The JSON document in a file. Lines of other text before it, such as a tool's messages, are passed over, and so are
  /// such lines after it.
  ///
  /// - Throws: `InvalidInput` with what is wrong with the syntax.
  package static func json(_ file: SourceFile) throws(InvalidInput) -> SyntaxNode {
    let bytes = utf8(file.bytes)
    let start = SourceStart.startOfJSON(in: bytes) ?? 0
    // Blanks in place of what is passed over keep lines and columns true.
    var text = bytes
    for index in 0..<start where text[index] != 0x0A { text[index] = 0x20 }
    let reading = JSONReader(quotesText: false).read(text, file: file.name)
    // A key that appears twice is not a reason to refuse what another tool wrote.
    guard let document = reading.document else { throw InvalidInput(reading.diagnostics) }
    return document
  }

  /// The documents of a YAML stream, or the one document of a JSON file.
  ///
  /// - Throws: `InvalidInput` with what is wrong with the syntax.
  package static func documents(_ file: SourceFile) throws(InvalidInput) -> [SyntaxNode] {
    try documentsWithDuplicates(file).documents
  }

  /// The documents of a YAML stream, or the one document of a JSON file, and each key that appears a second time in a
  /// mapping. The last value counts; a tool that refuses such files is followed by reporting these as errors.
  ///
  /// - Throws: `InvalidInput` with what is wrong with the syntax.
  package static func documentsWithDuplicates(
    _ file: SourceFile
  ) throws(InvalidInput) -> (documents: [SyntaxNode], duplicateKeys: [Diagnostic]) {
    let bytes = utf8(file.bytes)
    if SourceStart.isJSON(bytes) {
      let reading = JSONReader(quotesText: false).read(bytes, file: file.name)
      if let document = reading.document {
        return ([document], reading.diagnostics.filter { $0.code == .duplicateKey })
      }
      if file.name.lowercased().hasSuffix(".json") { throw InvalidInput(reading.diagnostics) }
    }
    return try YAMLReader.foreignStreamWithDuplicates(bytes, file: file.name)
  }

  /// The documents of a file with a JSON text on each line, those of bad lines left out.
  ///
  /// - Returns: the documents, each with its true line, and what is wrong with the lines that are none.
  package static func jsonLines(_ file: SourceFile) -> (documents: [SyntaxNode], problems: [Diagnostic]) {
    let bytes = utf8(file.bytes)
    var documents: [SyntaxNode] = []
    var problems: [Diagnostic] = []
    var start = 0
    var line = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      line += 1
      let text = bytes[start..<end]
      start = end + 1
      guard text.contains(where: { $0 > 0x20 }) else { continue }
      let reading = JSONReader(quotesText: false).read(line: text, line, file: file.name)
      if let document = reading.document { documents.append(document) } else { problems += reading.diagnostics }
    }
    return (documents, problems)
  }
}
