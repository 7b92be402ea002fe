import DependencyModel
import ModelChecks
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

/// What matters is said first, with its time, and who is affected at the end.
@Suite struct ImportanceReportTests {
  private static let shop = """
    model: Shop
    domains: { az-a: { kind: zone }, az-b: { kind: zone } }
    components:
      customers: { tier: 0, needs: storefront, owner: shop, name: Customers can buy, url: "https://shop.example.com/a|b", weight: 10 }
      storefront: { tier: 0, needs: [{ on: db, tolerates: 5m }], uses: cache, owner: shop }
      a: { tier: 1, needs: { on: db, tolerates: 5m }, uses: cache, owner: payments }
      jobs: { tier: 4, needs: db, owner: data }
      app: { needs: api, owner: data }
      api: { needs: { any: [db, db-2] } }
      db: { in: az-a, needs: disk, kind: database, owner: data }
      db-2: { in: az-b, kind: database, owner: data }
      cache: { in: az-a, kind: cache }
      disk: {}
    faults: { fire: { down: [disk, cache] }, slow: { degraded: cache } }
    """

  private static func compiled(_ text: String = shop) throws -> CompiledModel {
    CompiledModel(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model)
  }

  private static func impact(_ fault: String, _ text: String = shop, within: Duration? = nil) throws -> Impact {
    let compiled = try compiled(text)
    return compiled.impact(of: try FaultSet([fault], in: compiled.model), within: within)
  }

  @Test("The report of an impact by importance is as recorded")
  func snapshots() throws {
    let impact = try Self.impact("fire")
    try expectSnapshot(impact.text(), "importance-fire.txt")
    try expectSnapshot(impact.json(), "importance-fire.json")
    try expectSnapshot(impact.markdown(), "importance-fire.md")
    try expectSnapshot(impact.text(ReportOptions(columns: [.tier, .owner, .url])), "importance-fire-columns.txt")
    let ranking = try Self.compiled().ranking(namedFaults: [0, 1])
    try expectSnapshot(ranking.text(), "importance-rank.txt")
    try expectSnapshot(ranking.json(), "importance-rank.json")
    try expectSnapshot(ranking.markdown(ReportOptions(columns: [.tier, .owner])), "importance-rank.md")
    for text in [impact.text(), impact.text(ReportOptions(columns: ComponentColumn.allCases)), ranking.text()] {
      for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
  }

  @Test("An impact begins with the lowest tier that is affected, by weight")
  func lowestTierFirst() throws {
    #expect(
      try Self.impact("fire").text().hasPrefix(
        "Tier 0: customers degraded now, down after 5m; storefront degraded now, down\nafter 5m\nIf fire happens, "))
    #expect(
      try Self.impact("cache").text().hasPrefix("Tier 0: customers degraded, storefront degraded\nIf cache fails"))
    // Tier 0 is whole; the lowest tier that is affected is named.
    let jobs = Self.shop.replacing("db, tolerates: 5m }], uses: cache", with: "db-2 }]")
    let other = try Self.impact("cache", jobs)
    #expect(
      other.text().hasPrefix(
        "Tier 1: a degraded\nIf cache fails, 1 of 9 other components is affected (11%), none of 2 in tier 0."))
    #expect(other.markdown().contains("\n\n**Tier 1: a degraded**\n\n"))
    #expect(try Self.impact("jobs").text().hasPrefix("If jobs fails, nothing else fails"))
  }

  @Test("What is degraded at once and goes down later is reported as both, in every form")
  func degradedNowDownLater() throws {
    let text =
      "model: M\ncomponents: { a: { needs: { on: b, tolerates: 5m }, uses: c }, b: { needs: d }, c: { needs: d }, d: {} }"
    let impact = try Self.impact("d", text)
    #expect(impact.text().contains("  down      a           degraded now, down after 5m: needs b (tolerates 5m)\n"))
    #expect(impact.markdown().contains("| `a` | **down** | 5m; degraded now | needs b"))
    #expect(impact.json().contains("\"after\" : 300,"))
    #expect(impact.json().contains("\"degradedAfter\" : 0,"))
    let early = try Self.impact("d", text, within: .seconds(60))
    #expect(early.text().contains("  degraded  a           uses c\n"))
    let later = text.replacing("uses: c", with: "uses: { on: c, tolerates: 1m }")
    #expect(try Self.impact("d", later).text().contains("degraded after 1m, down after 5m: needs b"))
    let only = text.replacing(", uses: c", with: "")
    #expect(try Self.impact("d", only).text().contains("  down      a           after 5m: needs b (tolerates 5m)\n"))
    let compiled = try Self.compiled(text)
    let why = compiled.explanation(of: 0, under: try FaultSet(["d"], in: compiled.model))
    #expect(why.verdict == "a is degraded now and down after 5m if d fails.")
  }

  @Test("A long tier and many owners are cut with their counts, unless everything is listed")
  func cutWithCounts() throws {
    let components = (0..<30).map {
      "  c\($0): { tier: 0, owner: team-\($0), \($0 % 3 == 0 ? "uses" : "needs"): root, weight: \($0 + 1) }\n"
    }
    let impact = try Self.impact("root", "model: M\ncomponents:\n  root: {}\n" + components.joined())
    let text = impact.text(.named)
    #expect(
      text.hasPrefix(
        "Tier 0: c29 down, c28 down, c27 degraded, c26 down, c25 down, c24 degraded, and\n24 more (16 down, 8 degraded)\n"
      ))
    #expect(text.hasSuffix("  and 10 more owners; --all shows them\n"))
    #expect(text.contains("\n  team-29  1 component: 1 down; tier 0\n"))
    let all = impact.text(.complete)
    #expect(all.contains("c0 degraded\nIf root"))
    #expect(!all.contains("more owners"))
    #expect(impact.markdown(ReportOptions(rowLimit: 10)).contains("… and 20 more owners."))
    // One more than the limit is named rather than counted.
    let seven = try Self.impact("root", "model: M\ncomponents:\n  root: {}\n" + components.prefix(7).joined())
    #expect(
      seven.text().hasPrefix("Tier 0: c6 degraded, c5 down, c4 down, c3 degraded, c2 down, c1 down, c0\ndegraded\n"))
  }

  @Test("Without owners and tiers, an impact has neither line, and a ranking says what it is ordered by")
  func nothingStated() throws {
    let text = "model: M\ncomponents: { a: { needs: b }, b: {}, c: { uses: b } }"
    let impact = try Self.impact("b", text)
    #expect(impact.text().hasPrefix("If b fails"))
    #expect(!impact.text().contains("owner"))
    #expect(!impact.markdown().contains("owner"))
    let ranking = try Self.compiled(text).ranking()
    let note = "No component states a tier or weight: faults are ordered by count."
    #expect(ranking.text().contains("\n\(note)\n"))
    #expect(ranking.markdown().contains("\n\(note)\n"))
    #expect(!ranking.text().contains("lowest tier"))
    #expect(try !Self.compiled().ranking().text().contains("ordered by"))
    #expect(
      try !Self.compiled(text.replacing("uses: b", with: "uses: b, weight: 2")).ranking().text().contains("ordered by"))
  }

  @Test("Columns are beside each component where they fit, and below it where they do not")
  func columns() throws {
    let compiled = try Self.compiled()
    let rank = compiled.ranking(namedFaults: [0]).text(ReportOptions(columns: [.owner]))
    #expect(rank.contains("  fault         owner  lowest tier"))
    #expect(rank.contains("  db            data   tier 0: 2 down"))
    #expect(rank.contains("  fire (named)         tier 0: 2 down"))
    let wide = compiled.ranking().text(ReportOptions(columns: ComponentColumn.allCases))
    #expect(wide.contains("\n    tier 0, owner shop\n"))
    let risks = compiled.worstFirst(compiled.risks(of: compiled.model.index(of: "customers")!))
    #expect(risks.text(ReportOptions(columns: [.tier, .owner])).contains("  1  az-a        –     –"))
    #expect(risks.text(ReportOptions(columns: [.tier, .owner])).contains("storefront  0     shop"))
    let pairs = compiled.risks(of: compiled.model.index(of: "api")!)
    #expect(pairs.text(ReportOptions(columns: [.owner])).contains("db (owner data) + db-2 (owner data)"))
    #expect(pairs.markdown(ReportOptions(columns: [.owner])).contains("db (owner data) + db-2 (owner data)"))
    let why = compiled.explanation(
      of: compiled.model.index(of: "jobs")!, under: try FaultSet(["db"], in: compiled.model))
    #expect(why.text(ReportOptions(columns: [.tier])).contains("  1  jobs (tier 4) is down\n"))
    let impact = try Self.impact("disk")
    let page = impact.markdown(ReportOptions(columns: [.tier, .url]))
    #expect(page.contains("| wave | component | tier | url | level |"))
    #expect(page.contains("| `customers` | 0 | https://shop.example.com/a\\|b | **down** |"))
    #expect(page.contains("| `disk` | – | – | **down** |"))
  }

  @Test("Similar components share a line only if what is shown of them is the same")
  func foldedColumns() throws {
    let lines = (0..<10).map { "  c\($0): { needs: root, kind: job, owner: team-\($0 % 2) }\n" }
    let impact = try Self.impact("root", "model: M\ncomponents:\n  root: {}\n" + lines.joined())
    #expect(impact.text().contains("  down      10 × job\n"))
    let text = impact.text(ReportOptions(columns: [.owner]))
    #expect(text.contains("  down      5 × job     team-0\n"))
    #expect(text.contains("  down      5 × job     team-1\n"))
  }

  @Test("Names of owners and links cannot steer a terminal or break a table")
  func hostileFacts() throws {
    let json = #"""
      {"model": "M", "components": {"a": {"needs": "b", "tier": 0, "owner": "x\u001b[31m|\u202e", "url": "u\n|v", "name": "<b>"},
        "b": {}}}
      """#
    let impact = try Self.impact("b", json)
    let options = ReportOptions(columns: ComponentColumn.allCases)
    for text in [impact.text(options), impact.markdown(options)] {
      for mark in ["\u{1B}", "\u{202E}", "u\n"] { #expect(!text.contains(mark)) }
    }
    #expect(impact.markdown(options).contains("x�\\[31m\\|�"))
    #expect(impact.markdown(options).contains("\\<b\\>"))
  }

  @Test("A component that stays up is explained by what lost redundancy among all that it depends on")
  func deeperThanOneLevel() throws {
    let compiled = try Self.compiled()
    func why(_ id: ComponentID, _ fault: String) throws -> Explanation {
      compiled.explanation(
        of: try #require(compiled.model.index(of: id)), under: try FaultSet([fault], in: compiled.model))
    }
    let app = try why("app", "disk")
    #expect(
      app.text() == """
        app stays up if disk fails, but redundancy that it depends on is lost.
        Nothing that it needs or uses directly is affected.

        Among the 6 that it depends on, directly or through others
          - 2 are down: db and disk
          ! api needs any of db, db-2: 1 of 2 left (db-2); down: db; the next loss takes
            it down

        """)
    #expect(
      app.markdown().contains(
        "#### Among the 6 that it depends on, directly or through others\n\n- 2 are down: db and disk\n"))
    let none = try why("app", "cache")
    #expect(
      none.text()
        == "app stays up if cache fails.\nNothing that it depends on is affected, directly or through others.\n")
    #expect(try why("disk", "cache").text() == "disk stays up if cache fails.\nIt depends on nothing.\n")
    #expect(try why("api", "disk").verdict == "api stays up if disk fails: its redundancy holds.")
  }

  @Test("JSON has the facts of each component beside its id")
  func factsInJSON() throws {
    let compiled = try Self.compiled()
    let impact = ImpactAnswer(try Self.impact("fire"))
    let customers = try #require(impact.components.first { $0.id == "customers" })
    #expect(customers.name == "Customers can buy")
    #expect(customers.tier == 0)
    #expect(customers.owner == "shop")
    #expect(customers.url == "https://shop.example.com/a|b")
    #expect(impact.components.first { $0.id == "db" }?.kind == "database")
    #expect(impact.blastRadius.byTier.map(\.tier) == [0, 1, 4, nil])
    #expect(impact.blastRadius.byTier[0].down == ["customers", "storefront"])
    #expect(impact.blastRadius.byOwner.map(\.owner) == ["shop", "payments", "data"])
    // What is up and named is described too.
    #expect(impact.componentsById.keys.sorted() == ["db-2"])
    #expect(RisksAnswer(compiled.risks(of: 2)).componentsById["customers"]?.tier == 0)
    #expect(RankingAnswer(compiled.ranking()).componentsById["a"]?.owner == "payments")
    #expect(AvailabilityAnswer(compiled.availability(of: [3])).componentsById["storefront"]?.owner == "shop")
    #expect(StartOrderAnswer(StartModel(compiled.model).startOrder()).componentsById["jobs"]?.tier == 4)
  }

  @Test("What the signs of a difference mean is stated where there are any")
  func legendOfADifference() throws {
    let old = try Self.compiled()
    let new = try Self.compiled(Self.shop.replacing("any: [db, db-2]", with: "any: [db]"))
    func report(_ old: CompiledModel, _ new: CompiledModel) -> DiffReport {
      func checks(_ compiled: CompiledModel) -> CheckReport {
        CheckRun(compiled, date: "2026-11-23").report(checks: [])
      }
      return DiffReport(ModelDiff(from: old, to: new), checks: CheckChanges(from: checks(old), to: checks(new)))
    }
    #expect(report(old, new).text().contains("\n▲ weaker\n"))
    #expect(report(old, new).markdown().contains("\n🔺 weaker\n"))
    #expect(report(new, old).text().contains("\n▼ stronger\n"))
    #expect(!report(old, old).text().contains("weaker"))
  }
}
