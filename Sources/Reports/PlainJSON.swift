/// What a long list has very many of. It writes its own JSON, in a small part of the time that an encoder takes, as long as its
/// texts need no escapes.
protocol PlainlyWritten: Encodable {
  /// Writes the fields in the order of their keys: the same bytes as ``jsonText(_:)``.
  func write(to json: inout PlainJSON)
}

/// The JSON of an item of a list that stands under a key of an answer.
struct PlainJSON {
  private(set) var bytes: [UInt8] = []
  /// Whether everything so far could be written here. If not, an encoder has to write the item.
  private(set) var isPlain = true
  /// The column of the keys that are written.
  private var column = 6
  private var isFirst = true

  /// Writes the item of a list.
  mutating func writeItem(_ item: some PlainlyWritten) {
    bytes += "\n    {".utf8
    item.write(to: &self)
    bytes += "\n    }".utf8
  }

  /// Leaves the whole value to the encoder.
  mutating func leaveToEncoder() { isPlain = false }

  mutating func field(_ key: StaticString, _ text: String?) {
    begin(key)
    write(text)
  }

  /// Writes nothing where there is no text.
  mutating func field(_ key: StaticString, ifAny text: String?) {
    if let text { field(key, text) }
  }

  mutating func field(_ key: StaticString, _ number: Int) {
    begin(key)
    bytes += String(number).utf8
  }

  /// Writes nothing where there is no number.
  mutating func field(_ key: StaticString, ifAny number: Int?) {
    if let number { field(key, number) }
  }

  mutating func field(_ key: StaticString, _ number: Double) {
    begin(key)
    // Other numbers are left to the encoder, which decides how many digits they have.
    guard let whole = Int(exactly: number), number.magnitude < 1e15 else {
      isPlain = false
      return
    }
    bytes += String(whole).utf8
  }

  mutating func field(_ key: StaticString, _ texts: [String]) {
    begin(key)
    bytes.append(UInt8(ascii: "["))
    column += 2
    isFirst = true
    for text in texts {
      nextLine()
      write(text)
    }
    column -= 2
    if texts.isEmpty { bytes.append(UInt8(ascii: "\n")) }
    endLines("]")
  }

  mutating func object(_ key: StaticString, _ fields: (inout PlainJSON) -> Void) {
    begin(key)
    bytes.append(UInt8(ascii: "{"))
    column += 2
    isFirst = true
    fields(&self)
    column -= 2
    endLines("}")
  }

  // MARK: Parts

  private mutating func begin(_ key: StaticString) {
    nextLine()
    bytes.append(UInt8(ascii: "\""))
    bytes += UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
    bytes += "\" : ".utf8
  }

  private mutating func nextLine() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    indent()
  }

  private mutating func endLines(_ end: Unicode.Scalar) {
    isFirst = false
    indent()
    bytes.append(UInt8(ascii: end))
  }

  private mutating func indent() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<column { bytes.append(UInt8(ascii: " ")) }
  }

  private mutating func write(_ text: String?) {
    guard let text else {
      bytes += "null".utf8
      return
    }
    // What has to be escaped, or may be a part of a runner's command.
    isPlain =
      isPlain
      && text.utf8.allSatisfy { byte in
        (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
          && byte != UInt8(ascii: "#")
      }
    bytes.append(UInt8(ascii: "\""))
    bytes += text.utf8
    bytes.append(UInt8(ascii: "\""))
  }
}
