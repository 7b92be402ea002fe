import DecisionDiagrams
import DependencyModel
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// Cut sets by chance: their order, their shares, and what a cutoff leaves out.
@Suite struct RiskChanceTests {
  private func question(
    size: Int?, byChance: Bool = true, cutoff: Double? = nil, limit: Int = 10_000
  ) -> CompiledModel.RiskQuestion {
    var question = CompiledModel.RiskQuestion(size: size, listLimit: limit)
    question.isByChance = byChance
    question.cutoff = cutoff
    return question
  }

  private func product(_ set: [ComponentIndex], _ model: Model) -> Double? {
    var product = 1.0
    for component in set {
      guard let chance = model[component].unavailability else { return nil }
      product *= chance.high
    }
    return product
  }

  @Test("Sets by chance are all sets, the likeliest first, those of unknown chance last", arguments: 0..<20)
  func order(_ block: Int) throws {
    for seed in block * 6..<block * 6 + 6 {
      let model = AvailabilityTests.model(seed: UInt64(seed * 4))
      guard model.components.contains(where: { $0.unavailability != nil }) else { continue }
      let compiled = CompiledModel(model)
      let target = model.components.endIndex.advanced(by: -1)
      for size in [1, 2, 4, nil] {
        let plain = compiled.risks(of: target, .init(size: size))
        let risks = compiled.risks(of: target, question(size: size))
        #expect(risks.isAlwaysDown == plain.isAlwaysDown)
        guard !risks.isAlwaysDown else { continue }
        #expect(Set(risks.minimalCutSets) == Set(plain.minimalCutSets), "seed \(seed), size \(size ?? -1)")
        #expect(risks.minimalCutSets.count == plain.minimalCutSets.count)
        let likelihood = try #require(risks.likelihood)
        #expect(likelihood.chances == risks.minimalCutSets.map { product($0, model) })
        #expect(likelihood.chances.map { $0 ?? -1 } == likelihood.chances.map { $0 ?? -1 }.sorted(by: >))
        let sum = likelihood.chances.reduce(0) { $0 + ($1 ?? 0) }
        #expect(abs(likelihood.sum - sum) <= 1e-12 * max(1, sum), "seed \(seed), size \(size ?? -1)")
        #expect(likelihood.unlistedSum <= 1e-12 * max(1, sum))
        #expect(!risks.isListCut)
      }
    }
  }

  @Test("What no set accounts for is stated: the target's own chance, and switching that does not work")
  func outsideSets() throws {
    func risks(_ components: String, size: Int?) throws -> Risks {
      let model = try ModelLoader.load(Array("model: M\ncomponents: \(components)".utf8), file: "m.yaml").model
      return CompiledModel(model).risks(of: model.index(of: "shop")!, question(size: size))
    }
    let switched = try risks(
      "{ shop: { needs: { any: [a, b], coverage: 50% } }, a: { unavailability: 0.1 }, b: { unavailability: 0.1 } }",
      size: nil)
    #expect(switched.likelihood?.hasSwitching == true)
    #expect(switched.likelihood?.own == nil)
    // One of two is down in 0.18 of the time, and half of the switching fails; both are down in 0.01.
    #expect(abs(switched.unavailability!.high - 0.1) < 1e-12)
    #expect(abs(switched.unavailabilityOutsideSets! - 0.09) < 1e-12)
    let own = try risks(
      "{ shop: { unavailability: 0.001, needs: { any: [a, b] } }, a: { unavailability: 0.02 }, b: { unavailability: 0.02 } }",
      size: nil)
    #expect(own.likelihood?.own == 0.001)
    #expect(own.likelihood?.hasSwitching == false)
    #expect(abs(own.unavailabilityOutsideSets! - (0.0004 + 0.001 - 0.0004 * 0.001 - 0.0004)) < 1e-12)
    let plain = try risks(
      "{ shop: { needs: { any: [a, b] } }, a: { unavailability: 0.02 }, b: { unavailability: 0.02 } }", size: nil)
    #expect(plain.unavailabilityOutsideSets == nil)
    let larger = try risks(
      "{ shop: { needs: { any: [a, b] } }, a: { unavailability: 0.02 }, b: { unavailability: 0.02 } }", size: 1)
    #expect(abs((larger.unavailabilityOutsideSets ?? 0) - 0.0004) < 1e-12)
  }

  @Test("A cutoff leaves out just the sets that are known to be less likely", arguments: 0..<20)
  func cutoff(_ block: Int) throws {
    for seed in block * 6..<block * 6 + 6 {
      let model = AvailabilityTests.model(seed: UInt64(seed * 4 + 1))
      guard model.components.contains(where: { $0.unavailability != nil }) else { continue }
      let compiled = CompiledModel(model)
      let target = model.components.endIndex.advanced(by: -1)
      for size in [2, 4, nil] {
        let all = compiled.risks(of: target, question(size: size))
        guard !all.isAlwaysDown, let likelihood = all.likelihood else { continue }
        for bar in [1e-12, 1e-5, 0.02, 1] {
          let risks = compiled.risks(of: target, question(size: size, byChance: false, cutoff: bar))
          let listed = Set(risks.minimalCutSets)
          for (set, chance) in zip(all.minimalCutSets, likelihood.chances) {
            if let chance { #expect(listed.contains(set) == (chance >= bar), "seed \(seed), \(set), \(bar)") }
          }
          // In the order of size, then of the model.
          let sorted = risks.minimalCutSets.sorted {
            $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1)
          }
          #expect(risks.minimalCutSets == sorted)
          #expect(risks.total == all.total)
          let cut = likelihood.chances.reduce(0) { $0 + (($1 ?? 0) < bar ? $1 ?? 0 : 0) }
          #expect(abs((risks.likelihood?.unlistedSum ?? -1) - cut) <= 1e-12 * max(1, likelihood.sum))
          #expect(risks.isComplete)
        }
      }
    }
  }

  @Test("A short list has the likeliest of many sets, and says what the others add up to")
  func shortList() throws {
    // 30 pairs and 3 single points, of rising chance.
    var lines = (0..<30).map {
      "  a\($0): { unavailability: \(0.001 * Double($0 + 1)) }\n  b\($0): { unavailability: 0.1 }"
    }
    lines += (0..<3).map { "  s\($0): { unavailability: 1e-\($0 + 3) }" }
    let needs = (0..<30).map { "{ any: [a\($0), b\($0)] }" } + (0..<3).map { "s\($0)" }
    lines.append("  top: { needs: [\(needs.joined(separator: ", "))] }")
    let text = "model: M\ncomponents:\n" + lines.joined(separator: "\n")
    let model = try ModelLoader.load(Array(text.utf8), file: "m.yaml").model
    let top = try #require(model.index(of: "top"))
    for size in [2, 3, nil] {
      let risks = CompiledModel(model).risks(of: top, question(size: size, limit: 4))
      let names = risks.minimalCutSets.map { $0.map { model[$0].id.text }.joined(separator: "+") }
      #expect(names == ["a29+b29", "a28+b28", "a27+b27", "a26+b26"])
      #expect(risks.total.exactInt == 33)
      #expect(risks.isListCut)
      #expect(risks.isComplete)
      let sum = 0.0001 * Double(30 * 31 / 2) + 1e-3 + 1e-4 + 1e-5
      #expect(abs((risks.likelihood?.sum ?? 0) - sum) < 1e-12)
      #expect(abs((risks.likelihood?.unlistedSum ?? 0) - (sum - 0.0001 * (30 + 29 + 28 + 27))) < 1e-12)
    }
  }

  @Test("Billions of equally likely sets are counted, and a few of them listed")
  func tiesEnd() throws {
    var lines = (0..<100).map { "  c\($0): { unavailability: 0.01 }" }
    lines += (0..<10).map { row in
      "  g\(row): { kind: open-psa/gate, needs: [\((0..<10).map { "c\(row * 10 + $0)" }.joined(separator: ", "))] }"
    }
    lines.append("  top: { needs: { any: [\((0..<10).map { "g\($0)" }.joined(separator: ", "))] } }")
    let text = "model: M\ncomponents:\n" + lines.joined(separator: "\n")
    let model = try ModelLoader.load(Array(text.utf8), file: "m.yaml").model
    let top = try #require(model.index(of: "top"))
    let compiled = CompiledModel(model).limited(to: WorkLimit(.time(.seconds(30))))
    let risks = compiled.risks(of: top, question(size: nil, limit: 50))
    #expect(risks.minimalCutSets.count == 50)
    #expect(risks.total.exactInt == 10_000_000_000)
    #expect(risks.isListCut)
    #expect(abs((risks.likelihood?.sum ?? 0) / 1e-10 - 1) < 1e-9)
  }

  @Test("A target that is always down has the empty cut set")
  func alwaysDown() throws {
    let text = "model: M\ncomponents: { top: { unavailability: 1, needs: a }, a: {} }"
    let model = try ModelLoader.load(Array(text.utf8), file: "m.yaml").model
    let risks = CompiledModel(model).risks(of: try #require(model.index(of: "top")))
    #expect(risks.minimalCutSets == [[]])
    #expect(risks.isAlwaysDown)
    #expect(risks.total.exactInt == 1)
    #expect(risks.unavailability == Unavailability(low: 1, high: 1))
  }

  @Test("A model that no small diagram answers gets its cut sets without an unavailability, unless that is insisted on")
  func setsComeFirst() throws {
    // Pairs that are far apart in any order take large diagrams.
    var lines = (0..<70).map { "  c\($0): { unavailability: 0.001 }" }
    var needs: [String] = []
    for i in 0..<70 {
      for j in 0..<i where (i * j * 7 + i + j) % 11 < 3 { needs.append("{ any: [c\(i), c\(j)] }") }
    }
    lines.append("  top: { needs: [\(needs.joined(separator: ", "))] }")
    let text = "model: M\ncomponents:\n" + lines.joined(separator: "\n")
    let model = try ModelLoader.load(Array(text.utf8), file: "m.yaml").model
    let top = try #require(model.index(of: "top"))
    let risks = CompiledModel(model).risks(of: top, .init(size: 2, memoryLimit: 1 << 20))
    #expect(risks.minimalCutSets.count == needs.count)
    #expect(risks.unavailability == nil)
    #expect(risks.isUnavailabilityLeftOut)
    #expect(risks.isComplete)
    var insisting = CompiledModel.RiskQuestion(size: 2, memoryLimit: 1 << 20)
    insisting.insistsOnUnavailability = true
    #expect(CompiledModel(model).risks(of: top, insisting).shortfalls == [.unavailability(bytes: 1 << 20)])
  }
}
