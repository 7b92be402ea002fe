import DependencyModel
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

@testable import ModelChecks

/// A check that could not be decided fails and says so; what many checks find is kept in bounds.
@Suite struct CheckLimitTests {
  static let text = """
    model: M
    components:
      c{n}: { each: { n: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] }, in: [z], unavailability: 0.01 }
      t: { needs: [{ any: [c0, c1] }, { any: [c2, c3] }], in: [z] }
    domains: { z: { unavailability: 0 } }
    checks:
      each: { given: { each: '*' }, then: { up: t } }
      pairs: { given: { eachPair: '*' }, then: { notDown: t } }
      survives: { require: { for: t, survives: 2 } }
      available: { require: { for: t, availability: 99% } }
      starts: { require: { for: '*', starts: true } }
      independent: { require: { for: t, independent: true } }
      banned: { forbid: { from: '*', to: c9, transitive: true } }
    """

  private func report(_ limit: WorkLimit, each: WorkLimit.Allowance? = nil, lint: Bool = false) throws -> CheckReport {
    let model = try Checking.model(Self.text)
    return CheckRun(CompiledModel(model).limited(to: limit), date: "2026-11-23", allowingEach: each).report(
      checks: model.checks, lint: lint ? LintSelection([model.lint]) : LintSelection())
  }

  @Test(
    "A check that is not decided in time fails, and the decided ones are right",
    arguments: Array(0..<12) + [20, 40, 80, 160, 320, 640])
  func undecidedFails(_ looks: Int) throws {
    let whole = try report(.none)
    let part = try report(WorkLimit(.looks(looks)))
    #expect(part.results.map(\.id) == whole.results.map(\.id))
    for (mine, right) in zip(part.results, whole.results) {
      if mine.isDecided {
        #expect(mine.holds == right.holds)
        #expect(mine.findings.messages(in: part.model) == right.findings.messages(in: whole.model))
      } else {
        #expect(!mine.holds)
        #expect(mine.fails(.error))
        #expect(mine.findings.messages(in: part.model).last == "not decided within \(looks) looks; raise --time")
      }
    }
    if looks == 0 { #expect(part.results.allSatisfy { !$0.isDecided }) }
    #expect(part.results.allSatisfy(\.isDecided) || part.fails(.error))
  }

  @Test("A check that takes too long leaves the others their time")
  func nested() throws {
    let part = try report(.none, each: .looks(1))
    #expect(part.results.contains { !$0.isDecided })
    #expect(part.results.contains { $0.isDecided })
    for result in part.results where !result.isDecided {
      #expect(result.findings.messages(in: part.model).last == "not decided within 1 looks; raise --time")
    }
    #expect(try report(.none, each: .looks(1_000_000)).results.allSatisfy(\.isDecided))
  }

  @Test("A lint rule that is not finished in time fails and says so")
  func lintRules() throws {
    let part = try report(WorkLimit(.looks(0)), lint: true)
    let rules = part.results.filter { if case .lint = $0.question { true } else { false } }
    #expect(rules.count == LintRule.all.count)
    #expect(rules.allSatisfy { !$0.isDecided && !$0.holds })
    #expect(rules[0].findings.messages(in: part.model).last == "not finished within 0 looks; raise --time")
    #expect(!part.lintDiagnostics().isEmpty)
    #expect(try report(WorkLimit(.looks(1_000_000)), lint: true).results.allSatisfy(\.isDecided))
  }

  @Test("Neither a baseline nor an exception makes an undecided check pass")
  func neitherBaselineNorException() throws {
    let model = try Checking.model(
      """
      model: M
      components: { a: {} }
      checks:
        up:
          given: { each: a }
          then: { notDown: a }
          except: [{ component: '*', reason: known }]
      """)
    let entries = [BaselineEntry(check: "up", fault: "", component: "", subject: "undecided")]
    let report = CheckRun(
      CompiledModel(model).limited(to: WorkLimit(.looks(0))), date: "2026-11-23", baseline: entries
    ).report(checks: model.checks)
    #expect(report.fails(.error))
    #expect(!report.results[0].isDecided)
    #expect(report.results[0].accepted.isEmpty)
    #expect(report.results[0].known.isEmpty)
    // An exception that had nothing to match is not of no use for that.
    #expect(report.results[0].uselessExceptions.isEmpty)
    #expect(report.results[0].findings.flatMap { $0.baselineEntries(of: "up", in: model) }.isEmpty)
  }

  @Test("Undecided checks are neither newly failing nor newly holding")
  func changes() throws {
    let whole = try report(.none)
    let part = try report(WorkLimit(.looks(0)))
    for changes in [CheckChanges(from: whole, to: part), CheckChanges(from: part, to: whole)] {
      #expect(changes.undecided.count == whole.results.count)
      #expect(changes.newlyFailing.isEmpty)
      #expect(changes.newlyHolding.isEmpty)
      #expect(changes.worse.isEmpty)
    }
    #expect(CheckChanges(from: whole, to: whole).undecided.isEmpty)
  }

  // MARK: Many faults and findings

  @Test("512 faults at once find the same as one at a time, for every condition", arguments: UInt64(400)..<420)
  func batches(_ seed: UInt64) {
    let random = RandomModel.model(seed: seed)
    // Enough pairs for the faster way, and no moments, which it does not know.
    let extra = (0..<6).map { Component(ComponentID("x\($0)")) }
    let model = Model(name: "M", components: random.components + extra)
    let compiled = CompiledModel(model)
    for condition in [Check.Expectation.Condition.up, .notUp, .degraded, .down, .notDown] {
      var plain = Check.Expectation()
      plain.conditions = [(condition, .name("c*"))]
      plain.impact = .count(1)
      var timed = plain
      timed.within = .longestInModel
      func findings(_ expectation: Check.Expectation) -> [String] {
        CheckRun(compiled, date: "2026-11-23").report(
          checks: [Check("c", rule: .expectation(given: [.eachPair(.name("*"))], then: expectation))]
        ).results[0].findings.map {
          "\($0.fault.map { "\($0.component) \($0.level)" }) \($0.components) \($0.subject)"
        }
      }
      #expect(findings(plain) == findings(timed), "\(condition)")
    }
  }

  @Test("Findings are limited over all checks together, and the rest are counted")
  func findingsAreBounded() {
    let components = (0..<100).map { number in
      Component(
        ComponentID("c\(number)"),
        relations: number == 0 ? [] : [.init(.needs, Requirement(on: ComponentID("c\(number - 1)")))])
    }
    let model = Model(name: "chain", components: components)
    var expectation = Check.Expectation()
    expectation.conditions = [(.up, .name("*"))]
    var evaluator = CheckEvaluator(CompiledModel(model), memoryLimit: 1 << 20)
    evaluator.room = FindingRoom(members: 12_000, steps: 800, effort: 80_000)
    let results = (0..<5).map {
      evaluator.evaluate(Check("k\($0)", rule: .expectation(given: [.each(.name("*"))], then: expectation)))
    }
    // A check alone finds 5,050 components down under 100 faults.
    #expect(results.map { $0.findings.count }.prefix(2) == [100, 100])
    let kept = results.reduce(0) { $0 + $1.findings.reduce(0) { $0 + $1.components.count } }
    #expect(kept < 12_000 + 5 * 100)
    for result in results.dropFirst(2) {
      #expect(result.triedCount == 100)
      #expect(!result.isCut)
      #expect(!result.findings[0].components.isEmpty)
      let left = 100 - (result.findings.count - 1)
      #expect(left > 0)
      #expect(result.findings.messages(in: model).last == "and \(left) more violations, not listed")
    }
    let steps = results.map { $0.findings.reduce(0) { $0 + ($1.explanation?.steps.count ?? 0) } }
    #expect(steps.allSatisfy { $0 > 0 })
    #expect(steps.reduce(0, +) < 800 + 5 * 100)
  }
}
