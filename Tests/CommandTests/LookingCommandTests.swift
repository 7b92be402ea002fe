import Foundation
import TestSupport
import Testing

/// `list` and `show`, and selectors where one component is named.
@Suite struct LookingCommandTests {
  private static let shop = """
    model: Shop
    domains: { az-a: { kind: zone }, az-b: { kind: zone } }
    components:
      web: { tier: 0, owner: shop, needs: [db, { any: "cache-*" }] }
      db: { kind: database, in: az-a, unavailability: 0.1% }
      cache-1: { kind: cache, in: az-a }
      cache-2: { kind: cache, in: az-b }
    faults: { flood: { down: db }, storm: { down: az-a } }
    """

  @Test("A list has every component, or those that selectors match")
  func list() throws {
    try CLI("list").model(Self.shop).succeeds().prints("Shop has 4 components and 2 domains.", "cache-2")
      .reportsNothing()
    try CLI("list kind=cache,in=az-b db").model(Self.shop).succeeds()
      .prints("kind=cache,in=az-b and db match 2 components of 4 in Shop.", "cache-2", "db").doesNotPrint(
        "cache-1", "\n  web")
    try CLI("list cache-*").model(Self.shop).succeeds().prints("cache-1", "cache-2").doesNotPrint("\n  db ")
    try CLI("list kind=none").model(Self.shop).fails(2, "'kind=none' matches no component of the model")
    try CLI("list nope").model(Self.shop).fails(
      2, "no component, domain or fault 'nope'", "'whatfails list' shows what it has")
  }

  @Test("Columns, order and format of a list are chosen")
  func columns() throws {
    try CLI("list --columns id,owner --format csv --sort id").model(Self.shop).succeeds()
      .prints(exactly: "id,owner\r\naz-a,\r\naz-b,\r\ncache-1,\r\ncache-2,\r\ndb,\r\nweb,shop\r\n")
    try CLI("list --columns all --format markdown").model(Self.shop).succeeds().prints("| id | name | kind | domain |")
    try CLI("list --columns in,neededBy --format csv db").model(Self.shop).succeeds()
      .prints(exactly: "domain,needed-by\r\naz-a,1\r\n")
    let json = try CLI("list --sort needed-by --format json").model(Self.shop).succeeds().json()
    #expect(json["schema"] as? String == "whatfails/list/1")
    #expect((json["components"] as? [[String: Any]])?.first?["id"] as? String == "db")
    try CLI("list --columns id,colour").model(Self.shop).fails(64, "--columns")
    try CLI("list --sort colour").model(Self.shop).fails(64, "--sort")
    try CLI("list --columns id,id").model(Self.shop).fails(64, "--columns")
    try CLI("list --columns id --columns kind").model(Self.shop).fails(64, "--columns is given twice")
  }

  @Test("The ending of a list's file chooses its format")
  func files() throws {
    let folder = try TemporaryFolder(["whatfails.yaml": Self.shop])
    try CLI("list -o a.csv").in(folder).succeeds().printsNothing()
    #expect(try folder.text(of: "a.csv").hasPrefix("id,kind,domain,tier,owner,needs,needed-by\r\n"))
    try CLI("list -o a.json").in(folder).succeeds()
    #expect(try folder.text(of: "a.json").contains("whatfails/list/1"))
    try CLI("list -o a.xlsx").in(folder).fails(
      64, "error: 'a.xlsx': no format of this answer has the extension '.xlsx'")
    #expect(!folder.names.contains("a.xlsx"))
  }

  @Test("An extension that no format of an answer has is refused, unless the format is stated")
  func extensions() throws {
    let folder = try TemporaryFolder(["whatfails.yaml": Self.shop])
    for command in [
      "if db", "risks web", "rank", "availability", "start", "check --lint", "validate", "why web --if db", "show db",
    ] {
      try CLI("\(command) -o x.csv").in(folder).fails(64, "known are .txt, .json and .md")
    }
    try CLI("import whatfails.yaml -o x.toml").in(folder).fails(64, "known are .yaml, .yml and .json")
    try CLI("import whatfails.yaml --to open-psa --target web -o x.yaml").in(folder).fails(
      64, "known are .xml and .opsa")
    #expect(folder.names == ["whatfails.yaml"])
    try CLI("if db -o x.log --format text").in(folder).succeeds()
    try CLI("if db -o answer").in(folder).succeeds()
    try CLI("if db -o /dev/null").in(folder).succeeds()
    #expect(folder.names == ["answer", "whatfails.yaml", "x.log"])
  }

  @Test("A component is shown with the location of each fact")
  func show() throws {
    let folder = try TemporaryFolder(["whatfails.yaml": Self.shop])
    try CLI("show db").in(folder).succeeds().prints(
      "db  whatfails.yaml:5\n", "kind            database  whatfails.yaml:5", "needed by\n    web  whatfails.yaml:4",
      "flood: down  whatfails.yaml:8"
    ).fits()
    try CLI("show kind=cache").in(folder).succeeds().prints("cache-1  whatfails.yaml:6", "cache-2  whatfails.yaml:7")
    let json = try CLI("show web --format json").in(folder).succeeds().json()
    let web = try #require((json["components"] as? [[String: Any]])?.first)
    #expect(web["id"] as? String == "web")
    #expect((web["keys"] as? [String: String])?["owner"] == "whatfails.yaml:4")
    try CLI("show").in(folder).fails(64, "error: Missing expected argument")
    try CLI("show storm").in(folder).fails(2, "'storm' is a named fault, and a component is asked for")
  }

  @Test("A selector has an answer for each component that it matches, where an answer is about one")
  func selectors() throws {
    try CLI("risks kind=cache").model(Self.shop).succeeds().prints("takes cache-1 down.\n", "takes cache-2 down.\n")
    try CLI("why cache-* --if storm").model(Self.shop).succeeds().prints(
      "cache-1 is down if storm", "cache-2 stays up if storm")
    let json = try CLI("risks kind=cache --format json").model(Self.shop).succeeds().json()
    #expect(json["schema"] as? String == "whatfails/several-risks/1")
    #expect((json["answers"] as? [[String: Any]])?.compactMap { $0["target"] as? String } == ["cache-1", "cache-2"])
    let whys = try CLI("why cache-* --if storm --format json").model(Self.shop).succeeds().json()
    #expect(whys["schema"] as? String == "whatfails/several-whys/1")
    let one = try CLI("risks kind=database --format json").model(Self.shop).succeeds().json()
    #expect(one["schema"] as? String == "whatfails/risks/1")
    try CLI("render --focus kind=cache --depth 0").model(Self.shop).succeeds().prints("cache-1", "cache-2")
      .doesNotPrint("\"db\"")
    try CLI("risks kind=cache --why 1").model(Self.shop)
      .fails(2, "'kind=cache' matches 2 components, and one is asked for: name one of cache-1, cache-2")
    try CLI("import - --to open-psa --target kind=cache").input(Self.shop).fails(2, "matches 2 components")
  }

  @Test(
    "A name that means nothing is explained by what is wrong with it",
    arguments: [
      (
        "if az-a=broken",
        "'broken' is not a level of 'az-a'; write az-a=down, az-a=degraded, or a share such as az-a=13%"
      ),
      ("risks az-a=broken", "'az-a=broken' is neither an id nor a selector"),
      ("risks knd=cache", "'knd' is not one of id, kind, in, tag, tier, owner; did you mean 'kind'?"),
      ("if tier=first", "'first' is not a tier; write a number or a comparison, such as <=1"),
      ("render --focus kind=nothing", "'kind=nothing' matches no component of the model"),
      ("risks web2", "no component, domain or fault 'web2'; did you mean 'web'?"),
      ("why web --if flod", "no component, domain or fault 'flod'; did you mean 'flood'?"),
      ("availability caches-*", "'caches-*' matches no component of the model; 'whatfails list' shows what it has"),
      ("if x", "no component, domain or fault 'x'; 'whatfails list' shows what it has"),
    ])
  func unknownNames(_ line: String, _ message: String) throws {
    try CLI(line).model(Self.shop).fails(2, "error: ", message)
  }

  @Test(
    "A verdict names faults, components and selections each with its own verb",
    arguments: [
      ("kind=zone", "If all of kind=zone fail, "), ("cache-*", "If all of cache-* fail, "),
      ("kind=database", "If kind=database fails, "),
      ("flood", "If flood happens, "), ("flood cache-1", "If flood happens and cache-1 fails, "),
      ("flood storm", "If flood and storm happen, "), ("db cache-1", "If db + cache-1 fail, "),
      ("flood kind=cache web", "If flood happens and all of kind=cache and web fail, "),
      ("db=degraded", "If db is degraded, "),
    ])
  func verdicts(_ fault: String, _ start: String) throws {
    // The first line is about the lowest tier, where a component of one is affected.
    let lines = try CLI("if \(fault)").model(Self.shop).succeeds().output.split(separator: "\n")
    #expect(lines.first { !$0.hasPrefix("Tier ") }?.hasPrefix(start) == true)
  }

  @Test("100,000 components are listed, sorted and shown")
  func large() throws {
    var text = "model: Large\ncomponents:\n  hub: {}\n"
    for number in 1...100_000 {
      text += "  c\(number): { needs: [hub, c\(number / 2 == 0 ? 2 : number / 2)], tier: \(number % 5) }\n"
    }
    text = text.replacing("  c1: { needs: [hub, c2]", with: "  c1: { needs: [hub]")
    try CLI("list --sort needed-by").model(text).succeeds().prints("Large has 100,001 components.", "and 99,951 more")
    try CLI("list --format json").model(text).succeeds()
    try CLI("show hub").model(text).succeeds().prints("needed by (100,000)")
  }
}
