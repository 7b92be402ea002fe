internal import DependencyModel

extension JSONScanner {
  /// The character that the escape at `position` stands for; a surrogate pair is one.
  mutating func escape(opening: Place) throws(ReadingStopped) -> Unicode.Scalar {
    let place = self.place
    position += 1
    guard position < bytes.count else { throw unclosedString(opening: opening) }
    let sign = bytes[position]
    position += 1
    switch sign {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(sign)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape(at: place)
    default:
      throw syntaxError("the character after '\\' is not an escape; write '\\\\' for a backslash", at: place)
    }
  }

  private mutating func unicodeEscape(at place: Place) throws(ReadingStopped) -> Unicode.Scalar {
    let high = try hexadecimal(at: place)
    if let scalar = Unicode.Scalar(high) { return scalar }
    let half = "half of a surrogate pair is missing; write both halves, or the character itself"
    guard high < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { throw syntaxError(half, at: place) }
    position += 2
    let low = try hexadecimal(at: place)
    guard (0xDC00...0xDFFF).contains(low), let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { throw syntaxError(half, at: place) }
    return scalar
  }

  private mutating func hexadecimal(at place: Place) throws(ReadingStopped) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = next
      let digit: UInt32
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt32(byte) - 0x30
      case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
        digit = UInt32(byte | 0x20) - 0x61 + 10
      default: throw syntaxError("a '\\u' escape needs 4 hexadecimal digits", at: place)
      }
      value = value << 4 | digit
      position += 1
    }
    return value
  }
}
