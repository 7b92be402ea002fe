import DependencyModel
import ModelFormats
import TestSupport
import Testing

@testable import ResilienceAnalysis

/// What fails, and how much of it, where the model states loads or the fault a share.
@Suite struct LoadedImpactTests {
  private static func compiled(_ text: String, usesLoads: Bool = true) throws -> CompiledModel {
    CompiledModel(
      try ModelLoader.load(Array(text.utf8), file: "m.yaml").model, options: .init(usesLoads: usesLoads))
  }

  private static func impact(_ text: String, _ faults: String...) throws -> Impact {
    let compiled = try compiled(text)
    return compiled.impact(of: try FaultSet(faults, in: compiled.model))
  }

  private static func effect(_ id: String, _ impact: Impact) throws -> Impact.Effect {
    let index = try #require(impact.model.index(of: ComponentID(id)))
    return try #require(impact.effects.first { $0.component == index })
  }

  private static func ids(_ indices: [ComponentIndex], _ impact: Impact) -> [String] {
    indices.map { impact.model.outline($0).id.text }
  }

  @Test("A share of volumes takes a larger share of the databases that need several of them each")
  func shares() throws {
    let impact = try Self.impact(
      """
      model: M
      components:
        volumes: { units: 25000 }
        databases: { units: 1000, needs: { on: volumes, units: 4 } }
        report: { uses: databases }
      """, "volumes=13%")
    let databases = try Self.effect("databases", impact)
    // 1 - 0.87^4
    #expect(abs((databases.share?.down ?? 0) - 0.42710239) < 1e-9)
    #expect(databases.level == .degraded)
    #expect(databases.wave == 1)
    #expect(Self.ids(databases.cause.by, impact) == ["volumes"])
    #expect(abs((impact.loadSummary?.units ?? 0) - 427.10239) < 1e-5)
    #expect(try Self.effect("volumes", impact).share == Impact.Share(down: 0.13, notUp: 0.13))
    #expect(try Self.effect("report", impact).share?.down == 0)
    #expect(impact.loadSummary?.lostDemand == nil)
    #expect(impact.loadSummary?.hasShares == true)
  }

  @Test("Faults name shares in models as on the command line, and what is named as a whole counts as a whole")
  func namedShares() throws {
    let text = """
      model: M
      components: { v1: {}, v2: {}, w: {}, db: { needs: v1 } }
      faults:
        storm: { down: [{ v*: 13% }, w], degraded: { v1: 50% } }
        both: { down: { v1: 20% }, degraded: v1 }
      """
    let compiled = try Self.compiled(text)
    let storm = try #require(compiled.model.fault("storm"))
    #expect(storm.shares == ["v1": FaultShare(down: 0.13, degraded: 0.5), "v2": FaultShare(down: 0.13)])
    #expect(storm.levels.map(\.level) == [.degraded, .degraded, .down])
    let impact = compiled.impact(of: try FaultSet(["storm"], in: compiled.model))
    #expect(try Self.effect("db", impact).share == Impact.Share(down: 0.13, notUp: 0.63))
    #expect(try Self.effect("w", impact).level == .down)
    let both = try FaultSet(["both"], in: compiled.model)
    #expect(both.shares.values.first == FaultShare(down: 0.2, degraded: 1))
    let twice = try FaultSet(["v1=30%", "v1=80%"], in: compiled.model)
    #expect(twice.shares.isEmpty)
    #expect(twice.levels.map(\.level) == [.down])
    #expect(throws: UnknownName.self) { try FaultSet(["v1=0%"], in: compiled.model) }
    #expect(throws: UnknownName.self) { try FaultSet(["v1=101%"], in: compiled.model) }
    #expect(throws: UnknownName.self) { try FaultSet(["v1=5"], in: compiled.model) }
  }

  @Test("What is left carries what failed, is overloaded for that, and its callers feel it")
  func overload() throws {
    let impact = try Self.impact(LoadsTests.shop, "zone-a")
    let web = try Self.effect("web-b", impact)
    #expect(web.level == .degraded)
    #expect(web.cause.overload == .tookOver)
    #expect(Self.ids(web.cause.by, impact) == ["web-a"])
    #expect(web.overload?.isOfSlots == false)
    #expect((web.overload?.refused ?? 0) > 0)
    #expect(web.wave == 2)
    let users = try Self.effect("users", impact)
    #expect(users.cause.relation == .needs)
    #expect(Set(Self.ids(users.cause.by, impact)).isSuperset(of: ["web-b", "web-c"]))
    #expect(users.wave == 3)
    #expect(Self.ids(users.cause.by, impact).sorted() == ["web-a", "web-b", "web-c"])
    #expect(impact.loadSummary?.lostDemandBefore == 0)
    #expect((impact.loadSummary?.lostDemand ?? 0) > 0.05)
    #expect(impact.affectedBefore.isEmpty)
  }

  @Test("Threads that wait for what hangs are used up, and the explanation leads from one to the other")
  func threads() throws {
    let text = """
      model: M
      components:
        api: { demand: 100/s, slots: 100, takes: 10ms, uses: { on: create, calls: 0.1, timeout: 10m } }
        create: { whenDown: hangs }
      """
    let compiled = try Self.compiled(text)
    let api = try #require(compiled.model.index(of: "api"))
    let explanation = compiled.explanation(of: api, under: try FaultSet(["create"], in: compiled.model))
    #expect(explanation.level == .degraded)
    let step = try #require(explanation.steps.first)
    #expect(step.overload?.isOfSlots == true)
    // 100/s × (0.1 × 600 s + 10 ms) of 100 slots.
    #expect(abs((step.overload?.held ?? 0) - 6_001) < 1e-6)
    #expect(explanation.steps.map { compiled.model.outline($0.component).id.text } == ["api", "create"])
  }

  @Test("What is overloaded without the fault too is said to be")
  func before() throws {
    let impact = try Self.impact(
      "model: M\ncomponents: { a: { demand: 10/s, needs: b }, b: { capacity: 5/s }, c: {}, d: { needs: c } }", "c")
    let overloaded = try Self.effect("b", impact)
    #expect(overloaded.cause.overload == .unknown)
    #expect(overloaded.isAsBefore)
    #expect(Self.ids(impact.affectedBefore, impact) == ["a", "b"])
    #expect(Self.ids(impact.blastRadius.down, impact) == ["d"])
    #expect(impact.blastRadius.degraded.isEmpty)
    #expect(impact.loadSummary?.lostDemand == impact.loadSummary?.lostDemandBefore)
  }

  @Test("A question that ends at a time leaves loads out, and says so")
  func within() throws {
    let compiled = try Self.compiled(LoadsTests.shop)
    let fault = try FaultSet(["zone-a"], in: compiled.model)
    let impact = compiled.impact(of: fault, within: .seconds(60))
    guard case .leftOutByTime = impact.loads else {
      Issue.record("loads are not left out")
      return
    }
    #expect(impact.effects.allSatisfy { $0.share == nil })
  }

  @Test("Loads that cannot be computed are said to be left out")
  func problem() throws {
    let impact = try Self.impact(
      "model: M\ncomponents: { a: { demand: 1, uses: { on: b, calls: 2 } }, b: { uses: { on: a, calls: 1 } } }", "b")
    guard case .failed(.callsWithoutEnd) = impact.loads else {
      Issue.record("the circle is not found")
      return
    }
    #expect(impact.effects.map(\.level) == [.down, .degraded])
  }

  @Test("Without loads asked for, answers are those of failures alone")
  func noLoad() throws {
    let compiled = try Self.compiled(LoadsTests.shop, usesLoads: false)
    let impact = compiled.impact(of: try FaultSet(["zone-a"], in: compiled.model))
    #expect(impact.effects.map { impact.model.outline($0.component).id.text } == ["zone-a", "web-a"])
    #expect(!compiled.usesLoads)
  }

  /// A model that states loads which nothing comes near to, so that its levels follow from shares that are all 0 or 1.
  private static func quiet(_ model: Model) -> Model {
    var components = Array(model.components)
    for position in components.indices {
      for relation in components[position].relations.indices {
        components[position].relations[relation].requirement.removeCoverage()
      }
    }
    components.append(Component("quiet"))
    components[components.count - 1].capacity = Quantity(Amount(2))
    components[components.count - 1].demand = Quantity(Amount(1))
    return model.with(components)
  }

  @Test("Levels and shares agree where all shares are 0 or 1", arguments: 0..<UInt64(40))
  func agreement(block: UInt64) throws {
    for seed in (block * 25)..<(block * 25 + 25) {
      let model = Self.quiet(RandomModel.model(seed: seed))
      let levels = RandomModel.fault(of: model, seed: seed &* 31)
      let fault = FaultSet(levels.map { ($0.key, $0.value) }, text: "")
      let loaded = CompiledModel(model).impact(of: fault)
      let plain = CompiledModel(model, options: .init(usesLoads: false)).impact(of: fault)
      #expect(loaded.loadSummary != nil)
      #expect(loaded.effects.map(\.component) == plain.effects.map(\.component), "seed \(seed)")
      #expect(loaded.effects.map(\.level) == plain.effects.map(\.level), "seed \(seed)")
      #expect(loaded.effects.map(\.wave) == plain.effects.map(\.wave), "seed \(seed)")
      #expect(loaded.redundancyLost == plain.redundancyLost, "seed \(seed)")
      for effect in loaded.effects {
        let down = effect.share?.down ?? -1
        #expect(down == 0 || down == 1, "seed \(seed)")
      }
    }
  }

  @Test("Faults are ranked by the demand that they lose, with the numbers of their impacts")
  func ranking() throws {
    let text = """
      model: M
      components:
        shop: { demand: 900/s, needs: { any: [web-a, web-b, web-c] } }
        blog: { demand: 100/s, needs: disk }
        disk: {}
        web-a: { capacity: 400/s }
        web-b: { capacity: 400/s }
        web-c: { capacity: 400/s }
        tool: { needs: [t1, t2] }
        t1: { needs: t2 }
        t2: {}
      faults: { two: { down: [web-a, web-b] }, half: { down: { disk: 50% } } }
      """
    let compiled = try Self.compiled(text)
    #expect(compiled.usesLoads)
    let ranking = try compiled.rankingByDemand(namedFaults: [0, 1], threadCount: 2)
    #expect(ranking.criteria.first == .lostDemand)
    for entry in ranking.entries {
      let fault =
        try entry.named.map { FaultSet(compiled.model.faults[$0], in: compiled.model) }
        ?? FaultSet(entry.fault.map { compiled.model.outline($0).id.text }, in: compiled.model)
      let impact = compiled.impact(of: fault)
      #expect(abs((entry.lostDemand ?? -1) - (impact.loadSummary?.lostDemand ?? -2)) < 1e-9)
      #expect(entry.down == impact.blastRadius.down.count)
      #expect(entry.degraded == impact.blastRadius.degraded.count)
      #expect(entry.weight == impact.blastRadius.weight)
      #expect(entry.of == impact.blastRadius.of)
    }
    let first = ranking.entries.prefix(2).map { $0.fault.map { compiled.model.outline($0).id.text } }
    #expect(first == [["shop"], ["web-a", "web-b"]])
    let lost = ranking.entries.map { $0.lostDemand ?? -1 }
    #expect(lost == lost.sorted(by: >))
    // One thread gives the same.
    #expect(try compiled.rankingByDemand(namedFaults: [0, 1], threadCount: 1).entries == ranking.entries)
  }
}

extension Requirement {
  /// The same requirement of groups that always switch.
  fileprivate mutating func removeCoverage() {
    guard case .group(var group) = target else { return }
    group.coverage = .certain
    group.members = .init(
      group.members.map { member in
        var member = member
        member.requirement.removeCoverage()
        return member
      })
    target = .group(group)
  }
}
