package import DependencyModel
package import ModelFormats

/// Reads the text of foreign files: any encoding that tools write, and what other programs print around it.
package enum ForeignText {
  /// The bytes as UTF-8 without a byte order mark; UTF-16 is found by its mark or the zeros of its first characters, and
  /// what is neither is Windows-1252.
  ///
  /// - Parameters:
  ///   - bytes: the contents of a file.
  ///   - isCut: whether they are only its start, which may end within a character.
  package static func utf8(_ bytes: [UInt8], isCut: Bool = false) -> [UInt8] {
    func wide(from start: Int, high: Int) -> [UInt8] {
      var units: [UInt16] = []
      units.reserveCapacity(bytes.count / 2)
      for index in stride(from: start, to: bytes.count - 1, by: 2) {
        units.append(UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high]))
      }
      return Array(String(decoding: units, as: UTF16.self).utf8)
    }
    guard bytes.count >= 4 else { return SingleByteText.utf8(bytes, isCut: isCut) }
    switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
    case (0xEF, 0xBB, 0xBF, _): return Array(bytes[3...])
    case (0xFF, 0xFE, _, _): return wide(from: 2, high: 1)
    case (0xFE, 0xFF, _, _): return wide(from: 2, high: 0)
    case (1..., 0, 1..., 0): return wide(from: 0, high: 1)
    case (0, 1..., 0, 1...): return wide(from: 0, high: 0)
    default: return SingleByteText.utf8(bytes, isCut: isCut)
    }
  }

  /// The bytes as UTF-8, each of which is a character of Windows-1252.
  package static func utf8(windows1252 bytes: [UInt8]) -> [UInt8] { SingleByteText.decoded(bytes) }

  /// Whether the bytes are in an encoding that is only a guess: every byte is a character, as in Windows-1252.
  package static func isGuessed(_ bytes: [UInt8]) -> Bool {
    switch (bytes.first, bytes.dropFirst().first) {
    case (0xFF, 0xFE), (0xFE, 0xFF), (0, _), (_, 0): false
    default: !SingleByteText.isUTF8(bytes, isCut: false)
    }
  }

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
    let bytes = utf8(file.bytes)
    if SourceStart.isJSON(bytes) {
      let reading = JSONReader(quotesText: false).read(bytes, file: file.name)
      if let document = reading.document { return [document] }
      if file.name.lowercased().hasSuffix(".json") { throw InvalidInput(reading.diagnostics) }
    }
    return try YAMLReader.foreignStream(bytes, file: file.name)
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
