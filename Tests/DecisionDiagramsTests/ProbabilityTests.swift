import DecisionDiagrams
import TestSupport
import Testing

@Suite struct ProbabilityTests {
  private static let memory = 64 << 20

  /// The sum over every set of events that makes a node true.
  private func enumerated(_ solutions: [Bool], _ p: [Double]) -> Double {
    solutions.indices.reduce(0) { sum, set in
      guard solutions[set] else { return sum }
      return sum + p.indices.reduce(1) { $0 * (set >> $1 & 1 == 1 ? p[$1] : 1 - p[$1]) }
    }
  }

  private func isClose(_ left: Double, _ right: Double, _ tolerance: Double = 1e-12) -> Bool {
    abs(left - right) <= tolerance * max(abs(left), abs(right)) || abs(left - right) < 1e-300
  }

  private func chances(of random: RandomLogic, seed: Int) -> [Double] {
    var generator = SplitMix64(seed: UInt64(seed))
    return (0..<random.eventCount).map { _ in
      [0, 1, 0.5, 1e-3, 1e-6, 0.25, 0.75].randomElement(using: &generator)!
    }
  }

  @Test("The probability of every node is the sum over the sets of events that make it true", arguments: 0..<30)
  func bruteForce(_ block: Int) throws {
    for seed in block * 25..<block * 25 + 25 {
      let random = RandomLogic(seed: UInt64(seed), hasCircles: seed % 2 == 0)
      let solutions = random.solutions()
      let p = chances(of: random, seed: seed)
      let events = EventProbabilities(values: p, complements: p.map { 1 - $0 })
      let diagrams = try FaultDiagrams(
        random.logic, roots: (0..<random.nodeCount).map { UInt32($0) }, memoryLimit: Self.memory)
      for (node, found) in diagrams.probabilities(events).enumerated() {
        let expected = enumerated(solutions[node], p)
        #expect(isClose(found, expected), "seed \(seed), node \(node): \(found) is not \(expected)")
      }
    }
  }

  @Test("The measures of importance follow their definitions", arguments: 0..<15)
  func importance(_ block: Int) throws {
    for seed in block * 20..<block * 20 + 20 {
      let random = RandomLogic(seed: UInt64(seed), hasCircles: seed % 2 == 0)
      let solutions = random.solutions()
      let p = chances(of: random, seed: seed)
      let events = EventProbabilities(values: p, complements: p.map { 1 - $0 })
      let roots = (0..<random.nodeCount).map { UInt32($0) }
      let diagrams = try FaultDiagrams(random.logic, roots: roots, memoryLimit: Self.memory)
      for node in roots.indices {
        let minimal = RandomLogic.minimal(solutions[node])
        let found = diagrams.importance(ofRoot: node, events)
        #expect(found.map(\.event) == Set(minimal.joined()).sorted(), "seed \(seed), node \(node)")
        for importance in found {
          let event = Int(importance.event)
          var (with, without) = (p, p)
          with[event] = 1
          without[event] = 0
          let whenTrue = enumerated(solutions[node], with)
          let whenFalse = enumerated(solutions[node], without)
          #expect(isClose(importance.whenTrue, whenTrue), "seed \(seed), node \(node), event \(event)")
          #expect(isClose(importance.whenFalse, whenFalse), "seed \(seed), node \(node), event \(event)")
          #expect(abs(importance.birnbaum - (whenTrue - whenFalse)) < 1e-14)
          let containing = minimal.filter { $0.contains(importance.event) }
          let union = solutions[node].indices.map { set in
            containing.contains { $0.allSatisfy { set >> Int($0) & 1 == 1 } }
          }
          let expected = enumerated(union, p)
          #expect(isClose(try #require(importance.cutSetsTrue), expected), "seed \(seed), node \(node), event \(event)")
        }
      }
    }
  }
}
