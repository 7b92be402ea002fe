import DependencyModel
import ModelFormats
import TestSupport
import Testing

/// Entries with `amend: true`.
@Suite struct AmendmentTests {
  private static let base = """
    model: Base
    domains:
      eu: { kind: region, domains: { eu-1: { kind: zone, weight: 0 }, eu-2: {} } }
    components:
      api: { kind: app, in: eu-1, needs: [db, cache], uses: queue, tier: 1, source: main.tf }
      db: { mtbf: 45d, mttr: 20m }
      cache: {}
      queue: { in: eu-2 }
    """

  private func load(_ overlay: String, first: Bool = false) throws -> Model {
    let folder = try TemporaryFolder(["base.yaml": Self.base, "overlay.yaml": overlay])
    let paths = [folder.path("base.yaml"), folder.path("overlay.yaml")]
    return try ModelLoader.load(first ? paths.reversed() : paths).model
  }

  private func relations(_ id: ComponentID, _ model: Model) -> [String] {
    model[id]?.relations.map { "\($0.kind) \($0.requirement.text())" } ?? ["none"]
  }

  /// The order in which the documents are read does not matter.
  @Test(
    "An amendment replaces the keys it states and keeps the rest, in either order of documents",
    arguments: [false, true])
  func restatesKeysAndKeepsTheRest(_ first: Bool) throws {
    let model = try load(
      """
      components:
        api: { amend: true, needs: { any: [db, cache] }, owner: web }
        db: { amend: true, unavailability: 0.5 }
        worker: { needs: api, amend: false }
      """, first: first)
    #expect(relations("api", model) == ["in eu-1", "needs any of db, cache", "uses queue"])
    let api = try #require(model["api"])
    #expect(api.kind == "app")
    #expect(api.tier == 1)
    #expect(api.owner == "web")
    #expect(api.source == "main.tf")
    // The ways to state a chance are one.
    #expect(model["db"]?.unavailability == Unavailability(low: 0.5, high: 0.5))
    #expect(relations("worker", model) == ["needs api"])
  }

  @Test("An amendment with an empty value removes what the key stated")
  func takesAway() throws {
    let model = try load("components: { api: { amend: true, needs: [], in: [], tier: null } }")
    #expect(relations("api", model) == ["uses queue"])
    #expect(model["api"]?.tier == nil)
  }

  @Test("Domains are amended wherever the amendment is written")
  func domains() throws {
    let model = try load(
      """
      domains:
        eu: { amend: true, name: Europe, domains: { eu-3: {}, eu-2: { amend: true, kind: zone } } }
        us: { domains: { eu-1: { amend: true, tier: 3 } } }
      components:
        eu-3x: { in: eu-3 }
        eu: { amend: true, tier: 2 }
      """)
    #expect(model["eu"]?.name == "Europe")
    #expect(model["eu"]?.kind == "region")
    #expect(model["eu"]?.tier == 2)
    #expect(model["eu-1"]?.domains == ["us"])
    #expect(model["eu-1"]?.kind == "zone")
    #expect(model["eu-1"]?.weight == .zero)
    #expect(model["eu-2"]?.domains == ["eu"])
    #expect(model["eu-2"]?.kind == "zone")
    #expect(model["eu-3"]?.domains == ["eu"])
    #expect(model.domainCount == 5)
  }

  @Test("An amended 'in' moves a nested domain")
  func nestedDomainsMove() throws {
    let model = try load("domains: { eu-1: { amend: true, in: eu-2 } }")
    #expect(model["eu-1"]?.domains == ["eu-2"])
  }

  @Test("An amendment with 'each' amends every component it names")
  func manyAtOnce() throws {
    let model = try load(#"components: { "{c}": { each: { c: [db, cache] }, amend: true, uses: queue, tier: 2 } }"#)
    #expect(relations("db", model) == ["uses queue"])
    #expect(model["cache"]?.tier == 2)
  }

  @Test("An amendment of nothing, or of one key twice, is an error")
  func errors() throws {
    func diagnostics(_ overlay: String) throws -> [Diagnostic] {
      do { return try load(overlay).components.isEmpty ? [] : [] } catch let error as InvalidInput {
        return error.diagnostics
      }
    }
    let nothing = try diagnostics("components: { apii: { amend: true, tier: 1 } }")
    #expect(nothing.map(\.message) == ["there is no 'apii' to amend; did you mean 'api'?"])
    let twice = try diagnostics(
      """
      components:
        api: { amend: true, tier: 2, owner: a }
        "{c}": { each: { c: [api] }, amend: true, tier: 3 }
        db: { amend: true, availability: 99% }
      domains: { db: { amend: true, unavailability: 0.1 } }
      """)
    #expect(twice.map(\.code.id) == ["amended-twice", "amended-twice"])
    #expect(twice.map(\.place?.line) == [3, 5])
    #expect(twice.map { $0.notes.first?.place?.line } == [2, 4])
    #expect(
      try diagnostics("components: { api: { amend: perhaps } }").map(\.code.id) == ["duplicate-id", "wrong-type"])
    #expect(try diagnostics("components: { api: { amend: true, need: db } }").map(\.code.id) == ["unknown-key"])
    #expect(try diagnostics("faults: { api: { amend: true } }").contains { $0.code.id == "duplicate-id" })
    // What is amended is checked as if it stood where it was declared.
    let unknown = try diagnostics("components: { api: { amend: true, needs: dbb } }")
    #expect(unknown.map(\.code.id) == ["unknown-component"])
    #expect(unknown.first?.place?.file.hasSuffix("overlay.yaml") == true)
  }

  @Test("Components of an imported source are amended like those of a document")
  func importedComponents() throws {
    let folder = try TemporaryFolder([
      "a.lines": "one\n1web 1db 1cache\n",
      "m.yaml": "model: M\ninclude: a.lines\ncomponents: { 1web: { amend: true, needs: 1db, uses: 1cache } }",
    ])
    let model = try ModelLoader.load([folder.path("m.yaml")], importers: ImportJoinTests.importers).model
    #expect(relations("1web", model) == ["needs 1db", "uses 1cache"])
  }

  @Test("A model whose parts are amended to what they were is the model", arguments: 0..<100)
  func amendedBack(_ seed: UInt64) throws {
    let whole = RandomText.model(seed: seed)
    var components = Array(whole.components)
    var overlay = Array(whole.components)
    for position in components.indices {
      components[position].relations.removeAll { $0.kind == .needs }
      components[position].tier = 7
      overlay[position].tier = 1
      overlay[position].source = nil
    }
    let poor = try ModelWriter.text(of: Model(name: "poor", components: components), as: .json)
    let full = try ModelWriter.text(of: Model(name: "full", components: overlay), as: .json)
    let amending = full.replacing(#""tier": 1"#, with: #""amend": true, "tier": 1"#)
    let folder = try TemporaryFolder(["a.json": poor, "b.json": amending])
    let model = try ModelLoader.load([folder.path("a.json"), folder.path("b.json")]).model
    #expect(model.components.map(\.tier) == whole.components.map { _ in 1 })
    for component in whole.components {
      #expect(
        Set(relations(component.id, model)) == Set(component.relations.map { "\($0.kind) \($0.requirement.text())" }))
    }
  }
}
