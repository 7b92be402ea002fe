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

  /// The sums over every set of the components that state an unavailability.
  static func enumerated(_ model: Model, _ chance: (ComponentIndex) -> Double) -> [Double] {
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

  @Test("The unavailability of the shipped checkout is the one that an independent program computed")
  func checkout() throws {
    let model = try RisksTests.model("checkout")
    let target = model.index(of: "checkout")!
    let found = CompiledModel(model).availability(of: [target]).entries[0].unavailability!
    #expect(abs(found.high - 1.037276187e-05) < 1e-14)
    #expect(abs(found.low - 2.872779663e-06) < 1e-15)
  }
}
