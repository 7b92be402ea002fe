import DependencyModel
import Foundation
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

@testable import ModelChecks

@Suite struct LintRuleTests {
  /// The findings of a rule in a text, and their sentences.
  struct Found {
    let findings: [Finding]
    let messages: [String]
    let wording: FindingWording
  }

  static func findings(_ rule: LintRule, in text: String) throws -> Found {
    let model = try ModelLoader.load(Array(text.utf8), file: "rule.yaml").model
    let findings = rule.findings(in: LintContext(CompiledModel(model)))
    return Found(findings: findings, messages: findings.messages(in: model), wording: FindingWording(model))
  }

  @Test(
    "A rule fires on its example, names a component of it, and is silent on the repaired one",
    arguments: LintRule.all.map(\.id))
  func twins(_ id: String) throws {
    let rule = try #require(LintRule.all.first { $0.id == id })
    let found = try Self.findings(rule, in: rule.example)
    #expect(!found.findings.isEmpty)
    for finding in found.findings {
      #expect(!finding.components.isEmpty)
      #expect(!found.wording.sentence(finding).hasSuffix("."))
      #expect(found.wording.change(finding) != "")
    }
    #expect(try Self.findings(rule, in: rule.repaired).messages == [])
  }

  @Test("Lint rules have distinct ids in alphabetical order, with titles, reasons and advice")
  func theRulesAreToldApart() {
    let ids = LintRule.all.map(\.id)
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
    for rule in LintRule.all {
      #expect(!rule.title.isEmpty)
      #expect(!rule.rationale.isEmpty)
      #expect(!rule.advice.isEmpty)
      #expect(rule.example != rule.repaired)
    }
  }

  private static let zones = "domains: { a: { kind: zone }, b: { kind: zone } }\ncomponents:\n"

  @Test(
    "Models that resemble the examples but are right have no findings",
    arguments: [
      // What is in the domain itself need not survive it.
      (.replicasInOneDomain, zones + "  x: { in: a, needs: { any: [y, z] } }\n  y: { in: a }\n  z: { in: a }"),
      // Where there is no second domain, nothing can be spread.
      (
        .replicasInOneDomain,
        "domains: { a: { kind: region } }\ncomponents: { x: { needs: { any: [y, z] } }, y: { in: a }, z: { in: a } }"
      ),
      // That everything is in one network says nothing of a design.
      (
        .redundancyThroughOne,
        "components: { x: { needs: { any: [y, z] } }, y: { needs: v }, z: { needs: v }, v: { kind: aws/vpc } }"
      ),
      // One of the two does without it.
      (.redundancyThroughOne, "components: { x: { needs: { any: [y, z] } }, y: { needs: d }, z: { uses: d }, d: {} }"),
      (
        .groupBehindOne,
        "components: { x: { needs: { atLeast: 2, of: [p, q, r] } }, p: { needs: d }, q: {}, r: {}, d: {} }"
      ),
      (.noSpare, "components: { x: { needs: { all: [p, q] } }, p: {}, q: {} }"),
      (.noSpare, "components: { x: { needs: { atLeast: 2, of: [p, q] } }, p: {}, q: {} }"),
      (.singlePointOfFailure, "components: { x: { tier: 2, needs: d }, d: {} }"),
      (.tierInversion, "components: { x: { tier: 0, uses: d }, d: { tier: 3 } }"),
      (.tierInversion, "components: { x: { tier: 1, needs: d }, d: { tier: 1 } }"),
      (.unused, "components: { x: { needs: f }, f: {}, t: { kind: aws/efs-mount-target, needs: f } }"),
      (.softButHard, "components: { x: { uses: d, needs: y }, y: { uses: d }, d: {} }"),
      (.startCircle, "components: { x: { startNeeds: y }, y: { uses: x } }"),
      (.monitoringNeedsMonitored, "components: { m: { tags: [monitoring], uses: [x], needs: d }, x: {}, d: {} }"),
      (
        .monitoringNeedsMonitored,
        "components: { m: { tags: [monitoring], uses: x, needs: { any: [p, q] } }, p: { needs: x }, q: {}, x: {} }"
      ),
      (.assumedOnCriticalPath, "components: { x: { tier: 3, needs: { on: d, confidence: assumed } }, d: {} }"),
      // A place, patience, a plain need or a user of its own make it more than a name; `logical: false` says so.
      (.groupName, zones + "  x: { needs: y }\n  y: { in: a, needs: { any: [p, q] } }\n  p: {}\n  q: {}"),
      (.groupName, "components: { x: { needs: y }, y: { needs: { any: [p, q], tolerates: 1m } }, p: {}, q: {} }"),
      (.groupName, "components: { x: { needs: y }, y: { needs: [{ any: [p, q] }, p] }, p: {}, q: {} }"),
      (.groupName, "components: { y: { needs: { any: [p, q] } }, p: {}, q: {} }"),
      (.groupName, "components: { x: { needs: y }, y: { logical: false, needs: { any: [p, q] } }, p: {}, q: {} }"),
      (.groupOfOne, "components: { x: { needs: { all: [d] } }, d: {} }"),
      (.memberTwice, "components: { x: { needs: [{ any: [d, e] }, { any: [d, f] }] }, d: {}, e: {}, f: {} }"),
      (.orphan, "components: { x: {} }"),
      (.toleranceOutlivesRestart, "components: { x: { needs: { on: d, tolerates: 1m } }, d: {} }"),
    ] as [(LintRule, String)])
  func nearMisses(_ rule: LintRule, _ text: String) throws {
    #expect(try Self.findings(rule, in: "model: M\n" + text).messages == [])
  }

  @Test("Rules about soft relations look at both sorts, and name the one that is meant")
  func bothSortsOfSoftRelations() throws {
    let both = "model: M\ncomponents: { x: { needs: d, degradedBy: d }, d: {} }"
    #expect(try Self.findings(.neededAndUsed, in: both).messages == ["x both needs and is degraded by d"])
    let hard = "model: M\ncomponents: { x: { degradedBy: d, needs: y }, y: { needs: d }, d: {} }"
    #expect(
      try Self.findings(.softButHard, in: hard).messages == ["x is degraded by d, but goes down with it anyway"])
  }

  @Test("A group has one finding, however many components take all of it down")
  func oneFindingForAGroup() throws {
    let text = "components: { x: { needs: { any: [y, z] } }, y: { needs: d }, z: { needs: d }, d: { needs: e }, e: {} }"
    let found = try Self.findings(.redundancyThroughOne, in: "model: M\n" + text)
    #expect(found.messages == ["x has 'any of y, z', and all of them rest on d and e"])
  }

  @Test("Monitoring that is lost through a group is a finding with its proof")
  func monitoringLostThroughAGroup() throws {
    let text = """
      model: M
      components: { m: { tags: [alerts], needs: { any: [p, q] } }, p: { needs: x }, q: { needs: x }, x: { uses: m } }
      """
    let found = try Self.findings(.monitoringNeedsMonitored, in: text)
    #expect(found.messages == ["m watches x and goes down with it"])
    #expect(found.findings.first?.explanation?.steps.count == 4)
  }

  @Test(
    "A second need, a group or a domain can cut a tolerance short",
    arguments: [
      "components: { x: { needs: [{ on: d, tolerates: 1h }, { on: d, tolerates: 5m }] }, d: {} }",
      """
      components:
        x: { needs: [{ on: d, tolerates: 1h }, { any: [p, q], tolerates: 5m }] }
        p: { needs: d }
        q: { needs: d }
        d: {}
      """,
      "domains: { z: { needs: { on: d, tolerates: 5m } } }\ncomponents: { x: { in: z, needs: { on: d, tolerates: 1h } }, d: {} }",
    ])
  func whatCutsAToleranceShort(_ text: String) throws {
    let found = try Self.findings(.toleranceCutShort, in: "model: M\n" + text)
    let expected = "x tolerates the loss of d for 1h, but is down after 5m anyway"
    #expect(found.messages.filter { $0.hasPrefix("x ") } == [expected])
  }

  @Test("A long chain ends where it enters a circle, and is reported once")
  func aChainIntoACircle() throws {
    let needs = (0..<20).map { "  s\($0): { needs: s\($0 == 19 ? 5 : $0 + 1) }\n" }.joined()
    let found = try Self.findings(.longChain, in: "model: M\ncomponents:\n" + needs)
    #expect(found.messages == ["s0 depends on a chain of 19 hard needs, down to s19"])
    #expect(found.findings.first?.related.map(found.wording.text) == (1..<20).map { "s\($0)" })
  }

  @Test("The page of lint rules lists every rule with its class and severity")
  func thePageOfRulesIsComplete() throws {
    let file = Repository.root.appending(path: "Sources/ModelChecks/ModelChecks.docc/LintRules.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    let listed = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
    let expected = LintRule.FailureClass.allCases.flatMap { failureClass in
      LintRule.all.filter { $0.failureClass == failureClass }.map {
        "| `\($0.id)` | \($0.severity.rawValue) | \($0.title) |"
      }
    }
    #expect(listed == expected)
  }
}
