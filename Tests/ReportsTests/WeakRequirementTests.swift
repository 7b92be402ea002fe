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
    // The assumed one of the same component makes no difference.
    #expect(
      try risks(["inferred", "assumed"]).contains("rests on 1 inferred requirement; --trust referenced leaves it out."))
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
    // The assumed requirement is not that of the shop: the check says the same without it.
    #expect(report.weakRequirements == WeakRequirements([.inferred]))
    #expect(report.weakRequirements.trustWithoutThem == .referenced)
  }

  @Test("Risks, availability, rankings and checks that are the same without weak requirements do not rest on them")
  func sameWithout() throws {
    let text = """
      model: M
      components:
        shop: { needs: [{ on: a, confidence: inferred }, { on: b, confidence: assumed }, c] }
        c: { needs: [a, b] }
        a: { unavailability: 0.01 }
        b: { unavailability: 0.02 }
      checks: { c: { require: { for: shop, survives: 1 } } }
      """
    let model = try ModelLoader.load(Array(text.utf8), file: "model.yaml").model
    let compiled = CompiledModel(model)
    let shop = model.index(of: "shop")!
    #expect(compiled.weakRequirements == WeakRequirements([.inferred, .assumed]))
    #expect(compiled.risks(of: shop).weakRequirements.isEmpty)
    #expect(compiled.availability(of: [shop]).weakRequirements.isEmpty)
    #expect(compiled.ranking().weakRequirements.isEmpty)
    #expect(CheckRun(compiled, date: "2026-11-23").report(checks: model.checks).weakRequirements.isEmpty)
  }

  @Test("Only the weak requirements that make a difference are counted")
  func someWithout() throws {
    let text = """
      model: M
      components:
        shop: { needs: [{ on: a, confidence: inferred }, { on: b, confidence: assumed }, c] }
        c: { needs: b }
        a: { unavailability: 0.01 }
        b: { unavailability: 0.02 }
      """
    let model = try ModelLoader.load(Array(text.utf8), file: "model.yaml").model
    let compiled = CompiledModel(model)
    let shop = model.index(of: "shop")!
    #expect(compiled.risks(of: shop).weakRequirements == WeakRequirements([.inferred]))
    #expect(compiled.availability(of: [shop]).weakRequirements == WeakRequirements([.inferred]))
    #expect(compiled.ranking().weakRequirements == WeakRequirements([.inferred]))
  }

  @Test("Inferred and assumed requirements that each make a difference are both counted")
  func bothCount() throws {
    let text = """
      model: M
      components:
        shop: { needs: [{ on: a, confidence: inferred }, { on: b, confidence: assumed }] }
        a: {}
        b: {}
      """
    let compiled = CompiledModel(try ModelLoader.load(Array(text.utf8), file: "model.yaml").model)
    let answer = compiled.risks(of: compiled.model.index(of: "shop")!).text(.named)
    let words = answer.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("This rests on 1 inferred and 1 assumed requirement; --trust referenced leaves them out."))
  }
}
