import DependencyModel
import Reports
import ResilienceAnalysis
import Testing

@testable import ModelChecks

/// Checks of loads: what they find, the words for it, and the fix.
@Suite struct LoadCheckTests {
  static let shop = """
    model: Shop
    domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
    components:
      users: { demand: 900/s, needs: { any: [web-a, web-b] } }
      batch: { demand: 100/s, uses: queue }
      web-a: { in: zone-a, capacity: 800/s, needs: db }
      web-b: { in: zone-b, capacity: 800/s, needs: db, configuredBy: flags }
      db: { capacity: 2000/s }
      queue: { capacity: 150/s, slots: 10, takes: 20ms }
      plain: {}
      flags: {}
    faults:
      lose-a: { down: zone-a }

    """

  private func expect(
    _ check: String, _ wanted: [String], model: String = shop, at location: SourceLocation = #_sourceLocation
  ) throws {
    let found = try Checking.findings(model + "checks:\n  c: \(check)\n")
    #expect(found == wanted, sourceLocation: location)
  }

  // MARK: Under faults

  @Test("Limits that are kept have no findings")
  func kept() throws {
    try expect("{ given: { each: { kind: zone } }, then: { lost: 12%, utilisation: 115% } }", [])
    try expect("{ given: { down: plain }, then: { lost: 0%, utilisation: { of: 'web-*', atMost: 57% } } }", [])
    try expect("{ given: { each: { kind: zone } }, then: { utilisation: { of: [db, queue], atMost: 70% } } }", [])
    try expect("{ given: lose-a, then: { lost: { of: batch, atMost: 0% } } }", [])
  }

  @Test("A component above what is allowed is a finding with figures and the capacity that suffices")
  func utilisation() throws {
    try expect(
      "{ given: { each: { kind: zone } }, then: { utilisation: { of: 'web-*', atMost: 80% } } }",
      [
        "web-b is at 113% of its capacity (900/s of 800/s) if zone-a fails; at most 80% is allowed"
          + " | give web-b a capacity of at least 1130/s",
        "web-a is at 113% of its capacity (900/s of 800/s) if zone-b fails; at most 80% is allowed"
          + " | give web-a a capacity of at least 1130/s",
      ])
  }

  @Test("Without a selector, every component with a limit counts")
  func utilisationOfAll() throws {
    try expect(
      "{ given: { down: plain }, then: { utilisation: 60% } }",
      [
        "queue is at 67% of its capacity (100/s of 150/s) if plain fails; at most 60% is allowed"
          + " | give queue a capacity of at least 167/s"
      ])
    try expect(
      "{ given: { down: plain }, then: { utilisation: { of: queue, atMost: 15% } } }",
      [
        "queue is at 67% of its capacity (100/s of 150/s) if plain fails; at most 15% is allowed"
          + " | give queue a capacity of at least 667/s and queue at least 14 slots"
      ])
  }

  @Test("Slots are limits, too")
  func slots() throws {
    try expect(
      "{ given: { down: plain }, then: { utilisation: { of: queue, atMost: 50% } } }",
      [
        "queue is at 80% of its slots (8 of 10 slots) if plain fails; at most 50% is allowed"
          + " | give queue a capacity of at least 200/s and queue at least 16 slots"
      ], model: Self.shop.replacing("takes: 20ms", with: "takes: 80ms"))
  }

  @Test("The fault is named as it was given: a name, a pair, a change, a degraded component")
  func faults() throws {
    let shop = Self.shop.replacing("capacity: 800/s", with: "capacity: 600/s")
    func sentences(_ given: String) throws -> [String] {
      try Checking.report(
        shop + "checks: { c: { given: \(given), then: { utilisation: { of: web-a, atMost: 100% } } } }"
      )
      .results.flatMap(\.findings).messages(in: Checking.model(shop))
    }
    let end = "; at most 100% is allowed"
    let start = "web-a is at 150% of its capacity (900/s of 600/s)"
    #expect(try sentences("{ down: [web-b, plain] }") == ["\(start) if web-b and plain fail\(end)"])
    #expect(try sentences("{ change: flags }") == ["\(start) with a change of flags\(end)"])
    #expect(try sentences("lose-a") == [])
    #expect(try sentences("{ down: web-b, degraded: plain }") == ["\(start) if web-b and plain (degraded) fail\(end)"])
    let pairs = try sentences("{ eachPair: [web-b, plain, flags] }")
    #expect(pairs == ["\(start) if web-b and plain fail\(end)", "\(start) if web-b and flags fail\(end)"])
  }

  @Test("A component that fails or collapses of its load is above its limit, though nothing comes to it then")
  func breaks() throws {
    let shop = Self.shop.replacing("web-b: {", with: "web-b: { overload: fails,")
    try expect(
      "{ given: lose-a, then: { utilisation: { of: web-b, atMost: 100% } } }",
      [
        "web-b fails at 113% of its capacity (900/s of 800/s) with the fault lose-a; at most 100% is allowed"
          + " | give web-b a capacity of at least 900/s"
      ], model: shop)
    try expect(
      "{ given: lose-a, then: { utilisation: { of: web-b, atMost: 100% } } }",
      [
        "web-b collapses at 113% of its capacity (900/s of 800/s) with the fault lose-a; at most 100% is allowed"
          + " | give web-b a capacity of at least 900/s"
      ], model: shop.replacing("fails,", with: "queues,"))
  }

  @Test("Lost demand is a share of all of it, or of that on some components")
  func lost() throws {
    try expect(
      "{ given: { down: [web-a, plain] }, then: { lost: 5% } }",
      [
        "10% of all demand is lost if web-a and plain fail (100/s of 1,000/s); at most 5% is allowed"
          + " | give web-b a capacity of at least 900/s"
      ])
    try expect(
      "{ given: lose-a, then: { lost: { of: users, atMost: 5% } } }",
      [
        "11% of the demand on users is lost with the fault lose-a (100/s of 900/s); at most 5% is allowed"
          + " | give web-b a capacity of at least 900/s"
      ])
    let model = try Checking.model(Self.shop)
    let report = try Checking.report(Self.shop + "checks: { c: { given: lose-a, then: { lost: 5% } } }")
    let related = report.results.flatMap(\.findings).flatMap(\.related).map(FindingWording(model).text)
    #expect(
      related == [
        "with the fault, web-b is at 113% of its capacity (900/s of 800/s)", "users loses 11% of its demand",
      ])
  }

  @Test("Demand that is lost without any overload is explained by what fails, and redundancy is the fix")
  func lostWithoutOverload() throws {
    let text = Self.shop + "checks: { c: { given: { down: db }, then: { lost: 20% } } }"
    let finding = try #require(try Checking.report(text).results.first?.findings.first)
    #expect(finding.explanation?.steps.isEmpty == false)
    let sentence = try #require(try Checking.findings(text).first)
    #expect(sentence.hasPrefix("90% of all demand is lost if db fails (900/s of 1,000/s); at most 20% is allowed | "))
  }

  @Test("Where the selected components state no demand, the share that fails of each counts")
  func lostWork() throws {
    try expect(
      "{ given: lose-a, then: { lost: { of: [web-b, db], atMost: 5% } } }",
      ["11% of web-b fails with the fault lose-a; at most 5% is allowed"])
    try expect("{ given: lose-a, then: { lost: { of: [web-b, db], atMost: 12% } } }", [])
  }

  @Test("Levels and loads are checked together, for many faults as for a few")
  func together() throws {
    let many = (0..<70).map { "  x\($0): {}\n" }.joined()
    let shop = Self.shop.replacing("  plain: {}\n", with: "  plain: {}\n" + many)
    let check = "{ given: { each: ['x*', web-a] }, then: { up: web-a, utilisation: { of: web-b, atMost: 100% } } }"
    let found = try Checking.findings(shop + "checks:\n  c: \(check)\n")
    #expect(found.count == 2)
    #expect(found.first?.hasPrefix("web-a takes down web-a") == true)
    #expect(found.last?.hasPrefix("web-b is at 113%") == true)
    let report = try Checking.report(shop + "checks:\n  c: \(check)\n")
    #expect(report.results[0].triedCount == 71)
  }

  @Test("A check may give shares, which its findings name")
  func shares() throws {
    let given = "{ down: { db: 30%, plain: 50% }, degraded: { plain: 10% } }"
    let lossy = try Checking.report(Self.shop + "checks: { c: { given: \(given), then: { lost: 5% } } }")
    #expect(
      lossy.results[0].findings.messages(in: lossy.model) == [
        "8% of all demand is lost if 30% of db and 50% of plain (10% degraded) fail (81/s of 1,000/s);"
          + " at most 5% is allowed"
      ])
    try expect("{ given: { down: { db: 30% } }, then: { lost: 9% } }", [])
    let report = try Checking.report(
      Self.shop + "checks: { c: { given: { down: [plain, { web-a: 100%, db: 1% }] }, then: { up: [db, web-a] } } }")
    let finding = try #require(report.results[0].findings.first)
    #expect(finding.faultText(in: report.model) == "web-a + db=1% + plain")
    #expect(finding.components.map { report.model.outline($0).id.text } == ["web-a", "db"])
  }

  @Test("What a change of a share reaches loses the same share in checks and answers alike")
  func sharedChanges() throws {
    let text = Self.shop.replacing(
      "lose-a: { down: zone-a }", with: "flip: { down: { flags: 40% }, change: true }")
    let model = try Checking.model(text)
    let compiled = CompiledModel(model).following(configuration: true)
    let fault = try FaultSet(["flip"], in: model)
    let impact = compiled.impact(of: fault)
    let share = try #require(impact.effects.first { model.outline($0.component).id == "web-b" }?.share)
    #expect(abs(share.down - 0.4) < 1e-12)
    let loads = try compiled.loads(under: fault)
    let entry = try #require(loads.entries.first { model.outline($0.component).id == "web-b" })
    #expect(abs(entry.after.down - 0.4) < 1e-12)
    let found = try Checking.findings(
      text + "checks: { c: { given: flip, then: { lost: { of: web-b, atMost: 39% } } } }")
    #expect(found.map { String($0.prefix { $0 != ";" }) } == ["40% of web-b fails with the fault flip"])
    #expect(try Checking.findings(text + "checks: { c: { given: flip, then: { notDown: web-b } } }") == [])
    let limit = "checks: { c: { given: flip, then: { impacted: 0 } } }"
    #expect(impact.blastRadius.count == 1)
    #expect(try Checking.findings(text + limit).first?.hasPrefix("flip affects 1 of 7 other components") == true)
  }

  @Test("What more comes to than it could do is a finding, though it is down for another reason as well")
  func downAndOverloaded() throws {
    let model = """
      model: M
      components:
        users: { demand: 100/s, needs: a }
        a: { capacity: 50/s, needs: b }
        b: {}

      """
    let found = try Checking.findings(
      model + "checks: { c: { given: { down: b }, then: { utilisation: { of: a, atMost: 80% } } } }")
    #expect(found.first?.hasPrefix("a is at 200% of its capacity (100/s of 50/s) if b fails") == true)
  }

  // MARK: Without a fault

  @Test("Room for growth is judged with nothing at its limit")
  func headroom() throws {
    try expect("{ require: { for: 'web-*', headroom: 70% } }", [])
    try expect(
      "{ require: { for: [db, queue, plain], headroom: 60% } }",
      [
        "demand may grow by 50% until queue is at its limit (100/s of 150/s); 60% is required"
          + " | give queue a capacity of at least 160/s"
      ])
    try expect(
      "{ require: { for: queue, headroom: 0% } }",
      [
        "queue is at 133% of its capacity (100/s of 75/s) already; room for 0% more demand is required"
          + " | give queue a capacity of at least 100/s"
      ], model: Self.shop.replacing("150/s", with: "75/s"))
  }

  private static let queue = """
    model: Q
    components:
      users: { demand: 400/s, needs: { on: web, retries: 2 } }
      web: { capacity: 1000/s, overload: queues }
      other: { capacity: 10/s, overload: queues }
      plain: {}

    """

  @Test("What stays overloaded once it collapsed does not recover")
  func recovers() throws {
    try expect(
      "{ require: { for: [web, other, plain], recovers: true } }",
      [
        "web does not recover by itself once it collapsed: 1,200/s keep coming to it, of 1,000/s that it can do;"
          + " it recovers once all demand is below 83% of what it is | give web a capacity of at least 1200/s"
      ], model: Self.queue)
    try expect("{ require: { for: other, recovers: true } }", [], model: Self.queue)
    try expect(
      "{ require: { for: '*', recovers: true } }", [], model: Self.queue.replacing("retries: 2", with: "retries: 1"))
  }

  // MARK: What is not decided

  @Test(
    "A check that looked at nothing does not hold, and says what the model lacks",
    arguments: [
      ("{ given: { down: a }, then: { lost: 5% } }", "{ a: { capacity: 5 } }", "the model states no demand"),
      ("{ given: { down: a }, then: { utilisation: 50% } }", "{ a: { capacity: 5 } }", "the model states no demand"),
      (
        "{ given: { down: a }, then: { utilisation: 50% } }", "{ a: { demand: 5 } }",
        "no component states a capacity or slots"
      ),
      (
        "{ given: { down: a }, then: { utilisation: { of: [a, b], atMost: 50% } } }",
        "{ a: { demand: 5 }, b: {}, c: { capacity: 4 } }", "none of a and b states a capacity or slots"
      ),
      (
        "{ require: { for: [a, b], headroom: 5% } }", "{ a: { demand: 5 }, b: {}, c: { capacity: 4 } }",
        "none of a and b states a capacity or slots"
      ),
      (
        "{ require: { for: a, headroom: 5% } }", "{ a: { demand: 5 }, c: { capacity: 4 } }",
        "a states no capacity and no slots"
      ),
      ("{ require: { for: c, headroom: 5% } }", "{ a: { demand: 5 }, c: { capacity: 4 } }", "no demand reaches c"),
      (
        "{ require: { for: [a, b], recovers: true } }", "{ a: { capacity: 5 }, b: { overload: queues } }",
        "none of a and b states 'overload: queues' and a capacity"
      ),
      (
        "{ given: { down: c }, then: { lost: 5% } }",
        "{ a: { demand: 5, uses: { on: b, calls: 1 } }, b: { uses: { on: a, calls: 1 } }, c: {} }",
        "calls in the circle of a and b grow without end"
      ),
      (
        "{ require: { for: c, headroom: 5% } }",
        "{ a: { demand: 5, uses: { on: a, calls: 1 } }, c: { capacity: 1 } }", "a calls itself without end"
      ),
      (
        "{ given: { down: c }, then: { lost: 5% } }",
        "{ a: { demand: 1e12, uses: { on: b, calls: 1e12 } }, b: {}, c: {} }",
        "more than 10^18 pieces of work per second come to b"
      ),
    ])
  func undecided(check: String, components: String, reason: String) throws {
    let report = try Checking.report("model: M\ncomponents: \(components)\nchecks: { c: \(check) }")
    #expect(report.results[0].findings.messages(in: report.model) == ["not decided: \(reason)"])
    #expect(report.results[0].findings.allSatisfy { $0.isUndecided })
    #expect(!report.results[0].holds)
    #expect(report.fails(.error))
  }

  @Test("More faults than loads are computed for are not tried at all")
  func tooManyFaults() throws {
    func list(_ count: Int) -> String { "[\((0..<count).map(String.init).joined(separator: ", "))]" }
    let text = """
      model: M
      components:
        "x{n}-{m}": { each: { n: \(list(19)), m: \(list(100)) } }
        "y{n}-{m}": { each: { n: \(list(21)), m: \(list(100)) } }
        a: { demand: 5/s }
      checks: { c: { given: { eachPair: "x*" }, then: { lost: 5% } } }
      """
    let report = try Checking.report(text)
    #expect(
      report.results[0].findings.messages(in: report.model) == [
        "not decided: 1,804,050 faults are more than the 999,750 for which loads are computed"
      ])
  }

  @Test("Within a limit of time, what was tried is right and the rest is undecided", arguments: [0, 1, 2, 5])
  func limits(_ looks: Int) throws {
    let text = Self.shop + "checks: { c: { given: { each: '*' }, then: { utilisation: 100% } } }"
    let model = try Checking.model(text)
    let run = CheckRun(CompiledModel(model).limited(to: WorkLimit(.looks(looks))), date: "2026-11-23")
    let part = run.report(checks: model.checks)
    #expect(!part.results[0].isDecided)
    #expect(part.results[0].triedCount <= looks + 1)
    #expect(part.results[0].findings.messages(in: model).last?.hasPrefix("not decided within \(looks) looks") == true)
  }

  @Test("Exceptions accept what they name, by component and by fault")
  func exceptions() throws {
    let check = """
      checks:
        c:
          given: { each: { kind: zone } }
          then: { utilisation: { of: 'web-*', atMost: 80% } }
          except: [{ fault: zone-a, reason: known }, { component: queue, reason: idle }]

      """
    let report = try Checking.report(Self.shop + check)
    #expect(report.results[0].findings.count == 1)
    #expect(report.results[0].accepted.count == 1)
    #expect(report.results[0].uselessExceptions.count == 1)
  }

  @Test("Checks of two models are compared: what newly fails, and what holds again")
  func changes() throws {
    let check = "checks: { c: { given: lose-a, then: { lost: 5% } } }"
    let narrow = try Checking.report(Self.shop + check)
    let wide = try Checking.report(Self.shop.replacing("capacity: 800/s", with: "capacity: 950/s") + check)
    #expect(wide.results[0].holds)
    #expect(CheckChanges(from: wide, to: narrow).newlyFailing.map(\.id) == ["c"])
    #expect(CheckChanges(from: narrow, to: wide).newlyHolding.map(\.id) == ["c"])
  }
}
