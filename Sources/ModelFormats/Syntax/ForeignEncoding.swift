/// The encodings of other tools' files. Models of our own are UTF-8, see `TextEncoding`.
///
/// UTF-16 and UTF-32 are found by their mark, UTF-16 also by the zeros of its first characters. A text that is not UTF-8
/// is read as Windows-1252, of which Latin-1 is a part: every byte has a character of its own, so two names never become one.
package enum ForeignEncoding {
  private enum Form {
    case utf8(mark: Int)
    case wide(start: Int, isBigEndian: Bool)
    case widest(isBigEndian: Bool)
  }

  /// The bytes as UTF-8 without a byte order mark.
  package static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    switch form(of: bytes) {
    case .utf8(mark: 3): return Array(bytes[3...])
    case .utf8: return isUTF8(bytes) ? bytes : fromWindows1252(bytes)
    case .wide(let start, let isBigEndian):
      let high = isBigEndian ? 0 : 1
      var units: [UInt16] = []
      units.reserveCapacity(bytes.count / 2)
      for index in stride(from: start, to: bytes.count - 1, by: 2) {
        units.append(UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high]))
      }
      return Array(String(decoding: units, as: UTF16.self).utf8)
    case .widest(let isBigEndian):
      var units: [UInt32] = []
      units.reserveCapacity(bytes.count / 4)
      for index in stride(from: 4, to: bytes.count - 3, by: 4) {
        let unit = bytes[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
        units.append(isBigEndian ? unit : unit.byteSwapped)
      }
      return Array(String(decoding: units, as: UTF32.self).utf8)
    }
  }

  /// Whether the text states no encoding and is not UTF-8, so that it is read as Windows-1252.
  package static func isGuessed(_ bytes: [UInt8]) -> Bool {
    if case .utf8(mark: 0) = form(of: bytes) { !isUTF8(bytes) } else { false }
  }

  private static func form(of bytes: [UInt8]) -> Form {
    guard bytes.count >= 4 else { return .utf8(mark: bytes == [0xEF, 0xBB, 0xBF] ? 3 : 0) }
    switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
    case (0xEF, 0xBB, 0xBF, _): return .utf8(mark: 3)
    case (0xFF, 0xFE, 0, 0): return .widest(isBigEndian: false)
    case (0, 0, 0xFE, 0xFF): return .widest(isBigEndian: true)
    case (0xFF, 0xFE, _, _): return .wide(start: 2, isBigEndian: false)
    case (0xFE, 0xFF, _, _): return .wide(start: 2, isBigEndian: true)
    case (1..., 0, 1..., 0): return .wide(start: 0, isBigEndian: false)
    case (0, 1..., 0, 1...): return .wide(start: 0, isBigEndian: true)
    default: return .utf8(mark: 0)
    }
  }

  /// Whether a text is UTF-8. Its last character may be cut off, as that of the start of a file.
  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return true
    } catch {
      return error.kind == .truncatedScalar && error.byteOffsets.upperBound == bytes.count
    }
  }

  private static func fromWindows1252(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        text.append(byte)
      } else {
        text += UTF8.encode(byte < 0xA0 ? middle[Int(byte) - 0x80] : Unicode.Scalar(byte))!
      }
    }
    return text
  }

  /// The characters of the bytes 80 to 9F. For the five that Windows-1252 does not have, letters that it does not have either.
  private static let middle: [Unicode.Scalar] = [
    "€", "Ɓ", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "ƍ", "Ž", "Ə",
    "Ɛ", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "Ɲ", "ž", "Ÿ",
  ]
}
