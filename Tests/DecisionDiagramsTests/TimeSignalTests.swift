import Synchronization
import Testing

@testable import DecisionDiagrams

/// A signal that the time is over ends every computation, and leaves nothing wrong behind.
@Suite struct TimeSignalTests {
  static let memory = 64 << 20

  /// A signal that is given at the look of a number.
  final class Looks: Sendable {
    private let left: Atomic<Int>

    init(_ count: Int) { left = Atomic(count) }

    var signal: TimeSignal { { self.left.subtract(1, ordering: .relaxed).newValue < 0 } }
  }

  /// Pairs that are far apart in any order: the diagrams are large, the minimal cut sets are few.
  static let farApart: (logic: FaultLogic, top: FaultLogic.Node, pairCount: Int) = {
    var logic = FaultLogic(eventCount: 60)
    var pairs: [UInt32] = []
    for i in 0..<60 {
      for j in 0..<i where (i * j * 7 + i + j) % 11 < 3 {
        pairs.append(logic.addGate(atLeast: 2, of: [UInt32(i), UInt32(j)]))
      }
    }
    let top = logic.addGate(atLeast: 1, of: pairs)
    return (logic, top, pairs.count)
  }()

  @Test("The time signal ends the making of diagrams", arguments: [0, 1, 5, 20])
  func diagrams(_ looks: Int) {
    let (logic, top, _) = Self.farApart
    #expect(throws: LimitReached.time) {
      _ = try FaultDiagrams(logic, roots: [top], memoryLimit: Self.memory, isOver: Looks(looks).signal)
    }
    #expect(throws: LimitReached.time) {
      _ = try MinimalCutSets(of: top, in: logic, memoryLimit: Self.memory, isOver: Looks(looks).signal)
    }
  }

  /// Weights of which no two sums are alike: as many functions as sums. Neither memory nor nodes bound the search alone.
  @Test("The time signal ends a threshold whose weights have only distinct sums")
  func threshold() {
    var logic = FaultLogic(eventCount: 60)
    let members = (0..<60 as Range<UInt32>).map {
      (node: $0, weight: Int64(1_000_000 + Int($0) * Int($0) * 7919 + Int($0) * 104_729))
    }
    let top = logic.addGate(atLeast: members.reduce(0) { $0 + $1.weight } / 2, of: members)
    #expect(throws: LimitReached.time) {
      _ = try FaultDiagrams(logic, roots: [top], memoryLimit: Self.memory, isOver: Looks(30).signal)
    }
  }

  @Test("The time signal ends counting, and shortens a list without making it wrong")
  func countingAndListing() throws {
    let (logic, top, pairCount) = Self.farApart
    let sets = try MinimalCutSets(ofFewIn: logic, of: top, upTo: 2, memoryLimit: Self.memory)
    #expect(throws: LimitReached.time) { try sets.counts { true } }
    #expect(try sets.counts { false }.map(\.size) == sets.counts().map(\.size))
    #expect(sets.list(upTo: 2, limit: .max).count == pairCount)
    var many = FaultLogic(eventCount: 24)
    let gate = many.addGate(atLeast: 12, of: 0..<24 as Range<UInt32>)
    let chosen = try MinimalCutSets(of: gate, in: many, memoryLimit: Self.memory)
    let part = chosen.list(upTo: 12, limit: 100_000, isOver: Looks(3).signal)
    #expect(!part.isEmpty)
    #expect(part.count < 100_000)
    #expect(part.allSatisfy { $0.count == 12 })
    #expect(Set(part).count == part.count)
  }

  @Test("Small cut sets that were cut short list no unfinished size")
  func smallSets() throws {
    let (logic, top, pairCount) = Self.farApart
    for looks in [0, 1, 2, 10, 30] {
      let sets = try #require(SmallCutSets(of: top, in: logic, upTo: 2, isOver: Looks(looks).signal))
      // Nothing is listed of a size that was not finished.
      #expect(sets.triedSize == (looks == 0 ? 0 : 1))
      #expect(sets.sets.isEmpty)
      #expect(!sets.isNever)
    }
    let all = try #require(SmallCutSets(of: top, in: logic, upTo: 2, isOver: Looks(1000).signal))
    #expect(all.triedSize == 2)
    #expect(all.sets.count == pairCount)
  }

  @Test("Importance that was cut short lacks only the probability of the cut sets")
  func importance() throws {
    var small = FaultLogic(eventCount: 3)
    let pair = small.addGate(atLeast: 2, of: [0, 1, 2] as [UInt32])
    let chances = EventProbabilities(values: [0.1, 0.2, 0.3], complements: [0.9, 0.8, 0.7])
    let diagrams = try FaultDiagrams(small, roots: [pair], memoryLimit: Self.memory)
    let whole = diagrams.importance(ofRoot: 0, chances)
    let part = diagrams.importance(ofRoot: 0, chances, isOver: { true })
    #expect(whole.allSatisfy { $0.cutSetsTrue != nil })
    #expect(part.allSatisfy { $0.cutSetsTrue == nil })
    #expect(whole.map(\.birnbaum) == part.map(\.birnbaum))
  }
}
