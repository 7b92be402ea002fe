import DependencyModel
import ModelFormats
import TestSupport
import Testing

@Suite struct StatedPlacesTests {
  @Test("Keys of components and nested domains have the lines that they are written in")
  func lines() throws {
    let text = """
      model: M
      domains:
        eu:
          kind: region
          domains:
            zone-a:
              owner: net
      components:
        "web-{n}":
          each: { n: [1, 2] }
          tier: 1
          "in": zone-a
        db: { kind: database, owner: data }
        plain: {}
      """
    let loaded = try ModelLoader.load(Array(text.utf8), file: "m.yaml")
    var places = StatedPlaces(loaded.sources)
    func lines(_ id: ComponentID) throws -> [String: Int] {
      places.keys(of: try #require(loaded.model[id])).mapValues(\.line)
    }
    #expect(try lines("eu") == ["kind": 4, "domains": 5])
    #expect(try lines("zone-a") == ["owner": 7])
    #expect(try lines("web-1") == ["each": 10, "tier": 11, "in": 12])
    #expect(try lines("web-2") == lines("web-1"))
    #expect(try lines("db") == ["kind": 13, "owner": 13])
    #expect(try lines("plain") == [:])
  }

  @Test("Included files and JSON are found, and a component without a text has no places")
  func files() throws {
    let folder = try TemporaryFolder([
      "main.yaml": "model: M\ninclude: data.json\ncomponents:\n  a:\n    tier: 0\n",
      "data.json": "{\"components\": {\n  \"b\": {\n    \"tier\": 2}}}",
    ])
    let loaded = try ModelLoader.load([folder.path("main.yaml")])
    var places = StatedPlaces(loaded.sources)
    #expect(places.keys(of: try #require(loaded.model["a"])).mapValues(\.line) == ["tier": 5])
    #expect(
      places.keys(of: try #require(loaded.model["b"]))["tier"]
        == Place(file: folder.path("data.json"), line: 3, column: 5))
    #expect(places.keys(of: Component("c")) == [:])
  }
}
