import DependencyModel
import ModelFormats
import ResilienceAnalysis
import Testing

/// Figures of two models, of which one or both rest on a part of what can take a component down.
@Suite struct FigureComparisonTests {
  /// The verdict about `shop`; `nil` if it is not listed.
  private func verdict(_ old: String, _ new: String) throws -> ModelDiff.AvailabilityChange.Verdict? {
    func compiled(_ components: String) throws -> CompiledModel {
      let text = "model: M\ncomponents: { \(components) }\n"
      return CompiledModel(try ModelLoader.load(Array(text.utf8), file: "model.yaml").model)
    }
    return ModelDiff(from: try compiled(old), to: try compiled(new), targets: [ComponentID("shop")]).availability.first?
      .verdict
  }

  private let one = "shop: { needs: z }, z: { unavailability: 0.1 }"
  private let two = "shop: { needs: [z, y] }, z: { unavailability: 0.1 }, y: {}"

  @Test("A figure that loses a part of its ground is open, one that gains it is not")
  func ground() throws {
    #expect(try verdict(one, two) == .open)
    #expect(try verdict(two, one) == .known)
    #expect(try verdict(two, two.replacing("y: {}", with: "y: { unavailability: 0.01 }")) == .known)
    #expect(try verdict(one, one.replacing("{ unavailability: 0.1 }", with: "{}")) == .open)
    #expect(try verdict(one.replacing("{ unavailability: 0.1 }", with: "{}"), one) == .known)
    #expect(try verdict(two, two) == nil)
  }

  @Test("Ranges that do not overlap decide, and what is open in both models changes nothing")
  func ranges() throws {
    let redundant = "shop: { needs: { any: [z, y] } }, z: { unavailability: 0.1 }, y: {}"
    // At least as good as before: the second member makes nothing worse.
    #expect(try verdict(one, redundant) == .known)
    #expect(try verdict(redundant, one) == .fell)
    #expect(try verdict(two.replacing("0.1", with: "0.2"), two) == .rose)
    #expect(try verdict(two, two.replacing("0.1", with: "0.2")) == .fell)
    #expect(try verdict(one, two.replacing("0.1", with: "0.2")) == .fell)
    #expect(try verdict(one, redundant.replacing("0.1", with: "0.05")) == .rose)
    #expect(try verdict(one, one.replacing("0.1", with: "0.2")) == .fell)
  }

  @Test("A component that was renamed is not a new gap")
  func renamed() throws {
    let parts = "a: { unavailability: 0.1 }, b: { unavailability: 0.1 }"
    let old = "shop: { needs: [x, a] }, x: { tier: 2, needs: b }, \(parts)"
    let new = "shop: { needs: [y, a] }, y: { tier: 2, needs: b }, \(parts)"
    #expect(try verdict(old, new) == nil)
    #expect(try verdict(old, new.replacing("0.1", with: "0.2")) == .fell)
  }
}
