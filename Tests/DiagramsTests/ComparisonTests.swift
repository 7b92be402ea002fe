import DependencyModel
import Diagrams
import ResilienceAnalysis
import TestSupport
import Testing

/// Comparisons of two models as pictures: what came, went, changed and became fragile.
@Suite struct ComparisonTests {
  private static let old = """
    model: Shop
    domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
    components:
      shop: { tier: 1, needs: { any: [web-1, web-2] } }
      web-1: { in: zone-a, needs: db-1 }
      web-2: { in: zone-b, needs: db-2 }
      db-1: { kind: database, in: zone-a }
      db-2: { kind: database, in: zone-b }
    """
  private static let new = old.replacing("needs: db-2", with: "needs: [db-1, search]")
    .replacing("db-2: { kind: database, in: zone-b }", with: "search: {}")

  private static func diff(_ old: String, _ new: String) throws -> ModelDiff {
    ModelDiff(
      from: CompiledModel(try DiagramModels.model(old)), to: CompiledModel(try DiagramModels.model(new)))
  }

  @Test("A picture of a difference marks what was added, removed, changed and weakened")
  func marks() throws {
    let diagram = try Diagram(of: Self.diff(Self.old, Self.new))
    let conditions = ["shop", "web-1", "web-2", "db-1", "db-2", "search"].map { diagram.mark($0)?.status.condition }
    #expect(conditions == [.weakened, .untouched, .changed, .newSinglePoint, .removed, .added])
    try expectSnapshot(DOTWriter(diagram).text, "comparison.dot")
  }

  @Test("Requirements that were removed or added are drawn, and marked")
  func requirements() throws {
    let old = "{model: m, components: {a: {needs: [b, c]}, b: {}, c: {}, d: {}}}"
    let new = "{model: m, components: {a: {needs: [b, d]}, b: {}, c: {}, d: {}}}"
    let diagram = try Diagram(of: Self.diff(old, new))
    let changes = zip(diagram.arrows, diagram.edges).map { "\($0) \($1.change.map { "\($0)" } ?? "")" }
    #expect(changes == ["a -needs-> b ", "a -needs-> d added", "a -needs-> c removed"])
    #expect(DOTWriter(diagram).text.contains("− ─  removed"))
  }

  @Test("The fault that became a single point of failure is drawn, even among only what changed")
  func newSinglePoints() throws {
    let old =
      "{model: m, components: {pay: {tier: 0, needs: {any: [stripe, adyen]}}, stripe: {}, adyen: {}, other: {}}}"
    let new = "{model: m, components: {pay: {tier: 0, needs: stripe}, stripe: {}, adyen: {}, other: {}}}"
    let diagram = try Diagram(of: Self.diff(old, new), options: DiagramOptions(onlyAffected: true))
    #expect(diagram.mark("stripe")?.status.condition == .newSinglePoint)
    #expect(diagram.mark("pay")?.status.condition == .weakened)
    #expect(diagram.mark("other") == nil)
    #expect(diagram.arrows.contains("pay -needs-> stripe"))
  }

  @Test("A picture of a model and itself shows that nothing changed")
  func withItself() throws {
    let diagram = try Diagram(of: Self.diff(Self.old, Self.old))
    #expect(diagram.mark("shop")?.status.condition == .untouched)
    #expect(DOTWriter(diagram).text.contains("nothing changed"))
  }

  @Test("A change of confidence alone changes nothing in the picture")
  func confidence() throws {
    let surer = Self.old.replacing("needs: db-1", with: "needs: { on: db-1, confidence: observed }")
    #expect(try Diagram(of: Self.diff(Self.old, surer)).mark("web-1")?.status.condition == .untouched)
  }
}
