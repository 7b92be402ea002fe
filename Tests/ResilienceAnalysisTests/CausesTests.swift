import DependencyModel
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// Causes and their confidence: an answer rests on a weak requirement only if it is another one without it.
@Suite struct CausesTests {
  /// A random model whose requirements are known in different ways.
  private static func model(_ seed: UInt64, doubtsMembers: Bool = false, tolerates: Bool = false) -> Model {
    let model = RandomModel.model(seed: seed * 2)
    var random = SplitMix64(seed: seed &* 77 &+ 5)
    func doubt(_ requirement: inout Requirement, isMember: Bool = false) {
      if !isMember || doubtsMembers { requirement.confidence = Confidence.allCases[Int(random.next() % 5)] }
      if !tolerates { requirement.tolerates = .zero }
      guard case .group(var group) = requirement.target, group.members.matched == nil else { return }
      group.members = Group.Members(
        group.members.map { member in
          var member = member
          doubt(&member.requirement, isMember: true)
          return member
        })
      requirement.target = .group(group)
    }
    var components = Array(model.components)
    for index in components.indices {
      for position in components[index].relations.indices where components[index].relations[position].kind != .in {
        doubt(&components[index].relations[position].requirement)
      }
    }
    return Model(name: model.name, components: components)
  }

  /// A random fault of a model.
  private static func faults(of model: Model, _ seed: UInt64) -> FaultSet {
    FaultSet(RandomModel.fault(of: model, seed: seed).map { (component: $0.key, level: $0.value) }, text: "")
  }

  private static func read(_ text: String) throws -> Model {
    try ModelLoader.load(Array(text.utf8), file: "model.yaml").model
  }

  @Test("An effect rests on weak requirements exactly if it is another one without them", arguments: 0..<UInt64(20))
  func restsOnWeak(block: UInt64) {
    for seed in (block * 25)..<(block * 25 + 25) {
      let model = Self.model(seed)
      let faults = Self.faults(of: model, seed)
      let all = CompiledModel(model).impact(of: faults)
      for trust in [Confidence.referenced, .inferred] {
        let surer = CompiledModel(model, options: .init(trust: trust)).impact(of: faults)
        let levels = Dictionary(uniqueKeysWithValues: surer.effects.map { ($0.component, $0.level) })
        for effect in all.effects {
          #expect((effect.confidence <= trust) == (levels[effect.component] == effect.level))
        }
      }
    }
  }

  @Test("A sure effect has the time that it has without the weak requirements", arguments: 0..<UInt64(20))
  func timesOfSureEffects(block: UInt64) {
    for seed in (block * 25)..<(block * 25 + 25) {
      let model = Self.model(seed, tolerates: true)
      let faults = Self.faults(of: model, seed)
      let all = CompiledModel(model).impact(of: faults)
      let surer = CompiledModel(model, options: .init(trust: .referenced)).impact(of: faults)
      let times = Dictionary(uniqueKeysWithValues: surer.effects.map { ($0.component, $0.after) })
      for effect in all.effects where !effect.confidence.isWeak { #expect(times[effect.component] == effect.after) }
    }
  }

  @Test("An effect that comes sooner by a weak requirement rests on it")
  func soonerByWeak() throws {
    let model = try Self.read(
      """
      model: m
      components:
        f: {}
        g: { needs: { on: f, tolerates: 2h } }
        h: { needs: { on: f, confidence: inferred, tolerates: 5m } }
        s: { needs: [{ on: h, confidence: inferred }, g] }
      """)
    let fault = FaultSet([(component: model.index(of: "f")!, level: .down)], text: "")
    let effect = try #require(
      CompiledModel(model).impact(of: fault).effects.first { model[$0.component].id == "s" })
    #expect(effect.after == .seconds(300))
    #expect(effect.cause.requirement?.text() == "h")
    #expect(effect.confidence == .inferred)
  }

  @Test("A sure effect happens without the weak requirements too, also those in groups", arguments: 0..<UInt64(20))
  func sureWithoutWeak(block: UInt64) {
    for seed in (block * 25)..<(block * 25 + 25) {
      let model = Self.model(seed, doubtsMembers: true)
      let faults = Self.faults(of: model, seed)
      let all = CompiledModel(model).impact(of: faults)
      // A group with fewer members can fail where one with more holds, so the surest trust is the one to ask.
      for trust in [Confidence.referenced, .inferred] {
        let surer = CompiledModel(model, options: .init(trust: trust)).impact(of: faults)
        let levels = Dictionary(uniqueKeysWithValues: surer.effects.map { ($0.component, $0.level) })
        for effect in all.effects where max(effect.confidence, .referenced) == trust {
          #expect(levels[effect.component] ?? .up >= effect.level)
        }
      }
    }
  }

  @Test(
    "The steps are still a proof, whose weakest step is the confidence of what it proves", arguments: 0..<UInt64(20))
  func stepsAreAProof(block: UInt64) {
    for seed in (block * 25)..<(block * 25 + 25) {
      let model = Self.model(seed, doubtsMembers: seed % 2 == 0, tolerates: seed % 3 == 0)
      let faults = Self.faults(of: model, seed)
      let compiled = CompiledModel(model)
      for component in model.components.indices {
        let steps = compiled.explanation(of: component, under: faults).steps
        let order = steps.map(\.component)
        for (index, step) in steps.enumerated() {
          #expect(step.cause.by.allSatisfy { order[(index + 1)...].contains($0) })
          #expect(step.confidence >= step.cause.requirement?.confidence ?? .observed)
        }
      }
    }
  }

  @Test("Of requirements that fail in one wave, the surest is the cause")
  func surestFirst() throws {
    let model = try Self.read(
      """
      model: m
      domains: { z: { kind: zone } }
      components:
        cache: { in: z }
        i1: { in: z }
        i2: { in: z }
        shop: { needs: [{ on: cache, confidence: inferred }, { any: [i1, i2] }] }
      """)
    let fault = FaultSet([(component: model.index(of: "z")!, level: .down)], text: "")
    let effect = try #require(
      CompiledModel(model).impact(of: fault).effects.first { model[$0.component].id == "shop" })
    #expect(effect.cause.requirement?.text(limit: 4) == "any of i1, i2")
    #expect(effect.confidence == .declared)
  }

  @Test("Where the surer requirement fails in a later wave, the answer still rests on it")
  func surerLater() throws {
    let model = try Self.read(
      """
      model: m
      components:
        disk: {}
        db: { needs: disk }
        shop: { needs: [{ on: disk, confidence: assumed }, db] }
        page: { needs: shop }
      """)
    let compiled = CompiledModel(model)
    let fault = FaultSet([(component: model.index(of: "disk")!, level: .down)], text: "")
    let effects = compiled.impact(of: fault).effects
    #expect(effects.map(\.wave) == [0, 1, 2, 3])
    #expect(effects.allSatisfy { $0.confidence <= .declared })
    let steps = compiled.explanation(of: model.index(of: "page")!, under: fault).steps
    #expect(steps.map { model[$0.component].id.text } == ["page", "shop", "db", "disk"])
  }
}
