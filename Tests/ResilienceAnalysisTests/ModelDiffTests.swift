import DependencyModel
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// Differences of models against the definition, on random pairs and on pairs made by hand.
@Suite struct ModelDiffTests {
  private static func compiled(_ text: String) throws -> CompiledModel {
    CompiledModel(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model)
  }

  private static func shop(_ rest: String) throws -> CompiledModel {
    try compiled("model: Shop\ndomains: {zone-1: {}, zone-2: {}}\ncomponents:\n" + rest)
  }

  private static func random(_ seed: UInt64) -> (old: CompiledModel, new: CompiledModel) {
    (CompiledModel(RandomModel.model(seed: seed * 17 + 300)), CompiledModel(RandomModel.model(seed: seed * 17 + 311)))
  }

  /// Whether some components going down together take another down; those that a model does not have are left out.
  private static func fails(_ target: ComponentID, by fault: [ComponentID], in compiled: CompiledModel) -> Bool {
    let model = compiled.model
    let known = fault.compactMap { model.index(of: $0) }
    guard !known.isEmpty else { return false }
    let impact = compiled.impact(of: FaultSet(known.map { ($0, .down) }, text: ""))
    let position = model.index(of: target)!
    return impact.effects.contains { $0.component == position && $0.level == .down }
  }

  @Test("The difference between a model and itself is empty", arguments: 0..<UInt64(60))
  func withItselfIsEmpty(seed: UInt64) {
    let (model, _) = Self.random(seed)
    let diff = ModelDiff(from: model, to: model)
    #expect(diff.isSameModel)
    #expect(diff.isSameResilience)
    #expect(diff.shortfalls.isEmpty)
  }

  @Test("The difference in the other direction is mirrored")
  func mirrored() {
    var differing = 0
    for seed in 0..<UInt64(60) {
      let (old, new) = Self.random(seed)
      let there = ModelDiff(from: old, to: new)
      let back = ModelDiff(from: new, to: old)
      #expect(there.addedComponents == back.removedComponents)
      #expect(there.removedComponents == back.addedComponents)
      #expect(Set(there.changedComponents.map(\.id)) == Set(back.changedComponents.map(\.id)))
      #expect(Set(there.targets) == Set(back.targets))
      func sets(_ diff: ModelDiff, gained: Bool) -> [ComponentID: Set<Set<ComponentID>>] {
        Dictionary(
          uniqueKeysWithValues: diff.cutSets.map {
            let singles = gained ? $0.gainedSingle : $0.lostSingle
            return ($0.component, Set((singles.map { [$0] } + (gained ? $0.gainedPairs : $0.lostPairs)).map(Set.init)))
          })
      }
      #expect(sets(there, gained: true) == sets(back, gained: false))
      #expect(sets(there, gained: false) == sets(back, gained: true))
      func impacts(_ diff: ModelDiff, mirrored: Bool) -> Set<String> {
        Set(
          diff.impacts.map {
            let (old, new) = mirrored ? ($0.after, $0.before) : ($0.before, $0.after)
            return "\($0.fault) \(old?.down ?? -1) \(old?.degraded ?? -1) → \(new?.down ?? -1) \(new?.degraded ?? -1)"
          })
      }
      #expect(impacts(there, mirrored: false) == impacts(back, mirrored: true))
      func redundancy(_ diff: ModelDiff, lost: Bool) -> Int { diff.redundancy.count { $0.isLost == lost } }
      #expect(redundancy(there, lost: true) == redundancy(back, lost: false))
      #expect(redundancy(there, lost: false) == redundancy(back, lost: true))
      if !there.cutSets.isEmpty { differing += 1 }
    }
    #expect(differing > 5)
  }

  @Test("Cut sets gained and lost are those that trying every one and two finds")
  func cutSetsByDefinition() {
    var found = (singles: 0, pairs: 0)
    for seed in 0..<UInt64(40) {
      let (old, new) = Self.random(seed)
      let targets = new.model.components.map(\.id).filter { old.model.index(of: $0) != nil }
      let diff = ModelDiff(from: old, to: new, targets: targets)
      #expect(diff.shortfalls.isEmpty)
      for target in targets {
        func gained(_ from: CompiledModel, _ to: CompiledModel) -> (
          singles: Set<ComponentID>, pairs: Set<Set<ComponentID>>
        ) {
          let ids = to.model.components.map(\.id).filter { $0 != target }
          let singles = Set(ids.filter { Self.fails(target, by: [$0], in: to) })
          let rest = ids.filter { !singles.contains($0) }
          var pairs: Set<Set<ComponentID>> = []
          for (position, first) in rest.enumerated() {
            for second in rest[(position + 1)...]
            where Self.fails(target, by: [first, second], in: to) && !Self.fails(target, by: [first, second], in: from)
            {
              pairs.insert([first, second])
            }
          }
          return (singles.filter { !Self.fails(target, by: [$0], in: from) }, pairs)
        }
        let change = diff.cutSets.first { $0.component == target }
        let (more, less) = (gained(old, new), gained(new, old))
        #expect(Set(change?.gainedSingle ?? []) == more.singles, "seed \(seed), \(target)")
        #expect(Set(change?.lostSingle ?? []) == less.singles, "seed \(seed), \(target)")
        #expect(Set((change?.gainedPairs ?? []).map(Set.init)) == more.pairs, "seed \(seed), \(target)")
        #expect(Set((change?.lostPairs ?? []).map(Set.init)) == less.pairs, "seed \(seed), \(target)")
        found = (found.singles + more.singles.count, found.pairs + more.pairs.count)
      }
    }
    #expect(found.singles > 10)
    #expect(found.pairs > 10)
  }

  @Test("A model with two members in one zone gains a single point of failure")
  func falseRedundancy() throws {
    let old = try Self.shop(
      "  checkout: {tier: 1, needs: [{any: [a, b]}]}\n  a: {in: zone-1}\n  b: {in: zone-2}\n")
    let new = try Self.shop(
      "  checkout: {tier: 1, needs: [{any: [b, a]}]}\n  a: {in: zone-1}\n  b: {in: zone-1}\n")
    let diff = ModelDiff(from: old, to: new)
    #expect(diff.targets == ["checkout"])
    #expect(diff.cutSets.map(\.gainedSingle) == [["zone-1"]])
    #expect(diff.redundancy.map(\.fault) == ["zone-1"])
    #expect(diff.redundancy.allSatisfy { $0.isLost })
    #expect(diff.redundancy.map(\.component) == ["checkout"])
    // The order of members is no change.
    #expect(diff.requirements.map(\.component) == ["b", "b"])
    #expect(diff.changedComponents.isEmpty)
    let zone = try #require(diff.impacts.first { $0.fault == "zone-1" })
    #expect(zone.before?.count == 1)
    #expect(zone.after?.count == 3)
    #expect(zone.hasGrown)
  }

  @Test("A named fault that takes another share is compared by the demand that it loses")
  func shares() throws {
    func compiled(_ share: String) throws -> CompiledModel {
      let text = """
        model: M
        components:
          a: { demand: 10/s, needs: { on: v, units: 4 } }
          v: { units: 100 }
        faults: { f: { down: { v: \(share) } } }
        """
      return CompiledModel(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model)
    }
    let diff = ModelDiff(from: try compiled("13%"), to: try compiled("50%"))
    let change = try #require(diff.impacts.first)
    #expect(change.before?.lostDemand == 0.43)
    #expect(change.after?.lostDemand == 0.94)
    #expect(change.hasGrown)
    #expect(ModelDiff(from: try compiled("50%"), to: try compiled("13%")).impacts.map(\.hasGrown) == [false])
    #expect(ModelDiff(from: try compiled("13%"), to: try compiled("13%")).impacts.isEmpty)
  }

  @Test("A changed threshold is a changed requirement, and another order of members is not")
  func thresholdsAreChanges() throws {
    let members = "  a: {}\n  b: {}\n  c: {}\n"
    let old = try Self.shop("  top: {needs: [{atLeast: 1, of: [a, b, c]}]}\n" + members)
    let new = try Self.shop("  top: {needs: [{atLeast: 2, of: [c, a, b]}]}\n" + members)
    let diff = ModelDiff(from: old, to: new)
    try #require(diff.requirements.count == 1)
    #expect(diff.requirements[0].before != nil)
    #expect(diff.requirements[0].after != nil)
    #expect(diff.cutSets.first?.gainedPairs.count == 3)
    #expect(diff.cutSets.first?.gainedSingle == [])
  }

  @Test("A component with another id is renamed only if all else is the same")
  func renames() throws {
    let old = try Self.shop("  top: {tier: 1, needs: [b]}\n  b: {in: zone-2, weight: 2, unavailability: 0.01}\n")
    func renamed(_ line: String) throws -> [String] {
      let new = try Self.shop("  top: {tier: 1, needs: [b2]}\n  \(line)\n")
      return ModelDiff(from: old, to: new).renamed.map { "\($0.from) \($0.to)" }
    }
    #expect(try renamed("b2: {in: zone-2, weight: 2, unavailability: 0.01}") == ["b b2"])
    #expect(try renamed("b2: {in: zone-2, weight: 5, unavailability: 0.01}") == [])
    #expect(try renamed("b2: {in: zone-2, weight: 2, unavailability: 0.02}") == [])
    #expect(try renamed("b2: {in: zone-1, weight: 2, unavailability: 0.01}") == [])
  }

  @Test("A change of confidence alone leaves the resilience the same")
  func confidenceAlone() throws {
    func model(_ a: String, _ b: String) throws -> CompiledModel {
      try Self.shop(
        "  top: {needs: [{any: [{on: a, confidence: \(a)}, b]}, {on: c, confidence: \(b)}]}\n  a: {}\n  b: {}\n  c: {}\n"
      )
    }
    let diff = ModelDiff(from: try model("declared", "declared"), to: try model("assumed", "declared"))
    #expect(diff.isSameResilience)
    try #require(diff.requirements.count == 1)
    #expect(diff.requirements[0].isOnlyConfidence)
    func confidences(_ requirement: Requirement?) -> [Confidence] {
      guard let requirement, case .group(let group) = requirement.target else { return [] }
      return group.members.map(\.requirement.confidence)
    }
    #expect(diff.requirements[0].before?.text() == "any of a, b")
    #expect(diff.requirements[0].after?.text() == "any of a, b")
    #expect(confidences(diff.requirements[0].before) == [.declared, .declared])
    #expect(confidences(diff.requirements[0].after) == [.assumed, .declared])
  }
}
