import Foundation
import TestSupport
import Testing

/// `degradedBy` and `coverage` as a user meets them.
@Suite struct DegradedByCommandTests {
  static let model = """
    model: Shop
    components:
      page: { tier: 0, degradedBy: search, uses: ads }
      search: { needs: { any: [index-a, index-b] }, degradedBy: { any: [cache-a, cache-b] } }
      ads: { needs: index-a }
      index-a: {}
      index-b: {}
      cache-a: {}
      cache-b: {}

    """

  @Test("What is slow makes slow what is degraded by it, and answers say so")
  func answers() throws {
    // A page that uses what is degraded does not notice; one that is degraded by it does.
    try CLI("if search=degraded").model(Self.model).succeeds().prints("page", "is degraded by search").fits()
    try CLI("if ads=degraded").model(Self.model).succeeds().prints("nothing else fails")
    try CLI("if search").model(Self.model).succeeds().prints("1 degraded").doesNotPrint("down,")
    try CLI("if cache-a cache-b").model(Self.model).succeeds()
      .prints("is degraded by any of cache-a, cache-b", "neither is up")
    try CLI("why page --if cache-a --if cache-b").model(Self.model).succeeds()
      .prints("1  page is degraded", "it is degraded by search (2)", "2  search is degraded").fits()
    try CLI("why page --if cache-a --if cache-b --format json").model(Self.model).succeeds().prints("\"degradedBy\"")
    try CLI("if cache-a").model(Self.model).succeeds()
      .prints("! search would be degraded without any of cache-a, cache-b: 1 of 2 left")
    try CLI("why search --if cache-a").model(Self.model).succeeds()
      .prints("+ would be degraded without any of cache-a, cache-b: 1 of 2 left", "the next loss degrades it")
  }

  @Test("What is not up for a time that is tolerated is reported, not felt")
  func tolerance() throws {
    let model = "model: M\ncomponents: { page: { degradedBy: { on: search, tolerates: 1h } }, search: {} }"
    for level in ["down", "degraded"] {
      try CLI("why page --if search=\(level) --within 10m").model(model).succeeds()
        .prints("page stays up", "has lost search, whose loss it tolerates: affected 1h after the fault")
        .doesNotPrint("a soft dependency, not felt")
      try CLI("why page --if search=\(level)").model(model).succeeds().prints("page is degraded 1h later")
    }
  }

  @Test("It degrades and never takes down, in rankings and cut sets too")
  func sweeps() throws {
    try CLI("risks page").model(Self.model).succeeds().prints("Nothing can take page down")
    try CLI("risks page --level degraded").model(Self.model).succeeds()
      .prints(
        "3 single points of failure and 1 pair take page down or degraded.", "search", "ads", "index-a",
        "cache-a + cache-b")
    try CLI("rank --faults search --format json").model(Self.model).succeeds().prints("\"degraded\" : 1")
    try CLI("start").model(Self.model).succeeds().doesNotPrint("degraded")
  }

  @Test("A treatment can make a requirement one that degrades, and an import keeps it")
  func treatment() throws {
    try CLI("import -").input(Self.model).arguments("--treat", "ads -> index-a = degradedBy").succeeds()
      .prints("ads: { degradedBy: index-a }", "degradedBy: search")
  }

  @Test("Plain graphs may state it, by the word of the language")
  func graphs() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "{\"id\": \"page\", \"degradedBy\": [\"search\"]}\n{\"source\": \"search\", \"target\": \"cache\", \"kind\": \"degradedBy\"}\n",
      to: "graph.jsonl")
    try folder.write("source,target,kind\npage,search,degradedBy\nsearch,cache,degraded-by\n", to: "graph.csv")
    for file in ["graph.jsonl", "graph.csv"] {
      try CLI("if cache -m \(file)").in(folder).succeeds().prints("2 degraded")
    }
  }

  @Test("A difference in coverage is one, and so is a requirement that only degrades")
  func differences() throws {
    let folder = try TemporaryFolder()
    let group = "degradedBy: { any: [cache-a, cache-b] }"
    try folder.write(Self.model, to: "old.yaml")
    try folder.write(
      Self.model.replacing(group, with: "degradedBy: { any: [cache-a, cache-b], coverage: 97.5% }")
        .replacing("uses: ads", with: "degradedBy: ads"), to: "new.yaml")
    // `page` names the key twice, which is an error of its own.
    try CLI("diff old.yaml new.yaml").in(folder).fails(2)
    try folder.write(
      Self.model.replacing(group, with: "degradedBy: { any: [cache-a, cache-b], coverage: 97.5% }")
        .replacing("degradedBy: search, uses: ads", with: "degradedBy: [search, ads]"), to: "new.yaml")
    try CLI("diff old.yaml new.yaml").in(folder).succeeds()
      .prints("~ search is degraded by any of cache-a, cache-b → any of cache-a, cache-b", "(coverage 97.5%)")
      .prints("- page uses ads", "+ page is degraded by ads")
  }

  @Test("Switching that does not work is a cause of downtime, and an event of a fault tree")
  func coverage() throws {
    let text = """
      model: Databases
      components:
        shop: { needs: { any: [db-a, db-b], coverage: 97.5% } }
        db-a: { unavailability: 0.01 }
        db-b: { unavailability: 0.01 }

      """
    // 0.0001 + 0.025 · 0.0198
    try CLI("availability shop").model(text).succeeds().prints("shop is available 99.9405% of the time")
      .prints("switching of shop (any of db-a, db-b)", "0.0250", "Switching:").fits()
    let json = try CLI("availability shop --format json").model(text).run().json()
    let component = try #require((json["components"] as? [[String: Any]])?.first)
    #expect((component["importance"] as? [[String: Any]])?.count == 2)
    let switching = try #require((component["switching"] as? [[String: Any]])?.first)
    #expect(switching["owner"] as? String == "shop")
    #expect(switching["unavailability"] as? Double == 0.025)
    #expect(switching["requirement"] as? String == "any of db-a, db-b")
    try CLI("availability shop --format markdown").model(text).succeeds().prints("switching of shop")
    try CLI("risks shop").model(text).succeeds().prints("1 pair").doesNotPrint("switching")
    let folder = try TemporaryFolder()
    try CLI("import - --to open-psa --target shop -o tree.xml").input(text).in(folder).succeeds()
    let tree = try folder.text(of: "tree.xml")
    #expect(tree.contains("<define-basic-event name=\"shop-switching\">"))
    #expect(tree.contains("<float value=\"0.025\"/>"))
    #expect(tree.contains("switching of shop to what is left of any of db-a, db-b does not work"))
    try CLI("availability shop -m tree.xml").in(folder).succeeds().prints("shop is available 99.9405% of the time")
  }
}
