package import ModelFormats

/// Looks at the start of a file to recognize it, without reading it: importers recognize their files by it.
package enum SourceStart {
  /// How much of a file is looked at, in bytes: enough for the first objects of anything that tools write.
  package static let length = 1 << 18

  /// The start of a file as UTF-8; long comments before its first line of text are passed over.
  package static func bytes(of file: SourceFile) -> [UInt8] {
    guard file.bytes.count > length else { return ForeignText.utf8(file.bytes) }
    return ForeignText.utf8(Array(file.bytes[startOfText(in: file.bytes)...].prefix(length)))
  }

  /// Where the first line starts that is neither blank nor a comment of YAML's; the start where there is none.
  private static func startOfText(in bytes: [UInt8]) -> Int {
    var lineStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let start = lineStart
    while lineStart < bytes.count {
      guard let first = bytes[lineStart...].firstIndex(where: { $0 > 0x20 }) else { break }
      // Blanks before it belong to the text.
      guard bytes[first] == UInt8(ascii: "#"), let end = bytes[first...].firstIndex(of: 0x0A) else {
        let line = bytes[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? start
        return start == line ? 0 : line
      }
      lineStart = end + 1
    }
    return 0
  }

  /// How far the keys of one large object are looked for: the one that decides may be the last.
  private static let keyLength = 16 << 20

  /// The start of a file as text.
  package static func text(of file: SourceFile) -> String { String(decoding: bytes(of: file), as: UTF8.self) }

  /// Whether the first sign is a brace or bracket.
  package static func isJSON(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first(where: { $0 > 0x20 }) else { return false }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// Where a JSON text starts: at the first line that starts with `{` or `[` and goes on like JSON.
  package static func startOfJSON(in bytes: [UInt8]) -> Int? {
    var lineStart = 0
    while lineStart < bytes.count {
      var index = lineStart
      while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 || bytes[index] == 0x0D { index += 1 }
      if index < bytes.count, bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "[") {
        let next = bytes[(index + 1)...].first { $0 > 0x20 }
        switch next {
        case UInt8(ascii: "\"")?, UInt8(ascii: "{")?, UInt8(ascii: "}")?, UInt8(ascii: "[")?, UInt8(ascii: "]")?:
          return index
        default: break
        }
      }
      guard let end = bytes[lineStart...].firstIndex(of: 0x0A) else { return nil }
      lineStart = end + 1
    }
    return nil
  }

  /// The keys of the JSON object that a file starts with, as far as they are in what is looked at; `nil` where it starts
  /// with something else. Lines of other text before the object are passed over.
  package static func jsonKeys(of file: SourceFile) -> [String]? {
    let bytes = bytes(of: file)
    guard let start = startOfJSON(in: bytes), bytes[start] == UInt8(ascii: "{") else { return nil }
    if file.bytes.count > bytes.count, !isClosed(bytes, from: start) {
      let more = ForeignText.utf8(Array(file.bytes.prefix(keyLength)))
      if let start = startOfJSON(in: more), more[start] == UInt8(ascii: "{") { return keys(in: more, from: start) }
    }
    return keys(in: bytes, from: start)
  }

  /// The keys of the first object in the JSON array that a file starts with; `nil` where it starts with something else.
  package static func keysOfFirstItem(of file: SourceFile) -> [String]? {
    let bytes = bytes(of: file)
    guard let start = startOfJSON(in: bytes), bytes[start] == UInt8(ascii: "["),
      let first = bytes[(start + 1)...].firstIndex(where: { $0 > 0x20 }), bytes[first] == UInt8(ascii: "{")
    else { return nil }
    return keys(in: bytes, from: first)
  }

  /// Whether the object at a place ends in the text.
  private static func isClosed(_ bytes: [UInt8], from start: Int) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      var cursor = JSONCursor(buffer, from: start)
      return (try? cursor.skipValue()) != nil
    }
  }

  /// The keys of the object at a place, not those of objects in it.
  private static func keys(in bytes: [UInt8], from start: Int) -> [String] {
    var keys: [String] = []
    var depth = 0
    var index = start
    var isKey = true
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return keys }
      case UInt8(ascii: ","): if depth == 1 { isKey = true }
      case UInt8(ascii: ":"): if depth == 1 { isKey = false }
      case UInt8(ascii: "\""):
        let begin = index + 1
        index = begin
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
          index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        if depth == 1, isKey { keys.append(String(decoding: bytes[begin..<min(index, bytes.count)], as: UTF8.self)) }
      default: break
      }
      index += 1
    }
    return keys
  }
}
