/// Walks through JSON text without making a tree of it: for files of hundreds of megabytes of which little is kept.
///
/// The caller opens objects and lists, reads the values that it knows and skips all others. What is read is checked; of what
/// is skipped only that brackets and strings end. A place can be kept as an offset and returned to, for keys come in any order.
package struct JSONCursor {
  /// Why the text can't be walked any further.
  package struct Problem: Error {
    /// Where, in bytes.
    package var offset: Int
    /// A description of the problem, in a few words.
    package var reason: String
  }

  /// The text.
  package let bytes: UnsafeBufferPointer<UInt8>
  /// The offset of the next byte.
  package var position: Int
  /// Where the text ends.
  package let end: Int

  /// A cursor at the start of a text; the bytes outlive it.
  @inlinable package init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) {
    self.bytes = bytes
    position = start
    end = bytes.count
  }

  /// A piece of the text: the inside of a string or key.
  package struct Slice {
    /// Where it starts, in bytes.
    package var start: Int
    /// Where it ends, in bytes.
    package var end: Int
    /// Whether it contains escapes, so that it is not yet the text it means.
    package var hasEscapes: Bool
  }

  /// The next byte; 0 at the end.
  package var next: UInt8 {
    @inlinable @inline(__always) get { position < end ? bytes[position] : 0 }
  }

  /// Goes behind white space.
  @inlinable @inline(__always)
  package mutating func skipBlank() {
    while position < end {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position += 1
    }
  }

  private func problem(_ expected: String) -> Problem {
    if position >= end {
      return Problem(offset: end, reason: "the text ends here, but it is not complete; it is cut off")
    }
    return Problem(offset: position, reason: "this is not JSON; \(expected) is expected here")
  }

  // MARK: Objects and lists

  /// Goes into the object at this place; `false`, and behind the value, where it is something else.
  package mutating func openObject() throws(Problem) -> Bool { try open(UInt8(ascii: "{")) }

  /// Goes into the list at this place; `false`, and behind the value, where it is something else.
  package mutating func openList() throws(Problem) -> Bool { try open(UInt8(ascii: "[")) }

  private mutating func open(_ sign: UInt8) throws(Problem) -> Bool {
    skipBlank()
    guard next == sign else {
      try skipValue()
      return false
    }
    position += 1
    return true
  }

  /// The next key of the object that was opened, the cursor before its value; `nil`, and behind the object, at its end.
  package mutating func nextKey() throws(Problem) -> Slice? {
    guard try goesOn(opening: UInt8(ascii: "{"), closing: UInt8(ascii: "}")) else { return nil }
    guard next == UInt8(ascii: "\"") else { throw problem("a key in double quotes") }
    let key = try string()
    skipBlank()
    guard next == UInt8(ascii: ":") else { throw problem("':'") }
    position += 1
    skipBlank()
    return key
  }

  /// Whether there is a next item in the list that was opened, the cursor before it; behind the list where not.
  package mutating func nextItem() throws(Problem) -> Bool {
    guard try goesOn(opening: UInt8(ascii: "["), closing: UInt8(ascii: "]")) else { return false }
    if next == UInt8(ascii: "]") { throw problem("a value") }
    return true
  }

  private mutating func goesOn(opening: UInt8, closing: UInt8) throws(Problem) -> Bool {
    skipBlank()
    if next == closing {
      position += 1
      return false
    }
    if next == UInt8(ascii: ",") {
      position += 1
      skipBlank()
      return true
    }
    // Without a comma it can only be the first: what comes before it is the bracket.
    var before = position - 1
    while before >= 0, bytes[before] <= 0x20 { before -= 1 }
    guard position < end, before >= 0, bytes[before] == opening else { throw problem("',' or the closing bracket") }
    return true
  }

  // MARK: Values

  /// The inside of the string at this place.
  private mutating func string() throws(Problem) -> Slice {
    let opening = position
    position += 1
    let start = position
    var hasEscapes = false
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        return Slice(start: start, end: position - 1, hasEscapes: hasEscapes)
      }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        position += 1
      }
      position += 1
    }
    throw Problem(offset: opening, reason: "this string does not end; the text is cut off")
  }

  /// The scalar at this place as a piece of text, quotes left off; `nil`, and behind the value, where it is none or null.
  package mutating func scalar() throws(Problem) -> Slice? {
    skipBlank()
    switch next {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      try skipValue()
      return nil
    default:
      let start = position
      try skipWord()
      let slice = Slice(start: start, end: position, hasEscapes: false)
      return self.slice(slice, is: "null") ? nil : slice
    }
  }

  /// The scalar at this place as text; `nil` where it is none.
  package mutating func text() throws(Problem) -> String? { try scalar().map(text(of:)) }

  /// The scalar at this place as a whole number; `nil` where it is none.
  package mutating func int() throws(Problem) -> Int? { try text().flatMap { Int($0) } }

  /// A number, `true`, `false` or `null`.
  private mutating func skipWord() throws(Problem) {
    let start = position
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        position += 1
        continue
      default: break
      }
      break
    }
    guard position > start else { throw problem("a value") }
  }

  /// Goes behind the value at this place, whatever it is.
  package mutating func skipValue() throws(Problem) {
    skipBlank()
    switch next {
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "{"), UInt8(ascii: "["): try skipNested()
    default: try skipWord()
    }
  }

  /// Goes behind the object or list at this place, without recursion.
  private mutating func skipNested() throws(Problem) {
    let start = position
    var depth = 0
    // A bit for each level, the lowest the innermost: whether it is an object.
    var inner: UInt64 = 0
    var outer: UInt64 = 0
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        _ = try string()
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        guard depth <= JSONCursor.nesting else {
          throw Problem(offset: position, reason: "more than \(JSONCursor.nesting) levels of lists and objects")
        }
        outer = outer << 1 | inner >> 63
        inner = inner << 1 | (bytes[position] == UInt8(ascii: "{") ? 1 : 0)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard (inner & 1 == 1) == (bytes[position] == UInt8(ascii: "}")) else { throw problem("the other bracket") }
        inner = inner >> 1 | outer << 63
        outer >>= 1
        depth -= 1
        if depth == 0 {
          position += 1
          return
        }
      default: break
      }
      position += 1
    }
    throw Problem(offset: start, reason: "what is opened here is not closed; the text is cut off")
  }

  /// How many levels may be skipped at once.
  package static let nesting = 100

  // MARK: Pieces

  /// Whether a piece is this text, letter for letter.
  @inlinable @inline(__always)
  package func slice(_ slice: Slice, is text: StaticString) -> Bool {
    let count = slice.end - slice.start
    guard count == text.utf8CodeUnitCount else { return false }
    let start = text.utf8Start
    for index in 0..<count where bytes[slice.start + index] != start[index] { return false }
    return true
  }

  /// The text that a piece means; a broken escape is kept as written.
  package func text(of slice: Slice) -> String {
    let raw = UnsafeBufferPointer(rebasing: bytes[slice.start..<slice.end])
    guard slice.hasEscapes else { return String(decoding: raw, as: UTF8.self) }
    var units: [UInt16] = []
    var index = raw.startIndex
    var plain: [UInt8] = []
    func flush(_ plain: inout [UInt8], into units: inout [UInt16]) {
      units += Array(String(decoding: plain, as: UTF8.self).utf16)
      plain.removeAll()
    }
    while index < raw.endIndex {
      guard raw[index] == UInt8(ascii: "\\"), index + 1 < raw.endIndex else {
        plain.append(raw[index])
        index += 1
        continue
      }
      let sign = raw[index + 1]
      index += 2
      switch sign {
      case UInt8(ascii: "n"): plain.append(0x0A)
      case UInt8(ascii: "t"): plain.append(0x09)
      case UInt8(ascii: "r"): plain.append(0x0D)
      case UInt8(ascii: "b"): plain.append(0x08)
      case UInt8(ascii: "f"): plain.append(0x0C)
      case UInt8(ascii: "u"):
        let digits = raw[index..<min(index + 4, raw.endIndex)]
        guard digits.count == 4, let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) else {
          plain += [UInt8(ascii: "\\"), UInt8(ascii: "u")]
          continue
        }
        flush(&plain, into: &units)
        units.append(unit)
        index += 4
      default: plain.append(sign)
      }
    }
    flush(&plain, into: &units)
    return String(decoding: units, as: UTF16.self)
  }
}
