import DependencyModel
import ModelFormats
import TestSupport
import Testing

/// What a short text may stand for: globs and selectors share their members, and all that is repeated is bounded.
@Suite struct ExpansionLimitTests {
  private static func list(_ count: Int) -> String {
    "[" + (0..<count).map { String($0) }.joined(separator: ", ") + "]"
  }

  private static func entries(_ count: Int, _ body: String) -> String {
    "model: M\ncomponents:\n" + (0..<count).map { "  c\($0): \(body)\n" }.joined()
  }

  /// The groups of a model's components, and which of them share a list of members.
  private static func lists(_ model: Model) -> Set<ObjectIdentifier> {
    Set(
      model.components.flatMap(\.relations).compactMap { relation in
        if case .group(let group) = relation.requirement.target {
          group.members.matched.map { ObjectIdentifier($0.components) }
        } else {
          nil
        }
      })
  }

  @Test("Groups with the same glob share one list of members")
  func groupsOfOneGlobShareTheirMembers() throws {
    let model = try Reading.model(
      Self.entries(1_500, "{ needs: { any: '*' }, uses: { atLeast: 50%, of: { id: 'c*' } } }"))
    #expect(Self.lists(model).count == 2)
    for component in model.components {
      guard case .group(let group) = component.relations[0].requirement.target else { continue }
      #expect(group.members.count == 1_499)
      #expect(group.totalWeight == Amount(1_499))
    }
  }

  @Test("A glob never matches its own component")
  func theOwnerIsLeftOut() throws {
    let model = try Reading.model(
      "model: M\ncomponents: { a: { needs: { any: '?' } }, b: {}, c: { needs: { any: '?' } }, dd: { needs: { any: '?' } } }"
    )
    func members(_ id: ComponentID) -> [String] {
      var ids: [String] = []
      model[id]!.relations[0].requirement.forEachComponent { ids.append($0.text) }
      return ids
    }
    #expect(members("a") == ["b", "c"])
    #expect(members("c") == ["a", "b"])
    #expect(members("dd") == ["a", "b", "c"])
    #expect(Self.lists(model).count == 1)
    #expect(model.isRequired == [true, true, true, false])
  }

  @Test(
    "A short text that expands beyond the limits gets one error with its line",
    arguments: [
      (
        "selection-too-large", 3,
        "model: x\ncomponents:\n  \"{a}{b}{c}{d}\": { each: { a: &l [0,1,2,3,4,5,6,7,8,9], b: *l, c: *l, d: *l }, needs: { any: \"*\" } }"
      ),
      (
        "selection-too-large", 3,
        "model: x\ncomponents:\n  \"{a}{b}{c}{d}\": { each: { a: &l [0,1,2,3,4,5,6,7,8,9], b: *l, c: *l, d: *l }, uses: { atLeast: 100%, of: { not: { id: x } } } }"
      ),
      (
        "selection-too-large", 3,
        "model: x\ncomponents:\n  \"{a}{b}{c}{d}{e}\": { each: { a: &l [0,1,2,3,4,5,6,7,8,9], b: *l, c: *l, d: *l, e: [0, 1] }, needs: { any: \"*{d}{c}{a}{b}?\" } }"
      ),
      (
        "selection-too-large", 5,
        "model: x\ncomponents:\n  \"{a}{b}{c}{d}\": { each: { a: &l [0,1,2,3,4,5,6,7,8,9], b: *l, c: *l, d: *l } }\nfaults:\n  \"f{a}{b}{c}{d}\": { each: { a: *l, b: *l, c: *l, d: *l }, down: \"*\" }"
      ),
    ])
  func areTooMuch(_ code: String, _ line: Int, _ text: String) {
    let diagnostics = Reading.diagnostics(text)
    #expect(diagnostics.map(\.code.id) == [code], "\(diagnostics.prefix(3))")
    #expect(diagnostics.first?.place?.line == line, "\(diagnostics.prefix(3))")
  }

  @Test("All entries with 'each' together are limited, not only each one")
  func allEntriesTogether() {
    let values = Self.list(400)
    let entries = (0..<9).map { "  \"e\($0)-{a}-{b}\": { each: { a: *l, b: *l } }\n" }.joined()
    let diagnostics = Reading.diagnostics(
      "model: M\nchecks: {}\ncomponents:\n  \"z{a}\": { each: { a: &l \(values) } }\n" + entries)
    #expect(diagnostics.map(\.code.id) == ["each-too-many"], "\(diagnostics)")
    #expect(diagnostics.first?.place?.line == 8, "\(diagnostics)")
  }

  @Test(
    "An entry that 'each' repeats too often with too much text is refused",
    arguments: [
      "needs: [\((0..<300).map { "c\($0)" }.joined(separator: ", "))]",
      "description: '\(String(repeating: "x{i}", count: 2_000))'",
    ])
  func whatIsRepeatedIsTooLarge(_ key: String) {
    let diagnostics = Reading.diagnostics(
      "model: M\ncomponents:\n  \"c{i}-{j}\":\n    each: { i: \(Self.list(300)), j: \(Self.list(200)) }\n    \(key)\n")
    #expect(diagnostics.map(\.code.id) == ["each-too-large"], "\(diagnostics.prefix(3))")
  }

  @Test(
    "A mistake in an entry with 'each' is reported once, not for every combination",
    arguments: ["needs: nowhere", "in: nowhere", "needs: { any: { kind: nothing } }", "tolerates: 1h", "tier: x"])
  func isReportedOnce(_ key: String) {
    let diagnostics = Reading.diagnostics(
      "model: M\ncomponents:\n  \"c-{i}-{j}\": { each: { i: \(Self.list(60)), j: \(Self.list(60)) }, \(key) }\n")
    let places = Set(diagnostics.map { "\($0.message)" })
    #expect(places.count == diagnostics.count)
    #expect(diagnostics.count <= 3_600)
    if !key.hasPrefix("tolerates") { #expect(diagnostics.count == 1, "\(diagnostics.prefix(3))") }
  }
}
