import DependencyModel
import ModelFormats
import TestSupport
import Testing

/// `commonCause` of groups, as texts state it.
@Suite struct GroupCommonCauseTests {
  private func share(_ text: String) throws -> Probability {
    let model = try Reading.model("model: M\ncomponents: { a: { needs: { \(text) } }, b: {}, c: {} }")
    guard case .group(let group) = try #require(model["a"]?.requirements(.needs).first).target else {
      Issue.record("a group is read as a group")
      return .certain
    }
    return group.commonCause
  }

  private func diagnostics(_ needs: String) -> [Diagnostic] {
    Reading.diagnostics(
      "model: M\ncomponents: { a: { needs: \(needs) }, b: {}, c: {}, d: {}, l: { logical: true, needs: b } }")
  }

  @Test("A group has the common cause that is stated, and none if none is")
  func stated() throws {
    #expect(try share("any: [b, c]") == .impossible)
    #expect(try share("any: [b, c], commonCause: 0") == .impossible)
    #expect(try share("any: [b, c], commonCause: 5%").value == 0.05)
    #expect(try share("all: [b, c], commonCause: 0.05").value == 0.05)
    #expect(try share("atLeast: 1, of: { b: 1, c: 2 }, commonCause: 100%, coverage: 0.5") == .certain)
    #expect(try share("any: \"?\", commonCause: 1e-3").value == 0.001)
  }

  @Test(
    "A common cause that is no probability, not of a group, or more than all failures is an error",
    arguments: [
      ("{ any: [b, c], commonCause: 2 }", "invalid-probability"),
      ("{ any: [b, c], commonCause: -5% }", "invalid-probability"),
      ("{ any: [b, c], commonCause: [1%, 5%] }", "invalid-probability"),
      ("{ any: [b, c], commonCause: often }", "invalid-probability"),
      ("{ on: b, commonCause: 0.5 }", "common-cause-of-one"),
      ("[{ any: [b, c], commonCause: 60% }, { any: [b, d], commonCause: 50% }]", "common-causes-too-great"),
      ("{ any: [b, { all: [c, d], commonCause: 51% }], commonCause: 50% }", "common-causes-too-great"),
    ])
  func wrong(_ text: String, _ code: String) throws {
    let found = diagnostics(text)
    #expect(found.map(\.code.id) == [code])
    #expect(found.first?.severity == .error)
    #expect(found.first?.place?.line == 2)
  }

  @Test("The error of too much names a component and the sum, and is where the sum is passed")
  func sum() throws {
    let all = diagnostics("[{ any: [b, c], commonCause: 60% }, { any: [b, d], commonCause: 50% }]")
    let found = try #require(all.first)
    #expect(found.message.contains("'b' take 110% of its failures"))
    #expect(found.place?.column == 91)
    // The same members state one cause, which counts once; ten times a tenth is all.
    let same = "{ any: [b, c], commonCause: 60% }, { any: [c, b, b], commonCause: 60% }"
    #expect(diagnostics("[\(same)]").isEmpty)
    let tenths = (0..<10).map { "x\($0)" }
    let groups = tenths.map { "{ any: [b, \($0)], commonCause: 10% }" }.joined(separator: ", ")
    let others = tenths.map { "\($0): {}" }.joined(separator: ", ")
    #expect(Reading.diagnostics("model: M\ncomponents: { a: { needs: [\(groups)] }, b: {}, \(others) }").isEmpty)
  }

  @Test(
    "A common cause that has no effect, and another share of the same members, is a warning",
    arguments: [
      ("{ any: [b], commonCause: 5% }", "common-cause-of-one"),
      ("{ any: [b, b], commonCause: 5% }", "common-cause-of-one"),
      ("{ any: [b, l], commonCause: 5% }", "common-cause-of-one"),
      ("[{ any: [b, c], commonCause: 5% }, { all: [c, b], commonCause: 6% }]", "common-causes-differ"),
    ])
  func warnings(_ text: String, _ code: String) throws {
    let found = diagnostics(text)
    #expect(found.map(\.code.id) == [code])
    #expect(found.first?.severity == .warning)
    #expect(found.first?.place?.line == 2)
  }

  @Test("Common causes with a million members in all groups together are refused")
  func tooMany() throws {
    let text = """
      model: M
      components:
        "a-{i}": { each: { i: [\((0..<600).map(String.init).joined(separator: ", "))] }, needs: { any: "n-*", commonCause: 0.01% } }
        "n-{i}": { each: { i: [\((0..<2_000).map(String.init).joined(separator: ", "))] } }
      """
    let found = Reading.diagnostics(text)
    #expect(found.contains { $0.code.id == "selection-too-large" })
  }

  @Test("Of two sources that state one group, the greater common cause counts")
  func join() throws {
    func model(_ share: String) throws -> Component {
      let text = "model: M\ncomponents: { a: { needs: { any: [b, c]\(share) } }, b: {}, c: {} }"
      let read = try Reading.model(text)
      return try #require(read["a"])
    }
    for (first, second) in [(", commonCause: 5%", ", commonCause: 10%"), (", commonCause: 10%", "")] {
      var component = try model(first)
      component.unite(with: try model(second))
      guard case .group(let group) = try #require(component.requirements(.needs).first).target else { return }
      #expect(component.requirements(.needs).count == 1)
      #expect(group.commonCause.value == 0.1)
    }
  }
}
