import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import Reports
import TestSupport
import Testing

/// Sources that the user names: each is an estate of its own.
@Suite struct SourceNameTests {
  private static let webAndDatabase = "digraph { web -> db }"

  private func load(_ folder: TemporaryFolder, _ paths: String...) throws -> LoadedModel {
    try ModelLoader.load(
      paths.map { text in
        guard let equals = text.firstIndex(of: "=") else { return folder.path(text) }
        return text[...equals] + folder.path(String(text[text.index(after: equals)...]))
      }, importers: ImportSources.all())
  }

  private func ids(_ loaded: LoadedModel) -> [String] { loaded.model.components.map(\.id.text) }

  // MARK: Paths

  @Test(
    "A text names a source if what is before the equals sign may be a name, and nothing is at the whole path",
    arguments: [
      ("east=a.json", "east", "a.json"), ("eu-west.1_x=dir/a=b.json", "eu-west.1_x", "dir/a=b.json"),
      ("östlich=-", "östlich", "-"), ("there=a.json", nil, "there=a.json"), ("dir/a=b.json", nil, "dir/a=b.json"),
      ("=a.json", nil, "=a.json"), ("east=", nil, "east="), ("a.json", nil, "a.json"), ("-", nil, "-"),
      ("..=a", nil, "..=a"), ("a b=c", nil, "a b=c"),
    ] as [(String, String?, String)])
  func paths(text: String, name: String?, path: String) {
    let found = SourcePath(text) { $0 == "there=a.json" }
    #expect(found.name == name)
    #expect(found.path == path)
    #expect(found.text == text)
  }

  // MARK: One source

  @Test("The ids of a named source start with its name, whatever is read beside it")
  func stableIDs() throws {
    let folder = try TemporaryFolder(["a.dot": Self.webAndDatabase, "b.dot": "digraph { web -> cache }"])
    #expect(ids(try load(folder, "east=a.dot")) == ["east/web", "east/db"])
    #expect(ids(try load(folder, "east=a.dot", "west=b.dot")) == ["east/web", "east/db", "west/web", "west/cache"])
    #expect(ids(try load(folder, "west=b.dot", "east=a.dot")) == ["west/web", "west/cache", "east/web", "east/db"])
  }

  @Test("Files of one name are one source, and a folder may be named")
  func oneName() throws {
    let folder = try TemporaryFolder([
      "a.dot": Self.webAndDatabase, "b.dot": "digraph { db -> disk }", "all/a.dot": Self.webAndDatabase,
      "all/b.csv": "from,to\ndb,disk\n",
    ])
    for loaded in [try load(folder, "east=a.dot", "east=b.dot"), try load(folder, "east=all")] {
      #expect(Set(ids(loaded)) == ["east/web", "east/db", "east/disk"])
      #expect(loaded.model["east/db"]?.requirements(.needs).map { $0.text() } == ["east/disk"])
      #expect(Set(loaded.imports.map(\.sourceName)) == ["east"])
    }
  }

  @Test("Two estates with equal addresses stay two, and what is kept apart is reported in a line")
  func twoEstates() throws {
    let folder = try TemporaryFolder(["a.dot": Self.webAndDatabase, "b.dot": Self.webAndDatabase])
    let loaded = try load(folder, "east=a.dot", "west=b.dot")
    #expect(loaded.model.components.count == 4)
    #expect(loaded.model["west/web"]?.requirements(.needs).map { $0.text() } == ["west/db"])
    let text = try #require(loaded.join?.lines().joined())
    #expect(
      text
        == "note: east (DOT) and west (DOT): nothing is the same in both; "
        + "2 are only called the same, and kept apart: east/web and east/db")
  }

  @Test("An unnamed source is joined with a named one that alone knows a service of the name")
  func unnamedBesideNamed() throws {
    let compose = "services:\n  web: {image: x, depends_on: [db]}\n  db: {image: y}\n"
    let folder = try TemporaryFolder([
      "a.yaml": compose, "b.yaml": compose,
      "t.json":
        #"{"data": [{"traceID": "1", "spans": [{"traceID": "1", "spanID": "a", "operationName": "o", "references": [], "startTime": 1, "duration": 1, "processID": "p"}, {"traceID": "1", "spanID": "b", "operationName": "o", "references": [{"refType": "CHILD_OF", "traceID": "1", "spanID": "a"}], "startTime": 1, "duration": 1, "processID": "q"}], "processes": {"p": {"serviceName": "web"}, "q": {"serviceName": "cart"}}}]}"#,
    ])
    let one = try load(folder, "east=a.yaml", "t.json")
    #expect(Set(ids(one)) == ["east/web", "east/db", "cart"])
    let two = try load(folder, "t.json", "east=a.yaml", "west=b.yaml")
    #expect(Set(ids(two)) == ["east/web", "east/db", "west/web", "west/db", "web", "cart"])
    #expect(two.join?.parts.last?.ambiguous.map(\.key) == ["service:web"])
  }

  @Test("A model of our own restates what is in named sources by their ids")
  func ownModels() throws {
    let folder = try TemporaryFolder([
      "a.dot": Self.webAndDatabase, "b.dot": Self.webAndDatabase,
      "m.yaml":
        "model: Both\ncomponents:\n  site: { needs: { any: [east/web, west/web] } }\n  east/db: { amend: true, tier: 0 }\n",
    ])
    let answer = ImportedAnswer(try load(folder, "m.yaml", "east=a.dot", "west=b.dot"))
    #expect(answer.model.name == "Both")
    #expect(answer.model["east/db"]?.tier == 0)
    #expect(try answer.down("east/db") == ["east/web"])
    #expect(try answer.down(["east/db", "west/db"]) == ["east/web", "west/web", "site"])
  }

  @Test("Limits of loads in a named model are about its own components")
  func namedLimits() throws {
    let text = """
      model: Shop
      components: { web: { demand: 5/s, needs: db }, db: { capacity: 9/s } }
      checks: { c: { given: { down: web }, then: { lost: { of: web, atMost: 5% }, utilisation: 50% } } }
      """
    let folder = try TemporaryFolder(["a.yaml": text, "b.yaml": text])
    let model = try load(folder, "east=a.yaml", "west=b.yaml").model
    let limits = model.checks.map { check -> [String?] in
      guard case .expectation(_, let then) = check.rule else { return [] }
      return then.loads.map { $0.components?.description }
    }
    #expect(limits == [["east/web", nil], ["west/web", nil]])
  }

  @Test("A named model of our own is a source like any other, with its faults, checks and settings")
  func namedModels() throws {
    let text = """
      model: Shop
      domains: { zone-a: {}, zone-b: {} }
      components: { web: { in: zone-a, needs: db, tier: 0 }, db: { in: zone-b, kind: x } }
      faults: { outage: { down: db } }
      checks:
        stays: { given: outage, then: { up: web } }
        tiers: { require: { for: { tier: 0, not: { in: zone-b } }, survives: 1 } }
      lint: { suppress: [{ rule: single-zone, reason: known }] }
      assume: [{ kind: x, unavailability: 0.1 }]
      """
    let folder = try TemporaryFolder(["a.yaml": text, "b.yaml": text])
    let model = try load(folder, "east=a.yaml", "west=b.yaml").model
    #expect(
      model.components.map(\.id) == [
        "east/zone-a", "east/zone-b", "west/zone-a", "west/zone-b", "east/web", "east/db", "west/web", "west/db",
      ])
    #expect(model.faults.map(\.id) == ["east/outage", "west/outage"])
    #expect(model.faults.map { $0.levels.map(\.component) } == [["east/db"], ["west/db"]])
    #expect(model.checks.map(\.id) == ["east/stays", "east/tiers", "west/stays", "west/tiers"])
    guard case .expectation(let given, let then) = model.checks[2].rule else { throw InvalidInput([]) }
    #expect(then.conditions.map(\.selector) == [.name("west/web")])
    if case .fault(let fault) = given[0] { #expect(fault == "west/outage") }
    guard case .demand(let demand) = model.checks[1].rule else { throw InvalidInput([]) }
    #expect("\(demand.components)" == "tier=0,not (in=east/zone-b,id=east/*),id=east/*")
    #expect(model.lint.suppressions.map { "\($0.component!)" } == ["id=east/*", "id=west/*"])
    #expect(model.assumptions.map { "\($0.selector)" } == ["kind=x,id=east/*", "kind=x,id=west/*"])
  }

  @Test("What is wrong with a named source is reported like what is wrong with any other")
  func problems() throws {
    let folder = try TemporaryFolder([
      "a.dot": Self.webAndDatabase, "b.yaml": "model: B\ncomponents: { a: { needs: x } }",
    ])
    let error = try #require(throws: InvalidInput.self) { try load(folder, "east=a.dot", "west=b.yaml", "x=no.json") }
    #expect(error.diagnostics.map(\.code.id) == ["unknown-component", "unreadable-file"])
  }

  @Test("Guesses from names are made within a named source only")
  func guesses() throws {
    let folder = try TemporaryFolder(["a.dot": "digraph { orders }", "b.dot": "digraph { orders_db; orders }"])
    let loaded = try load(folder, "east=a.dot", "west=b.dot")
    let guesses = NamesAlike(loaded.model, sources: ["east", "west"]).guesses
    #expect(guesses.map(\.owner) == ["west/orders"])
    #expect(guesses.map(\.target) == ["west/orders_db"])
  }
}

extension SourceNameTests {
  @Test("A model of named sources has their names, unless a source states one")
  func names() throws {
    let folder = try TemporaryFolder(["a.dot": "digraph { x }", "b.dot": "digraph Shop { x }"])
    func name(_ paths: String...) throws -> String {
      try ModelLoader.load(
        paths.map { $0.replacing("=", with: "=\(folder.path)/") }, importers: ImportSources.all()
      ).model.name
    }
    #expect(try name("east=a.dot") == "east")
    #expect(try name("east=a.dot", "west=b.dot") == "east and west")
  }
}
