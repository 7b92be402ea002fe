import DependencyModel
import ModelChecks
import ModelFormats
import ResilienceAnalysis
import Testing

@Suite struct LintRuleTests {
  static func findings(_ rule: LintRule, in text: String) throws -> [Finding] {
    let model = try ModelLoader.load(Array(text.utf8), file: "rule.yaml").model
    return rule.findings(in: LintContext(CompiledModel(model)))
  }

  @Test(
    "a rule fires on its example, names a component of it, and is silent on the repaired one",
    arguments: LintRule.all.map(\.id))
  func twins(_ id: String) throws {
    let rule = try #require(LintRule.all.first { $0.id == id })
    let found = try Self.findings(rule, in: rule.example)
    #expect(!found.isEmpty)
    for finding in found {
      #expect(!finding.components.isEmpty)
      #expect(!finding.message.hasSuffix("."))
    }
    #expect(try Self.findings(rule, in: rule.repaired).map(\.message) == [])
  }

  @Test func theRulesAreToldApart() {
    let ids = LintRule.all.map(\.id)
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
    for rule in LintRule.all {
      #expect(!rule.title.isEmpty && !rule.rationale.isEmpty && !rule.advice.isEmpty)
      #expect(rule.example != rule.repaired)
    }
  }
}
