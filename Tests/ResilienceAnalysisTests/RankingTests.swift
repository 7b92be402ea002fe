import DependencyModel
import Foundation
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// Rankings against one impact a fault, and against the definition of a pair that is worse than its parts.
@Suite struct RankingTests {
  /// Many systems beside each other, with a domain over them: more faults than a block has lanes.
  static func large(seed: UInt64, parts: Int = 70) -> Model {
    var domains: [Component] = []
    var components: [Component] = []
    for part in 0..<parts {
      let model = RandomModel.model(seed: 900 + seed &* 1000 &+ UInt64(part))
      func renamed(_ requirement: Requirement) -> Requirement {
        var result = requirement
        switch requirement.target {
        case .component(let id): result.target = .component(ComponentID("\(id.text)/\(part)"))
        case .group(var group):
          for index in group.members.indices {
            group.members[index].requirement = renamed(group.members[index].requirement)
          }
          result.target = .group(group)
        }
        return result
      }
      for component in model.components {
        var copy = component
        copy.id = ComponentID("\(component.id.text)/\(part)")
        for index in copy.relations.indices {
          copy.relations[index].requirement = renamed(copy.relations[index].requirement)
        }
        if component.isDomain { domains.append(copy) } else { components.append(copy) }
      }
    }
    return Model(name: "large", components: domains + components)
  }

  /// An entry as single questions have it.
  static func expected(_ fault: [ComponentIndex], _ compiled: CompiledModel) -> Ranking.Entry {
    let radius = compiled.impact(of: FaultSet(fault.map { ($0, .down) }, text: "")).blastRadius
    func tiers(_ components: [ComponentIndex]) -> [Int] { components.compactMap { compiled.model.outline($0).tier } }
    let lowest = tiers(radius.down + radius.degraded).min()
    return Ranking.Entry(
      fault: fault,
      lowestTier: lowest.map { lowest in
        TierEffect(
          tier: lowest, down: tiers(radius.down).count { $0 == lowest },
          degraded: tiers(radius.degraded).count { $0 == lowest })
      }, down: radius.down.count, degraded: radius.degraded.count, of: radius.of, weight: radius.weight)
  }

  @Test("The ranking of single faults has the impact of each", arguments: 0..<UInt64(100))
  func singles(seed: UInt64) {
    let compiled = CompiledModel(RandomModel.model(seed: seed * 13))
    let ranking = compiled.ranking()
    #expect(ranking.entries == compiled.model.components.indices.map { Self.expected([$0], compiled) }.sorted())
    #expect(ranking.isComplete)
    #expect(ranking.total == compiled.model.components.count)
  }

  @Test("The ranking of many faults is the same with any number of threads", arguments: 0..<UInt64(2))
  func manyFaultsAndThreads(seed: UInt64) {
    let compiled = CompiledModel(Self.large(seed: seed))
    #expect(compiled.model.components.count > 512)
    let ranking = compiled.ranking()
    #expect(ranking.entries == compiled.model.components.indices.map { Self.expected([$0], compiled) }.sorted())
    for threads in [1, 2, 5] { #expect(compiled.ranking(threadCount: threads).entries == ranking.entries) }
    let some = compiled.model.components.indices.filter { $0.position % 7 == 3 }.reversed() as [ComponentIndex]
    #expect(compiled.ranking(of: some + some).entries == ranking.entries.filter { some.contains($0.fault[0]) })
  }

  /// The pairs, by the literal meaning of the model.
  static func bruteForcePairs(_ model: Model) -> [[ComponentIndex]] {
    let all = Array(model.components.indices)
    func levels(_ fault: [ComponentIndex]) -> [Level] {
      NaiveSemantics(model, fault: Dictionary(uniqueKeysWithValues: fault.map { ($0, Level.down) })).levels
    }
    let alone = all.map { levels([$0]) }
    return all.flatMap { first in
      all.filter { $0 > first }.compactMap { second -> [ComponentIndex]? in
        let both = levels([first, second])
        let isWorse = model.componentIndices.contains { index in
          let apart = max(alone[first][index], alone[second][index])
          return index != first && index != second && both[index] > apart
        }
        return isWorse ? [first, second] : nil
      }
    }
  }

  @Test("The ranking of pairs has the pairs that are worse than their parts", arguments: 0..<UInt64(100))
  func pairs(seed: UInt64) throws {
    let compiled = CompiledModel(RandomModel.model(seed: seed * 11))
    let ranking = try compiled.rankingOfPairs()
    let expected = Self.bruteForcePairs(compiled.model).map { Self.expected($0, compiled) }.sorted()
    #expect(ranking.entries == expected)
    #expect(ranking.isComplete)
    #expect(ranking.total == expected.count)
    let count = compiled.model.components.count
    #expect(ranking.triedCount == count * (count - 1) / 2)
  }

  @Test("The ranking of many pairs is the same with any number of threads")
  func manyPairsAndThreads() throws {
    let compiled = CompiledModel(Self.large(seed: 5))
    let ranking = try compiled.rankingOfPairs(limit: 1_000_000)
    // The systems have nothing to do with each other, so no pair has a part in two of them.
    func part(_ component: ComponentIndex) -> Substring {
      compiled.model.components[component].id.text.split(separator: "/")[1]
    }
    #expect(ranking.entries.count > 50)
    #expect(ranking.isComplete)
    #expect(ranking.entries.allSatisfy { part($0.fault[0]) == part($0.fault[1]) })
    for entry in ranking.entries.prefix(300) { #expect(entry == Self.expected(entry.fault, compiled)) }
    for threads in [1, 2, 5] {
      for limit in [1, 7, 50] {
        let short = try compiled.rankingOfPairs(limit: limit, threadCount: threads)
        #expect(short.entries == Array(ranking.entries.prefix(limit)))
        #expect(short.total == ranking.total)
        // The counts are exact; only the list is cut.
        #expect(short.isListCut)
        #expect(short.isComplete)
      }
    }
  }

  @Test("Too many pairs are refused")
  func tooManyPairs() {
    let compiled = CompiledModel(Model(name: "M", components: (0..<10_002).map { Component(ComponentID("c\($0)")) }))
    #expect(throws: TooManyPairs(pairs: 50_015_001, limit: 50_000_000)) { try compiled.rankingOfPairs() }
    #expect(throws: Never.self) { try compiled.rankingOfPairs(of: Array(0..<100)) }
  }

  @Test("Components that are only logic are ranked only if they are named")
  func logic() throws {
    let text = """
      model: M
      components:
        top: { kind: open-psa/gate, needs: [a, b] }
        a: {}
        b: {}
      """
    let compiled = CompiledModel(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model)
    #expect(compiled.rankedComponents == [1, 2])
    #expect(compiled.ranking().entries.map(\.fault) == [[1], [2]])
    #expect(compiled.ranking(of: [0, 1]).entries.map(\.fault) == [[1], [0]])
  }

  @Test("The ranking of an empty model is empty and complete")
  func emptyModel() throws {
    let compiled = CompiledModel(Model(name: "M", components: []))
    #expect(compiled.ranking().entries.isEmpty)
    #expect(try compiled.rankingOfPairs().isComplete)
  }
}
