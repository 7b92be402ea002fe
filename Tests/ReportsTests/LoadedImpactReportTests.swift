import DependencyModel
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

/// Reports of faults where the model states loads, or the fault a share.
@Suite struct LoadedImpactReportTests {
  static let storage = """
    model: Storage
    domains: { zone-a: {}, zone-b: {} }
    components:
      shop: { tier: 0, demand: 900/s, needs: { any: [web-a, web-b, web-c] } }
      web-a: { in: zone-a, capacity: 400/s, needs: db }
      web-b: { in: zone-b, capacity: 400/s, needs: db }
      web-c: { in: zone-b, capacity: 400/s, needs: db }
      db: { capacity: 2000/s, owner: data }
      volumes: { units: 25000 }
      databases: { name: Databases of customers, units: 1000, needs: { on: volumes, units: 4 } }
      api: { demand: 100/s, slots: 100, takes: 10ms, needs: { on: create, calls: 0.1, timeout: 10m } }
      create: { uses: volumes, whenDown: hangs }
      queue: { capacity: 50/s, overload: queues, takes: 10ms }
      sender: { demand: 40/s, uses: { on: queue, timeout: 1s } }
      rush: { demand: 1/s, needs: { any: [fast, queue], spread: first } }
      fast: {}
      old: { demand: 10/s, needs: full }
      full: { capacity: 5/s }
    faults: { storm: { name: Re-mirroring storm, down: [{ volumes: 13% }, create] } }
    """

  static func compiled(_ text: String = storage) throws -> CompiledModel {
    CompiledModel(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model)
  }

  private static func impact(_ faults: String...) throws -> Impact {
    let compiled = try compiled()
    return compiled.impact(of: try FaultSet(faults, in: compiled.model))
  }

  @Test("Reports of faults with shares and overload are as recorded")
  func recorded() throws {
    let zone = try Self.impact("zone-a")
    try expectSnapshot(zone.text(), "loaded-zone-a.txt")
    try expectSnapshot(zone.markdown(), "loaded-zone-a.md")
    try expectSnapshot(zone.json(), "loaded-zone-a.json")
    let storm = try Self.impact("storm")
    try expectSnapshot(storm.text(), "loaded-storm.txt")
    try expectSnapshot(try Self.impact("volumes=13%").text(), "loaded-share.txt")
    let compiled = try Self.compiled()
    let shop = try #require(compiled.model.index(of: "shop"))
    let api = try #require(compiled.model.index(of: "api"))
    let fault = try FaultSet(["zone-a"], in: compiled.model)
    try expectSnapshot(compiled.explanation(of: shop, under: fault).text(), "loaded-why-shop.txt")
    let stormy = try FaultSet(["storm"], in: compiled.model)
    try expectSnapshot(compiled.explanation(of: api, under: stormy).text(), "loaded-why-api.txt")
    try expectSnapshot(compiled.explanation(of: api, under: stormy).markdown(), "loaded-why-api.md")
    try expectSnapshot(try compiled.rankingByDemand().text(), "loaded-rank.txt")
  }

  @Test("A part of a component is named in the verdict, and each line says how much")
  func wording() throws {
    let text = try Self.impact("volumes=13%").text()
    #expect(text.contains("If 13% of volumes fails"))
    #expect(text.contains("43% of 1,000"))
    #expect(text.contains("fail independently"))
    let zone = try Self.impact("zone-a").text()
    #expect(zone.contains("so it refuses 33%"))
    #expect(zone.contains("web-a carried"))
    #expect(zone.contains("of all demand lost"))
  }

  @Test("Lines with shares fit the page")
  func width() throws {
    for text in [try Self.impact("storm").text(), try Self.impact("zone-a").text()] {
      for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
  }

  @Test("What becomes of loads is a part of JSON answers")
  func standing() throws {
    let compiled = try Self.compiled()
    let fault = try FaultSet(["zone-a"], in: compiled.model)
    #expect(ImpactAnswer(compiled.impact(of: fault)).loads?.standing == "settled")
    let before = ImpactAnswer(compiled.impact(of: fault)).components.filter { $0.asBefore == true }.map(\.id)
    #expect(before == ["full", "old"])
    #expect(ImpactAnswer(compiled.impact(of: fault, within: .seconds(5))).loads?.standing == "leftOut")
    let endless = try Self.compiled(
      "model: M\ncomponents: { a: { demand: 1, uses: { on: b, calls: 2 } }, b: { uses: { on: a, calls: 1 } } }")
    let problem = ImpactAnswer(endless.impact(of: try FaultSet(["b"], in: endless.model))).loads
    #expect(problem?.standing == "failed")
    #expect(problem?.problem == "calls in the circle of a and b grow without end")
    let plain = CompiledModel(compiled.model, options: .init(usesLoads: false))
    #expect(ImpactAnswer(plain.impact(of: fault)).loads == nil)
    #expect(plain.impact(of: fault).text().contains("refuses") == false)
  }

  @Test("A comparison says that headroom fell, and may fail a run for it")
  func headroom() throws {
    let old = try Self.compiled("model: M\ncomponents: { a: { demand: 100/s, needs: b }, b: { capacity: 200/s } }")
    let new = try Self.compiled("model: M\ncomponents: { a: { demand: 100/s, needs: b }, b: { capacity: 150/s } }")
    let diff = ModelDiff(from: old, to: new)
    #expect(diff.headroom?.component == "b")
    #expect(diff.headroom?.before == 2)
    #expect(diff.headroom?.after == 1.5)
    #expect(diff.headroom?.hasFallen == true)
    let back = ModelDiff(from: new, to: old)
    #expect(back.headroom?.hasFallen == false)
    #expect(ModelDiff(from: old, to: old).headroom == nil)
  }
}
