import DependencyModel
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

@testable import ModelChecks

/// The lint rules about loads and calls.
@Suite struct LoadRuleTests {
  private func messages(_ rule: LintRule, _ components: String, domains: String = "{}") throws -> [String] {
    try LintRuleTests.findings(rule, in: "model: M\ndomains: \(domains)\ncomponents:\n\(components)").messages
  }

  private func expect(
    _ rule: LintRule, _ components: String, domains: String = "{}", _ wanted: [String],
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let found = try messages(rule, components, domains: domains)
    #expect(found == wanted, sourceLocation: location)
  }

  private static let zones = "{ a: { kind: zone }, b: { kind: aws/availability-zone }, c: { kind: rack } }"

  // MARK: no-room-for-a-zone

  @Test("A zone whose loss overloads what is left is reported with figures and the capacity that suffices")
  func zones() throws {
    let components = """
        users: { demand: 900/s, needs: { any: [w1, w2, w3] } }
        w1: { in: a, capacity: 400/s }
        w2: { in: b, capacity: 450/s }
        w3: { in: b, capacity: 350/s, overload: fails }
      """
    let found = try LintRuleTests.findings(
      .noRoomForAZone, in: "model: M\ndomains: \(Self.zones)\ncomponents:\n\(components)")
    #expect(
      found.messages == [
        "if a is lost, w2 is at 200% of its capacity (900/s of 450/s) and w3 fails at 129% of its capacity (450/s of 350/s)",
        "if b is lost, w1 is at 225% of its capacity (900/s of 400/s)",
      ])
    #expect(
      found.findings.map(found.wording.change) == [
        "give w2 a capacity of at least 900/s and w3 a capacity of at least 450/s",
        "give w1 a capacity of at least 900/s",
      ])
    #expect(found.findings.map(\.subject) == ["a", "b"])
  }

  @Test(
    "No zone is to blame for what is overloaded anyway, what it takes down itself, or what has room",
    arguments: [
      "  u: { demand: 900/s, needs: { any: [w1, w2] } }\n  w1: { in: a, capacity: 90/s }\n  w2: { in: b, capacity: 90/s }",
      "  u: { demand: 900/s, needs: [w1, w2] }\n  w1: { in: a, capacity: 950/s }\n  w2: { in: b, capacity: 950/s }",
      "  u: { demand: 90/s, needs: { any: [w1, w2] } }\n  w1: { in: a, capacity: 90/s }\n  w2: { in: b, capacity: 90/s }",
      // A rack is no zone.
      "  u: { demand: 90/s, needs: { any: [w1, w2] } }\n  w1: { in: c, capacity: 50/s }\n  w2: { capacity: 50/s }",
      "  u: { needs: { any: [w1, w2] } }\n  w1: { in: a }\n  w2: { in: b }",
    ])
  func zonesWithRoom(_ components: String) throws {
    try expect(.noRoomForAZone, components, domains: Self.zones, [])
  }

  @Test("Zones beyond the limit are counted")
  func manyZones() throws {
    let domains = "{ \"z{n}\": { kind: zone, each: { n: [\((0..<510).map(String.init).joined(separator: ", "))] } } }"
    let found = try messages(
      .noRoomForAZone, "  u: { demand: 9/s, needs: w }\n  w: { capacity: 10/s }\n", domains: domains)
    #expect(found == ["10 components, z500 first, were not tried: each is a question of its own"])
  }

  // MARK: stuck-if-collapsed

  @Test("Only what queues and keeps itself above its capacity is stuck")
  func stuck() throws {
    let components = """
        users: { demand: 400/s, needs: { on: web, retries: 2 } }
        web: { capacity: 1000/s, overload: queues }
      """
    try expect(
      .stuckIfCollapsed, components,
      ["web does not recover by itself once it collapsed: 1,200/s keep coming to it, of 1,000/s that it can do"])
    try expect(.stuckIfCollapsed, components.replacing("queues", with: "fails"), [])
    try expect(.stuckIfCollapsed, components.replacing("1000/s", with: "1200/s"), [])
    try expect(.stuckIfCollapsed, components.replacing("capacity: 1000/s, ", with: ""), [])
  }

  // MARK: retries-multiply

  @Test("Retries along needs, uses and groups multiply, whether or not work is stated")
  func retries() throws {
    let components = """
        top: { uses: web }
        web: { needs: { any: [api, old], retries: 1 } }
        api: { uses: { on: db, retries: 4 } }
        old: {}
        db: { startNeeds: disk }
        disk: {}
      """
    try expect(
      .retriesMultiply, components,
      ["one piece of work of web may call db 10 times: retries multiply along web → api → db"])
    try expect(.retriesMultiply, components.replacing("retries: 4", with: "retries: 3"), [])
    try expect(.retriesMultiply, components.replacing("uses: { on: db,", with: "startNeeds: { on: db,"), [])
    try expect(.retriesMultiply, components.replacing("on: db, retries: 4", with: "on: db, retries: 4, calls: 0"), [])
  }

  @Test("A very long chain is reported in part, at once")
  func longChain() throws {
    let components =
      (0..<3_000).map { "  c\($0): { needs: { on: c\($0 + 1), retries: 1 } }\n" }.joined() + "  c3000: {}"
    try expect(
      .retriesMultiply, components,
      [
        "one piece of work of c0 may call c3000 more than 10^15 times: retries multiply along "
          + "c0 → c1 → c2 → c3 → c4 → c5 → … → c3000"
      ])
  }

  @Test("Retries in a circle are counted until it closes")
  func retriesInACircle() throws {
    let components = """
        a: { needs: { on: b, calls: 1, retries: 3 } }
        b: { needs: { on: c, calls: 1, retries: 3 } }
        c: { uses: { on: a, calls: 0.001, retries: 1 } }
      """
    #expect(try messages(.retriesMultiply, components).count == 1)
    // Inside a circle, what states no calls carries none.
    try expect(.retriesMultiply, components.replacing("calls: 1, ", with: ""), [])
  }

  // MARK: pool-held-by-slow-calls

  @Test("A pool is too small for its rate times the time-outs, retries counted")
  func pools() throws {
    let components = """
        web: { demand: 100/s, slots: 200, uses: [{ on: tips, timeout: 1s, retries: 1 }, { on: ads, timeout: 100ms }] }
        tips: {}
        ads: {}
      """
    try expect(
      .poolHeldBySlowCalls, components,
      ["web has 200 slots, and would hold 210 if what it calls hangs until its time-outs"])
    try expect(.poolHeldBySlowCalls, components.replacing("slots: 200", with: "slots: 210"), [])
    try expect(.poolHeldBySlowCalls, components.replacing("retries: 1", with: "retries: 0"), [])
  }

  @Test("A call without a time-out is endless if what it calls states that it hangs, and else not counted")
  func endlessCalls() throws {
    let components = "  web: { demand: 1/s, slots: 200, uses: tips }\n  tips: {}\n"
    try expect(.poolHeldBySlowCalls, components, [])
    let found = try LintRuleTests.findings(
      .poolHeldBySlowCalls,
      in: "model: M\ncomponents:\n" + components.replacing("tips: {}", with: "tips: { whenDown: hangs }"))
    #expect(found.messages == ["web has 200 slots, and what it calls may hang without a time-out"])
    #expect(found.findings.map(found.wording.change) == ["give every call of web a time-out"])
  }

  @Test("A pool of connections is held as long as the work of its owner")
  func heldPools() throws {
    let components = """
        web: { demand: 100/s, needs: { on: pool, held: true }, uses: { on: tips, timeout: 2s } }
        pool: { slots: 50 }
        tips: {}
      """
    try expect(
      .poolHeldBySlowCalls, components,
      ["pool has 50 slots, and would hold 200 if what it calls hangs until its time-outs"])
    try expect(.poolHeldBySlowCalls, components.replacing(", held: true", with: ""), [])
  }

  // MARK: spare-too-small

  @Test("A spare is judged by all that comes to it once those before it are lost")
  func spares() throws {
    let components = """
        shop: { demand: 300/s, needs: { any: [db-1, db-2, db-3], spread: first } }
        mail: { demand: 150/s, needs: { any: [db-1, db-2], spread: first } }
        db-1: { capacity: 500/s }
        db-2: { capacity: 400/s }
        db-3: { capacity: 300/s }
      """
    try expect(
      .spareTooSmall, components,
      [
        "db-2 is at 113% of its capacity (450/s of 400/s) once it replaces what is before it in 'any of db-1, db-2, db-3' of shop"
      ])
    try expect(.spareTooSmall, components.replacing("400/s", with: "450/s"), [])
    #expect(try messages(.spareTooSmall, components.replacing("capacity: 300/s", with: "capacity: 200/s")).count == 2)
    try expect(.spareTooSmall, components.replacing(", spread: first", with: ""), [])
  }

  @Test("A spare that is lost with the first, or overloaded anyway, is no matter of its size")
  func otherSpares() throws {
    let components = """
        shop: { demand: 300/s, needs: { any: [db-1, db-2], spread: first } }
        db-1: { capacity: 500/s, needs: disk }
        db-2: { capacity: 100/s, needs: db-1 }
        disk: {}
      """
    try expect(.spareTooSmall, components, [])
    try expect(
      .spareTooSmall, components.replacing("needs: db-1", with: "demand: 150/s"), [])
  }

  @Test("Members that are groups are lost as a whole")
  func groupsAsMembers() throws {
    try expect(
      .spareTooSmall,
      """
        shop: { demand: 300/s, needs: { any: [{ all: [a, b] }, c], spread: first } }
        a: {}
        b: {}
        c: { capacity: 200/s }
      """,
      [
        "c is at 150% of its capacity (300/s of 200/s) once it replaces what is before it in 'any of (all of a, b), c' of shop"
      ]
    )
  }

  // MARK: All

  private static let rules: [LintRule] = [
    .stuckIfCollapsed, .noRoomForAZone, .retriesMultiply, .poolHeldBySlowCalls, .spareTooSmall,
  ]

  @Test("Models without loads have no findings, and the rules looked at nothing")
  func withoutLoads() throws {
    let report = try Checking.report(
      "model: M\ncomponents: { a: { needs: { any: [b, c] } }, b: {}, c: {} }", lint: true)
    for rule in Self.rules {
      #expect(report.results.first { $0.id == rule.id }?.emptySubject != nil, "\(rule.id)")
      #expect(report.results.first { $0.id == rule.id }?.findings.isEmpty == true, "\(rule.id)")
    }
  }

  @Test("Loads that can't be computed are reported by each rule that has something to look at")
  func withoutEnd() throws {
    let report = try Checking.report(
      """
      model: M
      components:
        a: { demand: 5/s, slots: 4, uses: { on: b, calls: 1 } }
        b: { uses: { on: a, calls: 1 } }
        c: { overload: queues, capacity: 4/s }
      """, lint: true)
    let open = report.results.filter { !$0.isDecided }
    #expect(open.map(\.id) == ["pool-held-by-slow-calls", "stuck-if-collapsed"])
    #expect(
      open.flatMap(\.findings).messages(in: report.model)
        == Array(repeating: "not decided: calls in the circle of a and b grow without end", count: 2))
  }
}
