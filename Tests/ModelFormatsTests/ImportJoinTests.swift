import DependencyModel
import ModelFormats
import TestSupport
import Testing

/// Several foreign sources that speak of one system.
@Suite struct ImportJoinTests {
  /// A source as a model text, with the keys of its components.
  static func source(
    _ format: String, _ text: String, _ keys: [(String, ComponentID)] = []
  ) throws -> ImportJoin.Source {
    let model = try ModelLoader.load(Array("model: \(format)\n\(text)".utf8), file: "\(format).yaml").model
    return ImportJoin.Source(
      format, ImportedModel(model, summary: "", identities: keys.map { (key: $0.0, component: $0.1) }))
  }

  static func relations(_ id: ComponentID, _ model: Model) -> [String] {
    model[id]?.relations.map { "\($0.kind) \($0.requirement.text(limit: 100)) \($0.requirement.confidence)" } ?? [
      "none"
    ]
  }

  @Test("Of two sources that state one group, the lower coverage counts")
  func coverageOfOneGroup() throws {
    let group = "any: [a, { any: [b, c], coverage: 0.5 }]"
    let parts = "a: {}, b: {}, c: {}"
    let join = ImportJoin([
      try Self.source("one", "components: { x: { needs: { \(group) } }, \(parts) }"),
      try Self.source(
        "two", "components: { x: { needs: { \(group), coverage: 97.5%, confidence: observed } }, \(parts) }"),
      try Self.source("three", "components: { x: { needs: { \(group), coverage: 99% } }, \(parts) }"),
      try Self.source("four", "components: { x: { needs: { any: [a, { any: [b, c], coverage: 0.6 }] } }, \(parts) }"),
    ])
    let groups = join.model["x"]?.requirements(.needs).map { requirement -> Double in
      guard case .group(let group) = requirement.target else { return -1 }
      return group.coverage.value
    }
    #expect(groups == [0.975, 1])
    #expect(join.model["x"]?.requirements(.needs).first?.confidence == .observed)
  }

  @Test("Components with the same unambiguous key are joined")
  func keysJoin() throws {
    let join = ImportJoin([
      try Self.source(
        "plan",
        """
        domains: { zone-a: { kind: aws/availability-zone } }
        components:
          aws_ecs_service.front: { kind: aws/ecs-service, in: zone-a, needs: { on: aws_db.main, confidence: referenced } }
          aws_db.main: { source: main.tf }
        """, [("service:front", "aws_ecs_service.front"), ("host:db.local", "aws_db.main")]),
      try Self.source(
        "traces",
        """
        components:
          front: { name: Front, kind: service, needs: [{ on: db, confidence: observed, source: trace }, cart] }
          db: { source: trace }
          cart: { uses: { any: [db, front] } }
        """, [("service:front", "front"), ("host:db.local", "db"), ("service:cart", "cart")]),
    ])
    let model = join.model
    #expect(model.name == "plan")
    #expect(model.components.map(\.id) == ["zone-a", "aws_ecs_service.front", "aws_db.main", "cart"])
    #expect(
      Self.relations("aws_ecs_service.front", model) == [
        "in zone-a declared", "needs aws_db.main observed", "needs cart declared",
      ])
    #expect(model["aws_ecs_service.front"]?.relations[1].requirement.source == "trace")
    // What the earlier source says stays, what it does not say is taken.
    #expect(model["aws_ecs_service.front"]?.kind == "aws/ecs-service")
    #expect(model["aws_ecs_service.front"]?.name == "Front")
    #expect(model["aws_db.main"]?.source == "main.tf")
    #expect(Self.relations("cart", model) == ["uses any of aws_db.main, aws_ecs_service.front declared"])
    let part = try #require(join.report.parts.first)
    #expect(
      part.joined == [
        .init(id: "aws_ecs_service.front", other: "front", key: "service:front"),
        .init(id: "aws_db.main", other: "db", key: "host:db.local"),
      ])
    #expect(part.alone == ["cart"])
    #expect(part.ambiguous.isEmpty)
  }

  @Test("Components with equal ids are joined, and their requirements united")
  func equalIDsJoin() throws {
    let join = ImportJoin([
      try Self.source("a", "components: { x: { uses: { any: [y, z] } }, y: {}, z: {} }"),
      try Self.source("b", "components: { z: {}, x: { uses: { any: [z, y] }, needs: z }, y: {} }"),
    ])
    #expect(join.model.components.map(\.id) == ["x", "y", "z"])
    // The members of a group in another order are the same group.
    #expect(Self.relations("x", join.model) == ["uses any of y, z declared", "needs z declared"])
    #expect(join.report.parts[0].joined.map(\.key) == [nil, nil, nil])
  }

  @Test("Keys that are ambiguous join nothing and are reported")
  func ambiguousKeysJoinNothing() throws {
    let join = ImportJoin([
      try Self.source(
        "a", "components: { p: {}, q: {}, r: {} }", [("s:1", "p"), ("s:1", "q"), ("s:1", "q"), ("s:2", "r")]),
      try Self.source("b", "components: { x: {}, y: {}, z: {} }", [("s:1", "x"), ("s:2", "y"), ("s:2", "z")]),
    ])
    #expect(join.model.components.map(\.id) == ["p", "q", "r", "x", "y", "z"])
    #expect(
      join.report.parts[0].ambiguous == [
        .init(key: "s:1", earlier: ["p", "q"], later: ["x"], isContradiction: false),
        .init(key: "s:2", earlier: ["r"], later: ["y", "z"], isContradiction: false),
      ])
  }

  @Test("Keys that contradict each other join nothing and are reported")
  func contradictionsJoinNothing() throws {
    let join = ImportJoin([
      try Self.source("a", "components: { p: {}, q: {}, r: {} }", [("s:1", "p"), ("s:2", "q"), ("s:3", "r")]),
      // By its keys x is both p and q, and y, which is r by its id, has the key of another.
      try Self.source("b", "components: { x: {}, r: {}, y: {} }", [("s:1", "x"), ("s:2", "x"), ("s:3", "y")]),
    ])
    #expect(join.model.components.map(\.id) == ["p", "q", "r", "x", "y"])
    #expect(join.report.parts[0].ambiguous.map(\.key) == ["s:1", "s:2", "s:3"])
    #expect(!join.report.parts[0].ambiguous.contains { !$0.isContradiction })
  }

  @Test("A more specific key settles an ambiguous one")
  func sharperKeysSettle() throws {
    let join = ImportJoin([
      try Self.source("a", "components: { p: {}, q: {} }", [("arn:1", "p"), ("s:1", "p"), ("s:1", "q")]),
      try Self.source("b", "components: { x: {} }", [("s:1", "x"), ("arn:1", "x")]),
    ])
    #expect(join.model.components.map(\.id) == ["p", "q"])
    #expect(join.report.parts[0].ambiguous.isEmpty)
  }

  @Test("Three sources are joined through keys of each other")
  func threeSources() throws {
    let join = ImportJoin([
      try Self.source("a", "components: { p: {} }", [("arn:1", "p")]),
      try Self.source("b", "components: { x: {}, own: { needs: x } }", [("arn:1", "x"), ("host:h", "x")]),
      try Self.source("c", "components: { y: { needs: own }, own: {} }", [("host:h", "y")]),
    ])
    #expect(join.model.components.map(\.id) == ["p", "own"])
    #expect(Self.relations("p", join.model) == ["needs own declared"])
    #expect(Self.relations("own", join.model) == ["needs p declared"])
  }

  @Test("A component that either source calls a domain is a domain")
  func whatEitherCallsADomainIsOne() throws {
    let join = ImportJoin([
      try Self.source("a", "components: { api: { needs: node }, node: { kind: aws/instance } }", [("host:n", "node")]),
      try Self.source("b", "domains: { n1: {} }\ncomponents: { pod: { in: n1 } }", [("host:n", "n1")]),
    ])
    #expect(join.model.components.map(\.id) == ["node", "api", "pod"])
    #expect(join.model.domainCount == 1)
    #expect(join.model["node"]?.kind == "aws/instance")
    #expect(join.model["pod"]?.domains == ["node"])
  }

  @Test("Circles of domains that a join makes are opened")
  func circlesOfDomainsAreOpened() throws {
    let join = ImportJoin([
      try Self.source("a", "domains: { r: { domains: { z: {} } } }\ncomponents: { c: { in: z } }", [("k:r", "r")]),
      try Self.source("b", "domains: { z: { domains: { s: {} } } }\ncomponents: { d: { in: s } }", [("k:r", "s")]),
    ])
    #expect(join.report.brokenCircles.count == 1)
    #expect(join.model.domainCount == 2)
    #expect(join.model["d"]?.domains == ["r"])
    let text = try ModelWriter.text(of: join.model, as: .yaml)
    #expect(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model.domainCount == 2)
  }

  @Test("Faults of both sources name the joined components")
  func faultsKeepTheirComponents() throws {
    let join = ImportJoin([
      try Self.source("a", "components: { p: {}, q: {} }\nfaults: { f: { down: q } }", [("k:1", "p")]),
      try Self.source(
        "b", "components: { x: {}, y: {} }\nfaults: { f: { down: x }, g: { down: [y, x] }}", [("k:1", "x")]),
    ])
    #expect(join.model.faults.map { $0.levels.map(\.component) } == [["p", "q"], ["p", "y"]])
  }

  @Test("Two halves of a model's relations join to the whole model, under any names", arguments: 0..<200)
  func halvesMakeAWhole(_ seed: UInt64) throws {
    let whole = RandomModel.model(seed: seed)
    var halves: [[Component]] = [Array(whole.components), Array(whole.components)]
    var names: [ComponentID: ComponentID] = [:]
    for component in whole.components { names[component.id] = ComponentID("other \(component.id)") }
    for position in whole.components.indices {
      let relations = whole.components[position].relations
      let middle = relations.count * Int(seed % 4) / 3
      halves[0][position].relations = Array(relations[..<min(middle, relations.count)])
      halves[1][position].relations = Array(relations[min(middle, relations.count)...])
    }
    let first = Model(name: "first", components: halves[0])
    let second = Model(
      name: "second",
      components: halves[1].map { component in
        var component = component
        component.id = names[component.id]!
        component.relations = component.relations.map { .init($0.kind, Self.renamed($0.requirement, names)) }
        return component
      })
    let join = ImportJoin([
      .init("first", ImportedModel(first, summary: "", identities: whole.components.map { ("k:\($0.id)", $0.id) })),
      .init(
        "second", ImportedModel(second, summary: "", identities: whole.components.map { ("k:\($0.id)", names[$0.id]!) })
      ),
    ])
    #expect(Set(join.model.components.map(\.id)) == Set(whole.components.map(\.id)))
    #expect(join.report.parts[0].alone.isEmpty)
    #expect(join.report.parts[0].joined.count == whole.components.count)
    for component in whole.components {
      // A relation may stand twice in a random model, and does so in one half or in both.
      #expect(
        Set(Self.relations(component.id, join.model).map { $0.split(separator: " ").dropLast().joined(separator: " ") })
          == Set(component.relations.map { "\($0.kind) \($0.requirement.text(limit: 100))" }))
    }
  }

  private static func renamed(_ requirement: Requirement, _ names: [ComponentID: ComponentID]) -> Requirement {
    var requirement = requirement
    switch requirement.target {
    case .component(let id): requirement.target = .component(names[id]!)
    case .group(var group):
      for position in group.members.indices {
        group.members[position].requirement = renamed(group.members[position].requirement, names)
      }
      requirement.target = .group(group)
    }
    return requirement
  }

  /// A source of lines `owner target`, each component known by its id without the first letter.
  struct Lines: ModelImporter {
    var format: String
    var start: String
    var fileEndings: [String] { [".lines"] }

    func recognizes(_ file: SourceFile) -> Bool { file.bytes.starts(with: start.utf8) }

    func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
      var components: [Component] = []
      func component(_ name: Substring) -> ComponentID {
        let id = ComponentID(String(name))
        if !components.contains(where: { $0.id == id }) { components.append(Component(id)) }
        return id
      }
      for line in String(decoding: files[0].bytes, as: UTF8.self).split(separator: "\n").dropFirst() {
        let words = line.split(separator: " ")
        let ids = words.map(component)
        let position = components.firstIndex { $0.id == ids[0] }!
        components[position].relations += ids.dropFirst().map { .init(.needs, Requirement(on: $0)) }
      }
      return ImportedModel(
        Model(name: format, components: components), summary: "\(components.count)",
        identities: components.map { (String($0.id.text.dropFirst()), $0.id) })
    }
  }

  static let importers: [any ModelImporter] = [Lines(format: "One", start: "one"), Lines(format: "Two", start: "two")]

  @Test("The loader joins several sources with a model")
  func theLoaderJoins() throws {
    let folder = try TemporaryFolder([
      "a.lines": "one\n1web 1db\n", "b.lines": "two\n2web 2cache\n",
      "c.yaml": "components: { app: { needs: [1web, 2cache] } }",
    ])
    let loaded = try ModelLoader.load(
      [folder.path("a.lines"), folder.path("c.yaml"), folder.path("b.lines")], importers: Self.importers)
    #expect(loaded.model.components.map(\.id) == ["1web", "1db", "2cache", "app"])
    #expect(Self.relations("1web", loaded.model) == ["needs 1db declared", "needs 2cache declared"])
    #expect(loaded.imports.map(\.format) == ["One", "Two"])
    #expect(loaded.join?.parts[0].joined.count == 1)
    let alone = try ModelLoader.load([folder.path("a.lines")], importers: Self.importers)
    #expect(alone.join == nil)
    #expect(alone.model.components.count == 2)
  }

  @Test("A model includes files of other tools")
  func aModelIncludesAForeignFile() throws {
    let folder = try TemporaryFolder([
      "parts/a.lines": "one\n1web 1db\n", "parts/b.lines": "two\n2web 2cache\n",
      "m.yaml": "model: M\ninclude: [parts/a.lines, parts/b.lines]\ncomponents: { app: { needs: [1web, 2cache] } }",
      "wrong.yaml": "model: M\ninclude: parts/a.lines\ncomponents: { 1db: {} }",
    ])
    let loaded = try ModelLoader.load([folder.path("m.yaml")], importers: Self.importers)
    #expect(loaded.model.name == "M")
    #expect(loaded.imports.map(\.format) == ["One", "Two"])
    #expect(Set(loaded.model.components.map(\.id)) == ["app", "1web", "1db", "2cache"])
    let error = try #require(throws: InvalidInput.self) {
      try ModelLoader.load([folder.path("wrong.yaml")], importers: Self.importers)
    }
    #expect(error.diagnostics.map(\.code.id) == ["duplicate-id"])
  }

  @Test("A key of very many components is reported once, in time that does not grow with their product")
  func manyWithOneKey() throws {
    func source(_ letter: String) -> ImportedModel {
      let components = (0..<20_000).map { Component(ComponentID("\(letter)\($0)")) }
      return ImportedModel(
        Model(name: letter, components: components), summary: "", identities: components.map { ("s:x", $0.id) })
    }
    let join = ImportJoin([.init("a", source("a")), .init("b", source("b")), .init("c", source("c"))])
    #expect(join.model.components.count == 60_000)
    #expect(join.report.parts.map(\.ambiguous.count) == [1, 1])
  }
}

extension ImportJoinTests {
  /// An account with zones, each known by the id of the provider.
  private static func account(_ name: String?, _ zones: [(String, String)], universal: Bool = true) throws
    -> ImportJoin.Source
  {
    let model = Model(
      name: "account",
      components: zones.map { Component(ComponentID($0.0), isDomain: true) }
        + zones.map { zone in
          var component = Component(ComponentID("i-\(zone.0)"))
          component.relations = [.init(.in, Requirement(on: ComponentID(zone.0)))]
          return component
        })
    return ImportJoin.Source(
      "AWS", name: name, file: "answers/\(name ?? "second").json",
      ImportedModel(
        model, summary: "", identities: zones.map { (key: "zone-id:\($0.1)", component: ComponentID($0.0)) },
        universalIDs: universal ? Set(zones.map { ComponentID($0.0) }) : []))
  }

  @Test("Ids that mean the same everywhere are united across named sources, unless keys say that they differ")
  func universalIDs() throws {
    let same = ImportJoin([
      try Self.account("one", [("eu-west-1a", "euw1-az1")]), try Self.account("two", [("eu-west-1a", "euw1-az1")]),
    ])
    #expect(same.model.components.map(\.id) == ["eu-west-1a", "one/i-eu-west-1a", "two/i-eu-west-1a"])
    let other = ImportJoin([
      try Self.account("one", [("eu-west-1a", "euw1-az1")]), try Self.account("two", [("eu-west-1a", "euw1-az2")]),
    ])
    #expect(
      other.model.components.map(\.id) == ["eu-west-1a", "two/eu-west-1a", "one/i-eu-west-1a", "two/i-eu-west-1a"])
    #expect(other.model["two/i-eu-west-1a"]?.domains == ["two/eu-west-1a"])
    #expect(other.report.unions.map { $0.apart.map(\.difference) } == [["zone-id", nil]])
  }

  @Test("Zones are united by their ids, whatever names two accounts give to them")
  func zonesByID() throws {
    let join = ImportJoin([
      try Self.account("one", [("eu-west-1a", "euw1-az1"), ("eu-west-1b", "euw1-az2")]),
      try Self.account("two", [("eu-west-1a", "euw1-az2"), ("eu-west-1b", "euw1-az1")]),
    ])
    #expect(join.model.domainCount == 2)
    #expect(join.model["two/i-eu-west-1a"]?.domains == ["eu-west-1b"])
    #expect(join.model["two/i-eu-west-1b"]?.domains == ["eu-west-1a"])
    #expect(join.report.unions[0].united.map(\.key) == ["zone-id:euw1-az2", "zone-id:euw1-az1"])
  }

  @Test("A zone of several named sources has no name of a source before it: its own, or the id of the provider")
  func namesOfSharedZones() throws {
    func join(_ second: String, _ third: [(String, String)] = []) throws -> ImportJoin {
      ImportJoin([
        try Self.account("one", [("eu-west-1a", "euw1-az1")], universal: false),
        try Self.account("two", [(second, "euw1-az1")], universal: false),
        try Self.account("three", third, universal: false),
      ])
    }
    let same = try join("eu-west-1a")
    #expect(same.model["one/i-eu-west-1a"]?.domains == ["eu-west-1a"])
    #expect(same.model["two/i-eu-west-1a"]?.domains == ["eu-west-1a"])
    let differing = try join("eu-west-1b")
    #expect(differing.model["one/i-eu-west-1a"]?.domains == ["euw1-az1"])
    #expect(differing.model["two/i-eu-west-1b"]?.domains == ["euw1-az1"])
    // The name is that of another zone as well.
    let other = try join("eu-west-1a", [("eu-west-1a", "euw1-az3")])
    #expect(other.model["two/i-eu-west-1a"]?.domains == ["euw1-az1"])
    #expect(other.model["three/i-eu-west-1a"]?.domains == ["three/eu-west-1a"])
    #expect(same.report.unions[0].united.map(\.id) == ["eu-west-1a"])
  }

  @Test("Equal ids with keys that differ stay apart also where no source is named")
  func unnamedDifferences() throws {
    let join = ImportJoin([
      try Self.account(nil, [("eu-west-1a", "euw1-az1")]), try Self.account(nil, [("eu-west-1a", "euw1-az2")]),
    ])
    #expect(join.model.domainCount == 2)
    #expect(join.model["second/eu-west-1a"]?.isDomain == true)
    #expect(join.model["i-eu-west-1a"]?.domains == ["eu-west-1a", "second/eu-west-1a"])
  }

  @Test(
    "Two named sources are united by keys that mean the same everywhere",
    arguments: [
      ("arn:arn:aws:sqs:eu-west-1:1:q", true), ("aws:vpc-0123456789", true), ("host:db.example.com", true),
      ("arm:/subscriptions/1/x", true), ("host:52.1.2.3", true), ("service:web", false), ("host:db", false),
      ("host:db.shop.svc.cluster.local", false), ("host:10.0.0.7", false), ("host:192.168.1.1", false),
      ("host:ip-10-0-0-1.eu-west-1.compute.internal", false),
    ])
  func keysOfNamedSources(key: String, isUnited: Bool) throws {
    func source(_ name: String?) -> ImportJoin.Source {
      let model = Model(name: "m", components: [Component("x")])
      return ImportJoin.Source("F", name: name, ImportedModel(model, summary: "", identities: [(key, "x")]))
    }
    #expect(
      ImportJoin([source("a"), source("b")]).model.components.map(\.id) == (isUnited ? ["a/x"] : ["a/x", "b/x"]))
    #expect(ImportJoin([source("a"), source(nil)]).model.components.map(\.id) == ["a/x"])
  }
}
