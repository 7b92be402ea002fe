import DependencyModel
import ModelChecks
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

/// How much of an import is understood: in a report, in checks, and in answers on models that relate little.
@Suite struct ImportCoverageTests {
  private static func load(_ text: String = "shop", servers: Int = 0) throws -> LoadedModel {
    try ModelLoader.load(Array(text.utf8), file: "shop.txt", importers: [SmallImporter(servers: servers)])
  }

  private static func findings(_ limits: [ImportLimit], of model: Model) -> [String] {
    let check = Check("import", rule: .coverage(limits))
    let report = CheckRun(CompiledModel(model), date: "2026-11-26").report(checks: [check])
    return report.results[0].findings.map { FindingWording(model).sentence($0) }
  }

  @Test("The report counts by type, and lists what was skipped, dangling, ambiguous, incomplete and united")
  func markdown() throws {
    let text = ImportCoverageReport(try Self.load()).markdown()
    try expectSnapshot(text, "import-coverage.md")
  }

  @Test("Limits that are kept give no finding, and each that is not gives one")
  func limits() throws {
    let model = try Self.load().model
    #expect(model.importCoverage == ImportCoverage(total: 3, understood: 2, unresolved: 1, ambiguous: 1, incomplete: 1))
    let kept: [ImportLimit] = [
      .understood(percent: Amount(66)), .relations(1), .related(percent: Amount(100)), .unresolved(1), .ambiguous(1),
      .incomplete(1),
    ]
    #expect(Self.findings(kept, of: model).isEmpty)
    let broken: [ImportLimit] = [
      .understood(percent: Amount(67)), .relations(2), .unresolved(0), .ambiguous(0), .incomplete(0),
    ]
    #expect(
      Self.findings(broken, of: model) == [
        "2 of 3 resources of the files are understood (67%); 67% is required",
        "the model has 1 relation; 2 are required", "1 reference leads to nothing; at most 0 may",
        "1 reference is ambiguous; at most 0 may be", "1 group has members outside of the files; at most 0 may have",
      ])
    let islands = try Self.load(servers: 20).model
    #expect(
      Self.findings([.related(percent: Amount(80))], of: islands) == [
        "0 of 22 components have a relation to another (0%); 80% is required"
      ])
  }

  @Test("A model that was not imported is not decided")
  func handWritten() throws {
    let model = Model(name: "m", components: [Component("a"), Component("b")])
    #expect(
      Self.findings([.understood(percent: Amount(1))], of: model) == [
        "not decided: the model was not imported from files of other tools"
      ])
  }

  @Test("Answers on a model without relations say so, in every format")
  func islands() throws {
    let compiled = CompiledModel(try Self.load(servers: 14).model)
    let fault = try FaultSet(["shop"], in: compiled.model)
    let shop = try #require(compiled.model.index(of: "shop"))
    let sentence = "16 components, 0 relations: answers say that nothing else fails."
    #expect(compiled.impact(of: fault).text().contains(sentence))
    #expect(compiled.impact(of: fault).markdown().contains(sentence))
    #expect(compiled.impact(of: fault).json().contains("\"relatedness\""))
    #expect(compiled.explanation(of: shop, under: fault).text().contains(sentence))
    #expect(compiled.ranking().text().contains(sentence))
    #expect(compiled.risks(of: shop).text().contains(sentence))
    let report = CheckRun(compiled, date: "2026-11-26").report(checks: [])
    #expect(CheckVerdict(report).text().contains(sentence))
    #expect(RelatednessWording.note(compiled.model) == "note: \(sentence.dropLast())")
  }

  @Test("A model whose components have enough to do with each other gets no such line")
  func relatedModels() throws {
    let compiled = CompiledModel(try Self.load().model)
    let fault = try FaultSet(["shop"], in: compiled.model)
    #expect(!compiled.impact(of: fault).text().contains("relation"))
    #expect(!compiled.impact(of: fault).json().contains("relatedness"))
    #expect(RelatednessWording.note(compiled.model) == nil)
  }

  @Test("Few related components of many, and relations with domains only, have sentences of their own")
  func fewAndDomains() {
    func model(_ related: Int, _ count: Int, inZone: Bool = false) -> Model {
      let components = (0..<count).map { number in
        var relations: [Component.Relation] = []
        if number > 0, number < related { relations.append(.init(.needs, Requirement(.component("c0")))) }
        if inZone { relations.append(.init(.in, Requirement(.component("z")))) }
        return Component(ComponentID("c\(number)"), relations: relations)
      }
      return Model(name: "m", components: (inZone ? [Component("z", isDomain: true)] : []) + components)
    }
    #expect(
      RelatednessWording.note(model(2, 130))
        == "note: Only 2 of 130 components depend on another or have others depend on them: the model may not say what needs what"
    )
    #expect(RelatednessWording.note(model(0, 3, inZone: true))?.contains("all of them with domains") == true)
    #expect(RelatednessWording.note(model(2, 9)) == nil)
    #expect(RelatednessWording.note(model(26, 130)) == nil)
    #expect(RelatednessWording.note(model(0, 1)) == nil)
    #expect(model(2, 130, inZone: true).relatedness == Relatedness(components: 130, related: 2, relations: 131))
  }
}
