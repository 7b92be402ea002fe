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
}
