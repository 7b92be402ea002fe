import TestSupport
import Testing

@testable import DecisionDiagrams

@Suite struct MinimalCutSetsTests {
  private static let memory = 64 << 20

  @Test("Both methods list and count the cut sets that trying every set of events finds", arguments: 0..<40)
  func bruteForce(_ block: Int) throws {
    for seed in block * 25..<block * 25 + 25 {
      let random = RandomLogic(seed: UInt64(seed), hasCircles: seed % 2 == 0)
      let solutions = random.solutions()
      for root in 0..<random.nodeCount {
        let expected = RandomLogic.minimal(solutions[root])
        for size in [1, 2] {
          let small = try #require(SmallCutSets(of: UInt32(root), in: random.logic, upTo: size))
          #expect(small.sets == expected.filter { $0.count <= size }, "seed \(seed), root \(root), up to \(size)")
          #expect(small.isNever == expected.isEmpty)
        }
        for (limit, method) in [
          (nil, FaultDiagrams.Method.functions), (2, .functions), (2, .minimalSolutions(upTo: 2)),
          (4, .minimalSolutions(upTo: 4)),
        ] {
          let sets = try MinimalCutSets(
            of: UInt32(root), in: random.logic, upTo: limit, by: method, memoryLimit: Self.memory)
          let wanted = expected.filter { $0.count <= limit ?? .max }
          #expect(sets.list(upTo: 99, limit: .max) == wanted, "seed \(seed), root \(root), \(method)")
          let counts = Dictionary(grouping: wanted, by: \.count).mapValues { "\($0.count)" }
          let found = sets.counts().map { ($0.size, "\($0.count)") }
          #expect(Dictionary(uniqueKeysWithValues: found) == counts, "seed \(seed), root \(root), \(method)")
        }
      }
    }
  }

  @Test("The likeliest sets, and the sum of all, are those of trying every set of events", arguments: 0..<20)
  func likely(_ block: Int) throws {
    for seed in block * 15..<block * 15 + 15 {
      let random = RandomLogic(seed: UInt64(seed), hasCircles: seed % 2 == 0)
      let solutions = random.solutions()
      let values = (0..<random.logic.eventCount).map { [0.5, 0.1, 0.003, 0.02][($0 + seed) % 4] }
      for root in 0..<random.nodeCount {
        let expected = RandomLogic.minimal(solutions[root])
        for (limit, method) in [
          (nil, FaultDiagrams.Method.functions), (2, .functions), (3, .minimalSolutions(upTo: 3)),
        ] {
          let sets = try MinimalCutSets(
            of: UInt32(root), in: random.logic, upTo: limit, by: method, memoryLimit: Self.memory)
          let wanted = expected.filter { $0.count <= limit ?? .max }
          func product(_ set: [FaultLogic.Node]) -> Double { set.reduce(1.0) { $0 * values[Int($1)] } }
          let sum = wanted.reduce(0) { $0 + product($1) }
          #expect(abs(sets.sumOfProducts(values) - sum) <= 1e-12 * max(1, sum), "seed \(seed), root \(root)")
          let all = sets.likely(values, limit: 10_000)
          #expect(Set(all.map(\.events)) == Set(wanted), "seed \(seed), root \(root), \(method)")
          #expect(all.map(\.product) == all.map(\.product).sorted(by: >))
          for count in [1, 3] where wanted.count > count {
            let few = sets.likely(values, limit: count)
            let best = wanted.map(product).sorted(by: >).prefix(count)
            #expect(
              zip(few.map(\.product), best).allSatisfy { abs($0 - $1) <= 1e-12 * $1 }, "seed \(seed), root \(root)")
            #expect(few.count == count)
          }
          let bar = 0.011
          #expect(
            Set(sets.likely(values, atLeast: bar, limit: 10_000).map(\.events))
              == Set(wanted.filter { product($0) >= bar }), "seed \(seed), root \(root), \(method)")
        }
      }
    }
  }

  /// More events than there are lanes: the pairs of neighbours in a ring, and an event of its own.
  @Test("Small cut sets are found among more events than a sweep has lanes")
  func pairsAmongMany() throws {
    let count: UInt32 = 1500
    var logic = FaultLogic(eventCount: Int(count) + 1)
    let pairs = (0..<count).map { logic.addGate(atLeast: 2, of: [$0, ($0 + 1) % count]) }
    let top = logic.addGate(atLeast: 1, of: pairs + [count])
    let small = try #require(SmallCutSets(of: top, in: logic, upTo: 2))
    let expected = (0..<count).map { [$0, ($0 + 1) % count].sorted() }
    #expect(small.sets.first == [count])
    #expect(Set(small.sets.dropFirst()) == Set(expected))
    #expect(small.sets.count == 1501)
  }

  @Test("A limited list contains only minimal cut sets, the smallest first")
  func limitedListing() throws {
    let random = RandomLogic(seed: 11, hasCircles: false)
    let solutions = random.solutions()
    for root in 0..<random.nodeCount {
      let expected = RandomLogic.minimal(solutions[root])
      let sets = try MinimalCutSets(of: UInt32(root), in: random.logic, memoryLimit: Self.memory)
      for limit in 0...expected.count {
        let listed = sets.list(upTo: 99, limit: limit)
        #expect(listed.count == limit)
        #expect(listed.map(\.count) == expected.prefix(limit).map(\.count))
        #expect(Set(listed).count == limit)
        #expect(Set(listed).isSubset(of: expected))
      }
    }
  }

  @Test("2²⁰⁰ cut sets are counted without being listed")
  func countsWithoutEnumerating() throws {
    var logic = FaultLogic(eventCount: 400)
    let pairs = (0..<200 as Range<UInt32>).map { logic.addGate(atLeast: 1, of: [2 * $0, 2 * $0 + 1]) }
    let top = logic.addGate(atLeast: 200, of: pairs)
    let sets = try MinimalCutSets(of: top, in: logic, memoryLimit: Self.memory)
    let counts = sets.counts()
    #expect(counts.map(\.size) == [200])
    #expect("\(counts[0].count)" == "1606938044258990275541962092341162602522202993782792835301376")
  }

  @Test("The cut sets of a threshold are counted by a binomial coefficient beyond 64 bits")
  func threshold() throws {
    var logic = FaultLogic(eventCount: 100)
    let top = logic.addGate(atLeast: 50, of: 0..<100 as Range<UInt32>)
    let sets = try MinimalCutSets(of: top, in: logic, memoryLimit: Self.memory)
    #expect(sets.counts().map { "\($0.size): \($0.count)" } == ["50: 100891344545564193334812497256"])
  }

  @Test("A diagram of 20,000 levels does not overflow the stack")
  func deepLogic() throws {
    let count = 20_000
    var logic = FaultLogic(eventCount: count)
    // Pairs of neighbours, so that neither modules nor bundles shorten it: x0x1 + x1x2 + x2x3 + …
    let pairs = (0..<UInt32(count - 1)).map { logic.addGate(atLeast: 2, of: [$0, $0 + 1]) }
    let top = logic.addGate(atLeast: 1, of: pairs)
    let sets = try MinimalCutSets(of: top, in: logic, memoryLimit: 256 << 20)
    #expect(sets.counts().map { "\($0.size): \($0.count)" } == ["2: \(count - 1)"])
  }

  @Test("A search beyond the memory limit stops with an error, and a smaller search still succeeds")
  func memoryLimit() throws {
    // Pairs that are far apart in any order.
    var logic = FaultLogic(eventCount: 60)
    var pairs: [UInt32] = []
    for i in 0..<60 {
      for j in 0..<i where (i * j * 7 + i + j) % 11 < 3 {
        pairs.append(logic.addGate(atLeast: 2, of: [UInt32(i), UInt32(j)]))
      }
    }
    let top = logic.addGate(atLeast: 1, of: pairs)
    #expect(throws: MemoryLimitReached.self) {
      _ = try MinimalCutSets(of: top, in: logic, memoryLimit: 1 << 16)
    }
    let sets = try MinimalCutSets(of: top, in: logic, upTo: 2, memoryLimit: 1 << 20)
    #expect("\(sets.counts().map(\.count))" == "[\(pairs.count)]")
  }
}
