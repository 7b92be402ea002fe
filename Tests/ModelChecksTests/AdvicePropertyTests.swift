import DependencyModel
import ResilienceAnalysis
import TestSupport
import Testing

@testable import ModelChecks

/// Advice on random models, carried out: the check that gave it is asked of the model as the advice leaves it.
@Suite struct AdvicePropertyTests {
  /// What a finding is about: the fault, a component, and in which way; ids stay the same when a model is edited.
  private struct Fact: Hashable {
    let fault: [String]
    let component: String
    let subject: String
  }

  private func facts(_ findings: [Finding], of model: Model) -> [Fact: Int] {
    var facts: [Fact: Int] = [:]
    for fact in findings.flatMap({ self.facts(of: $0, in: model) }) { facts[fact, default: 0] += 1 }
    return facts
  }

  private func facts(of finding: Finding, in model: Model) -> [Fact] {
    let fault = finding.fault.map { "\(model[$0.component].id) \($0.level)" }.sorted()
    // Groups are written differently after an edit.
    let subject = if case .takesGroup = finding.fact { "group" } else { finding.subject }
    let components = finding.components.isEmpty ? [""] : finding.components.map { model[$0].id.text }
    return components.map { Fact(fault: fault, component: $0, subject: subject) }
  }

  private func findings(_ rule: Check.Rule, in model: Model) -> [Finding] {
    CheckRun(CompiledModel(model), date: "2026-11-23").report(checks: [Check("c", rule: rule)]).results[0].findings
  }

  /// The findings without advice.
  private func plainFindings(_ rule: Check.Rule, in model: Model) -> [Finding] {
    var evaluator = CheckEvaluator(CompiledModel(model), memoryLimit: 1 << 30)
    evaluator.isTrial = true
    return evaluator.evaluate(Check("c", rule: rule)).findings
  }

  private func rules(_ random: inout SplitMix64) -> [Check.Rule] {
    var expectation = Check.Expectation()
    expectation.conditions = [([.up, .notDown, .degraded].randomElement(using: &random)!, .name("c0"))]
    if Int.random(in: 0..<3, using: &random) == 0 { expectation.within = .seconds(30) }
    var impact = Check.Expectation()
    impact.impact = .count(1)
    let size = Int.random(in: 1...2, using: &random)
    return [
      .expectation(given: [Bool.random(using: &random) ? .each(.name("*")) : .eachPair(.name("*"))], then: expectation),
      .expectation(given: [.each(.name("d*"))], then: expectation),
      .expectation(given: [.each(.name("c1"))], then: impact),
      .demand(.init(for: .name("c0"), [.survives(size)])),
      .demand(.init(for: .name("c0"), [.survives(size, of: .name("d*"))])),
      .demand(.init(for: .name("c0"), [.independent])),
    ]
  }

  /// Carries out the advice of a finding, and compares what is found then with what was found before.
  private func carryOut(
    _ finding: Finding, in model: Model, known: [Fact: Int], asking ask: (Model) -> [Finding]
  ) {
    for edit in finding.edits {
      let edited = edit.applied(to: model).model
      let after = facts(ask(edited), of: edited)
      let new = after.filter { $0.value > known[$0.key, default: 0] }
      #expect(new.isEmpty, "\(String(describing: finding.change)) of \(model.name) causes \(new)")
      let own = facts(of: finding, in: model)
      let repaired = own.count { after[$0, default: 0] < known[$0]! }
      switch finding.change {
      case .partly(_, let count, let all):
        #expect(repaired == count)
        #expect(own.count == all)
      case .thisOnly: #expect(repaired == own.count)
      default: #expect(after.isEmpty)
      }
    }
  }

  @Test("Advice that is carried out removes the finding and causes no other")
  func holds() {
    var adviceCount = 0
    for seed in stride(from: UInt64(0), to: 600, by: 5) {
      let model = RandomModel.model(seed: seed)
      var random = SplitMix64(seed: seed)
      for rule in rules(&random) {
        let before = findings(rule, in: model)
        let known = facts(before, of: model)
        for finding in before.prefix(3) {
          adviceCount += finding.edits.count
          carryOut(finding, in: model, known: known) { plainFindings(rule, in: $0) }
        }
      }
    }
    #expect(adviceCount > 300)
  }

  @Test("An edit that a lint rule advises leaves the rule less to find")
  func lint() {
    var adviceCount = 0
    for seed in stride(from: UInt64(120), to: 900, by: 60) {
      let model = RandomModel.model(seed: seed)
      let report = CheckRun(CompiledModel(model), date: "2026-11-23").report(checks: [], lint: LintSelection([]))
      for result in report.results {
        guard case .lint(let rule) = result.question else { continue }
        for finding in result.findings.prefix(2) {
          for edit in finding.edits {
            adviceCount += 1
            let after = rule.findings(in: LintContext(CompiledModel(edit.applied(to: model).model)))
            #expect(after.count < result.findings.count, "\(rule.id): \(String(describing: finding.change))")
          }
        }
      }
    }
    #expect(adviceCount > 10)
  }

  @Test("An edit that only adds redundancy makes no component worse", arguments: UInt64(0)..<60)
  func monotone(_ number: UInt64) {
    let model = RandomModel.model(seed: number * 7)
    for finding in findings(.demand(.init(for: .name("*"), [.survives(1)])), in: model).prefix(3) {
      guard let change = finding.change, case .second = change, let edit = finding.edits.first else { continue }
      let edited = edit.applied(to: model).model
      for fault in model.components.indices {
        let before = NaiveSemantics(model, fault: [fault: .down]).levels
        let after = NaiveSemantics(edited, fault: [fault: .down]).levels
        #expect(zip(before, after).allSatisfy { $0 >= $1 })
      }
    }
  }
}
