import DependencyModel
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// Assumptions: which components get an unavailability, and what answers say about it.
@Suite struct AssumptionTests {
  private func compiled(_ text: String) throws -> CompiledModel {
    CompiledModel(try ModelLoader.load(Array("model: M\n\(text)".utf8), file: "model.yaml").model)
  }

  private func unavailability(_ compiled: CompiledModel, of id: String) throws -> Double {
    let index = try #require(compiled.model.index(of: ComponentID(id)))
    return try #require(compiled.availability(of: [index]).entries[0].unavailability).high
  }

  @Test("An assumption gives components that state none an unavailability; the first that matches counts")
  func firstCounts() throws {
    let compiled = try compiled(
      """
      components:
        a: { kind: aws/x }
        b: { kind: aws/y }
        c: { kind: aws/x, unavailability: 0.5 }
        d: { kind: other }
      assume:
        - { kind: aws/x, unavailability: 0.01 }
        - { kind: aws/*, availability: 99.9% }
        - { kind: gcp/*, unavailability: 0.2 }
      """)
    #expect(try unavailability(compiled, of: "a") == 0.01)
    #expect(try unavailability(compiled, of: "b") == 0.001)
    #expect(try unavailability(compiled, of: "c") == 0.5)
    #expect(try unavailability(compiled, of: "d") == 0)
    #expect(compiled.appliedAssumptions.map(\.count) == [1, 1, 0])
    #expect(compiled.statesUnavailability)
  }

  @Test("Domains and logic only match an assumption that names their kind or id")
  func namedOnly() throws {
    let compiled = try compiled(
      """
      domains: { z: { kind: zone, tier: 0 }, y: { kind: zone, tier: 0 }, x: { tier: 0 } }
      components:
        a: { kind: app, in: z, tier: 0 }
        b: { in: y }
        c: { in: x }
        gate: { kind: open-psa/gate, needs: [a], tier: 0 }
      assume:
        - { tier: 0, unavailability: 0.1 }
        - { kind: "*", unavailability: 0.2 }
        - { id: y, unavailability: 0.3 }
        - { id: "z*", unavailability: 0.4 }
        - { kind: zone, unavailability: 0.5 }
      """)
    #expect(try unavailability(compiled, of: "z") == 0.5)
    #expect(try unavailability(compiled, of: "y") == 0.3)
    #expect(try unavailability(compiled, of: "x") == 0)
    #expect(compiled.appliedAssumptions.map(\.count) == [1, 1, 0, 1])
    let a = try unavailability(compiled, of: "a")
    #expect(abs(a - (1 - 0.9 * 0.5)) < 1e-12)
    #expect(try unavailability(compiled, of: "gate") == a)
  }

  @Test("The assumptions of a policy count after those of the model")
  func policies() throws {
    let model = try compiled(
      "components: { a: { kind: k }, b: { kind: l } }\nassume: { kind: k, unavailability: 0.1 }")
    let more = [
      Assumption(.matching([.kind(GlobPattern("*"))]), unavailability: Unavailability(low: 0.2, high: 0.2))
    ]
    let compiled = model.assuming(more)
    #expect(try unavailability(compiled, of: "a") == 0.1)
    #expect(try unavailability(compiled, of: "b") == 0.2)
  }

  @Test("A changed assumption is a change, and its effect on availability is compared")
  func differences() throws {
    let text = "components: { top: { tier: 0, needs: a }, a: { kind: k } }\nassume: { kind: k, unavailability: "
    let (old, new) = (try compiled(text + "0.1 }"), try compiled(text + "0.2 }"))
    let diff = ModelDiff(from: old, to: new)
    #expect(!diff.isSameModel)
    #expect(diff.addedAssumptions.map(\.unavailability.high) == [0.2])
    #expect(diff.removedAssumptions.map(\.unavailability.high) == [0.1])
    #expect(diff.availability.map(\.before) == [0.1])
    #expect(diff.availability.map(\.after) == [0.2])
    #expect(diff.availability.first?.hasFallen == true)
    #expect(diff.availability.first?.coverageAfter?.assumedCount == 1)
    #expect(ModelDiff(from: old, to: old).isSameModel)
  }

  @Test("A component that nothing describes has no availability in a comparison")
  func unknownIsNoFigure() throws {
    let old = try compiled("components: { top: { tier: 0, needs: a }, a: {}, b: { unavailability: 0.1 } }")
    let new = try compiled("components: { top: { tier: 0, needs: a }, a: { unavailability: 0.2 }, b: {} }")
    let change = try #require(ModelDiff(from: old, to: new).availability.first)
    #expect(change.before == nil)
    #expect(change.after == 0.2)
    #expect(change.hasFallen == nil)
  }

  @Test("An assumption of a model that matches no component is a warning")
  func unused() throws {
    func warnings(_ assumption: String) throws -> [String] {
      let text = """
        model: M
        domains: { z: {} }
        components: { a: { kind: database, in: z, unavailability: 0.1 } }
        assume: \(assumption)
        """
      return try ModelLoader.load(Array(text.utf8), file: "model.yaml").warnings.map { "\($0.code.id): \($0.message)" }
    }
    #expect(
      try warnings("{ kind: databse, unavailability: 0.001 }") == [
        "unused-assumption: the assumption for 'kind=databse' matches no component"
      ])
    // It matches, though that component states its own.
    #expect(try warnings("{ kind: database, unavailability: 0.001 }") == [])
    #expect(try warnings("[{ kind: data*, unavailability: 0.001 }, { kind: database, unavailability: 0.1 }]") == [])
  }

  @Test("An assumption of a policy that matches no component is listed with a count of 0")
  func unusedInPolicy() throws {
    let model = try compiled("components: { a: { kind: k }, b: { kind: l, unavailability: 0.1 } }")
    func assumption(_ kind: String) -> Assumption {
      Assumption(.matching([.kind(GlobPattern(kind))]), unavailability: Unavailability(low: 0.2, high: 0.2))
    }
    let applied = model.assuming([assumption("k"), assumption("l"), assumption("other")]).appliedAssumptions
    #expect(applied.map(\.count) == [1, 0])
    #expect(applied.map(\.assumption) == [assumption("k"), assumption("other")])
  }
}
