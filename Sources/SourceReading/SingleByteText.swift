/// Text in which each byte is a character: Windows-1252, which has all printable characters of Latin-1.
///
/// Different bytes become different characters, so two names never become one.
enum SingleByteText {
  /// The characters of the bytes from 0x80 to 0x9F; five of them have none and get characters that nobody writes.
  private static let characters: [UInt16] = [
    0x20AC, 0x2481, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x248D,
    0x017D, 0x248F, 0x2490, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x249D, 0x017E, 0x0178,
  ]

  /// The bytes as UTF-8: unchanged if they are UTF-8.
  static func utf8(_ bytes: [UInt8], isCut: Bool) -> [UInt8] {
    isUTF8(bytes, isCut: isCut) ? bytes : decoded(bytes)
  }

  /// The characters of bytes, as UTF-8.
  static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      guard byte >= 0x80 else {
        text.append(byte)
        continue
      }
      let scalar = byte < 0xA0 ? characters[Int(byte) - 0x80] : UInt16(byte)
      text.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar)!)!)
    }
    return text
  }

  /// Whether bytes are UTF-8. Time: O(n), eight bytes at a time for ASCII.
  ///
  /// - Parameters:
  ///   - bytes: the bytes.
  ///   - isCut: whether they are the start of a text, of which the last character may be cut off.
  static func isUTF8(_ bytes: [UInt8], isCut: Bool) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var position = 0
      while position < buffer.count {
        if position + 8 <= buffer.count,
          buffer.loadUnaligned(fromByteOffset: position, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
          position += 8
          continue
        }
        let lead = buffer[position]
        guard lead >= 0x80 else {
          position += 1
          continue
        }
        // The lead byte says how many follow; the first that follows excludes long forms, surrogates and what is too large.
        let (count, low, high): (Int, UInt8, UInt8)
        switch lead {
        case 0xC2...0xDF: (count, low, high) = (1, 0x80, 0xBF)
        case 0xE0: (count, low, high) = (2, 0xA0, 0xBF)
        case 0xED: (count, low, high) = (2, 0x80, 0x9F)
        case 0xE1...0xEF: (count, low, high) = (2, 0x80, 0xBF)
        case 0xF0: (count, low, high) = (3, 0x90, 0xBF)
        case 0xF1...0xF3: (count, low, high) = (3, 0x80, 0xBF)
        case 0xF4: (count, low, high) = (3, 0x80, 0x8F)
        default: return false
        }
        for offset in 1...count {
          guard position + offset < buffer.count else { return isCut }
          let byte = buffer[position + offset]
          guard offset == 1 ? low <= byte && byte <= high : byte & 0xC0 == 0x80 else { return false }
        }
        position += count + 1
      }
      return true
    }
  }
}
