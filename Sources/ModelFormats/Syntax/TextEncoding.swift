internal import DependencyModel

/// The mark before the text of a file, and whether the text is UTF-8.
enum TextEncoding {
  /// The number of bytes of a UTF-8 byte order mark at the start.
  static func byteOrderMarkLength(_ bytes: Span<UInt8>) -> Int {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
  }

  /// The problem with the encoding of `bytes`, if there is one: another encoding's byte order mark or the first bad byte.
  static func problem(in bytes: Span<UInt8>, file: String) -> Diagnostic? {
    if bytes.count >= 2 {
      let start = Place(file: file, line: 1, column: 1)
      let isWide = bytes.count >= 4 && bytes[2] == 0 && bytes[3] == 0
      switch (bytes[0], bytes[1]) {
      case (0xFF, 0xFE): return .notUTF8(encoding: isWide ? "UTF-32" : "UTF-16", at: start)
      case (0xFE, 0xFF): return .notUTF8(encoding: "UTF-16", at: start)
      default: break
      }
    }
    do {
      _ = try UTF8Span(validating: bytes)
      return nil
    } catch {
      let offset = error.byteOffsets.lowerBound
      return .invalidUTF8(byte: bytes[offset], offset: offset, at: place(ofByte: offset, in: bytes, file: file))
    }
  }

  /// The place of a byte, by counting from the start: for the one diagnostic after which reading stops.
  static func place(ofByte offset: Int, in bytes: Span<UInt8>, file: String) -> Place {
    var line = 1
    var column = 1
    var position = byteOrderMarkLength(bytes)
    while position < offset {
      let byte = bytes[position]
      let isCarriageReturn = byte == 0x0D && !(position + 1 < bytes.count && bytes[position + 1] == 0x0A)
      if byte == 0x0A || isCarriageReturn {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      position += 1
    }
    return Place(file: file, line: line, column: column)
  }
}
