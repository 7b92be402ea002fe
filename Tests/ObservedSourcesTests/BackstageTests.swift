import DependencyModel
import Foundation
import ImportTestSupport
import Importers
import ModelFormats
import ObservedSources
import TestSupport
import Testing

/// Backstage catalogs: the example files, and what entities say of each other.
@Suite struct BackstageTests {
  static let folder = Repository.root.appending(path: "Tests/Fixtures/backstage")

  static func load(_ text: String, file: String = "catalog-info.yaml") throws -> LoadedModel {
    try Importing.load(text, file: file)
  }

  /// An entity as YAML; further lines of the specification as they are.
  static func entity(_ kind: String, _ name: String, _ lines: String...) -> String {
    "apiVersion: backstage.io/v1alpha1\nkind: \(kind)\nmetadata:\n  name: \(name)\nspec:\n  type: service\n"
      + lines.map { "  \($0)\n" }.joined() + "---\n"
  }

  /// `a needs b` in a line for each relation.
  static func relations(_ model: Model) -> Set<String> {
    Set(model.components.flatMap { owner in owner.relations.map { "\(owner.id) \($0.kind) \($0.requirement.text())" } })
  }

  static func notes(_ loaded: LoadedModel) throws -> ImportNotes { try #require(loaded.imports.first).notes }

  // MARK: The examples

  @Test("The published examples give the expected relations")
  func examples() throws {
    let loaded = try ModelLoader.load([Self.folder.path], importers: ImportSources.all())
    let model = loaded.model
    #expect(loaded.warnings.isEmpty)
    #expect(loaded.imports.map(\.format) == ["Backstage"])
    #expect(
      Self.relations(model) == [
        // A component where an API is meant is the component itself.
        "www-artist needs artist-lookup",
        "artist-lookup needs resource:artists-db",
        "wayback-search needs api:wayback-archive",
        "api:wayback-archive needs wayback-archive",
        "api:wayback-search needs wayback-search",
        "wayback-archive uses wayback-archive-ingestion",
        "artist-lookup in system:artist-engagement-portal",
        "www-artist in system:artist-engagement-portal",
        "resource:artists-db in system:artist-engagement-portal",
        "system:artist-engagement-portal in domain:artists",
        "playback-sdk in system:audio-playback", "playback-order in system:audio-playback",
        "shuffle-api in system:audio-playback", "queue-proxy in system:podcast",
      ])
    #expect(model.components.allSatisfy { $0.source != nil && $0.place != nil })
    #expect(model["www-artist"]?.source == "www-artist-component.yaml: Component/www-artist")
    let need = try #require(model["www-artist"]?.requirements(.needs).first)
    #expect(need.source == "www-artist-component.yaml: Component/www-artist consumesApis")
    #expect(need.confidence == .declared)
    #expect(need.place?.line == 11)
    #expect(model["resource:artists-db"]?.kind == "database")
    #expect(model["www-artist"]?.kind == "app")
    #expect(model["alternative/different-namespace"]?.owner == "team-a")
    #expect(model["playback-order"]?.owner == "user:guest")
    #expect(model["system:artist-engagement-portal"]?.name == "Artist Engagement Portal")
    let notes = try Self.notes(loaded)
    #expect(notes.total == 13)
    #expect(notes.understood == 12)
    #expect(notes.skipped.map(\.type) == ["Location"])
    #expect(notes.remarks.count == 1)
    #expect(
      notes.remarks.first?.hasPrefix(
        "all-components.yaml names 6 files that were not read: ./components/workplace-component.yaml, ") == true)
    #expect(
      notes.unresolved.contains(
        "api:wayback-archive is not described in any file; it is known only from what provides it"))
    #expect(notes.unresolved.contains("queue-proxy → system:podcast (system)"))
  }

  @Test(
    "Each published example is read by itself",
    arguments: try! FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") })
  func each(_ name: String) throws {
    let path = Self.folder.appending(path: name).path
    guard name != "all-components.yaml" else {
      // A location by itself describes nothing.
      #expect(throws: InvalidInput.self) { try ModelLoader.load([path], importers: ImportSources.all()) }
      return
    }
    if name == "artist-engagement-portal-system.yaml" {
      #expect(throws: InvalidInput.self) { try ModelLoader.load([path], importers: ImportSources.all()) }
      return
    }
    let loaded = try ModelLoader.load([path], importers: ImportSources.all())
    #expect(try Self.notes(loaded).understood == 1)
  }

  @Test("Failures in the published examples affect the expected components")
  func exampleRadius() throws {
    let model = try ModelLoader.load([Self.folder.path], importers: ImportSources.all()).model
    let lost: [(String, Set<String>, Set<String>)] = [
      ("resource:artists-db", ["artist-lookup", "www-artist"], []),
      ("artist-lookup", ["www-artist"], []),
      ("wayback-archive", ["api:wayback-archive", "wayback-search", "api:wayback-search"], []),
      (
        "wayback-archive-ingestion", [],
        ["wayback-archive", "api:wayback-archive", "wayback-search", "api:wayback-search"]
      ),
      ("system:artist-engagement-portal", ["artist-lookup", "www-artist", "resource:artists-db"], []),
      ("playback-sdk", [], []),
    ]
    for (fault, down, degraded) in lost {
      let found = try Importing.impact(of: [fault], on: model)
      #expect(found.down == down, "\(fault): \(found)")
      #expect(found.degraded == degraded, "\(fault): \(found)")
    }
  }

  // MARK: What entities say

  @Test("An API with several providers needs any of them")
  func severalProviders() throws {
    let model = try Self.load(
      Self.entity("Component", "left", "providesApis: [pay]")
        + Self.entity("Component", "right", "providesApis: [API:Default/PAY]")
        + Self.entity("API", "Pay", "owner: x") + Self.entity("Component", "shop", "consumesApis: [pay]")
        + Self.entity("API", "foreign", "owner: x") + Self.entity("Component", "bank", "consumesApis: [foreign, none]")
    ).model
    #expect(
      Self.relations(model) == [
        "api:Pay needs any of left, right", "api:Pay uses all of left, right", "shop needs api:Pay",
        "bank needs api:foreign",
      ])
    #expect(model["api:Pay"]?.isLogic == true)
    #expect(model["api:foreign"]?.isLogic == false)
    let one = try Importing.impact(of: ["left"], on: model)
    #expect(one.down.isEmpty)
    #expect(one.degraded == ["api:Pay", "shop"])
    let both = try Importing.impact(of: ["left", "right"], on: model)
    #expect(both.down == ["api:Pay", "shop"])
  }

  @Test("Relations lead in the direction that the catalog means")
  func directions() throws {
    let loaded = try Self.load(
      Self.entity("Component", "web", "dependsOn: ['Component:SDK', 'resource:default/db', orders, 'component:gone']")
        + "apiVersion: backstage.io/v1alpha1\nkind: component\nmetadata: {name: sdk}\nspec: {type: Library, dependsOn: 'resource:db'}\n---\n"
        + "apiVersion: backstage.io/v1alpha1\nkind: Resource\nmetadata: {name: DB}\nspec: {type: s3-bucket, dependencyOf: ['component:report']}\n---\n"
        + Self.entity("Component", "report", "dependsOn: [null, {a: b}, 'resource:db']"))
    #expect(
      Self.relations(loaded.model) == [
        "web startNeeds sdk", "web needs resource:DB", "sdk needs resource:DB", "report needs resource:DB",
      ])
    #expect(loaded.model["resource:DB"]?.kind == "aws/s3-bucket")
    #expect(loaded.model["sdk"]?.kind == "library")
    let notes = try Self.notes(loaded)
    #expect(notes.unresolved == ["web → 'orders' (dependsOn)", "web → gone (dependsOn)"])
    let lost = try Importing.impact(of: ["sdk"], on: loaded.model)
    #expect(lost.down.isEmpty)
    #expect(lost.degraded.isEmpty)
  }

  @Test("A dependency on a system is one on all of its components")
  func wholeSystems() throws {
    let loaded = try Self.load(
      Self.entity("System", "pay") + Self.entity("Component", "a", "system: pay")
        + Self.entity("Component", "b", "system: Pay")
        + Self.entity("Component", "shop", "dependsOn: ['system:pay']")
        + Self.entity("Component", "kiosk", "dependsOn: 'system:pay'"))
    #expect(try Self.notes(loaded).ambiguous.count == 2)
    let one = try Importing.impact(of: ["a"], on: loaded.model)
    #expect(one.down.isEmpty)
    #expect(one.degraded == ["system:pay (parts)", "shop", "kiosk"])
    let all = try Importing.impact(of: ["system:pay"], on: loaded.model)
    #expect(all.down == ["a", "b", "system:pay (parts)", "shop", "kiosk"])
  }

  /// What the interface answers says everything twice, in both directions; the pages of an answer have it under `items`.
  @Test("Answers of the catalog's interface give each relation once, also in pages")
  func answers() throws {
    let entities = """
      [{"apiVersion":"backstage.io/v1beta1","kind":"Component","metadata":{"name":"web","namespace":"default","uid":"1"},
        "spec":{"type":"website","dependsOn":["component:api"],"system":"shop","owner":"team-a"},
        "relations":[{"type":"dependsOn","targetRef":"component:default/api"},{"type":"partOf","targetRef":"system:default/shop"},
          {"type":"ownedBy","targetRef":"group:default/team-a"},{"type":"consumesApi","target":{"kind":"api","namespace":"default","name":"rates"}}]},
       {"apiVersion":"backstage.io/v1beta1","kind":"Component","metadata":{"name":"api"},"spec":{"type":"service"},
        "relations":[{"type":"dependencyOf","targetRef":"component:default/web"},{"type":"providesApi","targetRef":"api:default/rates"}]},
       {"apiVersion":"backstage.io/v1beta1","kind":"API","metadata":{"name":"rates"},"spec":{"type":"openapi"},
        "relations":[{"type":"apiProvidedBy","targetRef":"component:default/api"},{"type":"apiConsumedBy","targetRef":"component:default/web"}]},
       {"apiVersion":"backstage.io/v1beta1","kind":"System","metadata":{"name":"shop"},
        "relations":[{"type":"hasPart","targetRef":"component:default/web"},{"type":"hasPart","targetRef":"component:default/api"}]},
       {"apiVersion":"backstage.io/v1beta1","kind":"Group","metadata":{"name":"team-a"},"relations":[{"type":"ownerOf","targetRef":"component:default/web"}]}]
      """
    let expected: Set<String> = [
      "web needs api", "web in system:shop", "api in system:shop", "web needs api:rates", "api:rates needs api",
    ]
    let loaded = try Self.load(entities, file: "entities.json")
    #expect(Self.relations(loaded.model) == expected)
    let notes = try Self.notes(loaded)
    #expect(notes.total == 5)
    #expect(notes.understood == 4)
    #expect(notes.unresolved.isEmpty)
    #expect(notes.remarks.isEmpty)
    let page = try Self.load(
      "{\"items\":\(entities),\"totalItems\":9,\"pageInfo\":{\"nextCursor\":\"abc\"}}", file: "page.json")
    #expect(Self.relations(page.model) == expected)
    #expect(try Self.notes(page).remarks == ["the answer is one page of several; ask for the others and name them too"])
  }

  @Test("Files that a location names and that were not read are reported, without their secrets")
  func locations() throws {
    let tree = try TemporaryFolder()
    let location = try tree.write(
      "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\nspec:\n  targets: ['./a.yaml', 'https://me:secret@example.com/b.yaml?token=secret']\n",
      to: "all.yaml")
    let file = try tree.write(Self.entity("Component", "a"), to: "a.yaml")
    let loaded = try ModelLoader.load([location, file], importers: ImportSources.all())
    #expect(
      try Self.notes(loaded).remarks == [
        "all.yaml names 1 file that was not read: https://example.com/b.yaml; name them too"
      ])
  }

  // MARK: Hostile texts

  @Test("Catalog files are recognized by their content, and other YAML is not")
  func recognition() {
    let importer = BackstageImporter()
    func takes(_ text: String) -> Bool { importer.recognizes(SourceFile(name: "x", bytes: Array(text.utf8))) }
    for text in [
      Self.entity("Component", "a"), "# a comment\n---\n\"apiVersion\": \"backstage.io/v1beta1\"\nkind: API\n",
      "[{\"metadata\":{},\"apiVersion\":\"backstage.io/v1alpha1\",\"kind\":\"API\"}]",
      "{\"items\":[{\"apiVersion\": \"backstage.io/v1alpha1\"",
      "\u{FEFF}kind: Template\r\napiVersion: scaffolder.backstage.io/v1beta3\r\n",
    ] {
      #expect(takes(text), "\(text)")
    }
    for text in [
      "", "model: M\ncomponents:\n  apiVersion: {}\n",
      "apiVersion: v1\nkind: Service\nmetadata:\n  labels:\n    backstage.io/kubernetes-id: x\n",
      "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{\"metadata\":{\"annotations\":{\"backstage.io/x\":\"y\"}}}]}",
      "[]", "{\"items\":[]}", "apiVersion: [backstage.io/v1]\n",
    ] {
      #expect(!takes(text), "\(text)")
    }
  }

  @Test("Mangled catalogs are read or refused, and never crash", arguments: 0..<150)
  func mangled(_ seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let whole =
      Self.entity("Component", "a", "dependsOn: ['component:b', 'resource:c']", "system: s", "subcomponentOf: b")
      + Self.entity("System", "s", "domain: d")
      + Self.entity("Component", "b", "providesApis: [x]", "dependencyOf: 'api:x'")
    var lines = whole.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<3 {
      let index = Int.random(in: 0..<lines.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: lines.remove(at: index)
      case 1: lines[index] = String(lines[index].prefix(Int.random(in: 0...12, using: &random)))
      case 2: lines[index] = lines[index].prefix { $0 != ":" } + ": [[{}]]"
      default: lines.insert(lines.randomElement(using: &random)!, at: index)
      }
    }
    do throws(InvalidInput) {
      let model = try BackstageImporter().model(
        of: [SourceFile(name: "c.yaml", bytes: Array(lines.joined(separator: "\n").utf8))]
      ).model
      #expect(!model.components.isEmpty)
    } catch {
      #expect(!error.diagnostics.isEmpty)
      #expect(error.diagnostics.allSatisfy { $0.place != nil })
    }
  }

  @Test("Circles of domains and dependencies are read")
  func circles() throws {
    let loaded = try Self.load(
      Self.entity("System", "s", "domain: d") + Self.entity("Domain", "d", "subdomainOf: e")
        + Self.entity("Domain", "e", "subdomainOf: d")
        + Self.entity("Component", "a", "dependsOn: ['component:b', 'component:a']", "subcomponentOf: a", "system: s")
        + Self.entity("Component", "b", "dependsOn: ['component:a']")
        + Self.entity("Component", "A", "dependsOn: ['component:c']"))
    #expect(try Importing.impact(of: ["b"], on: loaded.model).down == ["a"])
    #expect(try Self.notes(loaded).remarks.contains { $0.contains("is declared twice") })
  }

  @Test("Many components that depend on a system of many share one list of its parts")
  func manyOnMany() throws {
    var text = Self.entity("System", "s")
    for index in 0..<6_000 { text += Self.entity("Component", "c\(index)", "system: s", "dependsOn: ['system:s']") }
    let model = try Self.load(text).model
    #expect(model.components.reduce(0) { $0 + $1.relations.count } < 12_100)
  }
}
