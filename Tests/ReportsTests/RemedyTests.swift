import DependencyModel
import ModelFormats
import Reports
import ResilienceAnalysis
import Testing

@testable import ModelChecks

/// Answers mention what helps if it has a name, and else leave no trace of it.
@Suite struct RemedyTests {
  private static let text = """
    model: M
    domains: { z1: { kind: zone }, z2: { kind: zone } }
    components:
      web: { tier: 1, needs: [{ any: [a, b] }, { on: c, confidence: assumed }] }
      a: { in: z1, unavailability: 0.001 }
      b: { in: z2, unavailability: 0.001 }
      c: { unavailability: 0.01 }
    checks:
      up: { require: { for: web, survives: 1 } }
    """

  private static func compiled(_ limit: WorkLimit = .none) throws -> CompiledModel {
    CompiledModel(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model).limited(to: limit)
  }

  /// A page in one line, whatever its lines are.
  private static func words(_ page: String) -> String {
    page.split(whereSeparator: { " \n".contains($0) }).joined(separator: " ")
  }

  private static let looks = WorkLimit.Allowance.looks(0)

  @Test("Risks mention what explains a set, what allows more and what tries fewer components")
  func risks() throws {
    let compiled = try Self.compiled()
    let web = try #require(compiled.model.index(of: "web"))
    let risks = compiled.risks(of: web, .init(size: 2, listLimit: 1))
    let named = Self.words(risks.text(.named))
    #expect(named.contains("--why N explains how the Nth of these takes web down."))
    #expect(named.contains("Run 'availability web' to see what causes it."))
    #expect(named.contains("(--limit 1); the counts are exact."))
    #expect(risks.json(naming: .tests).contains("(--limit 1); the counts are exact."))
    let plain = risks.text()
    #expect(!plain.contains("explains how"))
    #expect(!plain.contains("to see what causes it"))
    #expect(plain.contains("sets are listed; the counts are exact."))
    let late = try Self.compiled(WorkLimit(Self.looks)).risks(of: web)
    #expect(late.json(naming: .tests).contains("--time allows more, --among tries fewer components."))
    #expect(!late.json().contains("allows more"))
  }

  @Test("Availability mentions what explains one component, and that fewer components take less")
  func availability() throws {
    let all = try Self.compiled().availability()
    #expect(all.text(.named).contains("'availability COMPONENT' shows what causes it for one component."))
    #expect(!all.text().contains("shows what causes it"))
    let late = try Self.compiled(WorkLimit(Self.looks)).availability()
    #expect(late.json(naming: .tests).contains("--time allows more; asking for fewer components takes less."))
    #expect(late.json().contains(". Asking for fewer components takes less."))
  }

  @Test("A ranking mentions what allows more time and what tries fewer faults")
  func ranking() throws {
    let late = try Self.compiled(WorkLimit(Self.looks)).ranking()
    #expect(late.json(naming: .tests).contains("first. --time allows more; --faults tries fewer."))
    #expect(late.json().contains("with the most dependents first.\""))
    #expect(late.markdown(.named).contains("tries fewer"))
  }

  @Test("An impact mentions what leaves out weak requirements")
  func impact() throws {
    let compiled = try Self.compiled()
    let impact = compiled.impact(of: try FaultSet(["c"], in: compiled.model))
    let named = Self.words(impact.text(.named))
    #expect(
      named.contains("1 of these rests on assumed requirements (marked [assumed]); --trust inferred leaves it out."))
    let plain = Self.words(impact.text())
    #expect(plain.contains("(marked [assumed])."))
  }

  @Test("A report of checks mentions what makes it fail and what allows more time")
  func checks() throws {
    let compiled = try Self.compiled()
    let report = CheckRun(compiled, date: "2026-11-23").report(checks: compiled.model.checks)
    #expect(CheckVerdict(report).text(.named).contains("This fails the run (--fail-on error)."))
    #expect(CheckVerdict(report).text().contains("This fails the run."))
    #expect(CheckVerdict(report).markdown(.named).contains("This fails the run (--fail-on error)."))
    let lateReport = CheckRun(try Self.compiled(WorkLimit(Self.looks)), date: "2026-11-23").report(
      checks: compiled.model.checks)
    let late = CheckVerdict(lateReport)
    let sentence = "not decided within 0 looks"
    let paths = RepositoryPaths(current: "/", root: "/")
    let pipelines = PipelineFormat.allCases.map { late.text(for: $0, version: "1", paths: paths, naming: .tests) }
    for text in [late.text(.named), late.json(naming: .tests), late.markdown(.named)] + pipelines {
      #expect(text.contains("\(sentence); raise --time"))
    }
    #expect(late.text().contains(sentence))
    #expect(!late.text().contains("raise"))
    let diff = DiffReport(
      ModelDiff(from: compiled, to: compiled), checks: CheckChanges(from: report, to: lateReport))
    for text in [diff.text(.named), diff.json(naming: .tests), diff.markdown(.named)] {
      let words = Self.words(text)
      #expect(words.contains("are not compared: up; --time and --memory allow more."))
    }
    #expect(diff.json().contains("are not compared: up."))
  }

  @Test("Rules mention what explains them, and what shows the result of the advice")
  func rules() throws {
    #expect(LintRule.list(.named).hasSuffix("'explain RULE' explains one.\n"))
    #expect(!LintRule.list().contains("explains one"))
    let rule = try #require(LintRule.all.first { $0.id == "availability-above-parts" })
    #expect(rule.text(.named).contains("Check the figure; 'availability' shows the result."))
    #expect(rule.text().contains("Check the figure."))
    #expect(rule.markdown(naming: .tests).contains("check the figure; 'availability' shows the result."))
  }

  @Test("Diagnostics mention what helps")
  func diagnostics() {
    let diagnostic = Diagnostic.unknownRule("nix", suggestion: nil, at: nil)
    let named = DiagnosticsText(sources: SourceTexts(), style: .named).text([diagnostic])
    #expect(named == "error: there is no lint rule 'nix'; 'listRules' lists them [unknown-rule]\n")
    let plain = DiagnosticsText(sources: SourceTexts()).text([diagnostic])
    #expect(plain == "error: there is no lint rule 'nix' [unknown-rule]\n")
    let report = ValidationReport(nil, diagnostics: [diagnostic])
    #expect(report.json(naming: .tests).contains("'nix'; 'listRules' lists them"))
    #expect(report.markdown(.named).contains("'nix'; 'listRules' lists them"))
  }
}
