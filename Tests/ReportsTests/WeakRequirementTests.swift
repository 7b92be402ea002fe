import DependencyModel
import ModelChecks
import ModelFormats
import Reports
import ResilienceAnalysis
import Testing

/// Answers that rest on inferred or assumed requirements say so, and name what leaves out just these.
@Suite struct WeakRequirementTests {
  private func compiled(_ confidences: [String], trust: Confidence = .assumed) throws -> CompiledModel {
    let needs = confidences.map { "{ on: a, confidence: \($0) }" }.joined(separator: ", ")
    let text = """
      model: M
      components:
        shop: { needs: [\(needs)] }
        other: { needs: { on: a, confidence: assumed } }
        a: {}
      checks: { c: { require: { for: shop, survives: 1 } } }
      """
    let model = try ModelLoader.load(Array(text.utf8), file: "model.yaml").model
    return CompiledModel(model, options: .init(trust: trust))
  }

  private func risks(_ confidences: [String], trust: Confidence = .assumed) throws -> String {
    let compiled = try compiled(confidences, trust: trust)
    return compiled.risks(of: compiled.model.index(of: "shop")!).text(.named)
  }

  @Test("Risks count the weak requirements below their target only")
  func belowTheTarget() throws {
    #expect(try risks(["assumed"]).contains("This rests on 1 assumed requirement; --trust inferred leaves it out."))
    #expect(
      try risks(["inferred", "inferred"]).contains("2 inferred requirements; --trust referenced leaves them out."))
    let both = try risks(["inferred", "assumed"]).split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(both.contains("This rests on 1 inferred and 1 assumed requirement; --trust referenced leaves them out."))
    #expect(try !risks(["declared"]).contains("rests on"))
  }

  @Test("An effect that rests on an assumption may happen, and the answer says so")
  func assumedEffect() throws {
    let compiled = try compiled(["declared"])
    let fault = FaultSet([(component: compiled.model.index(of: "a")!, level: .down)], text: "a")
    let text = compiled.impact(of: fault).text()
    #expect(text.contains("1 down, 1 may be down"))
    #expect(text.contains("down?     other       may need a [assumed]"))
    let why = compiled.explanation(of: compiled.model.index(of: "other")!, under: fault)
    #expect(why.verdict == "other may be down if a fails.")
    #expect(compiled.impact(of: fault).markdown().contains("1 down, 1 may be down."))
  }

  @Test("What is not trusted is not counted")
  func distrusted() throws {
    #expect(try risks(["inferred", "assumed"], trust: .inferred).contains("This rests on 1 inferred requirement;"))
  }

  @Test("Rankings and checks count the weak requirements of the model, also in JSON")
  func wholeModel() throws {
    let compiled = try compiled(["inferred"])
    #expect(compiled.weakRequirements == WeakRequirements([.inferred, .assumed]))
    #expect(compiled.ranking().text(.named).contains("This rests on 1 inferred and 1 assumed requirement;"))
    let report = CheckRun(compiled, date: "2026-11-23").report(checks: compiled.model.checks)
    #expect(report.weakRequirements.count == 2)
    #expect(report.weakRequirements.trustWithoutThem == .referenced)
  }
}
