import DependencyModel
import ModelChecks
import Reports
import Testing

/// Checks of what happens in a scenario.
@Suite struct ScenarioCheckTests {
  private static let model = """
    model: M
    components:
      web: { needs: { on: api, tolerates: 5m } }
      api: { needs: db, restarts: 10m }
      db: {}
      search: { uses: db }
      other: {}
    scenarios:
      short: { begins: "09:00", lasts: 2h, events: [{ at: "09:10", down: db }, { at: "09:12", restore: db }] }
      long: { begins: "09:00", lasts: 2h, events: [{ at: "09:10", down: db }] }
      none: { lasts: 1h, events: [{ at: 0s, restore: db }] }
      endless:
        lasts: 1h
        events:
          - { when: { down: db, is: 0 }, repeats: true, down: db }
          - { when: { down: db, is: 1 }, repeats: true, restore: db }

    """

  private func findings(_ check: String) throws -> [String] {
    try Checking.findings(Self.model + "checks: { c: { \(check) } }")
  }

  @Test(
    "Levels count at the worst moment of each component",
    arguments: [
      ("given: { scenario: short }, then: { up: other, notDown: search, down: [db, api, web], degraded: search }", []),
      (
        "given: { scenario: short }, then: { up: [web, api, other] }",
        ["the scenario short takes down web and api at 09:10:00"]
      ),
      ("given: { scenario: short }, then: { up: search }", ["the scenario short degrades search at 09:10:00"]),
      ("given: { scenario: short }, then: { notDown: web }", ["the scenario short takes down web at 09:15:00"]),
      ("given: { scenario: short }, then: { notDown: web, within: 14m }", []),
      (
        "given: { scenario: short }, then: { notDown: web, within: 15m }",
        ["the scenario short takes down web at 09:15:00 within 15m"]
      ),
      ("given: { scenario: short }, then: { down: other }", ["the scenario short does not take down other"]),
      ("given: { scenario: none }, then: { notUp: db }", ["the scenario none leaves db up"]),
      ("given: { scenario: short }, then: { impacted: 3 }", []),
      (
        "given: { scenario: short }, then: { impacted: 1 }",
        ["the scenario short affects 2 of 4 other components (50%); at most 1 is allowed"]
      ),
      (
        "given: { scenario: long }, then: { impacted: 60% }",
        ["the scenario long affects 3 of 4 other components (75%); at most 60% is allowed"]
      ),
    ] as [(String, [String])])
  func levels(check: String, expected: [String]) throws {
    #expect(try findings(check) == expected)
  }

  @Test(
    "What must be up again is counted at a stretch, and must be at the end",
    arguments: [
      ("given: { scenario: short }, then: { recovers: { within: 12m } }", []),
      (
        "given: { scenario: short }, then: { recovers: { of: [api, web, db], within: 5m } }",
        [
          "in the scenario short, web is not up for 7m; at most 5m is allowed",
          "in the scenario short, api is not up for 12m; at most 5m is allowed",
        ]
      ),
      (
        "given: { scenario: long }, then: { recovers: { of: search, within: 10d } }",
        ["in the scenario long, search is still degraded at the end, not up since 09:10:00"]
      ),
      ("given: [{ scenario: short }, { scenario: none }], then: { recovers: { of: '*' } }", []),
    ] as [(String, [String])])
  func recoveries(check: String, expected: [String]) throws {
    #expect(try findings(check) == expected)
  }

  @Test("A scenario that can't be played decides nothing, and does not hold")
  func problem() throws {
    let found = try findings("given: { scenario: endless }, then: { up: other }")
    #expect(
      found == [
        "not decided: in the scenario endless, event 1 and event 2 happen again and again at 0s, without end"
      ])
  }

  @Test("A finding shows how a component comes to its level, the cause first")
  func proof() throws {
    let report = try Checking.report(
      Self.model + "checks: { c: { given: { scenario: short }, then: { notDown: web } } }")
    let wording = FindingWording(report.model)
    let finding = try #require(report.results[0].findings.first)
    #expect(
      finding.related.map { wording.text($0) } == [
        "at 09:10:00, db is down: that is its own fault", "at 09:10:00, api is down: it needs db",
        "at 09:15:00, web is down: it needs api",
      ])
  }

  @Test("An exception accepts a component of a scenario, and one that is of no use is reported")
  func exceptions() throws {
    let check = "given: { scenario: short }, then: { up: [api, search] }, except: "
    #expect(try findings(check + "[{ component: [api, search], reason: known }]") == [])
    #expect(try findings(check + "[{ component: other, reason: known }]").count == 1)
  }
}
