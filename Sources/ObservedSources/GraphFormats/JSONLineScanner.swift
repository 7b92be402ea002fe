internal import DependencyModel

/// A line of a graph, as bytes of the file: reused from line to line.
struct GraphLine {
  typealias Text = UnsafeBufferPointer<UInt8>

  /// The place of an id in `ids`, or the number of a group of `groups`.
  enum Target {
    case id(Int)
    case group(Int)
  }

  struct Group {
    var threshold: DependencyModel.Group.Threshold
    var members: Range<Int>
  }

  enum Key {
    case source, target, kind, group, threshold, id, name, other
    case relation(Component.Relation.Kind)

    /// The table of the keys that have a meaning besides those of relations.
    static let words: [(word: StaticString, key: Key)] = [
      ("source", .source), ("target", .target), ("kind", .kind), ("group", .group), ("k", .threshold), ("id", .id),
      ("name", .name),
    ]
    private static let relations = Component.Relation.Kind.allCases.map { (word: $0.rawValue, kind: $0) }

    init(_ text: Text) {
      for (word, key) in Self.words
      where word.utf8CodeUnitCount == text.count && Self.isEqual(text, word.utf8Start) {
        self = key
        return
      }
      for (word, kind) in Self.relations where word.utf8.count == text.count && word.utf8.elementsEqual(text) {
        self = .relation(kind)
        return
      }
      self = .other
    }

    @inline(__always)
    private static func isEqual(_ text: Text, _ word: UnsafePointer<UInt8>) -> Bool {
      for index in text.indices where text[index] != word[index] { return false }
      return true
    }
  }

  var source: Text?
  var target: Text?
  var kind: Text?
  var group: Text?
  var threshold: Int?
  var id: Text?
  var name: Text?
  var relations: [(kind: Component.Relation.Kind, target: Target)] = []
  var groups: [Group] = []
  /// The ids that the relations name, the members of groups among them.
  var ids: [Text] = []

  mutating func clear() {
    (source, target, kind, group, threshold, id, name) = (nil, nil, nil, nil, nil, nil, nil)
    relations.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    ids.removeAll(keepingCapacity: true)
  }
}

/// Reads lines as graph tools write them: one flat object, texts of plain ASCII without escapes, lists of texts.
///
/// Other lines are left to the JSON reader, which also reports what is wrong with them; so it needs no messages, and
/// takes nothing that it is not sure of.
struct JSONLineScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// - Parameter bytes: a line without its end.
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Reads the line; `false` where it is not of the plain form.
  mutating func read(into line: inout GraphLine) -> Bool {
    line.clear()
    skipBlanks()
    guard take(UInt8(ascii: "{")) else { return false }
    skipBlanks()
    if !take(UInt8(ascii: "}")) {
      repeat {
        skipBlanks()
        guard let key = text(), takeColon(), readValue(of: GraphLine.Key(key), into: &line) else { return false }
        skipBlanks()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "}")) else { return false }
    }
    skipBlanks()
    return position == bytes.count
  }

  private mutating func readValue(of key: GraphLine.Key, into line: inout GraphLine) -> Bool {
    switch key {
    case .source: readText(into: &line.source)
    case .target: readText(into: &line.target)
    case .kind: readText(into: &line.kind)
    case .group: readText(into: &line.group)
    case .id: readText(into: &line.id)
    case .name: readText(into: &line.name)
    case .threshold: readThreshold(into: &line)
    case .relation(let kind): readRelations(kind, into: &line)
    case .other: false
    }
  }

  /// Reads a text, which must not be empty nor appear twice.
  private mutating func readText(into place: inout GraphLine.Text?) -> Bool {
    guard place == nil, let text = text(), !text.isEmpty else { return false }
    place = text
    return true
  }

  private mutating func readThreshold(into line: inout GraphLine) -> Bool {
    guard line.threshold == nil, let number = number() else { return false }
    line.threshold = number
    return true
  }

  private mutating func readRelations(_ kind: Component.Relation.Kind, into line: inout GraphLine) -> Bool {
    guard take(UInt8(ascii: "[")) else { return readRelation(kind, into: &line) }
    skipBlanks()
    if take(UInt8(ascii: "]")) { return true }
    repeat {
      skipBlanks()
      guard readRelation(kind, into: &line) else { return false }
      skipBlanks()
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]"))
  }

  private mutating func readRelation(_ kind: Component.Relation.Kind, into line: inout GraphLine) -> Bool {
    if kind != .in, take(UInt8(ascii: "{")) { return readGroup(kind, into: &line) }
    guard let id = text(), !id.isEmpty else { return false }
    line.relations.append((kind, .id(line.ids.count)))
    line.ids.append(id)
    return true
  }

  /// Reads `any`, `all`, or `atLeast` before `of`, after the brace.
  private mutating func readGroup(_ kind: Component.Relation.Kind, into line: inout GraphLine) -> Bool {
    skipBlanks()
    guard var key = text(), takeColon() else { return false }
    var threshold = Group.Threshold.all
    if key.elementsEqual("atLeast".utf8) {
      guard let number = number(), number > 0 else { return false }
      skipBlanks()
      guard take(UInt8(ascii: ",")) else { return false }
      skipBlanks()
      guard let next = text(), next.elementsEqual("of".utf8), takeColon() else { return false }
      threshold = .atLeast(Amount(Int32(clamping: number)))
      key = next
    } else if key.elementsEqual("any".utf8) {
      threshold = .any
    } else if !key.elementsEqual("all".utf8) {
      return false
    }
    guard take(UInt8(ascii: "[")) else { return false }
    let start = line.ids.count
    repeat {
      skipBlanks()
      guard let member = text(), !member.isEmpty else { return false }
      line.ids.append(member)
      skipBlanks()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { return false }
    skipBlanks()
    guard take(UInt8(ascii: "}")) else { return false }
    line.relations.append((kind, .group(line.groups.count)))
    line.groups.append(GraphLine.Group(threshold: threshold, members: start..<line.ids.count))
    return true
  }

  // MARK: Signs

  @inline(__always)
  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 || bytes[position] == 0x0D {
      position += 1
    }
  }

  @inline(__always)
  private mutating func take(_ sign: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == sign else { return false }
    position += 1
    return true
  }

  @inline(__always)
  private mutating func takeColon() -> Bool {
    skipBlanks()
    guard take(UInt8(ascii: ":")) else { return false }
    skipBlanks()
    return true
  }

  /// A text in quotes, of printable ASCII without escapes.
  @inline(__always)
  private mutating func text() -> GraphLine.Text? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = position
    skipPlainSigns()
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        return GraphLine.Text(rebasing: bytes[start..<position - 1])
      }
      // Control characters, escapes, and what is not ASCII; 0x7F is a control character.
      if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\\") { return nil }
      position += 1
    }
    return nil
  }

  /// Passes over what ends no plain text, eight bytes at a time: up to the first byte that does, or near the line's end.
  ///
  /// The test for a zero byte in a word is that of Mycroft (1987); a borrow can only mark bytes above a true one.
  @inline(__always)
  private mutating func skipPlainSigns() {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    while position + 8 <= bytes.count {
      let word = UnsafeRawPointer(bytes.baseAddress!).loadUnaligned(fromByteOffset: position, as: UInt64.self)
        .littleEndian
      let quote = word ^ (ones &* 0x22)
      let escape = word ^ (ones &* 0x5C)
      let delete = word ^ (ones &* 0x7F)
      let ends = (quote &- ones) & ~quote | (escape &- ones) & ~escape | (delete &- ones) & ~delete
      let found = (ends | (word &- ones &* 0x20) & ~word | word) & tops
      guard found == 0 else {
        position += found.trailingZeroBitCount / 8
        return
      }
      position += 8
    }
  }

  /// A whole number of few digits.
  private mutating func number() -> Int? {
    var value = 0
    let start = position
    while position < bytes.count, position - start < 9, case let digit = bytes[position] &- UInt8(ascii: "0"),
      digit < 10
    {
      value = 10 * value + Int(digit)
      position += 1
    }
    guard position > start, position < bytes.count,
      ![UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[position]),
      bytes[position] &- UInt8(ascii: "0") > 9, bytes[start] != UInt8(ascii: "0") || position == start + 1
    else { return nil }
    return value
  }
}
