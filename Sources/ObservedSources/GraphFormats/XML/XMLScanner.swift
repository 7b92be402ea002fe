internal import ModelFormats

/// Reads XML as a row of tags and texts, for files of which no tree should be made: the bytes of the file are all that is kept.
///
/// It takes what follows XML 1.0 and declares no entities; what it refuses is read again by `XMLReader`, which says exactly
/// what is wrong.
struct XMLScanner {
  typealias Text = UnsafeBufferPointer<UInt8>

  /// The text is not XML, or declares entities.
  struct Problem: Error {
    var line: Int
    var reason: String
  }

  enum Event {
    /// A tag that opens an element; ``XMLScanner/name`` and ``XMLScanner/attributes`` are of it.
    case start
    /// The end of the element of that name.
    case end
    /// Text that is not blank.
    case text
    case finish
  }

  /// A piece of the text.
  struct Piece {
    var bytes: Text
    /// Whether there are entities in it, so that it is not yet the text that it means.
    var hasEscapes = false

    /// The text that it means.
    var text: String { hasEscapes ? XMLScanner.unescaped(bytes) : String(decoding: bytes, as: UTF8.self) }

    /// Whether it is this text, letter for letter.
    @inline(__always)
    func `is`(_ text: StaticString) -> Bool {
      guard bytes.count == text.utf8CodeUnitCount else { return false }
      for index in bytes.indices where bytes[index] != text.utf8Start[index] { return false }
      return true
    }
  }

  private let bytes: Text
  private var position = 0
  private(set) var line = 1
  /// The name of the element that opens or ends.
  private(set) var name = Piece(bytes: Text(start: nil, count: 0))
  /// The attributes of the element that opens.
  private(set) var attributes: [(name: Piece, value: Piece)] = []
  /// The text that was read.
  private(set) var text = Piece(bytes: Text(start: nil, count: 0))
  /// The names of the elements that are open.
  private var open: [Text] = []
  private var endsAtOnce = false
  private var hasRoot = false

  /// - Parameter bytes: the text, which outlives the scanner.
  init(_ bytes: Text) { self.bytes = bytes }

  /// The value of an attribute of the element that opens.
  @inline(__always)
  subscript(name: StaticString) -> Piece? {
    for attribute in attributes where attribute.name.is(name) { return attribute.value }
    return nil
  }

  private func problem(_ reason: String) -> Problem { Problem(line: line, reason: reason) }

  // MARK: Events

  /// Reads up to the next tag or text.
  mutating func next() throws(Problem) -> Event {
    if endsAtOnce {
      endsAtOnce = false
      _ = open.popLast()
      return .end
    }
    while true {
      if position >= bytes.count {
        guard open.isEmpty, hasRoot else { throw problem("the file ends within an element") }
        return .finish
      }
      if bytes[position] != UInt8(ascii: "<") {
        if try readText() { return .text }
        continue
      }
      guard position + 1 < bytes.count else { throw problem("the file ends within a tag") }
      switch bytes[position + 1] {
      case UInt8(ascii: "/"):
        try readEnd()
        return .end
      case UInt8(ascii: "?"): try skip(to: "?>", "a processing instruction")
      case UInt8(ascii: "!"):
        if try readDeclaration() { return .text }
      default:
        try readStart()
        return .start
      }
    }
  }

  /// Reads text up to the next tag; `false` where it is blank.
  @inline(__always)
  private mutating func readText() throws(Problem) -> Bool {
    let start = position
    var isBlank = true
    var hasEscapes = false
    while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
      let byte = bytes[position]
      if byte == 0x0A { line += 1 } else if byte > 0x20 { isBlank = false }
      if byte == UInt8(ascii: "&") {
        hasEscapes = true
        guard Self.isEntity(bytes, at: position) else { throw problem("this entity is not known") }
      }
      position += 1
    }
    guard !isBlank else { return false }
    guard !open.isEmpty else { throw problem("text is outside of the root element") }
    text = Piece(bytes: Text(rebasing: bytes[start..<position]), hasEscapes: hasEscapes)
    return true
  }

  private mutating func readStart() throws(Problem) {
    position += 1
    let element = try readName()
    attributes.removeAll(keepingCapacity: true)
    while true {
      let hasBlank = skipBlanks()
      guard position < bytes.count else { throw problem("the file ends within a tag") }
      if bytes[position] == UInt8(ascii: ">") {
        position += 1
        break
      }
      if bytes[position] == UInt8(ascii: "/") {
        guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: ">") else {
          throw problem("'>' is expected behind '/'")
        }
        position += 2
        endsAtOnce = true
        break
      }
      guard hasBlank else { throw problem("a blank is expected before an attribute") }
      let key = try readName()
      skipBlanks()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { throw problem("'=' is expected") }
      position += 1
      skipBlanks()
      attributes.append((Piece(bytes: key), try readValue()))
    }
    guard !(open.isEmpty && hasRoot) else { throw problem("nothing may follow the end of the root element") }
    guard open.count < SyntaxLimits.nesting else {
      throw problem("elements are nested more than \(SyntaxLimits.nesting) deep")
    }
    hasRoot = true
    open.append(element)
    name = Piece(bytes: element)
  }

  private mutating func readValue() throws(Problem) -> Piece {
    guard position < bytes.count, case let quote = bytes[position],
      quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    else { throw problem("the value of an attribute must be in quotes") }
    position += 1
    let start = position
    var hasEscapes = false
    while position < bytes.count, bytes[position] != quote {
      let byte = bytes[position]
      if byte == 0x0A { line += 1 }
      if byte == UInt8(ascii: "<") { throw problem("'<' is written &lt; in the value of an attribute") }
      if byte == UInt8(ascii: "&") {
        hasEscapes = true
        guard Self.isEntity(bytes, at: position) else { throw problem("this entity is not known") }
      }
      position += 1
    }
    guard position < bytes.count else { throw problem("the value of an attribute does not end") }
    position += 1
    return Piece(bytes: Text(rebasing: bytes[start..<position - 1]), hasEscapes: hasEscapes)
  }

  private mutating func readEnd() throws(Problem) {
    position += 2
    let element = try readName()
    skipBlanks()
    guard position < bytes.count, bytes[position] == UInt8(ascii: ">"), let opened = open.popLast(),
      opened.elementsEqual(element)
    else { throw problem("this end tag does not close the element that is open") }
    position += 1
    name = Piece(bytes: element)
  }

  /// Reads what starts with `<!`: a comment, a document type or, which is text, marked data; `true` for text.
  private mutating func readDeclaration() throws(Problem) -> Bool {
    if starts(with: "<!--") {
      position += 4
      try skip(to: "-->", "a comment")
      return false
    }
    if starts(with: "<![CDATA["), !open.isEmpty {
      position += 9
      let start = position
      try skip(to: "]]>", "marked data")
      text = Piece(bytes: Text(rebasing: bytes[start..<position - 3]))
      return true
    }
    guard starts(with: "<!DOCTYPE"), !hasRoot else { throw problem("this is not XML") }
    while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
      // A document type with declarations in it may declare entities.
      if bytes[position] == UInt8(ascii: "[") { throw problem("a document type with declarations in it is not read") }
      if bytes[position] == 0x0A { line += 1 }
      position += 1
    }
    guard position < bytes.count else { throw problem("the document type does not end") }
    position += 1
    return false
  }

  // MARK: Signs

  private mutating func readName() throws(Problem) -> Text {
    let start = position
    while position < bytes.count, Self.isName(bytes[position]) { position += 1 }
    guard position > start, bytes[start] &- UInt8(ascii: "0") > 9, bytes[start] != UInt8(ascii: "-"),
      bytes[start] != UInt8(ascii: ".")
    else { throw problem("a name is expected here") }
    return Text(rebasing: bytes[start..<position])
  }

  @inline(__always)
  private static func isName(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 11 || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte >= 0x80
  }

  @inline(__always) @discardableResult
  private mutating func skipBlanks() -> Bool {
    let start = position
    while position < bytes.count, bytes[position] <= 0x20 {
      if bytes[position] == 0x0A { line += 1 }
      position += 1
    }
    return position > start
  }

  private func starts(with text: StaticString) -> Bool {
    guard position + text.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<text.utf8CodeUnitCount where bytes[position + index] != text.utf8Start[index] { return false }
    return true
  }

  /// Goes behind the next place where a text is.
  private mutating func skip(to text: StaticString, _ what: String) throws(Problem) {
    while position < bytes.count {
      if starts(with: text) {
        position += text.utf8CodeUnitCount
        return
      }
      if bytes[position] == 0x0A { line += 1 }
      position += 1
    }
    throw problem("\(what) does not end")
  }

  // MARK: Entities

  private static let entities: [(name: String, sign: UInt8)] = [
    ("amp", UInt8(ascii: "&")), ("lt", UInt8(ascii: "<")), ("gt", UInt8(ascii: ">")), ("quot", UInt8(ascii: "\"")),
    ("apos", UInt8(ascii: "'")),
  ]

  private static func isEntity(_ bytes: Text, at position: Int) -> Bool {
    let rest = bytes[(position + 1)...].prefix(12)
    guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else { return false }
    return character(of: rest[..<end]) != nil
  }

  private static func character(of name: Slice<Text>) -> Unicode.Scalar? {
    if let entity = entities.first(where: { name.elementsEqual($0.name.utf8) }) { return Unicode.Scalar(entity.sign) }
    guard name.first == UInt8(ascii: "#") else { return nil }
    let digits = String(decoding: name.dropFirst(), as: UTF8.self)
    let number = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
  }

  fileprivate static func unescaped(_ bytes: Text) -> String {
    var text: [UInt8] = []
    var position = 0
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "&"),
        let end = bytes[position...].prefix(13).firstIndex(of: UInt8(ascii: ";")),
        let scalar = character(of: bytes[(position + 1)..<end])
      else {
        text.append(bytes[position])
        position += 1
        continue
      }
      text.append(contentsOf: UTF8.encode(scalar)!)
      position = end + 1
    }
    return String(decoding: text, as: UTF8.self)
  }
}
