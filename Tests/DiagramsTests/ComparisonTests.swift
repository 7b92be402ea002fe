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
    #expect(conditions == [.weakened, .untouched, .changed, .untouched, .removed, .added])
    try expectSnapshot(DOTWriter(diagram).text, "comparison.dot")
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
