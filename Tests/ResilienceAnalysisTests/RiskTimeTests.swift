import DependencyModel
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// Risks and rankings by a time: what tolerates a loss for longer is not down by then.
@Suite struct RiskTimeTests {
  /// All minimal sets up to a size that act by a time, by trying every set.
  private func bruteForce(
    _ compiled: CompiledModel, _ target: ComponentIndex, _ level: Level, within: Duration, upTo size: Int
  ) -> [[ComponentIndex]] {
    let model = compiled.model
    var found: [[ComponentIndex]] = []
    func acts(_ set: [ComponentIndex]) -> Bool {
      let impact = compiled.impact(of: FaultSet(set.map { ($0, .down) }, text: ""), within: within)
      return impact.effects.contains { $0.component == target && $0.level >= level }
    }
    func grow(_ set: [ComponentIndex], to count: Int) {
      if set.count == count {
        if !found.contains(where: { $0.allSatisfy(set.contains) }), acts(set) { found.append(set) }
        return
      }
      for next in model.components.indices where next != target && set.allSatisfy({ $0 < next }) {
        grow(set + [next], to: count)
      }
    }
    for count in 1...size { grow([], to: count) }
    return found
  }

  @Test("The sets that act within a time are those of trying every set", arguments: 0..<20)
  func randomModels(_ block: Int) {
    for seed in block * 5..<block * 5 + 5 {
      let model = RandomModel.model(seed: UInt64(seed * 9))
      let compiled = CompiledModel(model)
      let target = model.components.endIndex.advanced(by: -1)
      for level in [Level.down, .degraded] {
        for within in [Duration.zero, .seconds(10), .seconds(45), .seconds(7200)] {
          var question = CompiledModel.RiskQuestion(level: level, size: 3)
          question.within = within
          let risks = compiled.risks(of: target, question)
          let expected = bruteForce(compiled, target, level, within: within, upTo: 3)
          #expect(risks.minimalCutSets == expected, "seed \(seed), \(level.name), \(within)")
          #expect(risks.moments.allSatisfy { $0 <= within })
        }
      }
    }
  }

  @Test(
    "What degrades because something it depends on is degraded does so in time, too",
    arguments: [
      ("{ degradedBy: { on: search, tolerates: 5m } }", ["search", "index"]),
      ("{ degradedBy: [search, { on: late, tolerates: 1h }] }", ["search", "index"]),
      ("{ needs: [search, { on: late, tolerates: 1h }] }", ["search", "index"]),
      ("{ uses: [search, { on: late, tolerates: 1h }] }", ["search"]),
    ])
  func degradedInTime(_ page: String, _ expected: [String]) throws {
    let model = try ModelLoader.load(
      Array("model: M\ncomponents: { page: \(page), search: { degradedBy: index }, index: {}, late: {} }".utf8),
      file: "m.yaml"
    ).model
    var question = CompiledModel.RiskQuestion(level: .degraded, size: 1)
    question.within = .seconds(300)
    let risks = CompiledModel(model).risks(of: model.index(of: "page")!, question)
    #expect(risks.minimalCutSets.map { model.outline($0[0]).id.text } == expected)
  }

  private static let text = """
    model: M
    components:
      top: { needs: [{ on: gateway, tolerates: 4h }, db, { any: [a, { on: b, tolerates: 10m }] }] }
      gateway: {}
      db: {}
      a: {}
      b: {}
    """

  @Test("Each set says how long after it the target is down")
  func moments() throws {
    let model = try ModelLoader.load(Array(Self.text.utf8), file: "m.yaml").model
    let top = try #require(model.index(of: "top"))
    let compiled = CompiledModel(model)
    let risks = compiled.risks(of: top)
    func names(_ risks: Risks) -> [String] {
      risks.minimalCutSets.map { $0.map { model[$0].id.text }.joined(separator: "+") }
    }
    #expect(names(risks) == ["gateway", "db", "a+b"])
    #expect(risks.moments == [.seconds(4 * 3600), .zero, .seconds(600)])
    var question = CompiledModel.RiskQuestion()
    question.within = .seconds(600)
    #expect(names(compiled.risks(of: top, question)) == ["db", "a+b"])
    question.within = .seconds(599)
    #expect(names(compiled.risks(of: top, question)) == ["db"])
  }

  @Test("A ranking by a time has the blast radius of each fault by then", arguments: 0..<60)
  func ranking(_ seed: Int) {
    let model = RandomModel.model(seed: UInt64(seed * 7))
    let compiled = CompiledModel(model)
    for within in [Duration.zero, .seconds(30), .seconds(7200)] {
      let ranking = compiled.ranking(within: within)
      #expect(ranking.entries.count == compiled.rankedComponents.count)
      #expect(ranking.entries == ranking.entries.sorted())
      for entry in ranking.entries {
        let fault = FaultSet([(entry.fault[0], .down)], text: "")
        let radius = compiled.impact(of: fault, within: within).blastRadius
        #expect(entry.down == radius.down.count, "seed \(seed)")
        #expect(entry.degraded == radius.degraded.count, "seed \(seed)")
        #expect(entry.weight == radius.weight)
        #expect(entry.of == radius.of)
      }
    }
    #expect(compiled.ranking(within: .seconds(1_000_000)).entries == compiled.ranking().entries)
  }
}
