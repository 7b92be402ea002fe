import DependencyModel
import Foundation
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

/// Tables and details of components.
@Suite struct LookingReportTests {
  private static func loaded(_ name: String) throws -> LoadedModel {
    let bytes = try ModelLoader.bytes(of: Repository.root.appending(path: "Models/\(name).yaml").path)
    return try ModelLoader.load(bytes, file: "Models/\(name).yaml")
  }

  private static func model(_ text: String, file: String = "m.yaml") throws -> Model {
    try ModelLoader.load(Array(text.utf8), file: file).model
  }

  private static func rows(_ listing: ComponentListing) -> [String] {
    listing.components.map { listing.model[$0].id.text }
  }

  @Test("Tables of models are as recorded", arguments: ["aws-2011-04", "facebook-2021"])
  func tables(_ name: String) throws {
    let listing = ComponentListing(try Self.loaded(name).model)
    try expectSnapshot(listing.text(), "list-\(name).txt")
    try expectSnapshot(listing.text(.init(style: TextStyle(width: 140), isComplete: true)), "list-\(name)-wide.txt")
    try expectSnapshot(listing.json(), "list-\(name).json")
    try expectSnapshot(listing.markdown(), "list-\(name).md")
    try expectSnapshot(listing.csv, "list-\(name).csv")
  }

  @Test("Details of components are as recorded")
  func details() throws {
    let loaded = try Self.loaded("aws-2011-04")
    let ids: [ComponentID] = ["us-east-1", "ebs-control-plane", "ebs-cluster/us-east-1a", "rds-multi"]
    let details = ComponentDetails(
      loaded.model, of: try ids.map { try #require(loaded.model.index(of: $0)) }.sorted(), sources: loaded.sources)
    try expectSnapshot(details.text(), "show-aws-2011-04.txt")
    try expectSnapshot(details.json(), "show-aws-2011-04.json")
    try expectSnapshot(details.markdown(), "show-aws-2011-04.md")
  }

  private static let shop = """
    model: Shop
    domains: { zone-a: { kind: zone } }
    components:
      web: { kind: server, tier: 1, owner: shop, in: zone-a, needs: [db, { any: [cache, mirror] }], unavailability: 0.1% }
      db: { kind: database, tier: 0, owner: data, needs: disk, weight: 2 }
      cache: { kind: cache, uses: db }
      mirror: { owner: Data }
      disk: { tier: 2, unavailability: 1% }
    """

  @Test(
    "A table is sorted by any column, and rows without a value come last",
    arguments: [
      ("id", ["cache", "db", "disk", "mirror", "web", "zone-a"]),
      ("tier", ["db", "web", "disk", "zone-a", "cache", "mirror"]),
      ("owner", ["mirror", "db", "web", "zone-a", "cache", "disk"]),
      ("needs", ["web", "db", "zone-a", "cache", "mirror", "disk"]),
      ("needed-by", ["db", "cache", "mirror", "disk", "zone-a", "web"]),
      ("unavailability", ["disk", "web", "zone-a", "db", "cache", "mirror"]),
      ("weight", ["db", "zone-a", "web", "cache", "mirror", "disk"]),
      ("location", ["zone-a", "web", "db", "cache", "mirror", "disk"]),
    ])
  func sorting(_ name: String, _ expected: [String]) throws {
    let column: ComponentListing.Column = try #require(ComponentListing.Column(name: name))
    let listing = ComponentListing(try Self.model(Self.shop), sortedBy: column)
    #expect(Self.rows(listing) == expected)
  }

  @Test("Every column has a name of its own that is read back, and a cell for every row")
  func columns() throws {
    let all = ComponentListing.Column.all
    #expect(Set(all.map(\.name)).count == all.count)
    for column in all { #expect(ComponentListing.Column(name: column.name) == column) }
    let listing = ComponentListing(try Self.model(Self.shop), columns: all)
    let lines = listing.csv.split(separator: "\r\n")
    #expect(lines.count == 7)
    #expect(lines[2].hasPrefix("web,,server,zone-a,1,shop,3,0,0,"))
    #expect(listing.markdown().contains("| id | name | kind | domain | tier | owner | needs | uses |"))
  }

  @Test("Columns for which the page has no room are lines, and no line is longer than the page")
  func manyColumns() throws {
    let text = ComponentListing(try Self.model(Self.shop), columns: ComponentListing.Column.all).text(.named)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(text.contains("\n  id                  web\n"))
    #expect(!text.contains("…"))
  }

  @Test("No line of CSV begins like a command for a pipeline's runner")
  func commandsInCSV() throws {
    let listing = ComponentListing(
      try Self.model(
        "model: M\ncomponents: { '::warning::x': {}, ' ::error::y': {}, '##[group]z': {}, a: { owner: '::debug::o' } }"),
      columns: [.id, .owner])
    let lines = listing.csv.split(whereSeparator: \.isNewline)
    #expect(lines.count == 5)
    #expect(lines.contains("\"::warning::x\","))
    for line in lines { #expect(!RunnerCommands.occur(in: line), "\(line)") }
  }

  @Test("Requirements are shown as ids where the page has room, and otherwise as numbers")
  func idsAsFits() throws {
    let listing = ComponentListing(try Self.model(Self.shop))
    let wide = listing.text(.init(style: TextStyle(width: 120)))
    #expect(wide.contains("db and any of cache, mirror"))
    let narrow = listing.text(.init(style: TextStyle(width: 60)))
    #expect(!narrow.contains("any of cache"))
    #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 60 })
  }

  @Test("Columns without a value are left out unless they are asked for")
  func emptyColumns() throws {
    let model = try Self.model("model: M\ncomponents: { a: { needs: b }, b: {} }")
    #expect(
      ComponentListing(model).text() == "M has 2 components.\n\n  id  needs  needed by\n  a   b\n  b          a\n")
    #expect(ComponentListing(model, columns: [.id, .owner]).text().contains("  id  owner\n"))
  }

  @Test("A selection says what it matches, and of how many")
  func selections() throws {
    let model = try Self.model(Self.shop)
    let listing = ComponentListing(
      model, of: [ComponentIndex(0), ComponentIndex(2)], selection: ["kind=*a*", "zone-a"])
    #expect(
      listing.verdict == "kind=*a* and zone-a match 1 component and 1 domain of 5 components and 1 domain in Shop.")
    #expect(ComponentListing(model).verdict == "Shop has 5 components and 1 domain.")
  }

  @Test("Long tables are cut with a count, and shown and counted rows add up")
  func cutting() throws {
    let model = try Self.model("model: M\ncomponents:\n" + (0..<300).map { "  c\($0): {}\n" }.joined())
    let listing = ComponentListing(model)
    #expect(listing.text(.named).hasSuffix("  c49\n  and 250 more; --all shows them\n"))
    #expect(listing.text(.complete).hasSuffix("  c299\n"))
    #expect(listing.markdown(.init(rowLimit: 10)).hasSuffix("| `c9` |\n\n… and 290 more.\n"))
    #expect(listing.csv.split(separator: "\r\n").count == 301)
    #expect(listing.jsonForm().components.count == 300)
  }

  @Test("The pieces in which the JSON of a table is written are the whole")
  func pieces() throws {
    let model = try Self.model(
      "model: M\ncomponents:\n" + (0..<5_000).map { "  c\($0): { needs: d }\n" }.joined() + "  d: {}\n")
    let listing = ComponentListing(model)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    #expect(listing.json() == String(decoding: try encoder.encode(listing.jsonForm()), as: UTF8.self) + "\n")
    #expect(listing.jsonForm().components.last?.requiredBy == ["needs": 5_000])
  }

  @Test("Hostile and long texts keep to the page and hide nothing")
  func hostile() throws {
    let long = String(repeating: "x", count: 90)
    let json =
      #"{"model": "M", "components": {"\#(long)": {"owner": "\#(long)", "kind": "a|b", "url": "\#(long)"}, "a|\u202e": {"needs": "\#(long)"}, "=1+1,\"x\"": {"name": "@sum", "description": "\u0023# [x](y)"}}}"#
    let model = try Self.model(json, file: "m.json")
    let listing = ComponentListing(model)
    let text = listing.text()
    #expect(text.contains("\n  \(long)\n"))
    let lines = text.split(separator: "\n").filter { !$0.hasSuffix(long) }
    #expect(lines.allSatisfy { $0.count <= 80 }, "\(text)")
    for page in [
      text, listing.markdown(), listing.csv, ComponentDetails(model, of: Array(model.components.indices)).text(),
    ] {
      #expect(!page.contains("\u{202E}"))
    }
    #expect(listing.csv.contains("\"'=1+1,\"\"x\"\"\","))
    #expect(ComponentListing(model, columns: [.name]).csv.contains("'@sum"))
    #expect(listing.markdown().contains("a\\|b"))
    let details = ComponentDetails(model, of: Array(model.components.indices)).markdown()
    #expect(details.contains("\\#\\# \\[x\\](y)"))
  }

  @Test("Details name every requirement, dependent, fault and check")
  func everything() throws {
    let text =
      Self.shop + """

        faults: { storm: { down: zone-a, degraded: db } }
        checks:
          zones: { given: { each: { kind: zone } }, then: { notDown: { tier: 0 } } }
          storm: { given: storm, then: { up: web } }
          tiers: { require: { for: { tier: "<=1" }, survives: 1 } }
          layers: { forbid: { from: { tier: 0 }, to: { tier: 2 } } }
          peak: { given: storm, then: { lost: { of: db, atMost: 5% }, utilisation: 80% } }
        """
    let loaded = try ModelLoader.load(Array(text.utf8), file: "m.yaml")
    let details = ComponentDetails(
      loaded.model, of: try ComponentChoiceForTests.indices(["db"], in: loaded.model), sources: loaded.sources)
    let form = details.jsonForm()
    let db = try #require(form.components.first)
    #expect(form.complete)
    #expect(db.summary.id == "db" && db.summary.tier == 0 && db.summary.weight == 2)
    #expect(
      db.keys == [
        "kind": "m.yaml:5", "tier": "m.yaml:5", "owner": "m.yaml:5", "needs": "m.yaml:5", "weight": "m.yaml:5",
      ])
    #expect(db.requirements.map { "\($0.kind) \($0.requirement) \($0.at ?? "")" } == ["needs disk m.yaml:5"])
    #expect(
      db.dependents.map { "\($0.kind) \($0.id) \($0.at ?? "")" } == ["needs web m.yaml:4", "uses cache m.yaml:6"])
    #expect(db.faults.map { "\($0.id) \($0.level)" } == ["storm degraded"])
    #expect(
      db.checks.map { "\($0.id) \($0.roles.joined(separator: "+"))" } == [
        "zones then", "storm given", "tiers require", "layers from", "peak given+load",
      ])
    for line in [
      "needs\n    disk  m.yaml:5", "needed by\n    web  m.yaml:4", "storm: degraded",
      "layers: forbids requirements of it",
    ] {
      #expect(details.text().contains(line), "\(details.text())")
    }
  }

  @Test("Long lists of details are cut with a count, and what exceeds the limits is not complete")
  func longDetails() throws {
    let model = try Self.model(
      "model: M\ncomponents:\n  hub: {}\n" + (0..<12_000).map { "  c\($0): { needs: hub }\n" }.joined())
    let details = ComponentDetails(model, of: [ComponentIndex(0)])
    #expect(details.text(.named).contains("needed by (12,000)\n"))
    #expect(details.text(.named).contains("    and 11,980 more; --all shows them\n"))
    #expect(details.text(.complete).contains("    and 2,000 more\n"))
    #expect(!details.jsonForm().complete)
    #expect(details.jsonForm().components[0].summary.requiredBy == ["needs": 12_000])
    let many = ComponentDetails(model, of: Array(model.components.indices))
    #expect(many.entries.count == 1_000 && many.total == 12_001 && !many.jsonForm().complete)
    #expect(many.text(.named).hasSuffix("and 11,991 more components; --all shows them\n"))
  }

  @Test("Several answers are one object of JSON with each in it, and pages one after the other")
  func several() throws {
    let model = try Self.model(Self.shop)
    let compiled = CompiledModel(model)
    let each = [ComponentIndex(1), ComponentIndex(2)].map { compiled.risks(of: $0) }
    let answer = SeveralAnswers(each)
    #expect(answer.text(.named) == each[0].text(.named) + "\n" + each[1].text(.named))
    let form = try JSONDecoder().decode(SeveralRisksAnswer.self, from: Data(answer.json().utf8))
    #expect(form.schema == "whatfails/several-risks/1")
    #expect(form.complete == each.allSatisfy { $0.jsonForm().complete })
    #expect(form.answers.map(\.target) == ["web", "db"])
  }
}

/// Components by their ids.
private enum ComponentChoiceForTests {
  static func indices(_ ids: [ComponentID], in model: Model) throws -> [ComponentIndex] {
    try ids.map { try #require(model.index(of: $0)) }
  }
}
