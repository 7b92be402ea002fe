import DependencyModel
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

/// The reports of loads by snapshot, and what they promise.
@Suite struct LoadReportTests {
  static func loads(_ text: String, _ faults: String..., scale: Double = 1) throws -> Loads {
    let model = try ModelLoader.load(Array(text.utf8), file: "m.yaml").model
    return try CompiledModel(model).loads(under: faults.isEmpty ? nil : FaultSet(faults, in: model), scale: scale)
  }

  static let shop = """
    model: Shop
    domains: { zone-a: {}, zone-b: {} }
    components:
      users: { demand: 900/s, needs: { any: [web-a, web-b, web-c] } }
      web-a: { in: zone-a, capacity: 400/s, takes: 50ms, needs: { on: db, calls: 2, timeout: 1s } }
      web-b: { in: zone-b, capacity: 400/s, takes: 50ms, needs: { on: db, calls: 2, timeout: 1s } }
      web-c: { in: zone-b, capacity: 400/s, takes: 50ms, needs: { on: db, calls: 2, timeout: 1s } }
      db: { capacity: 3000/s, slots: 100, takes: 10ms, needs: { on: disk, retries: 3 } }
      disk: { capacity: 5000 IO/s, overload: queues, uses: monitoring }
      monitoring: {}
    """

  @Test("Reports of loads are as recorded")
  func recorded() throws {
    let quiet = try Self.loads(Self.shop)
    try expectSnapshot(quiet.text(), "load-shop.txt")
    let fault = try Self.loads(Self.shop, "zone-a")
    try expectSnapshot(fault.text(), "load-shop-zone-a.txt")
    try expectSnapshot(fault.json(), "load-shop-zone-a.json")
    try expectSnapshot(fault.markdown(), "load-shop-zone-a.md")
    try expectSnapshot(try Self.loads(Self.shop, "disk", scale: 3).text(), "load-shop-disk.txt")
  }

  @Test("Lines fit the page, however long names and numbers are")
  func width() throws {
    let name = String(repeating: "very-long-name-", count: 6)
    let text = """
      model: M
      components:
        users: { demand: 123456789012/s, needs: \(name) }
        \(name): { capacity: 1 }
      """
    for line in try Self.loads(text).text().split(separator: "\n") { #expect(line.count <= 92) }
  }

  @Test("A model that states nothing of loads is told so, and has no table")
  func nothing() throws {
    let loads = try Self.loads("model: M\ncomponents: { a: { needs: b }, b: {} }")
    #expect(
      loads.text() == "The model states no demand, capacity or slots: nothing carries any load.\n")
    #expect(
      loads.markdown() == "### The model states no demand, capacity or slots: nothing carries any load.\n")
  }

  @Test("An endless hold is null in JSON and said in text")
  func endless() throws {
    let loads = try Self.loads(
      """
      model: M
      components:
        a: { demand: 10/s, slots: 50, uses: { on: b } }
        b: { capacity: 5/s, overload: queues, takes: 10ms }
      """)
    #expect(loads.text().contains("endless of 50"))
    #expect(loads.json().contains("\"held\" : null"))
  }
}
