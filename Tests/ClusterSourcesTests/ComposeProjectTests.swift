import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport
import Testing

/// Which files of Compose are one project, and what several projects have in common.
@Suite struct ComposeProjectTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(_ names: String...) throws -> ImportedAnswer {
    let paths = names.isEmpty ? [folder.path] : names.map { "\(folder.path)/\($0)" }
    return ImportedAnswer(try ModelLoader.load(paths, importers: ImportSources.all()))
  }

  private func write(_ texts: KeyValuePairs<String, String>) throws {
    for (name, text) in texts { try folder.write(text + "\n", to: name) }
  }

  private func notes(_ answer: ImportedAnswer) -> ImportNotes { answer.loaded.imports[0].notes }

  private static func web(_ database: String, _ start: String = "") -> String {
    "\(start)services:\n  web: { environment: { DB_HOST: \(database) } }\n  \(database): {}"
  }

  @Test("Projects in the folders of a folder are kept apart")
  func foldersApart() throws {
    try write([
      "shop/compose.yaml":
        "services:\n  web: { depends_on: [db] }\n  db: { volumes: ['data:/x'] }\nvolumes: { data: {} }",
      "blog/docker-compose.yml":
        "services:\n  web: { depends_on: [db, es] }\n  db: { volumes: ['data:/y'] }\n  es: {}\nvolumes: { data: {} }",
    ])
    let answer = try load()
    #expect(answer.relations("shop/web", .needs) == ["shop/db"])
    #expect(Set(answer.relations("blog/web", .needs)) == ["blog/db", "blog/es"])
    #expect(try answer.down("blog/db") == ["blog/web"])
    #expect(answer.model["shop/volume/data"] != nil)
    #expect(answer.model["volume/data"] == nil)
    #expect(notes(answer).unions.count == 1)
    #expect(notes(answer).unions[0].contains("kept apart"))
    let named = try load("shop/compose.yaml", "blog/docker-compose.yml")
    #expect(Set(named.model.components.map(\.id.text)) == Set(answer.model.components.map(\.id.text)))
  }

  @Test("Files of different project names are projects of their own, and a project's name is its prefix")
  func namesApart() throws {
    try write([
      "a.yaml": Self.web("db", "name: shop\n"), "b.yaml": Self.web("db", "name: blog\n"),
      "c.yaml": "name: shop\nservices:\n  web: { environment: { CACHE_HOST: cache } }\n  cache: {}",
    ])
    let answer = try load("a.yaml", "b.yaml", "c.yaml")
    #expect(Set(answer.relations("shop/web", .needs)) == ["shop/db", "shop/cache"])
    #expect(answer.relations("blog/web", .needs) == ["blog/db"])
    let whole = try load()
    #expect(whole.model["shop/web"] != nil)
    #expect(whole.model["blog/web"] != nil)
  }

  @Test(
    "In a folder, only the base file and its override are merged, in that order",
    arguments: [
      ("compose.yaml", "compose.override.yaml"), ("compose.yml", "compose.override.yml"),
      ("docker-compose.yml", "docker-compose.override.yml"), ("docker-compose.yaml", "docker-compose.override.yaml"),
    ])
  func baseAndOverride(_ base: String, _ override: String) throws {
    try write([
      base: Self.web("db"),
      override: "services:\n  web: { environment: { DB_HOST: local } }\n  local: {}",
      "docker-compose.prod.yml": Self.web("prod"), "compose.test.yaml": Self.web("test"), "another.yml": Self.web("x"),
    ])
    let answer = try load()
    #expect(answer.relations("web", .needs) == ["local"])
    #expect(Set(answer.model.components.map(\.id.text)) == ["web", "db", "local"])
    #expect(notes(answer).skipped.map(\.count) == [3])
    for name in ["docker-compose.prod.yml", "compose.test.yaml", "another.yml"] {
      #expect(notes(answer).remarks.contains { $0.contains(name) })
    }
  }

  @Test("Of two base files in a folder, the one that Compose takes is read")
  func twoBaseFiles() throws {
    try write(["compose.yaml": Self.web("db"), "docker-compose.yml": Self.web("old")])
    let answer = try load()
    #expect(answer.relations("web", .needs) == ["db"])
    #expect(answer.model["old"] == nil)
  }

  @Test("Files named one by one are merged in the order named")
  func namedFiles() throws {
    try write([
      "compose.yaml": Self.web("db"), "compose.prod.yaml": Self.web("prod"), "deploy/late.yaml": Self.web("late"),
    ])
    #expect(try load("compose.yaml", "compose.prod.yaml").relations("web", .needs) == ["prod"])
    #expect(try load("compose.prod.yaml", "compose.yaml").relations("web", .needs) == ["db"])
    #expect(try load("compose.yaml", "deploy/late.yaml").relations("web", .needs) == ["late"])
  }

  @Test("Files without a base file are parts of one project, unless they state the same service")
  func noBaseFile() throws {
    try write(["web.yml": "services:\n  web: { environment: { DB_HOST: db } }", "data.yml": "services:\n  db: {}"])
    #expect(try load().relations("web", .needs) == ["db"])
    try write(["dev.yml": Self.web("db")])
    let answer = try load()
    #expect(answer.relations("dev/web", .needs) == ["dev/db"])
    #expect(answer.model["data/db"] != nil)
    #expect(answer.model["web/web"] != nil)
  }

  @Test("A file that another one includes or extends is a part of its project")
  func includedFiles() throws {
    try write([
      "compose.yaml": "include: [shop/compose.yaml]\nservices:\n  lb: { environment: { U_URL: 'http://web:80' } }",
      "shop/compose.yaml": Self.web("db"),
      "api.yml": "services:\n  api: { extends: { file: parts/common.yml, service: base } }",
      "parts/common.yml": "services:\n  base: { depends_on: [gone] }",
    ])
    let answer = try load()
    #expect(answer.relations("lb", .needs) == ["web"])
    #expect(answer.relations("web", .needs) == ["db"])
    #expect(answer.model["base"] == nil)
    #expect(notes(answer).remarks.contains { $0.contains("api.yml") })
  }

  @Test("Projects share external networks, external volumes and public hosts, and nothing else")
  func sharedThings() throws {
    func text(_ service: String, _ more: String) -> String {
      """
      services:
        \(service): { networks: [edge], volumes: ["vol:/v", "own:/o"], environment: { PAY_URL: "https://api.pay.example.com/x", LDAP_HOST: "ldap.corp.internal" } }
      networks: { edge: { external: true, name: proxy } }
      volumes: { own: {}, vol: { external: true, name: shared-data } }
      """ + more
    }
    try write(["a/compose.yaml": text("one", ""), "b/compose.yaml": text("two", "\n")])
    let answer = try load()
    #expect(try answer.down("network/proxy") == ["a/one", "b/two"])
    #expect(try answer.down("volume/shared-data") == ["a/one", "b/two"])
    #expect(try answer.down("host/api.pay.example.com") == ["a/one", "b/two"])
    #expect(try answer.down("a/volume/own") == ["a/one"])
    #expect(try answer.down("a/host/ldap.corp.internal") == ["a/one"])
    #expect(notes(answer).unions[0].contains("network/proxy"))
  }

  @Test("A service finds those of another project in a network that both have, and their containers by name")
  func neighbors() throws {
    try write([
      "proxy/compose.yaml": """
      services:
        nginx: { networks: [shop], environment: { UPSTREAM_URL: "http://web:8080" } }
        job: { environment: { UPSTREAM_URL: "http://web:8080" } }
        probe: { network_mode: "container:shop-web-1" }
        old: { external_links: ["the-db:db"] }
      networks: { shop: { external: true, name: shop_default } }
      """,
      "shop/compose.yaml": "services:\n  web: { depends_on: [db] }\n  db: { container_name: the-db }",
    ])
    let answer = try load()
    #expect(Set(answer.relations("proxy/nginx", .needs)) == ["network/shop_default", "shop/web"])
    #expect(answer.relations("proxy/job", .needs) == ["proxy/host/web"])
    #expect(answer.relations("proxy/probe", .needs) == ["shop/web"])
    #expect(answer.relations("proxy/old", .needs) == ["shop/db"])
    #expect(answer.model["shop/web"]?.kind == "container")
    #expect(try answer.down("shop/db") == ["shop/web", "proxy/nginx", "proxy/probe", "proxy/old"])
  }

  @Test("Projects of one name get different prefixes, and a project of profiles only spoils nothing")
  func sameNames() throws {
    try write([
      "x/app/compose.yaml": Self.web("db"), "y/app/compose.yaml": Self.web("db"),
      "z/compose.yaml": "services:\n  debug: { profiles: [debug] }",
    ])
    let answer = try load()
    #expect(answer.relations("app/web", .needs) == ["app/db"])
    #expect(answer.relations("app-2/web", .needs) == ["app-2/db"])
    #expect(notes(answer).remarks.contains { $0.hasPrefix("z: ") })
  }

  @Test("Hundreds of projects are read in time proportional to them, with one line about them")
  func manyProjects() throws {
    for number in 0..<300 { try folder.write(Self.web("db") + "\n", to: "p\(number)/compose.yaml") }
    let answer = try load()
    #expect(answer.model.components.count == 600)
    #expect(notes(answer).unions.count == 1)
  }
}
