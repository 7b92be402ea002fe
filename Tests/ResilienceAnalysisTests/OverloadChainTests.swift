import DependencyModel
import ModelFormats
import TestSupport
import Testing

@testable import ResilienceAnalysis

/// Why something is overloaded, where what is overloaded fails.
@Suite struct OverloadChainTests {
  private static func impact(_ text: String, _ fault: String) throws -> Impact {
    let model = try ModelLoader.load(Array(text.utf8), file: "m.yaml").model
    return CompiledModel(model).impact(of: try FaultSet([fault], in: model))
  }

  private static func effect(_ id: String, _ impact: Impact) throws -> Impact.Effect {
    let index = try #require(impact.model.index(of: ComponentID(id)))
    return try #require(impact.effects.first { $0.component == index })
  }

  private static func by(_ effect: Impact.Effect, _ impact: Impact) -> [String] {
    effect.cause.by.map { impact.model.outline($0).id.text }
  }

  @Test("What fails of its load names those whose work it took over", arguments: ["fails", "queues"])
  func tookOver(overload: String) throws {
    let impact = try Self.impact(
      """
      model: M
      domains: { za: {} }
      components:
        u: { demand: 30/s, needs: { any: [s0, s1, s2] } }
        s0: { in: za, capacity: 20/s }
        s1: { capacity: 14/s, overload: \(overload) }
        s2: { capacity: 100/s }
      """, "za")
    let broken = try Self.effect("s1", impact)
    #expect(broken.cause.overload == .tookOver)
    #expect(Self.by(broken, impact) == ["s0"])
    #expect(broken.overload?.load == 15)
    #expect(broken.wave == 2)
  }

  @Test("What fails in a later overload wave comes after those whose failure brought it about")
  func domino() throws {
    let impact = try Self.impact(
      """
      model: M
      domains: { za: {} }
      components:
        u: { demand: 30/s, needs: { any: [s0, s1, s2, s3], spread: first } }
        s0: { in: za, capacity: 40/s }
        s1: { capacity: 10/s, overload: fails }
        s2: { capacity: 20/s, overload: fails }
        s3: { capacity: 100/s }
      """, "za")
    let (first, second) = (try Self.effect("s1", impact), try Self.effect("s2", impact))
    #expect(Self.by(first, impact) == ["s0"])
    #expect(first.wave == 2)
    #expect(Self.by(second, impact).contains("s1"))
    #expect(second.wave == 3)
  }

  @Test("What is held for as long as its callers wait names what they wait for")
  func held() throws {
    let impact = try Self.impact(
      """
      model: M
      components:
        a: { demand: 10/s, takes: 1s, needs: [{ on: p, held: true }, { on: b, timeout: 4s }] }
        p: { slots: 40 }
        b: { whenDown: hangs, takes: 1s }
      """, "b")
    let pool = try Self.effect("p", impact)
    #expect(pool.cause.overload == .waits)
    #expect(Self.by(pool, impact) == ["b"])
    #expect(pool.overload?.held == 50)
  }
}
