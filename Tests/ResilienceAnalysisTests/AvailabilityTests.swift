import DependencyModel
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

@Suite struct AvailabilityTests {
  /// A random model of which some components state an unavailability, of which some are ranges, 0 or 1.
  static func model(seed: UInt64) -> Model {
    let model = RandomModel.model(seed: seed)
    var random = SplitMix64(seed: seed &+ 99)
    let values = [0, 1e-9, 1e-3, 0.01, 0.5, 1]
    let components = model.components.map { component -> Component in
      var component = component
      if Int.random(in: 0..<3, using: &random) > 0 {
        let low = values.randomElement(using: &random)!
        let high = Bool.random(using: &random) ? low : values.filter { $0 >= low }.randomElement(using: &random)!
        component.unavailability = Unavailability(low: low, high: high)
      }
      return component
    }
    return Model(name: model.name, components: components)
  }

  /// The sums over every set of the components that state an unavailability, and of the groups that have a coverage.
  static func enumerated(_ model: Model, _ chance: (ComponentIndex) -> Double) -> [Double] {
    var sums = [Double](repeating: 0, count: model.components.count)
    let count = model.components.reduce(0) { $0 + $1.relations.reduce(0) { $0 + $1.requirement.coverages.count } }
    for failing in 0..<1 << count {
      // Switching of the groups in the set does not work: all of their members must hold.
      var number = 0
      var weight = 1.0
      let components = model.components.map { component in
        var component = component
        for relation in component.relations.indices {
          component.relations[relation].requirement.decide { coverage in
            let fails = failing >> number & 1 == 1
            number += 1
            weight *= fails ? coverage.complement : coverage.value
            return fails
          }
        }
        return component
      }
      guard weight > 0 else { continue }
      for (component, sum) in sumsOfFailures(Model(name: model.name, components: components), chance).enumerated() {
        sums[component] += weight * sum
      }
    }
    return sums
  }

  /// The sums over every set of the components that state an unavailability.
  private static func sumsOfFailures(_ model: Model, _ chance: (ComponentIndex) -> Double) -> [Double] {
    let stated = model.components.indices.filter { model.components[$0].unavailability != nil }
    var sums = [Double](repeating: 0, count: model.components.count)
    for set in 0..<1 << stated.count {
      var weight = 1.0
      var fault: [ComponentIndex: Level] = [:]
      for (place, component) in stated.enumerated() {
        let isDown = set >> place & 1 == 1
        weight *= isDown ? chance(component) : 1 - chance(component)
        if isDown { fault[component] = .down }
      }
      guard weight > 0 else { continue }
      let levels = NaiveSemantics(model, fault: fault).levels
      for component in model.components.indices where levels[component] == .down {
        sums[component] += weight
      }
    }
    return sums
  }

  private func isClose(_ left: Double, _ right: Double) -> Bool {
    abs(left - right) <= 1e-12 * max(left, right)
  }

  @Test("Unavailabilities of random models are those of trying every set of failures", arguments: 0..<20)
  func bruteForce(_ block: Int) throws {
    for seed in block * 4..<block * 4 + 4 {
      let model = Self.model(seed: UInt64(seed * 5))
      let answer = CompiledModel(model).availability()
      let low = Self.enumerated(model) { model.components[$0].unavailability!.low }
      let high = Self.enumerated(model) { model.components[$0].unavailability!.high }
      #expect(answer.isComplete)
      #expect(answer.entries.map(\.component) == Array(model.components.indices))
      for entry in answer.entries {
        let found = try #require(entry.unavailability)
        #expect(isClose(found.low, low[entry.component]), "seed \(seed), \(entry.component)")
        #expect(isClose(found.high, high[entry.component]), "seed \(seed), \(entry.component)")
        let alone = CompiledModel(model).availability(of: [entry.component]).entries[0]
        #expect(isClose(alone.unavailability!.high, found.high))
        #expect(isClose(alone.unavailability!.low, found.low))
      }
    }
  }

  @Test("Importance follows its definitions when a component's own probability is set to 0 and to 1", arguments: 0..<12)
  func importance(_ block: Int) throws {
    for seed in block * 2..<block * 2 + 2 {
      let model = Self.model(seed: UInt64(seed * 5))
      let stated = model.components.indices.filter { model.components[$0].unavailability != nil }
      let answer = CompiledModel(model).availability()
      for component in stated {
        func chances(_ own: Double) -> [Double] {
          Self.enumerated(model) { $0 == component ? own : model.components[$0].unavailability!.high }
        }
        let (with, without) = (chances(1), chances(0))
        for entry in answer.entries {
          let value = entry.unavailability!.high
          let own = model.components[component].unavailability!.high
          guard let found = entry.importance!.first(where: { $0.component == component }) else {
            #expect(with[entry.component] == without[entry.component])
            continue
          }
          #expect(abs(found.birnbaum - (with[entry.component] - without[entry.component])) < 1e-14)
          #expect(isClose(found.withoutIt, without[entry.component]))
          if value > 0 {
            #expect(abs(found.criticality! - own * found.birnbaum / value) < 1e-12)
            #expect(isClose(found.riskAchievementWorth!, with[entry.component] / value))
            #expect(found.fussellVesely! >= found.criticality! - 1e-12)
            #expect(found.fussellVesely! <= 1 + 1e-12)
          } else {
            #expect(found.criticality == nil)
            #expect(found.fussellVesely == nil)
            #expect(found.riskAchievementWorth == nil)
          }
          if without[entry.component] > 0 {
            #expect(isClose(found.riskReductionWorth!, value / without[entry.component]))
          } else {
            #expect(found.riskReductionWorth == nil)
          }
        }
      }
    }
  }

  @Test("Importance is right for components in parallel, in series, and never or always down")
  func edges() throws {
    let text = """
      model: Edges
      components:
        t: { needs: [s, { any: [a, b] }, never] }
        s: { unavailability: 0.1 }
        a: { unavailability: 0.5 }
        b: { unavailability: 1 }
        never: { unavailability: 0 }
        apart: { unavailability: 0.3 }
      """
    let model = try ModelLoader.load(Array(text.utf8), file: "edges.yaml").model
    let answer = CompiledModel(model).availability(of: [0], allowed: 0.2)
    let entry = answer.entries[0]
    #expect(entry.unavailability!.high == 0.1 + 0.9 * 0.5)
    func importance(_ id: String) -> Availability.Importance? {
      entry.importance!.first { $0.component == model.index(of: ComponentID(id)) }
    }
    // A certain event: taking it for granted changes nothing, taking it away does.
    #expect(importance("b")!.riskAchievementWorth == 1)
    #expect(abs(importance("b")!.riskReductionWorth! - 5.5) < 1e-12)
    // An impossible one: it has no share, and would matter if it came.
    let never = importance("never")!
    #expect(never.criticality == 0)
    #expect(never.fussellVesely == 0)
    #expect(abs(never.riskReductionWorth! - 1) < 1e-15)
    #expect(abs(never.riskAchievementWorth! - 1 / 0.55) < 1e-12)
    // One that has no part in it is not told of.
    #expect(importance("apart") == nil)
    // 0.2 is reached by a at (0.2 − 0.1) / 0.9, or by b the same; s alone doesn't do it.
    let improvements = answer.improvements(of: entry)
    #expect(improvements.map(\.component) == [2, 3])
    #expect(abs(improvements[0].sufficient - 0.1 / 0.9) < 1e-12)
    #expect(abs(improvements[1].sufficient - 0.1 / 0.45) < 1e-12)
  }

  @Test("A group with coverage behaves as all of its members where switching does not work")
  func coverage() throws {
    let text = """
      model: Databases
      components:
        shop: { needs: { any: [db-a, db-b], coverage: 97.5% } }
        desk: { needs: [{ any: [db-a, db-b], coverage: 0.975 }, shop] }
        all: { needs: { all: [db-a, db-b], coverage: 0.5 } }
        page: { degradedBy: { any: [db-a, db-b], coverage: 0 } }
        db-a: { unavailability: 0.1 }
        db-b: { unavailability: 0.2 }
      """
    let model = try ModelLoader.load(Array(text.utf8), file: "databases.yaml").model
    let compiled = CompiledModel(model)
    let answer = compiled.availability()
    func unavailability(_ id: ComponentID) -> Double { answer.entries[model.index(of: id)!].unavailability!.high }
    // Both 0.02; one of them alone 0.26, of which 2.5 % is felt.
    #expect(abs(unavailability("shop") - (0.02 + 0.025 * 0.26)) < 1e-15)
    // Each group by itself: 1 − 0.975² of it.
    #expect(abs(unavailability("desk") - (0.02 + (1 - 0.975 * 0.975) * 0.26)) < 1e-15)
    // There is nothing to switch to, and a soft relation takes nothing down.
    #expect(abs(unavailability("all") - 0.28) < 1e-15)
    #expect(unavailability("page") == 0)

    let shop = answer.entries[model.index(of: "shop")!]
    let switching = try #require(shop.switchings?.first)
    #expect(shop.switchings?.count == 1)
    #expect(switching.owner == model.index(of: "shop"))
    #expect(switching.unavailability == 0.025)
    #expect(abs(switching.importance.birnbaum - 0.26) < 1e-15)
    #expect(abs(switching.importance.withoutIt - 0.02) < 1e-15)
    let database = try #require(shop.importance?.first { $0.component == model.index(of: "db-a") })
    #expect(abs(database.birnbaum - (0.2 + 0.8 * 0.025 - 0.2 * 0.025)) < 1e-15)
    #expect(abs(database.withoutIt - 0.2 * 0.025) < 1e-15)

    // Levels and cut sets do not see it.
    let fault = FaultSet([(model.index(of: "db-a")!, .down)], text: "db-a")
    #expect(compiled.impact(of: fault).blastRadius.down == [model.index(of: "all")!])
    for size in [1, 2, nil] {
      let risks = compiled.risks(of: model.index(of: "shop")!, .init(size: size))
      #expect(risks.minimalCutSets == (size == 1 ? [] : [[model.index(of: "db-a")!, model.index(of: "db-b")!]]))
      #expect(abs(risks.unavailability!.high - unavailability("shop")) < 1e-15)
    }
  }

  @Test("The unavailability of the shipped checkout is the one that an independent program computed")
  func checkout() throws {
    let model = try RisksTests.model("checkout")
    let target = model.index(of: "checkout")!
    let found = CompiledModel(model).availability(of: [target]).entries[0].unavailability!
    #expect(abs(found.high - 1.037276187e-05) < 1e-14)
    #expect(abs(found.low - 2.872779663e-06) < 1e-15)
  }
}

extension Requirement {
  /// The coverages below 1 of the groups, the outer ones first.
  fileprivate var coverages: [Probability] {
    guard case .group(let group) = target else { return [] }
    return (group.coverage == .certain ? [] : [group.coverage]) + group.members.flatMap(\.requirement.coverages)
  }

  /// Makes groups with a coverage need all of their members where that is decided, the outer ones first.
  fileprivate mutating func decide(_ fails: (Probability) -> Bool) {
    guard case .group(var group) = target else { return }
    if group.coverage != .certain, fails(group.coverage) { group.threshold = .all }
    group.coverage = .certain
    for member in group.members.indices { group.members[member].requirement.decide(fails) }
    target = .group(group)
  }
}
