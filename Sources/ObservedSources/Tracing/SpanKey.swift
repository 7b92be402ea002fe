/// By what a span is found: the last 64 bits of its trace's id, and its own id.
///
/// Some services of a system send 64 bits of a trace's id and others 128, the last 64 of which are the same; ids are random,
/// so the last 64 are enough.
struct SpanKey: Hashable {
  var trace: UInt64
  var span: UInt64

  /// The key of the serving half of a call whose two halves share one id, as in Zipkin.
  var servingHalf: SpanKey { SpanKey(trace: trace ^ 0x9E37_79B9_7F4A_7C15, span: span) }
}

/// Reads the ids of spans and traces: hexadecimal of any length, base64 as protocol buffers write it, or any other text.
enum SpanID {
  /// The last 64 bits of an id; `nil` for none: empty or all zeros.
  static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
    let value = hexadecimal(bytes) ?? base64(bytes) ?? digest(bytes)
    return value == 0 ? nil : value
  }

  private static func hexadecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for byte in bytes {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      value = value << 4 | UInt64(digit)
    }
    return value
  }

  /// The end of 8 or 16 bytes in base64, with or without padding, in either alphabet.
  private static func base64(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
    var count = bytes.count
    while count > 0, bytes[count - 1] == UInt8(ascii: "=") { count -= 1 }
    guard count == 11 || count == 22 else { return nil }
    var value: UInt64 = 0
    var bits = 0
    // 11 signs are 66 bits and 22 are 132: the spare bits at the end are dropped from the last sign.
    let spare = count == 11 ? 2 : 4
    for index in 0..<count {
      let sextet: UInt8
      switch bytes[index] {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): sextet = bytes[index] - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): sextet = bytes[index] - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): sextet = bytes[index] - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"), UInt8(ascii: "-"): sextet = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): sextet = 63
      default: return nil
      }
      bits = index == count - 1 ? 6 - spare : 6
      value = value << UInt64(bits) | UInt64(sextet >> UInt8(6 - bits))
    }
    return value
  }

  /// A number for an id that is only text (FNV-1a).
  private static func digest(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return value
  }
}
