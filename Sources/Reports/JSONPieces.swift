internal import FoundationEssentials

/// Writes an answer as JSON in pieces: the same bytes as ``jsonText(_:)``, in memory for a few thousand items of its long
/// lists at a time.
struct JSONPieces {
  /// A long list under a key of the answer's own.
  struct List {
    let key: String
    let count: Int
    /// Some of its items as JSON, each after a line break, with commas between them.
    let encode: (Range<Int>) -> [UInt8]

    /// A list of what some items become.
    init<Item>(_ key: String, _ items: [Item], _ answer: @escaping (Item) -> some Encodable) {
      self.key = key
      count = items.count
      encode = { range in JSONPieces.indented(jsonData(items[range].map(answer))) }
    }

    /// A list of what some items become, of which most write themselves.
    init<Item>(_ key: String, _ items: [Item], _ answer: @escaping (Item) -> some PlainlyWritten) {
      self.key = key
      count = items.count
      encode = { range in
        var result: [UInt8] = []
        for item in items[range] {
          if !result.isEmpty { result.append(UInt8(ascii: ",")) }
          let answer = answer(item)
          var plain = PlainJSON()
          plain.writeItem(answer)
          result += plain.isPlain ? plain.bytes : JSONPieces.indented(jsonData([answer]))
        }
        return result
      }
    }
  }

  private static let itemsPerPiece = 2_048

  /// Writes an answer.
  ///
  /// - Parameters:
  ///   - answer: with its long lists empty.
  ///   - lists: what belongs in those, in the order of their keys.
  static func write<Failure>(
    _ answer: some Encodable, lists: [List], to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var rest = ArraySlice(jsonText(answer).utf8)
    for list in lists where list.count > 0 {
      // Only the answer's own keys begin in the third column: in texts, line breaks are escaped.
      let start = Array("\n  \"\(list.key)\" : [".utf8)
      let empty = start + Array("\n\n  ]".utf8)
      guard let position = rest.firstRange(of: empty)?.lowerBound else {
        preconditionFailure("the list '\(list.key)' must be empty, and lists stand in the order of their keys")
      }
      try sink(Array(rest[..<position]) + start)
      for first in stride(from: 0, to: list.count, by: itemsPerPiece) {
        let range = first..<min(first + itemsPerPiece, list.count)
        try sink((first == 0 ? [] : [UInt8(ascii: ",")]) + list.encode(range))
      }
      try sink(Array("\n  ]".utf8))
      rest = rest[(position + empty.count)...]
    }
    try sink(Array(rest))
  }

  /// The items of an encoded list, two columns further to the right, each line after a line break.
  private static func indented(_ list: Data) -> [UInt8] {
    let lineBreak = UInt8(ascii: "\n")
    var result: [UInt8] = []
    result.reserveCapacity(list.count + list.count / 8)
    // Without the bracket in front and the line break and bracket at the end.
    var rest = [UInt8](list)[1..<max(1, list.count - 2)]
    var isFirst = true
    while !rest.isEmpty {
      let end = rest.firstIndex(of: lineBreak).map { $0 + 1 } ?? rest.endIndex
      // An empty list has a line with nothing on it.
      if !isFirst, rest.first != lineBreak { result += [UInt8(ascii: " "), UInt8(ascii: " ")] }
      result += rest[..<end]
      rest = rest[end...]
      isFirst = false
    }
    return result
  }
}
