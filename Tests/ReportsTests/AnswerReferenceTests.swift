import DependencyModel
import FoundationEssentials
import ModelChecks
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

/// The reference page of answers has an example of each, which is what the library answers today.
@Suite struct AnswerReferenceTests {
  static let model = """
    model: Shop
    domains:
      zone-a: { kind: zone }
      zone-b: { kind: zone }
    components:
      shop: { tier: 0, owner: web, needs: { any: [db-a, db-b] }, uses: { on: mail, tolerates: 10m } }
      db-a: { in: zone-a, owner: data, availability: 99.9% }
      db-b: { in: zone-b, owner: data, availability: 99.9% }
      mail: { in: zone-a, startNeeds: shop }
    checks:
      zones: { given: zone-a, then: { up: shop } }
    """

  private static func compiled(_ text: String) throws -> CompiledModel {
    CompiledModel(try ModelLoader.load(Array(text.utf8), file: "whatfails.yaml").model)
  }

  private static func examples() throws -> [String: (command: String, json: String)] {
    let compiled = try compiled(model)
    let older = try Self.compiled(model.replacing("db-a: { in: zone-a", with: "db-a: { in: zone-b"))
    let zone = try FaultSet(["zone-a"], in: compiled.model)
    let shop = try #require(compiled.model.index(of: "shop"))
    func checks(_ compiled: CompiledModel) -> CheckReport {
      CheckRun(compiled, date: "2026-11-26").report(checks: compiled.model.checks)
    }
    // All kinds would be many.
    let kinds = KindsReport().jsonForm()
    let someKinds = kinds.kinds.prefix(2).map {
      "    { \"name\" : \"\($0.name)\", \"family\" : \"\($0.family)\", \"summary\" : \"\($0.summary)\" }"
    }
    let problem = Diagnostic.invalidDuration("oops", at: Place(file: "whatfails.yaml", line: 6, column: 5))
    return [
      "impact": ("whatfails if zone-a --format json", compiled.impact(of: zone).json()),
      "why": (
        "whatfails why shop --if zone-a --within 5m --format json",
        compiled.explanation(of: shop, under: zone, within: .seconds(300)).json()
      ),
      "risks": ("whatfails risks shop --format json", compiled.worstFirst(compiled.risks(of: shop)).json()),
      "several-risks": (
        "whatfails risks 'db-*' --format json",
        SeveralAnswers(
          try ["db-a", "db-b"].map { id in
            compiled.worstFirst(compiled.risks(of: try #require(compiled.model.index(of: ComponentID(id)))))
          }
        ).json()
      ),
      "several-whys": (
        "whatfails why 'db-*' --if zone-a --format json",
        SeveralAnswers(
          try ["db-a", "db-b"].map { id in
            compiled.explanation(of: try #require(compiled.model.index(of: ComponentID(id))), under: zone)
          }
        ).json()
      ),
      "rank": (
        "whatfails rank --faults zone-* --format json",
        compiled.ranking(of: Array(compiled.model.domainIndices)).json()
      ),
      "availability": ("whatfails availability shop --format json", compiled.availability(of: [shop]).json()),
      "load": (
        "whatfails load --if web-a --format json",
        try LoadReportTests.loads(
          """
          model: Shop
          components:
            users: { demand: 700/s, needs: { any: [web-a, web-b] } }
            web-a: { capacity: 400/s }
            web-b: { capacity: 400/s }
          """, "web-a"
        ).json()
      ),
      "replay": ("whatfails replay outage --format json", try ReplayReportTests.replay(ReplayReportTests.small).json()),
      "replay-comparison": (
        "whatfails replay outage --compare --without repair --format json",
        try ReplayReportTests.comparison(ReplayReportTests.small, without: [1]).json()
      ),
      "start": ("whatfails start --format json", StartModel(compiled.model).startOrder().json()),
      "check": ("whatfails check --format json", CheckVerdict(checks(compiled)).json()),
      "diff": (
        "whatfails diff main:whatfails.yaml whatfails.yaml --format json",
        DiffReport(
          ModelDiff(from: older, to: compiled), checks: CheckChanges(from: checks(older), to: checks(compiled))
        ).json()
      ),
      "import": (
        "whatfails import shop.txt --report report.json",
        ImportCoverageReport(
          try ModelLoader.load(Array("shop".utf8), file: "shop.txt", importers: [SmallImporter()])
        ).json()
      ),
      "list": (
        "whatfails list shop --format json",
        ComponentListing(compiled.model, of: [shop], selection: ["shop"]).json()
      ),
      "show": ("whatfails show shop --format json", ComponentDetails(compiled.model, of: [shop]).json()),
      "validate": ("whatfails validate --format json", ValidationReport(nil, diagnostics: [problem]).json()),
      "kinds": (
        "whatfails kinds --format json",
        "{\n  \"kinds\" : [\n\(someKinds.joined(separator: ",\n"))\n  ],\n  \"schema\" : \"\(kinds.schema)\"\n}\n"
      ),
    ]
  }

  @Test("The reference page is what the structs of answers and today's answers say, and its examples are valid")
  func page() throws {
    let examples = try Self.examples()
    let source = try AnswerSource()
    for (name, example) in examples {
      let problems = try AnswerSchemaTests.problems(example.json)
      #expect(problems.isEmpty, "\(name): \(problems.prefix(3))")
      #expect(example.json.contains("\"whatfails/\(name)/1\""))
    }
    let missing = source.answers.compactMap(\.format).filter { examples[$0] == nil }
    #expect(missing.isEmpty, "no example of \(missing)")
    try AnswerSchemaTests.expectFile(
      AnswerReference(source: source, examples: examples).text, "Sources/Reports/Reports.docc/AnswerReference.md")
  }
}
