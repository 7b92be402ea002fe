import DependencyModel
import Foundation
import ImportTestSupport
import Importers
import ModelFormats
import SourceReading
import TestSupport
import Testing

@testable import ClusterSources

@Suite struct ComposeTests {
  static let files: [String] = {
    let root = Repository.root.appending(path: "Tests/Fixtures/compose")
    return ["awesome-compose", "deathstarbench", "voting-app"].flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? [])
        .filter { $0.hasSuffix("ml") }.map { "\(folder)/\($0)" }
    }.sorted()
  }()

  @Test("Each published Compose file is read", arguments: files)
  func everyFile(file: String) throws {
    let answer = try ImportedAnswer("compose", file)
    #expect(answer.loaded.imports.map(\.format) == ["Compose"])
    #expect(answer.loaded.imports[0].notes.understood >= 2)
  }

  @Test("The voting app fails as its services depend on each other, without services of a profile that was not chosen")
  func votingApp() throws {
    let answer = try ImportedAnswer("compose", "voting-app/docker-compose.yml")
    #expect(try answer.down("redis") == ["vote", "worker"])
    #expect(try answer.down("db") == ["result", "worker"])
    #expect(answer.model["seed"] == nil)
    #expect(answer.loaded.imports[0].notes.skipped.count == 1)
    var options = ImportSources.Options()
    options.profiles = ["seed"]
    let path = Repository.root.appending(path: "Tests/Fixtures/compose/voting-app/docker-compose.yml").path
    let all = try ModelLoader.load([path], importers: ImportSources.all(options: options))
    #expect(all.model["seed"] != nil)
  }

  @Test("The hotel reservation fails as its services depend on each other")
  func hotelReservation() throws {
    let answer = try ImportedAnswer("compose", "deathstarbench/hotel-reservation.yml")
    #expect(try answer.down("consul").isSuperset(of: ["frontend", "profile", "search", "geo", "rate"]))
    #expect(try answer.down("mongodb-geo").contains("geo"))
    #expect(try !answer.down("mongodb-geo").contains("rate"))
  }

  private func answer(_ text: String, file: String = "compose.yaml") throws -> ImportedAnswer {
    try ImportedAnswer(text: text, file: file)
  }

  @Test("Services need what their dependencies, addresses and settings name")
  func whatServicesSay() throws {
    let answer = try answer(
      """
      name: shop
      x-common: &common
        environment: { DB: "postgres://shop:planted-secret@${DB_HOST:-db}:5432/shop", CACHE: cache, NOTE: "db is a word here" }
      services:
        web:
          <<: *common
          depends_on:
            migrate: { condition: service_completed_successfully }
            db: { condition: service_healthy }
            jaeger: { condition: service_started }
            gone: { condition: service_started, required: false }
          command: ["--search=search:9200", "--verbose"]
          volumes: ["data:/data", "./here:/there", "/abs:/abs"]
          secrets: [key]
        db: { volumes: [{ type: volume, source: data, target: /var }] }
        cache: { network_mode: "service:db" }
        search: { links: ["db:database"] }
        migrate: {}
        jaeger: {}
        slow: { profiles: [debug] }
      """)
    #expect(answer.model.name == "shop")
    #expect(Set(answer.relations("web", .needs)) == ["db", "cache", "search", "volume/data"])
    #expect(answer.relations("web", .startNeeds) == ["migrate", "secret/key"])
    #expect(answer.relations("web", .uses) == ["jaeger"])
    #expect(answer.relations("cache", .needs) == ["db"])
    #expect(answer.relations("search", .needs) == ["db"])
    #expect(answer.model["slow"] == nil)
    let text = try ModelWriter.text(of: answer.model, as: .yaml) + String(describing: answer.loaded.imports)
    #expect(!text.contains("planted-secret"))
  }

  @Test("Overrides and extended services are merged")
  func overridesAndExtensions() throws {
    let folder = try TemporaryFolder()
    let base = try folder.write(
      """
      services:
        base: { depends_on: [db] }
        web: { extends: { service: base }, depends_on: [cache], environment: { A: "http://search:80" } }
        db: {}
        cache: {}
        search: {}
        ring: { extends: { service: ring2 } }
        ring2: { extends: { service: ring } }
      """, to: "compose.yaml")
    let over = try folder.write(
      "services:\n  web: { depends_on: !override [search], environment: { A: \"\" } }\n  other: { extends: { file: else.yaml, service: x } }\n",
      to: "compose.override.yaml")
    let answer = ImportedAnswer(try ModelLoader.load([base, over], importers: ImportSources.all()))
    #expect(answer.relations("web", .needs) == ["search"])
    #expect(answer.relations("base", .needs) == ["db"])
    let whole = try ModelLoader.load([folder.path], importers: ImportSources.all())
    #expect(ImportedAnswer(whole).relations("web", .needs) == ["search"])
    #expect(answer.loaded.imports[0].notes.unresolved.contains { $0.contains("else.yaml") })
  }

  @Test("Files that a Compose file names are read within the repository, and others are reported")
  func filesThatFilesName() throws {
    let folder = try TemporaryFolder()
    let main = try folder.write(
      """
      name: shop
      include:
        - ../common/compose.yaml
        - path: [more/extra.yaml, /etc/compose.yaml, none.yaml]
      services:
        web: { extends: { file: ../common/parts.yaml, service: base }, depends_on: [cache] }
      """, to: "app/compose.yaml")
    // What is above the folder of the file that is named is read only in a repository.
    try folder.write("ref: refs/heads/main\n", to: ".git/HEAD")
    // Two files of one name, a circle of includes, and a service that extends another one of its own file.
    try folder.write(
      "include: [../app/compose.yaml]\nname: other\nservices:\n  cache: { depends_on: [disk] }\n  disk: {}\n",
      to: "common/compose.yaml")
    try folder.write(
      "services:\n  base: { extends: lower }\n  lower: { depends_on: [db] }\n", to: "common/parts.yaml")
    try folder.write("services:\n  db: {}\n", to: "app/more/extra.yaml")
    try folder.write("not: this\n", to: "app/none.yaml")
    let answer = ImportedAnswer(try ModelLoader.load([main], importers: ImportSources.all()))
    #expect(answer.model.name == "shop")
    #expect(
      answer.model.components.map(\.id.text).filter { !$0.contains("/") }.sorted() == ["cache", "db", "disk", "web"])
    #expect(answer.relations("web", .needs) == ["db", "cache"])
    #expect(try answer.down("disk") == ["cache", "web"])
    #expect(
      answer.loaded.imports[0].notes.unresolved.map { $0.prefix { $0 != ":" } } == ["/etc/compose.yaml", "none.yaml"])
  }

  @Test("Variables get their defaults, however deep these are nested")
  func variables() {
    #expect(ComposeVariables.filled("a${X:-b${Y-c}}d$$e$Z!") == "abcd$e!")
    #expect(ComposeVariables.filled("${X:?missing}${X:+y}${open") == "{open")
    let deep = String(repeating: "${a:-", count: 50_000)
    #expect(ComposeVariables.filled(deep + String(repeating: "}", count: 50_000)).utf8.count < 1_000_000)
  }

  @Test("Compose files without services or with values of another form are refused")
  func wrongFiles() throws {
    #expect(Importing.diagnostics("services: {}\n", file: "compose.yaml").map(\.code) == [.emptyImport])
    #expect(Importing.diagnostics("services:\n  a: [\n", file: "compose.yaml").contains { $0.severity == .error })
    for value in ["null", "7", "[a, [b]]", "{ a: { b: c } }", "text"] {
      for key in [
        "depends_on", "environment", "links", "volumes", "command", "extends", "profiles", "configs", "network_mode",
      ] {
        _ = try? answer("services:\n  a: { \(key): \(value) }\n  b: {}\n")
      }
    }
    #expect(!ComposeImporter().recognizes(SourceFile(name: "m.yaml", bytes: Array("model: M\nservices: {}\n".utf8))))
  }
}
