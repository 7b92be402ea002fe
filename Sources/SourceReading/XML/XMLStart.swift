/// The evidence in the start of a file about whether it is XML, and of which format.
package enum XMLStart {
  /// How far the root element is looked for: behind a declaration and comments.
  private static let limit = 1 << 20

  /// Whether the bytes start like XML: with a tag, a declaration or a comment.
  package static func isXML(_ bytes: [UInt8]) -> Bool {
    let text = start(of: bytes, limit: 256)
    guard let first = text.first, first == UInt8(ascii: "<"), text.count > 1 else { return false }
    let second = text[text.startIndex + 1]
    return second == UInt8(ascii: "?") || second == UInt8(ascii: "!") || isNameStart(second)
  }

  /// The name of the root element, if it is near the start.
  package static func rootName(of bytes: [UInt8]) -> String? {
    guard isXML(bytes) else { return nil }
    var rest = start(of: bytes, limit: limit)[...]
    while true {
      rest = rest.drop { isBlank($0) }
      guard rest.first == UInt8(ascii: "<") else { return nil }
      if rest.starts(with: "<!--".utf8) {
        guard let end = position(of: "-->", in: rest) else { return nil }
        rest = rest[(end + 3)...]
      } else if rest.starts(with: "<?".utf8) {
        guard let end = position(of: "?>", in: rest) else { return nil }
        rest = rest[(end + 2)...]
      } else if rest.starts(with: "<!".utf8) {
        guard let end = endOfDeclaration(rest) else { return nil }
        rest = rest[(end + 1)...]
      } else {
        let name = rest.dropFirst().prefix { !isBlank($0) && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
      }
    }
  }

  /// The text behind a byte order mark and blanks; of UTF-16 the low bytes, which are enough for names of elements.
  private static func start(of bytes: [UInt8], limit: Int) -> [UInt8] {
    var text = bytes.prefix(limit)
    if text.starts(with: [0xEF, 0xBB, 0xBF]) {
      text = text.dropFirst(3)
    } else if text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF]) {
      text = text.dropFirst(2).filter { $0 != 0 }[...]
    }
    return Array(text.drop { isBlank($0) })
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func position(of text: String, in bytes: ArraySlice<UInt8>) -> Int? {
    let wanted = Array(text.utf8)
    var position = bytes.startIndex
    while let next = bytes[position...].firstIndex(of: wanted[0]) {
      if bytes[next...].starts(with: wanted) { return next }
      position = next + 1
    }
    return nil
  }

  /// The `>` of a document type declaration, after what is in its brackets, in quotes and in comments.
  private static func endOfDeclaration(_ bytes: ArraySlice<UInt8>) -> Int? {
    var depth = 0
    var position = bytes.startIndex
    while position < bytes.endIndex {
      switch bytes[position] {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ">") where depth <= 0: return position
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard let end = bytes[(position + 1)...].firstIndex(of: bytes[position]) else { return nil }
        position = end
      case UInt8(ascii: "<") where bytes[position...].starts(with: "<!--".utf8):
        guard let end = self.position(of: "-->", in: bytes[position...]) else { return nil }
        position = end + 2
      default: break
      }
      position += 1
    }
    return nil
  }
}
