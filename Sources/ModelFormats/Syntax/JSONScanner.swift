internal import DependencyModel

/// Scans valid UTF-8 as JSON. Every byte is looked at once; `line`, `lineStart` and `continuationBytes` follow along, so
/// that a place costs two subtractions.
struct JSONScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: String
  let limits: SyntaxLimits
  private let quotesText: Bool
  var diagnostics: [Diagnostic] = []
  /// The offset of the next byte.
  var position = 0
  private(set) var line: Int
  private var lineStart = 0
  /// The bytes of the current line, up to `position`, that only continue a scalar.
  private var continuationBytes = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String, limits: SyntaxLimits, quotesText: Bool, firstLine: Int = 1) {
    self.quotesText = quotesText
    line = firstLine
    self.bytes = bytes
    self.file = file
    self.limits = limits
  }

  /// Reads the text; call it once.
  mutating func read() -> SyntaxReading {
    do throws(ReadingStopped) {
      skipBlank()
      if position == bytes.count {
        diagnostics.append(.emptyFile(at: Place(file: file, line: 1, column: 1)))
        throw ReadingStopped()
      }
      let document = try value(depth: 1)
      skipBlank()
      if position < bytes.count { throw textAfterEnd() }
      return SyntaxReading(document: document, diagnostics: diagnostics)
    } catch {
      return SyntaxReading(document: nil, diagnostics: diagnostics)
    }
  }

  /// The place of the next byte.
  var place: Place {
    Place(file: file, line: line, column: position - lineStart - continuationBytes + 1)
  }

  /// The next byte; 0 at the end (0 is allowed nowhere in JSON).
  var next: UInt8 {
    @inline(__always) get { position < bytes.count ? bytes[position] : 0 }
  }

  /// A piece of the text, if messages may quote it.
  func quotable(_ text: String) -> String? { quotesText ? text : nil }

  mutating func report(_ diagnostic: Diagnostic) {
    if diagnostics.count < limits.diagnostics { diagnostics.append(diagnostic) }
  }

  @inline(__always)
  mutating func skipBlank() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte > 0x20 { return }
      switch byte {
      case 0x20, 0x09, 0x0D: position += 1
      case 0x0A:
        position += 1
        line += 1
        lineStart = position
        continuationBytes = 0
      default: return
      }
    }
  }

  /// The value at `position`, as the `depth`th level if it is an array or object.
  mutating func value(depth: Int) throws(ReadingStopped) -> SyntaxNode {
    let place = self.place
    switch next {
    case UInt8(ascii: "\""): return SyntaxNode(.scalar(try string()), at: place, isQuoted: true)
    case UInt8(ascii: "{"): return try object(at: place, depth: depth)
    case UInt8(ascii: "["): return try array(at: place, depth: depth)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return SyntaxNode(.scalar(try number()), at: place)
    case UInt8(ascii: "t") where skipWord("true"): return SyntaxNode(.scalar("true"), at: place)
    case UInt8(ascii: "f") where skipWord("false"): return SyntaxNode(.scalar("false"), at: place)
    case UInt8(ascii: "n") where skipWord("null"): return SyntaxNode(.null, at: place)
    default: throw noValue()
    }
  }

  private mutating func skipWord(_ word: StaticString) -> Bool {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    for offset in position..<end where bytes[offset] != word.utf8Start[offset - position] { return false }
    if end < bytes.count, Self.continuesWord(bytes[end]) { return false }
    position = end
    return true
  }

  static func continuesWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...0xFF:
      true
    default: false
    }
  }

  private mutating func array(at place: Place, depth: Int) throws(ReadingStopped) -> SyntaxNode {
    guard depth <= SyntaxLimits.nesting else { throw tooDeep() }
    var items: [SyntaxNode] = []
    position += 1
    skipBlank()
    if next == UInt8(ascii: "]") {
      position += 1
      return SyntaxNode(.sequence(items), at: place)
    }
    while true {
      items.append(try value(depth: depth + 1))
      skipBlank()
      switch next {
      case UInt8(ascii: ","):
        let comma = self.place
        position += 1
        skipBlank()
        if next == UInt8(ascii: "]") || next == UInt8(ascii: "}") { throw trailingComma(at: comma) }
      case UInt8(ascii: "]"):
        position += 1
        return SyntaxNode(.sequence(items), at: place)
      default: throw notContinued(isObject: false, opened: place)
      }
    }
  }

  private mutating func object(at place: Place, depth: Int) throws(ReadingStopped) -> SyntaxNode {
    guard depth <= SyntaxLimits.nesting else { throw tooDeep() }
    var entries: [(key: SyntaxNode, value: SyntaxNode)] = []
    var known = KnownKeys()
    position += 1
    skipBlank()
    if next == UInt8(ascii: "}") {
      position += 1
      return SyntaxNode(.mapping(entries), at: place)
    }
    while true {
      let keyPlace = self.place
      guard next == UInt8(ascii: "\"") else { throw noKey(opened: place) }
      let key = try string()
      skipBlank()
      guard next == UInt8(ascii: ":") else { throw noColon(after: key) }
      position += 1
      skipBlank()
      let earlier = known.position(of: key, in: entries)
      if let earlier { report(.duplicateKey(quotable(key), at: keyPlace, first: entries[earlier].key.place)) }
      let value = try value(depth: depth + 1)
      let entry = (SyntaxNode(.scalar(key), at: keyPlace, isQuoted: true), value)
      if let earlier {
        // Other tools, whose text is not quoted, take the last.
        if !quotesText { entries[earlier] = entry }
      } else {
        entries.append(entry)
      }
      skipBlank()
      switch next {
      case UInt8(ascii: ","):
        let comma = self.place
        position += 1
        skipBlank()
        if next == UInt8(ascii: "}") || next == UInt8(ascii: "]") { throw trailingComma(at: comma) }
      case UInt8(ascii: "}"):
        position += 1
        return SyntaxNode(.mapping(entries), at: place)
      default: throw notContinued(isObject: true, opened: place)
      }
    }
  }

  // MARK: Strings and numbers

  /// The string whose opening quote is at `position`.
  private mutating func string() throws(ReadingStopped) -> String {
    let opening = place
    let bytes = bytes
    let start = position + 1
    var end = start
    var continuations = 0
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
      if byte & 0xC0 == 0x80 { continuations += 1 }
      end += 1
    }
    position = end
    continuationBytes += continuations
    guard end < bytes.count else { throw unclosedString(opening: opening) }
    switch bytes[end] {
    case UInt8(ascii: "\""):
      position += 1
      return text(UnsafeBufferPointer(rebasing: bytes[start..<end]), at: opening)
    case UInt8(ascii: "\\"): return try stringWithEscapes(from: start, opening: opening)
    default: throw controlCharacter(opening: opening)
    }
  }

  /// The rest of a string from its first escape on, at `position`.
  private mutating func stringWithEscapes(from start: Int, opening: Place) throws(ReadingStopped) -> String {
    var text = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        defer { position += 1 }
        return self.text(text, at: opening)
      case UInt8(ascii: "\\"):
        let scalar = try escape(opening: opening)
        text.append(contentsOf: UTF8.encode(scalar)!)
      case 0..<0x20: throw controlCharacter(opening: opening)
      default:
        if byte & 0xC0 == 0x80 { continuationBytes += 1 }
        text.append(byte)
        position += 1
      }
    }
    throw unclosedString(opening: opening)
  }

  /// The text of a scalar; none, with a diagnostic, where it is too long to be kept.
  private mutating func text(_ bytes: some Collection<UInt8>, at place: Place) -> String {
    guard bytes.count <= limits.scalarBytes else {
      report(.scalarTooLong(bytes: bytes.count, limit: limits.scalarBytes, at: place))
      return ""
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The number at `position`, as written.
  private mutating func number() throws(ReadingStopped) -> String {
    let start = position
    let place = self.place
    if next == UInt8(ascii: "-") { position += 1 }
    if next == UInt8(ascii: "0") {
      position += 1
      if Self.isDigit(next) { throw leadingZero(at: place) }
    } else {
      try digits(from: start, at: place)
    }
    if next == UInt8(ascii: ".") {
      position += 1
      try digits(from: start, at: place)
    }
    if next | 0x20 == UInt8(ascii: "e") {
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      try digits(from: start, at: place)
    }
    if Self.continuesWord(next) || next == UInt8(ascii: ".") { throw badNumber(from: start, at: place) }
    return text(bytes[start..<position], at: place)
  }

  private mutating func digits(from start: Int, at place: Place) throws(ReadingStopped) {
    guard Self.isDigit(next) else { throw badNumber(from: start, at: place) }
    while Self.isDigit(next) { position += 1 }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
