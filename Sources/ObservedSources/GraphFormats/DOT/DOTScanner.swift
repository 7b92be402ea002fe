internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Cuts text in Graphviz's language into ids and signs, as bytes of the file.
struct DOTScanner {
  typealias Text = UnsafeBufferPointer<UInt8>

  enum Token: Equatable {
    /// An id without quotes: a word or a number.
    case word
    /// An id in quotes or angle brackets, which is never a keyword.
    case quoted
    case sign(UInt8)
    case arrow
    case end
  }

  private let bytes: Text
  private let file: String
  private var position = 0
  private(set) var line = 1
  private var lineStart = 0
  /// The token at this place, where it starts, and the text of an id.
  private(set) var token = Token.end
  private var column = 1
  private(set) var tokenLine = 1
  private var slice: Range<Int> = 0..<0
  /// The text of an id that is not written as it is: with escapes, or of several parts.
  private var joined: [UInt8]?

  /// - Parameters:
  ///   - bytes: the text, which outlives the scanner.
  ///   - file: how places call the file.
  init(_ bytes: Text, file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// Whether the token is an id.
  var isID: Bool { token == .word || token == .quoted }

  /// The place of the token.
  var place: Place { Place(file: file, line: tokenLine, column: column) }

  /// What is wrong at the token.
  func problem(_ what: String) -> InvalidInput { InvalidInput([.graphSyntax(what, format: "DOT", at: place)]) }

  /// Calls a body with the text of the id at this place.
  @inline(__always)
  func withText<Result>(_ body: (Text) -> Result) -> Result {
    if let joined { return joined.withUnsafeBufferPointer(body) }
    return body(Text(rebasing: bytes[slice]))
  }

  /// The text of the id at this place.
  var text: String { withText { String(decoding: $0, as: UTF8.self) } }

  /// The text of the id as bytes of the file; `nil` where it is not written as it is.
  var plainText: Text? { joined == nil ? Text(rebasing: bytes[slice]) : nil }

  /// Whether the token is this word of small letters, in any case and without quotes.
  @inline(__always)
  func isWord(_ word: StaticString) -> Bool {
    guard token == .word, slice.count == word.utf8CodeUnitCount else { return false }
    for index in 0..<slice.count where bytes[slice.lowerBound + index] | 0x20 != word.utf8Start[index] { return false }
    return true
  }

  /// Whether the id is this text, letter for letter.
  @inline(__always)
  func isText(_ text: StaticString) -> Bool {
    withText { id in
      guard id.count == text.utf8CodeUnitCount else { return false }
      for index in 0..<id.count where id[index] != text.utf8Start[index] { return false }
      return true
    }
  }

  /// Whether the next sign behind the token is this one.
  @inline(__always)
  func next(is sign: UInt8) -> Bool {
    // Mostly one blank is before an arrow, which is not what is looked for.
    if position + 1 < bytes.count, bytes[position] > 0x20 || bytes[position + 1] > 0x20 {
      let first = bytes[position] > 0x20 ? bytes[position] : bytes[position + 1]
      if first != UInt8(ascii: "#"), first != UInt8(ascii: "/") { return first == sign }
    }
    return nextBehindBlanks(is: sign)
  }

  private func nextBehindBlanks(is sign: UInt8) -> Bool {
    var rest = self
    rest.skipBlank()
    return rest.position < bytes.count && bytes[rest.position] == sign
  }

  // MARK: Tokens

  /// Goes to the next token.
  @inline(__always)
  mutating func advance() throws(InvalidInput) {
    skipBlank()
    tokenLine = line
    column = position - lineStart + 1
    if joined != nil { joined = nil }
    guard position < bytes.count else {
      token = .end
      return
    }
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ";"),
      UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: ":"):
      token = .sign(byte)
      position += 1
    case UInt8(ascii: "\""): try readQuoted()
    case UInt8(ascii: "<"): try readHTML()
    case UInt8(ascii: "-")
    where position + 1 < bytes.count
      && (bytes[position + 1] == UInt8(ascii: ">") || bytes[position + 1] == UInt8(ascii: "-")):
      token = .arrow
      position += 2
    default: try readWord()
    }
  }

  private mutating func readWord() throws(InvalidInput) {
    let start = position
    // A number may be below zero.
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    let isNumber = position > start
    while position < bytes.count, Self.continuesID(bytes[position]) { position += 1 }
    guard position > start + (isNumber ? 1 : 0) else { throw problem("this sign has no meaning here") }
    if isNumber, !Self.isDigit(bytes[start + 1]) && bytes[start + 1] != UInt8(ascii: ".") {
      throw problem("an id with '-' in it must be in quotes")
    }
    // Without this, 'my-node' would be two nodes.
    if position + 1 < bytes.count, bytes[position] == UInt8(ascii: "-"), bytes[position + 1] != UInt8(ascii: ">"),
      bytes[position + 1] != UInt8(ascii: "-")
    {
      throw problem("an id with '-' in it must be in quotes")
    }
    slice = start..<position
    token = .word
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  @inline(__always)
  private static func continuesID(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || isDigit(byte)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte >= 0x80
  }

  /// Reads an id in quotes, with those that a `+` joins to it.
  private mutating func readQuoted() throws(InvalidInput) {
    token = .quoted
    position += 1
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
      if byte == 0x0A { newLine(at: position) }
      position += 1
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
      slice = start..<position
      position += 1
      skipBlank()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "+") else { return }
      joined = Array(bytes[slice])
    } else {
      var text = Array(bytes[start..<position])
      try readRest(into: &text)
      joined = text
      skipBlank()
    }
    while position < bytes.count, bytes[position] == UInt8(ascii: "+") {
      position += 1
      skipBlank()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw problem("a quoted text is expected after '+'")
      }
      position += 1
      var text = joined ?? []
      joined = nil
      try readRest(into: &text)
      joined = text
      skipBlank()
    }
  }

  /// Reads up to the closing quote and behind it.
  private mutating func readRest(into text: inout [UInt8]) throws(InvalidInput) {
    while true {
      guard position < bytes.count else { throw problem("the quote is not closed") }
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\"), position + 1 < bytes.count {
        let following = bytes[position + 1]
        if following == 0x0A {
          newLine(at: position + 1)
        } else if following == UInt8(ascii: "\"") || following == UInt8(ascii: "\\") {
          text.append(following)
        } else {
          text += [byte, following]
        }
        position += 2
        continue
      }
      if byte == 0x0A { newLine(at: position) }
      text.append(byte)
      position += 1
    }
    position += 1
  }

  private mutating func readHTML() throws(InvalidInput) {
    let start = position
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "<"): depth += 1
      case UInt8(ascii: ">"): depth -= 1
      case 0x0A: newLine(at: position)
      default: break
      }
      position += 1
      if depth == 0 {
        slice = start..<position
        token = .quoted
        return
      }
    }
    throw problem("the angle bracket is not closed")
  }

  @inline(__always)
  private mutating func newLine(at position: Int) {
    line += 1
    lineStart = position + 1
  }

  // MARK: Blanks

  /// White space, comments, and lines of a preprocessor.
  @inline(__always)
  private mutating func skipBlank() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte > UInt8(ascii: "/") { return }
      if byte == 0x0A {
        newLine(at: position)
        position += 1
      } else if byte <= 0x20 {
        position += 1
      } else {
        guard byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#"), skipComment() else { return }
      }
    }
  }

  private mutating func skipComment() -> Bool {
    if bytes[position] == UInt8(ascii: "#") {
      // Only blanks may be before it.
      guard bytes[lineStart..<position].allSatisfy({ $0 <= 0x20 }) else { return false }
      skipLine()
      return true
    }
    guard position + 1 < bytes.count else { return false }
    switch bytes[position + 1] {
    case UInt8(ascii: "/"): skipLine()
    case UInt8(ascii: "*"):
      position += 2
      while position < bytes.count {
        if bytes[position] == UInt8(ascii: "*"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "/") {
          position += 2
          break
        }
        if bytes[position] == 0x0A { newLine(at: position) }
        position += 1
      }
    default: return false
    }
    return true
  }

  private mutating func skipLine() {
    while position < bytes.count, bytes[position] != 0x0A { position += 1 }
  }
}
