import TestSupport
import Testing

@testable import Diagrams

/// Colour refinement against its definition, round by round over all vertices.
@Suite struct LookAlikesTests {
  static func naive(colours: [Int], edges: [(from: Int, to: Int, label: Int)]) -> [Int] {
    var classes = colours
    while true {
      let signatures = classes.indices.map { vertex -> [[Int]] in
        let out = edges.filter { $0.from == vertex }.map { [0, $0.label, classes[$0.to]] }
        let back = edges.filter { $0.to == vertex }.map { [1, $0.label, classes[$0.from]] }
        return [[classes[vertex]]] + (out + back).sorted { $0.lexicographicallyPrecedes($1) }
      }
      var numbers: [[[Int]]: Int] = [:]
      let next = signatures.map { signature -> Int in
        let number = numbers[signature] ?? numbers.count
        numbers[signature] = number
        return number
      }
      if Set(next).count == Set(classes).count { return next }
      classes = next
    }
  }

  @Test("Similar components are those of the definition", arguments: 0..<UInt64(300))
  func agreesWithTheDefinition(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let count = 1 + Int(seed / 12)
    let colours = (0..<count).map { _ in Int.random(in: 0..<2, using: &random) }
    let used = Set(colours).sorted()
    let dense = colours.map { used.firstIndex(of: $0)! }
    let edges = (0..<Int.random(in: 0...count * 2, using: &random)).map { _ in
      (
        from: Int.random(in: 0..<count, using: &random), to: Int.random(in: 0..<count, using: &random),
        label: Int.random(in: 0..<2, using: &random)
      )
    }
    let found = LookAlikes(colours: dense, edges: edges).classes
    let expected = Self.naive(colours: dense, edges: edges)
    for left in 0..<count {
      for right in 0..<left { #expect((found[left] == found[right]) == (expected[left] == expected[right])) }
    }
  }

  @Test("The 20,000 components of a chain are not similar")
  func aLongChainIsNoTrouble() {
    let count = 20_000
    let edges = (1..<count).map { (from: $0 - 1, to: $0, label: 0) }
    let classes = LookAlikes(colours: [Int](repeating: 0, count: count), edges: edges).classes
    #expect(Set(classes).count == count)
  }
}
