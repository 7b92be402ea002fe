import DependencyModel
import ModelFormats
import TestSupport
import Testing

/// `logical` of components, as texts state it.
@Suite struct LogicalComponentTests {
  @Test("A component is logical if it says so, or if its kind does and it says nothing else")
  func stated() throws {
    let model = try Reading.model(
      """
      model: M
      components:
        name: { logical: true, kind: service }
        none: { logical: false, kind: open-psa/gate }
        gate: { kind: open-psa/gate }
        event: { kind: open-psa/gate, unavailability: 0.1 }
        nothing: { logical: null }
      """)
    #expect(model.components.filter(\.isLogic).map(\.id) == ["name", "gate"])
  }

  @Test(
    "A chance to be down beside 'logical: true' is an error at its place, in every form",
    arguments: ["unavailability: 0.1", "availability: 99%", "mtbf: 30d, mttr: 1h"])
  func withChance(_ chance: String) throws {
    for text in ["{ logical: true, \(chance) }", "{ \(chance), logical: true }"] {
      let diagnostics = Reading.diagnostics("model: M\ncomponents:\n  a: \(text)")
      #expect(diagnostics.map(\.code.id) == ["logical-with-chance"])
      #expect(diagnostics.first?.place?.line == 3)
    }
    #expect(Reading.diagnostics("model: M\ncomponents: { a: { logical: false, \(chance) } }").isEmpty)
  }

  @Test("Anything but true and false is an error")
  func notAFlag() {
    #expect(
      Reading.diagnostics("model: M\ncomponents: { a: { logical: maybe } }").map(\.code.id) == ["wrong-type"])
  }

  @Test("A name for nothing is a warning: what is logical and needs nothing never fails")
  func nameForNothing() {
    for text in ["db: { logical: true }", "db: { kind: database, logical: true, uses: x }"] {
      let diagnostics = Reading.diagnostics("model: M\ncomponents:\n  \(text)\n  x: {}")
      #expect(diagnostics.map(\.code.id) == ["logical-without-needs"])
      #expect(diagnostics.first?.severity == .warning)
      #expect(diagnostics.first?.place?.line == 3)
    }
    #expect(
      Reading.diagnostics(
        "model: M\ndomains: { z: { logical: true } }\ncomponents: { a: { logical: true, in: z }, b: { logical: true, needs: a } }"
      ).isEmpty)
  }
}
