import DependencyModel
import FoundationEssentials
import ModelChecks
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

/// The JSON of every answer is read back by the public structs without a loss, and has its schema's name.
@Suite struct AnswerTests {
  private static func model(shopNeeds requirement: String = "{ any: [db-a, db-b] }") throws -> Model {
    try ModelLoader.load(
      Array(
        """
        model: Shop
        domains: { zone-a: {}, zone-b: {} }
        components:
          shop: { needs: \(requirement), tier: 0, uses: mail, in: zone-a }
          db-a: { in: zone-a, unavailability: 0.1% }
          db-b: { in: zone-b, unavailability: [0.1%, 0.2%] }
          mail: { startNeeds: queue }
          queue: { needs: { on: mail, tolerates: 10m } }
        checks: { one: { require: { for: { tier: 0 }, survives: 1 } } }
        """.utf8), file: "m.yaml"
    ).model
  }

  static func expectReadBack<A: Answer>(
    _ answer: A, as schema: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws where A.JSONForm: Codable {
    let json = answer.json()
    let form = try JSONDecoder().decode(A.JSONForm.self, from: Data(json.utf8))
    #expect(Again(form: form).json() == json, sourceLocation: sourceLocation)
    #expect(Again(form: answer.jsonForm(naming: .none)).json() == json, sourceLocation: sourceLocation)
    #expect(json.contains("\"schema\" : \"whatfails/\(schema)/1\""), sourceLocation: sourceLocation)
    let problems = try AnswerSchemaTests.problems(json)
    #expect(problems.isEmpty, "\(problems.prefix(5))", sourceLocation: sourceLocation)
    for text in [answer.text(ReportOptions()), answer.text(.complete), answer.markdown(ReportOptions())] {
      #expect(text.hasSuffix("\n") && text.count > 1, sourceLocation: sourceLocation)
    }
  }

  /// An answer that is its JSON, written whole.
  private struct Again<JSONForm: Codable>: Answer {
    let form: JSONForm
    func jsonForm(naming names: RemedyNames) -> JSONForm { form }
    func text(_ options: ReportOptions) -> String { "" }
    func markdown(_ options: ReportOptions) -> String { "" }
  }

  @Test("The JSON of every answer to a question is read back by its public type")
  func questions() throws {
    let compiled = CompiledModel(try Self.model())
    let fault = try FaultSet(["zone-a"], in: compiled.model)
    let shop = try #require(compiled.model.index(of: "shop"))
    let queue = try #require(compiled.model.index(of: "queue"))
    try Self.expectReadBack(compiled.impact(of: fault), as: "impact")
    try Self.expectReadBack(compiled.impact(of: fault, within: .seconds(60)), as: "impact")
    for target in [shop, queue] {
      let under = try FaultSet(["zone-a", "mail"], in: compiled.model)
      try Self.expectReadBack(compiled.explanation(of: target, under: under, within: .seconds(60)), as: "why")
    }
    try Self.expectReadBack(compiled.risks(of: shop), as: "risks")
    try Self.expectReadBack(compiled.ranking(), as: "rank")
    try Self.expectReadBack(try compiled.rankingOfPairs(limit: 1), as: "rank")
    try Self.expectReadBack(compiled.availability(), as: "availability")
    try Self.expectReadBack(compiled.availability(of: [shop], allowed: 0.000_000_1), as: "availability")
    try Self.expectReadBack(StartModel(compiled.model).startOrder(without: fault), as: "start")
  }

  @Test("The JSON of checks, differences and validation is read back by its public type")
  func verdicts() throws {
    let model = try Self.model()
    let compiled = CompiledModel(model)
    let changed = CompiledModel(try Self.model(shopNeeds: "db-a"))
    func report(_ compiled: CompiledModel) -> CheckReport {
      CheckRun(compiled, date: "2026-01-01").report(checks: model.checks, lint: LintSelection())
    }
    try Self.expectReadBack(CheckVerdict(report(compiled)), as: "check")
    for (old, new) in [(compiled, compiled), (compiled, changed), (changed, compiled)] {
      try Self.expectReadBack(
        DiffReport(
          ModelDiff(from: old, to: new), checks: CheckChanges(from: report(old), to: report(new))), as: "diff")
    }
    try Self.expectReadBack(ValidationReport(model, diagnostics: []), as: "validate")
    let problem = Diagnostic.invalidDuration("oops", at: Place(file: "m.yaml", line: 1, column: 5))
    try Self.expectReadBack(ValidationReport(nil, diagnostics: [problem]), as: "validate")
    try Self.expectReadBack(KindsReport(), as: "kinds")
    try Self.expectReadBack(ComponentListing(model), as: "list")
    try Self.expectReadBack(ComponentDetails(model, of: Array(model.components.indices)), as: "show")
  }

  @Test("Validation and kinds have Markdown that is cut and escaped")
  func validationAndKindsAsMarkdown() throws {
    let problem = Diagnostic.invalidDuration("<b>", at: Place(file: "m.yaml", line: 1, column: 5))
    let report = ValidationReport(nil, diagnostics: [problem, problem])
    #expect(
      report.markdown(ReportOptions(rowLimit: 1)).hasPrefix("the model is not valid\n\n- **error**: '\\<b\\>'"))
    #expect(report.markdown(ReportOptions(rowLimit: 1)).hasSuffix(" — `m.yaml:1`\n- … and 1 more\n"))
    #expect(KindsReport().markdown().contains("| kind | meaning |\n| --- | --- |\n| `"))
  }

  @Test(
    "The ending of a file name decides the format",
    arguments: [("a.json", AnswerFormat.json), ("A.MD", .markdown), ("a.markdown", .markdown), ("a.txt", .text)])
  func format(_ name: String, _ format: AnswerFormat) {
    #expect(AnswerFormat(fileName: name) == format)
    #expect(AnswerFormat(fileName: name + "x") == nil)
  }
}
