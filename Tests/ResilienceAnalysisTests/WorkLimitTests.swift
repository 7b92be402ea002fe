import DependencyModel
import TestSupport
import Testing

@testable import ResilienceAnalysis

/// An answer that ended by a limit is right in what it says, and says what is missing.
@Suite struct WorkLimitTests {
  /// A chain of redundant pairs: enough for several blocks of 512 faults.
  static func pairs(_ count: Int, unavailability: Bool = false) -> Model {
    var components: [Component] = []
    for number in 0..<count {
      var component = Component(ComponentID("c\(number)"))
      if number >= 2 {
        let members = [number - 1, number - 2].map { Group.Member(Requirement(on: ComponentID("c\($0)"))) }
        component.relations.append(.init(.needs, Requirement(.group(Group(.any, of: members)))))
      }
      if unavailability { component.unavailability = Unavailability(low: 0.01, high: 0.01) }
      components.append(component)
    }
    return Model(name: "pairs", components: components)
  }

  /// Pairs that are far apart in any order: the diagrams are large, the cut sets are few.
  static func farApart(_ count: Int = 60) -> Model {
    var components = (0..<count).map { number in
      var component = Component(ComponentID("c\(number)"))
      component.unavailability = Unavailability(low: 0.001, high: 0.001)
      return component
    }
    var target = Component("target")
    for i in 0..<count {
      for j in 0..<i where (i * j * 7 + i + j) % 11 < 3 {
        let members = [i, j].map { Group.Member(Requirement(on: ComponentID("c\($0)"))) }
        target.relations.append(.init(.needs, Requirement(.group(Group(.any, of: members)))))
      }
    }
    components.append(target)
    return Model(name: "far apart", components: components)
  }

  // MARK: The limit itself

  @Test("An inner limit ends before the outer one, and counts for both")
  func nesting() {
    #expect(!WorkLimit.none.isReached)
    #expect(WorkLimit.none.reached == nil)
    let outer = WorkLimit(.looks(3))
    let inner = outer.within(.looks(1))
    #expect(!inner.isReached)
    #expect(inner.isReached)
    #expect(inner.isReached)
    #expect(inner.reached == .looks(1))
    // The outer one has been looked at once through the inner one.
    #expect(!outer.isReached)
    #expect(!outer.isReached)
    #expect(outer.isReached)
    #expect(outer.reached == .looks(3))
    #expect(outer.within(.looks(100)).isReached)
    #expect(outer.within(nil) === outer)
    let wide = outer.within(.looks(100))
    #expect(wide.isReached)
    #expect(wide.reached == .looks(3))
    #expect(WorkLimit(.time(.zero)).isReached)
    #expect(!WorkLimit(.time(.seconds(86_400))).isReached)
    #expect(!WorkLimit(.looks(10)).part(0.5).isReached)
  }

  // MARK: Answers

  @Test("A ranking that was cut short has right entries and says what is missing", arguments: 0..<5)
  func ranking(_ looks: Int) {
    let compiled = CompiledModel(Self.pairs(1500))
    let whole = compiled.ranking(threadCount: 1)
    #expect(whole.shortfall == nil)
    #expect(whole.isComplete)
    let part = compiled.limited(to: WorkLimit(.looks(looks))).ranking(threadCount: 1)
    #expect(part.triedCount == min(1500, looks * 512))
    #expect(part.entries.count == part.triedCount)
    #expect((part.shortfall == nil) == (part.triedCount == 1500))
    #expect(part.isComplete == (part.shortfall == nil))
    #expect(Set(part.entries).isSubset(of: Set(whole.entries)))
    if part.shortfall != nil { #expect(part.shortfall == .init(asked: 1500, allowance: .looks(looks))) }
  }

  @Test("A ranking that was cut short tries first what most components rest on")
  func rankingBegetsTheWorst() {
    let components = (0..<1200).map { number in
      Component(
        ComponentID("c\(number)"),
        relations: number == 0 ? [] : [.init(.needs, Requirement(on: ComponentID("c\(number - 1)")))])
    }
    let compiled = CompiledModel(Model(name: "chain", components: components))
    let part = compiled.limited(to: WorkLimit(.looks(1))).ranking(threadCount: 1)
    #expect(part.triedCount == 512)
    #expect(part.entries.first?.fault == [0])
    #expect(part.entries.first?.count == 1199)
  }

  @Test("A ranking of pairs that was cut short is part of the whole", arguments: [0, 1, 2, 3, 10, 40, 1000])
  func rankingOfPairs(_ looks: Int) throws {
    let compiled = CompiledModel(Self.pairs(60))
    let whole = try compiled.rankingOfPairs(threadCount: 1)
    let part = try compiled.limited(to: WorkLimit(.looks(looks))).rankingOfPairs(threadCount: 1)
    #expect(Set(part.entries).isSubset(of: Set(whole.entries)))
    #expect((part.shortfall == nil) == (part.triedCount == whole.triedCount))
    if part.shortfall == nil { #expect(part.entries == whole.entries) } else { #expect(!part.isComplete) }
  }

  @Test("Risks that were cut short are part of all minimal cut sets", arguments: [0, 1, 5, 40])
  func risks(_ looks: Int) {
    let compiled = CompiledModel(Self.farApart())
    let whole = compiled.risks(of: 60)
    for size in [2, nil] as [Int?] {
      let part = compiled.limited(to: WorkLimit(.looks(looks))).risks(of: 60, .init(size: size))
      let found = Set(part.minimalCutSets)
      #expect(found.isSubset(of: Set(whole.minimalCutSets)))
      #expect(part.isEmpty == (part.size == 0))
      #expect(part.size != 0 || found.isEmpty)
      if part.size ?? 2 >= 2, !part.shortfalls.contains(.unlisted(.looks(looks))) {
        #expect(found.count == whole.minimalCutSets.count)
      }
      if part.size != size {
        #expect(part.shortfalls.contains(.time(.looks(looks))))
        #expect(!part.hasAllSets)
      }
    }
  }

  @Test(
    "Availability that was cut short has right values and says what is missing",
    arguments: [0, 1, 3, 10, 30, 100, 1000])
  func availability(_ looks: Int) {
    let compiled = CompiledModel(Self.pairs(12, unavailability: true))
    let whole = compiled.availability()
    #expect(whole.isComplete)
    let part = compiled.limited(to: WorkLimit(.looks(looks))).availability()
    for (mine, right) in zip(part.entries, whole.entries) {
      guard let value = mine.unavailability, let other = right.unavailability else { continue }
      #expect(abs(value.high - other.high) <= 1e-12 * other.high)
    }
    let isMissing = part.entries.contains { $0.unavailability == nil || $0.importance == nil }
    if isMissing {
      #expect(part.shortfalls.contains(.time(.looks(looks))))
      #expect(!part.isComplete)
    }
    #expect(part.isEmpty == part.entries.allSatisfy { $0.unavailability == nil })
  }

  @Test("A component that takes forever leaves the others their availability")
  func availabilityOfWhatTakesForEver() {
    let compiled = CompiledModel(Self.farApart(120)).limited(to: WorkLimit(.looks(60)))
    let answer = compiled.availability(of: [0, 120])
    #expect(answer.entries[0].unavailability != nil)
    #expect(answer.entries[1].unavailability == nil)
    #expect(answer.shortfalls == [.time(.looks(60))])
    #expect(!answer.isEmpty)
  }

  @Test("A difference that was cut short says which comparisons are missing", arguments: [0, 1, 2, 4, 8, 16, 32, 64])
  func diff(_ looks: Int) {
    let old = Self.pairs(30, unavailability: true)
    var components = Array(old.components)
    components[10].relations = [.init(.needs, Requirement(on: "c3"))]
    let new = Model(name: "pairs", components: components)
    func diff(_ limit: WorkLimit) -> ModelDiff {
      ModelDiff(from: CompiledModel(old).limited(to: limit), to: CompiledModel(new).limited(to: limit))
    }
    let whole = diff(.none)
    let part = diff(WorkLimit(.looks(looks)))
    #expect(whole.isWhole)
    #expect(!whole.cutSets.isEmpty)
    #expect(!whole.impacts.isEmpty)
    // What the models say is always compared; of what follows, a comparison is made or missing.
    #expect(part.requirements.count == whole.requirements.count)
    #expect(part.isMissing(.impacts) ? part.impacts.isEmpty : part.impacts.count == whole.impacts.count)
    #expect(
      part.isMissing(.availability) ? part.availability.isEmpty : part.availability.count == whole.availability.count)
    #expect(part.isMissing(.redundancy) ? part.redundancy.isEmpty : part.redundancy.count == whole.redundancy.count)
    if part.isMissing(.singlePoints) { #expect(part.cutSets.isEmpty) }
    if looks == 0 {
      #expect(ModelDiff.Comparison.allCases.allSatisfy { part.isMissing($0) })
      #expect(!part.isWhole)
    }
  }

  @Test("Single points of failure and losses that were cut short say so")
  func singlePointsAndLosses() {
    let compiled = CompiledModel(Self.pairs(1500))
    let part = compiled.limited(to: WorkLimit(.looks(0))).singlePoints(of: [1499])
    #expect(part.triedCount == 0)
    #expect(part.shortfall == .looks(0))
    #expect(!part.isComplete)
    let limit = WorkLimit(.looks(0))
    let limited = compiled.limited(to: limit)
    #expect(limited.losses(of: limited.redundantGroups, among: limited.rankedComponents).isEmpty)
    #expect(limit.isReached)
  }

  @Test("A start that was cut short still has a sufficient set started by hand")
  func start() {
    // Circles that share members, so that the exact search has something to do.
    let components = (0..<20).map { number in
      Component(
        ComponentID("c\(number)"),
        relations: [3, 5, 7].map { .init(.needs, Requirement(on: ComponentID("c\((number + $0) % 20)"))) })
    }
    let compiled = StartModel(Model(name: "circles", components: components))
    let limited = compiled.limited(to: WorkLimit(.looks(0))).startOrder()
    #expect(limited.stuck.count == 20)
    #expect(!limited.startByHand.isEmpty)
    #expect(limited.quality < .smallest)
    #expect(limited.shortfall == .looks(0))
    let whole = compiled.startOrder()
    #expect(whole.shortfall == nil)
    #expect(whole.startByHand.count <= limited.startByHand.count)
  }
}
