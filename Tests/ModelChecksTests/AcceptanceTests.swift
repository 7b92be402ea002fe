import DependencyModel
import ModelChecks
import Testing

/// Exceptions, suppressions and baselines: what they accept, and when they are of no use.
@Suite struct AcceptanceTests {
  private func model(_ except: String) -> String {
    """
    model: Zones
    domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
    components:
      web: { needs: db }
      api: { needs: db }
      db: { in: zone-a }
      log: { in: zone-b }
    checks:
      zones:
        given: { each: { kind: zone } }
        then: { notDown: "*" }
        except: \(except)
    """
  }

  private let themselves = "{ component: [zone-a, zone-b, log], reason: they are what fails }"

  @Test("An exception accepts one component of a finding, and the rest remains")
  func partOfAFindingIsAccepted() throws {
    let report = try Checking.report(model("[{ fault: zone-a, component: [web, db], reason: known }, \(themselves)]"))
    let result = report.results[0]
    #expect(result.findings.count == 1)
    #expect(result.findings[0].components.map { report.model.components[$0].id.text } == ["api"])
    #expect(result.findings[0].partOf == 4)
    #expect(result.accepted.map(\.reason) == ["known", "they are what fails", "they are what fails"])
    #expect(result.uselessExceptions.isEmpty)
    #expect(!result.holds)
  }

  @Test("A check whose findings are all accepted holds")
  func everythingAccepted() throws {
    let report = try Checking.report(
      model("[{ fault: [zone-a, zone-b], reason: one zone is all we have, until: 2026-11-23 }]"))
    #expect(report.results[0].holds)
    #expect(!report.fails(.warning))
    #expect(!report.fails(.new))
  }

  @Test("An exception accepts nothing after its date, and is reported")
  func anExceptionExpires() throws {
    let text = model("[{ fault: [zone-a, zone-b], reason: moving, until: 2026-11-22 }]")
    let report = try Checking.report(text)
    #expect(report.results[0].findings.count == 2)
    #expect(report.results[0].uselessExceptions.map(\.problem) == [.expired])
    #expect(try Checking.report(text, date: "2026-11-22").results[0].holds)
  }

  @Test("An exception that matches nothing is reported at its location")
  func anExceptionGoesStale() throws {
    let text = model("[{ fault: '*', reason: all of it }, { fault: zone-c, reason: gone, until: 2020-01-01 }]")
    let report = try Checking.report(text)
    #expect(report.results[0].holds)
    #expect(report.results[0].uselessExceptions.map(\.problem) == [.stale])
    #expect(report.results[0].uselessExceptions[0].place?.line == 12)
    #expect(!report.fails(.error))
    #expect(report.fails(.warning))
  }

  @Test("An exception for one fault does not accept a pair")
  func aPairIsNotAcceptedForOneOfItsFaults() throws {
    let text = """
      model: Pairs
      components: { web: { needs: { any: [a, b, c] } }, a: {}, b: {}, c: { needs: a } }
      checks:
        pairs:
          given: { eachPair: { id: "?" } }
          then: { notDown: web }
          except: [{ fault: a, reason: only a }]
      """
    let report = try Checking.report(text)
    let result = report.results[0]
    #expect(result.findings.messages(in: report.model) == ["a and b take down web"])
    #expect(result.uselessExceptions.map(\.problem) == [.stale])
    let accepted = try Checking.report(text.replacing("fault: a,", with: "fault: [a, b],")).results[0]
    #expect(accepted.holds)
  }

  @Test("An exception names a fault by its id")
  func namedFaults() throws {
    let text = """
      model: Named
      components: { web: { needs: a }, a: {} }
      faults: { storm: { down: a } }
      checks:
        c: { given: storm, then: { up: web }, except: { fault: storm, reason: known } }
      """
    let result = try Checking.report(text).results[0]
    #expect(result.holds)
    #expect(result.uselessExceptions.isEmpty)
  }

  @Test("A baseline accepts components one by one")
  func theBaselineKnowsComponentsOneByOne() throws {
    let text = model("[\(themselves)]")
    let all = try Checking.report(text)
    let entries = all.results[0].findings.flatMap { $0.baselineEntries(of: "zones", in: all.model) }
    #expect(entries.map(\.component) == ["web", "api", "db"])
    let again = try Checking.report(text, baseline: entries)
    #expect(again.results[0].findings.isEmpty)
    #expect(again.results[0].known.count == 1)
    #expect(!again.results[0].holds)
    #expect(!again.fails(.error))
    #expect(!again.fails(.new))
    // One more component fails: it alone is new.
    let grown = try Checking.report(text.replacing("  api:", with: "  shop: { needs: db }\n  api:"), baseline: entries)
    #expect(grown.results[0].findings.map { $0.components.map { grown.model.components[$0].id.text } } == [["shop"]])
    #expect(grown.fails(.error))
    // One less: its entry is stale.
    let fewer = try Checking.report(text.replacing("api: { needs: db }", with: "api: {}"), baseline: entries)
    #expect(fewer.staleBaseline.map(\.component) == ["api"])
    #expect(!fewer.fails(.warning))
    #expect(!fewer.fails(.new))
  }

  @Test("Suppressions accept findings of lint rules until they expire")
  func suppressions() throws {
    let text = """
      model: Lint
      components: { shop: { needs: db }, db: {}, old: {}, older: {} }
      lint:
        rules: { "*": off, orphan: warning }
        suppress:
          - { rule: orphan, component: old, reason: retired }
          - { rule: "*", component: older, reason: retired, until: 2026-01-01 }
          - { rule: orphan, component: shop, reason: mistaken }
      """
    let report = try Checking.report(text, lint: true)
    #expect(report.results.map(\.id) == ["orphan"])
    let result = report.results[0]
    #expect(result.severity == .warning)
    #expect(result.findings.messages(in: report.model) == ["nothing is connected to older"])
    #expect(result.accepted.map(\.finding).messages(in: report.model) == ["nothing is connected to old"])
    #expect(report.uselessSuppressions.map(\.problem) == [.expired, .stale])
  }

  @Test("Unknown lint rules are errors, with a suggestion if one is near")
  func unknownRules() throws {
    let text = """
      model: Lint
      components: { shop: {} }
      lint:
        rules: { orphn: off }
        suppress: { rule: "zzz-*", reason: none }
      """
    let problems = LintSelection([try Checking.model(text).lint]).problems
    #expect(problems.map(\.code.id) == ["unknown-rule", "unknown-rule"])
    #expect(problems[0].message.contains("did you mean 'orphan'?"))
    #expect(problems.map(\.place?.line) == [4, 5])
  }

  @Test("A check that the model states too little to decide can be accepted, by a baseline or an exception")
  func undecided() throws {
    func model(_ rest: String) -> String {
      """
      model: M
      components: { shop: { needs: [a, b] }, a: {}, b: { unavailability: 0.001 } }
      checks: { slo: { require: { for: shop, availability: 99.9% }\(rest) } }
      """
    }
    let open = try Checking.report(model(""))
    let entries = open.results[0].findings.flatMap { $0.baselineEntries(of: "slo", in: open.model) }
    #expect(entries == [BaselineEntry(check: "slo", fault: "", component: "shop", subject: "undecided")])
    #expect(open.fails(.new))
    let known = try Checking.report(model(""), baseline: entries)
    #expect(known.results[0].known.count == 1)
    #expect(!known.fails(.new))
    #expect(known.staleBaseline.isEmpty)
    #expect(!known.results[0].isEachDecided)
    let excepted = try Checking.report(model(", except: { component: shop, reason: not measured yet }"))
    #expect(excepted.results[0].accepted.count == 1)
    #expect(excepted.results[0].uselessExceptions.isEmpty)
    #expect(!excepted.fails(.new))
    // Once it is known to be missed, that is a new finding.
    let missed = try Checking.report(
      model("").replacing("a: {}", with: "a: { unavailability: 0.5 }"), baseline: entries)
    #expect(missed.fails(.new))
    #expect(missed.staleBaseline == entries)
  }
}
