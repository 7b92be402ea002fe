import DependencyModel
import ModelChecks
import Reports
import ResilienceAnalysis
import Testing

/// Each form of a check: what it finds, the words for it, and the fix.
@Suite struct CheckTests {
  static let shop = """
    model: Shop
    domains:
      eu:
        domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
      rack-7: {}
    components:
      web: { needs: [{ any: [api-a, api-b] }], uses: cache, tier: 1 }
      api-a: { needs: db, in: zone-a }
      api-b: { needs: db, in: zone-b }
      db: { needs: { any: [disk-a, disk-b] }, tier: 2 }
      disk-a: { in: [zone-a, rack-7] }
      disk-b: { in: [zone-b, rack-7] }
      cache: { in: zone-a }
      billing: { needs: db, tier: 3 }

    """

  private func found(_ check: String) throws -> [String] {
    try Checking.findings(Self.shop + "checks:\n  c: \(check)\n")
  }

  private func expect(_ check: String, _ wanted: [String], at location: SourceLocation = #_sourceLocation) throws {
    let found = try found(check)
    #expect(found == wanted, sourceLocation: location)
  }

  @Test("Expectations that hold have no findings")
  func expectationsThatHold() throws {
    try expect("{ given: { each: { kind: zone } }, then: { notDown: [web, db] } }", [])
    try expect("{ given: { down: db }, then: { down: [web, billing], notUp: api-a } }", [])
    try expect("{ given: { down: cache }, then: { degraded: web, up: db } }", [])
    try expect("{ given: { down: cache }, then: { impacted: 1 } }", [])
    try expect("{ given: { eachPair: { kind: zone } }, then: { down: web } }", [])
  }

  @Test("A rack with both disks is a finding, and the fix moves one disk out")
  func aRackTakesBothDisks() throws {
    try expect(
      "{ given: { down: rack-7 }, then: { notDown: [web, billing] } }",
      [
        "rack-7 takes down web and billing | move disk-b out of rack-7"
      ])
  }

  @Test("Each broken expectation is a finding with a fix")
  func expectationsThatFail() throws {
    try expect(
      "{ given: { each: { kind: zone } }, then: { up: web } }",
      [
        "zone-a degrades web | give web a second cache that does not fail with zone-a"
      ])
    try expect(
      "{ given: { down: db }, then: { notDown: web } }",
      [
        "db takes down web | give web one more of api-a/api-b that does not fail with db"
      ])
    try expect("{ given: { down: cache }, then: { down: web } }", ["cache does not take down web"])
    try expect("{ given: { down: db }, then: { degraded: web } }", ["db leaves web down | let api-b do without db"])
    try expect("{ given: { down: billing }, then: { notUp: [web, db] } }", ["billing leaves web and db up"])
    try expect(
      "{ given: { down: db }, then: { impacted: { atMost: 50% } } }",
      [
        "db affects 4 of 7 other components (57%); at most 50% is allowed | give web one more of api-a/api-b that does not fail with db"
      ])
    try expect("{ given: { down: db }, then: { impacted: { atMost: 57.142858% } } }", [])
    #expect(try found("{ given: { down: db }, then: { impacted: { atMost: 57.142857% } } }").count == 1)
  }

  @Test("The fix for a plain need is a second component")
  func aPlainNeedGetsASecond() throws {
    try expect(
      "{ given: { down: db }, then: { notDown: billing } }",
      ["db takes down billing | give billing a second db that does not fail with db, or let it do without db"])
  }

  @Test("A pair of faults is a finding with a fix")
  func pairs() throws {
    try expect(
      "{ given: { eachPair: { id: disk-* } }, then: { notDown: db } }",
      [
        "disk-a and disk-b take down db | give db one more of disk-a/disk-b that does not fail with disk-a and disk-b"
      ])
  }

  @Test("An expectation within a time counts tolerances")
  func times() throws {
    let model = """
      model: Times
      components:
        web: { needs: { on: dns, tolerates: 10m } }
        dns: {}
      checks:
        soon: { given: { down: dns }, then: { up: web, within: 9m } }
        later: { given: { down: dns }, then: { up: web, within: 10m } }
      """
    let report = try Checking.report(model)
    #expect(report.results.map(\.holds) == [true, false])
    #expect(report.results[1].findings.messages(in: report.model) == ["dns takes down web within 10m"])
  }

  @Test("Survival is checked for single faults and for pairs, with exceptions")
  func survival() throws {
    try expect(
      "{ require: { for: { tier: 1 }, survives: 1 } }",
      [
        "eu takes down web | give web one more of api-a/api-b that does not fail with eu",
        "rack-7 takes down web | move disk-b out of rack-7",
        "db takes down web | give web one more of api-a/api-b that does not fail with db",
      ])
    try expect("{ require: { for: web, survives: 1, except: [eu, rack-7, db] } }", [])
    let pairs = try found("{ require: { for: db, survives: 2, except: [eu, rack-7] } }")
    #expect(
      pairs.map { $0.split(separator: "|")[0] } == [
        "zone-a and zone-b together take down db ", "zone-a and disk-b together take down db ",
        "zone-b and disk-a together take down db ", "disk-a and disk-b together take down db ",
      ])
  }

  @Test("Independence is violated by whatever takes a whole group")
  func independence() throws {
    try expect(
      "{ require: { for: '*', independent: true, except: eu } }",
      [
        "rack-7 takes away all that web has of 'any of api-a, api-b' | move disk-b out of rack-7",
        "rack-7 takes away all that db has of 'any of disk-a, disk-b' | move disk-b out of rack-7",
        "db takes away all that web has of 'any of api-a, api-b' | give web one more of api-a/api-b that does not fail with db",
      ])
  }

  @Test("A component that cannot start is a finding, with the circle that blocks it")
  func start() throws {
    let model = """
      model: Circle
      components:
        dns: { startNeeds: vault }
        vault: { needs: dns }
        web: { needs: vault }
        log: {}
      checks:
        all: { require: { for: "*", starts: true } }
        log: { require: { for: log, starts: true } }
      """
    let report = try Checking.report(model)
    #expect(report.results.map(\.holds) == [false, true])
    let messages = report.results[0].findings.messages(in: report.model)
    #expect(messages.count == 2)
    #expect(messages[0].hasPrefix("dns and vault can't start: each waits for the next: "))
    #expect(messages[1] == "web can't start: what it needs waits in a circle")
  }

  @Test("Availability is compared exactly with what is required")
  func availability() throws {
    let model = """
      model: Availability
      components:
        web: { needs: [db, lb] }
        db: { unavailability: 0.001 }
        lb: { unavailability: 0.0001 }
        free: {}
      checks:
        high: { require: { for: web, availability: 99.95% } }
        low: { require: { for: web, availability: 99.8% } }
        exact: { require: { for: db, availability: 99.9% } }
        free: { require: { for: free, availability: 100% } }
      """
    let report = try Checking.report(model)
    #expect(report.results.map(\.holds) == [false, true, true, false])
    let finding = report.results[0].findings[0]
    let wording = FindingWording(report.model)
    #expect(
      wording.sentence(finding)
        == "web is available 99.890% of the time, down 9 h 38 min per year; 99.95% is required, down 4 h 23 min at most; "
        + "this rests on all 2 components that can take it down")
    #expect(wording.change(finding)?.hasPrefix("bring db from 99.9% to 99.9") == true)
    #expect(report.results[3].findings.map(wording.sentence) == ["not decided for free: it states no unavailability"])
    #expect(!report.results[3].isDecided)
  }

  @Test("An availability is not decided while single points of failure state none, unless one is assumed")
  func uncoveredAvailability() throws {
    func model(_ more: String) -> String {
      """
      model: Coverage
      components:
        shop: { needs: [db, cache, dns, queue, stripe] }
        db: { kind: db/x }
        cache: { kind: db/y }
        dns: { kind: db/x }
        queue: { kind: db/z }
        stripe: { availability: 99.99% }
        pair: { needs: [stripe, { any: [db, cache] }] }
      checks:
        slo: { require: { for: shop, availability: 99.95% } }
        missed: { require: { for: shop, availability: 99.995% } }
        pair: { require: { for: pair, availability: 99.95% } }
      \(more)
      """
    }
    let open = try Checking.report(model(""))
    let wording = FindingWording(open.model)
    #expect(open.results.map(\.holds) == [false, false, false])
    #expect(open.results.map(\.isDecided) == [false, true, false])
    #expect(
      open.results[2].findings.map(wording.sentence) == [
        "not decided for pair: its availability rests on 1 of 1 single point of failure and 1 of 3 components; "
          + "db and cache state none; if they were always down, pair would be too"
      ])
    #expect(open.fails(.error))
    #expect(
      open.results[0].findings.map(wording.sentence) == [
        "not decided for shop: its availability rests on 1 of 5 single points of failure and 1 of 5 components; "
          + "db, cache, dns and queue state none"
      ])
    #expect(wording.change(open.results[0].findings[0])?.contains("'assume' one by kind") == true)
    #expect(CheckVerdict(open).json().contains(#""singlePointsWithout" : ["#))
    let assumed = try Checking.report(model("assume: { kind: db/*, unavailability: 0.0001 }"))
    #expect(assumed.results.map(\.holds) == [true, false, true])
    #expect(assumed.assumptions.map(\.count) == [4])
    #expect(CheckVerdict(assumed).text().contains("Assumes 0.0001 for 4 components of kind db/*."))
  }

  @Test("An availability holds only if it holds although all that states none were always down")
  func boundedAvailability() throws {
    let report = try Checking.report(
      """
      model: Bound
      components:
        shop: { needs: { any: [a, b] } }
        half: { needs: { any: [c, b], coverage: 50% } }
        a: { unavailability: 0.5 }
        c: { unavailability: 0.000001 }
        b: {}
      checks:
        kept: { require: { for: shop, availability: 50% } }
        open: { require: { for: shop, availability: 99.999% } }
        switching: { require: { for: half, availability: 99.99% } }
        missed: { require: { for: half, availability: 99.99999% } }
      """)
    #expect(report.results.map(\.holds) == [true, false, false, false])
    #expect(report.results.map(\.isDecided) == [true, false, false, true])
    let sentences = report.results.flatMap(\.findings).map(FindingWording(report.model).sentence)
    #expect(
      sentences[0]
        == "not decided for shop: its availability rests on 1 of 2 components; b states none; if it were always down, shop "
        + "would be available 50% of the time")
    #expect(sentences[1].hasSuffix("b states none; if it were always down, half would be available 50.00% of the time"))
    #expect(sentences[2].hasPrefix("half is available 99.99995% of the time"))
  }

  @Test("Switching that does not work is among the causes of an availability that is missed")
  func switchingCause() throws {
    let report = try Checking.report(
      """
      model: Switching
      components:
        shop: { needs: { any: [a, b], coverage: 90% } }
        a: { unavailability: 0.01 }
        b: { unavailability: 0.01 }
      checks: { slo: { require: { for: shop, availability: 99.95% } } }
      """)
    let related = try #require(report.results[0].findings.first?.related)
    let texts = related.map(FindingWording(report.model).text)
    #expect(texts.first == "switching of shop (any of a, b) accounts for 95% of it")
    #expect(texts.dropFirst().sorted() == ["a accounts for 52% of it", "b accounts for 52% of it"])
    #expect(related[0].place?.line == 3)
  }

  @Test("A figure and the threshold that it misses by seconds are told apart")
  func missedBySeconds() throws {
    let report = try Checking.report(
      """
      model: Seconds
      components: { web: { unavailability: 0.00100025 } }
      checks: { slo: { require: { for: web, availability: 99.9% } } }
      """)
    #expect(
      report.results[0].findings.map(FindingWording(report.model).sentence) == [
        "web is available 99.89998% of the time, down 8 h 45 min 44 s per year; 99.9% is required, down 8 h 45 min 36 s "
          + "at most; this rests on the one component that can take it down"
      ])
  }

  @Test("An availability that nothing in the model states cannot be shown")
  func nothingStatedIsNoAvailability() throws {
    try expect(
      "{ require: { for: web, availability: 99% } }",
      [
        "nothing in the model states an unavailability, so 99% of web can't be shown | state 'unavailability' or 'availability' where it is known, or 'assume' one by kind"
      ])
  }

  @Test("A forbidden requirement is a finding, direct or indirect")
  func bans() throws {
    try expect("{ forbid: { from: { tier: 3 }, to: { tier: 2 } } }", ["billing needs db, which is forbidden"])
    try expect("{ forbid: { from: web, to: cache } }", [])
    try expect("{ forbid: { from: web, to: cache, via: any } }", ["web uses cache, which is forbidden"])
    try expect("{ forbid: { from: web, to: db } }", [])
    try expect(
      "{ forbid: { from: web, to: [db, disk-a], transitive: true } }",
      [
        "web needs db, by web → api-a → db, which is forbidden",
        "web needs disk-a, by web → api-a → db → disk-a, which is forbidden",
      ])
  }

  @Test("A finding has an explanation and a location")
  func aFindingShowsWhere() throws {
    let report = try Checking.report(
      Self.shop + "checks:\n  c: { given: { down: rack-7 }, then: { notDown: web } }\n")
    let finding = report.results[0].findings[0]
    #expect(finding.explanation?.steps.map { report.model.components[$0.component].id.text }.first == "web")
    #expect(finding.place?.line == 12)
    #expect(report.fails(.error))
    #expect(report.fails(.warning))
    #expect(report.fails(.new))
  }
}
