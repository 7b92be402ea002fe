import DependencyModel
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// What a figure rests on: how much of what can take a component down states an unavailability.
@Suite struct CoverageTests {
  private func coverage(_ text: String, of id: String) throws -> (coverage: Coverage, model: Model) {
    let model = try ModelLoader.load(Array("model: M\n\(text)".utf8), file: "model.yaml").model
    let index = try #require(model.index(of: ComponentID(id)))
    let answer = CompiledModel(model).availability(of: [index])
    return (try #require(answer.entries[0].coverage), model)
  }

  private func ids(_ components: [ComponentIndex], _ model: Model) -> [String] {
    components.map { model[$0].id.text }
  }

  @Test("Single points of failure without an unavailability are counted and listed")
  func singlePoints() throws {
    let (found, model) = try coverage(
      """
      components:
        shop: { needs: [db, cache, dns, queue, stripe] }
        db: {}
        cache: {}
        dns: {}
        queue: {}
        stripe: { availability: 99.99% }
      """, of: "shop")
    #expect(found.count == 5)
    #expect(found.statedCount == 1)
    #expect(found.assumedCount == 0)
    #expect(found.singlePointCount == 5)
    #expect(found.singlePointWithoutCount == 4)
    #expect(ids(found.singlePointsWithout, model) == ["db", "cache", "dns", "queue"])
    #expect(!found.isWhole)
  }

  @Test("Members of groups, domains and indirect needs count; what is only used does not")
  func whatCanMatter() throws {
    let (found, model) = try coverage(
      """
      domains: { region: { domains: { zone: { unavailability: 0.001 } } } }
      components:
        top: { needs: { any: [a, b] }, uses: soft, startNeeds: start, configuredBy: setting }
        a: { in: zone, unavailability: 0.1 }
        b: { in: zone, needs: deep }
        deep: {}
        soft: {}
        start: {}
        setting: {}
        apart: {}
      """, of: "top")
    #expect(found.count == 5)  // a, b, deep, zone, region
    #expect(found.statedCount == 2)
    #expect(found.singlePointCount == 2)
    #expect(ids(found.singlePointsWithout, model) == ["region"])
  }

  @Test("What makes no difference because something else takes the component down anyway is not counted")
  func absorbed() throws {
    let (found, _) = try coverage(
      """
      components:
        top: { needs: [db, { any: [db, cache] }] }
        db: { unavailability: 0.1 }
        cache: {}
      """, of: "top")
    #expect(found.count == 1)
    #expect(found.isWhole)
  }

  @Test("Components that are logic only are not counted, but what they need is")
  func logic() throws {
    let (found, _) = try coverage(
      """
      components:
        top: { kind: open-psa/gate, needs: [gate, e] }
        gate: { kind: open-psa/gate, needs: { any: [f, g] } }
        e: { unavailability: 0.1 }
        f: { unavailability: 0.1 }
        g: { unavailability: 0.1 }
      """, of: "top")
    #expect(found.count == 3)
    #expect(found.isWhole)
    #expect(found.singlePointCount == 1)
  }

  @Test("The component itself counts if it has an unavailability, or if nothing else can take it down")
  func itself() throws {
    let own = try coverage("components: { a: { unavailability: 0.1, needs: b }, b: {} }", of: "a").coverage
    #expect((own.count, own.statedCount, own.singlePointCount) == (2, 1, 2))
    let (leaf, model) = try coverage("components: { a: {}, b: { unavailability: 0.1 } }", of: "a")
    #expect((leaf.count, leaf.statedCount) == (1, 0))
    #expect(leaf.isEmpty)
    #expect(ids(leaf.singlePointsWithout, model) == ["a"])
    let stated = try coverage("components: { a: { unavailability: 0 } }", of: "a").coverage
    #expect(stated.isWhole)
  }

  @Test("An assumption counts as an unavailability, and only for those that state none")
  func assumed() throws {
    let (found, _) = try coverage(
      """
      components:
        top: { needs: [a, b, c] }
        a: { kind: db/x, unavailability: 0.1 }
        b: { kind: db/y }
        c: { kind: cache }
      assume: { kind: db/*, unavailability: 0.001 }
      """, of: "top")
    #expect((found.count, found.statedCount, found.assumedCount) == (3, 2, 1))
  }

  @Test("Coverage of random models is that of trying every component and every set", arguments: 0..<20)
  func randomModels(_ block: Int) throws {
    for seed in block * 4..<block * 4 + 4 {
      let model = AvailabilityTests.model(seed: UInt64(seed * 5))
      let compiled = CompiledModel(model)
      let answer = compiled.availability()
      for entry in answer.entries {
        let found = try #require(entry.coverage)
        let all = compiled.risks(of: entry.component, .init(size: nil, listLimit: .max))
        guard !all.isAlwaysDown else { continue }
        let isOwn = model[entry.component].unavailability != nil || all.minimalCutSets.isEmpty
        let own = isOwn ? [entry.component] : []
        let relevant = Set(all.minimalCutSets.joined()).union(own)
        let singles = Set(all.minimalCutSets.filter { $0.count == 1 }.joined()).union(own)
        // A simplification may leave something in that makes no difference, but never leave anything out.
        #expect(found.count >= relevant.count, "seed \(seed), \(entry.component)")
        #expect(found.count <= model.components.count)
        #expect(found.singlePointCount == singles.count, "seed \(seed), \(entry.component)")
        let without = singles.filter { model[$0].unavailability == nil }.sorted()
        #expect(found.singlePointsWithout == without, "seed \(seed), \(entry.component)")
      }
    }
  }
}
