import Testing

@testable import Reports

/// An answer that is written in pieces has the bytes of one that is written whole.
@Suite struct JSONPiecesTests {
  private struct Answer: Encodable {
    struct Item: Encodable {
      let id: String
      let numbers: [Int]
    }

    let alpha: [Item]
    let middle = "a \n  \"zeta\" : [\n\n  ] b"
    let nested = ["alpha": [Int](), "zeta": []]
    let zeta: [Item]
  }

  private static func items(_ count: Int) -> [Int] { Array(0..<count) }
  private static func item(_ number: Int) -> Answer.Item {
    .init(id: "line\nbreak \(number)", numbers: Array(0..<number % 3))
  }

  @Test(
    "JSON that is written in pieces has the same bytes as JSON in one piece",
    arguments: [0, 1, 2, 2_047, 2_048, 2_049, 5_000], [0, 1, 4_100])
  func sameBytes(first: Int, second: Int) {
    var bytes: [UInt8] = []
    var pieceCount = 0
    JSONPieces.write(
      Answer(alpha: [], zeta: []),
      lists: [.init("alpha", Self.items(first), Self.item), .init("zeta", Self.items(second), Self.item)]
    ) {
      bytes += $0
      pieceCount += 1
    }
    let whole = Answer(alpha: Self.items(first).map(Self.item), zeta: Self.items(second).map(Self.item))
    #expect(String(decoding: bytes, as: UTF8.self) == jsonText(whole))
    #expect(pieceCount >= (first + second) / 2_048)
  }

  /// An item that writes itself, with texts and numbers that it can and cannot write.
  private struct Many: PlainlyWritten {
    struct Cause: Encodable {
      let by: [String]
      let none: Int?
    }

    let after: Double
    let cause: Cause
    let name: String?
    let tier: Int?
    let wave: Int

    func write(to json: inout PlainJSON) {
      json.field("after", after)
      json.object("cause") { json in
        json.field("by", cause.by)
        json.field("none", ifAny: cause.none)
      }
      json.field("name", ifAny: name)
      json.field("tier", ifAny: tier)
      json.field("wave", wave)
    }
  }

  private struct Answers: Encodable { let items: [Many] }

  @Test("Items that write themselves have the bytes that an encoder gives them")
  func writesItself() {
    let texts = ["plain", "", "a b/c", "quo\"te", "back\\slash", "line\nbreak", "##[x", "\u{202E}é", "\u{7F}"]
    let numbers = [0, 1.5, -2, 1e20, 0.1, 1e-7, 86_400, 123_456_789_012]
    var items: [Many] = []
    for (position, text) in texts.enumerated() {
      for (other, number) in numbers.enumerated() {
        items.append(
          Many(
            after: number, cause: .init(by: Array(texts[..<(other % 3)]), none: other % 2 == 0 ? nil : other),
            name: position % 2 == 0 ? text : nil, tier: other % 3 == 0 ? nil : -other, wave: position))
        items.append(
          Many(after: 0, cause: .init(by: [text], none: nil), name: text, tier: nil, wave: other))
      }
    }
    var bytes: [UInt8] = []
    JSONPieces.write(Answers(items: []), lists: [.init("items", items) { $0 }]) { bytes += $0 }
    #expect(String(decoding: bytes, as: UTF8.self) == jsonText(Answers(items: items)))
  }
}
