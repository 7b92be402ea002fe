import CascadeReplay
import DependencyModel
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

/// The reports of scenarios by snapshot, and what they promise.
@Suite struct ReplayReportTests {
  static let small = """
    model: Shop
    components:
      shop: { tier: 0, needs: db, uses: mail, restarts: 5m }
      db: { owner: data, restarts: 10m }
      mail: { startNeeds: shop }
    scenarios:
      outage:
        begins: 2026-03-01T09:00+01:00
        lasts: 2h
        events:
          crash: { at: "09:10", down: [db, mail], by: operator, text: The wrong disk is pulled }
          repair: { at: "09:30", restore: [db, mail] }
    """

  static func replay(_ text: String, without: Set<Int> = []) throws -> Replay {
    let model = try ModelLoader.load(Array(text.utf8), file: "whatfails.yaml").model
    return try CompiledModel(model).replay(model.scenarios[0], without: without)
  }

  static func comparison(_ text: String, without events: [Int]) throws -> ReplayComparison {
    let model = try ModelLoader.load(Array(text.utf8), file: "whatfails.yaml").model
    return try ReplayComparison(CompiledModel(model), model.scenarios[0], without: events)
  }

  private static let large = """
    model: Large
    domains: { zone-a: {}, zone-b: {} }
    components:
      "web-{n}": { each: { n: [1, 2, 3, 4, 5, 6, 7, 8] }, in: zone-a, needs: { any: [db-a, db-b], tolerates: 90s } }
      db-a: { in: zone-a, restarts: 2m }
      db-b: { in: zone-b, restarts: 2m, startNeeds: db-a }
      search: { degradedBy: { all: [web-1, web-2] }, needs: login }
      login: { needs: search, uses: db-b }
      batch: { needs: db-b, restarts: 5h }
      "@team": { needs: batch, demand: 4/s }
    scenarios:
      storm:
        description: Both zones, one after the other
        lasts: 4h
        watch: [web-*, db-*]
        events:
          - { at: 10m, down: zone-a, text: Zone a loses its power }
          - { at: 20m, down: db-b }
          - { at: 30m, restore: zone-a }
          - { at: 40m, degraded: zone-a, down: login, by: nobody }
          - { at: 50m, restore: [zone-a, login, db-b] }
          - { at: 55m, cut: { from: search, to: login } }
          - { when: { down: batch, is: 100%, for: 3h }, degraded: web-8 }
    """

  @Test("Reports of scenarios are as recorded")
  func recorded() throws {
    let small = try Self.replay(Self.small)
    try expectSnapshot(small.text(), "replay-small.txt")
    try expectSnapshot(small.json(), "replay-small.json")
    try expectSnapshot(small.markdown(), "replay-small.md")
    try expectSnapshot(small.csv.replacing("\r\n", with: "\n"), "replay-small.csv")
    let large = try Self.replay(Self.large)
    try expectSnapshot(large.text(), "replay-large.txt")
    try expectSnapshot(large.text(ReportOptions(isComplete: true)), "replay-large-all.txt")
    try expectSnapshot(large.markdown(ReportOptions(columns: [.tier])), "replay-large.md")
    try expectSnapshot(try Self.comparison(Self.small, without: [0, 1]).text(), "replay-comparison.txt")
    try expectSnapshot(try Self.comparison(Self.small, without: [1]).markdown(), "replay-comparison.md")
  }

  @Test("What happens again and again is folded, and how often is said")
  func folding() throws {
    let replay = try Self.replay(
      """
      model: M
      components: { db: {}, api: { needs: db } }
      scenarios:
        flapping:
          lasts: 100h
          events:
            fail: { when: { down: db, is: 0, for: 50m }, repeats: true, down: db }
            repair: { when: { down: db, is: 1, for: 10m }, repeats: true, restore: db }
      """)
    #expect(replay.changes.count == 400)
    let text = replay.text()
    try expectSnapshot(text, "replay-folded.txt")
    #expect(text.split(separator: "\n").count < 50)
    #expect(text.contains("196 more times"))
    #expect(replay.text(ReportOptions(isComplete: true)).split(separator: "\n").count > 600)
  }

  @Test("A scenario in which nothing fails says so")
  func nothing() throws {
    let replay = try Self.replay(
      "model: M\ncomponents: { a: {} }\nscenarios: { s: { lasts: 1h, events: [{ at: 1m, restore: a }] } }")
    #expect(replay.text() == "s: everything stays up (1 component).\n\n1m\n  event     event 1: restore a\n")
  }

  @Test("Lines fit the page, however long names are")
  func width() throws {
    let name = String(repeating: "long-name-", count: 9)
    let replay = try Self.replay(
      """
      model: M
      components: { "\(name)": { needs: b }, b: {} }
      scenarios: { s: { lasts: 1h, events: { "\(name)": { at: 1m, down: b, text: "\(String(repeating: "word ", count: 40))" } } } }
      """)
    for line in replay.text().split(separator: "\n") { #expect(line.count <= 104, "\(line)") }
  }

  @Test("What spreadsheets would compute is text in CSV")
  func formulas() throws {
    let replay = try Self.replay(
      "model: M\ncomponents: { \"=1+1\": {} }\nscenarios: { s: { lasts: 1h, events: [{ at: 1m, down: \"=1+1\" }] } }")
    #expect(replay.csv == "seconds,time,id,level,before,cause,by\r\n60,1m,'=1+1,down,up,fault,\r\n")
  }
}
