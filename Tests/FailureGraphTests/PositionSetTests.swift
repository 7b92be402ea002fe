import Graphs
import TestSupport
import Testing

/// The set of positions against one of the standard library.
@Suite struct PositionSetTests {
  @Test(
    "A position set finds the first and last member as a standard set does",
    arguments: [0, 1, 2, 63, 64, 65, 4095, 4096, 4097, 300_000])
  func againstSet(bound: Int) {
    var random = SplitMix64(seed: UInt64(bound))
    var positions = PositionSet(bound: bound)
    var expected: Set<Int> = []
    for round in 0..<600 where bound > 0 {
      // It fills, and is emptied again.
      let number = round > 450 ? expected.randomElement(using: &random) : nil
      let member = number ?? Int.random(in: 0..<bound, using: &random)
      if round % 3 > 0, round < 450 {
        positions.insert(member)
        expected.insert(member)
      } else {
        positions.remove(member)
        expected.remove(member)
      }
      for place in [0, bound - 1, member, Int.random(in: 0..<bound, using: &random)] {
        let first = positions.first(from: place)
        let last = positions.last(to: place)
        #expect(first == expected.filter { $0 >= place }.min(), "round \(round), from \(place)")
        #expect(last == expected.filter { $0 <= place }.max(), "round \(round), to \(place)")
      }
    }
    for member in expected { positions.remove(member) }
    #expect(positions.first(from: 0) == nil)
    #expect(positions.last(to: bound - 1) == nil)
    #expect(positions.first(from: bound) == nil)
    #expect(positions.last(to: -1) == nil)
  }
}
