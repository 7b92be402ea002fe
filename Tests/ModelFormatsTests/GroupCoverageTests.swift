import DependencyModel
import ModelFormats
import TestSupport
import Testing

/// `coverage` of groups, as texts state it.
@Suite struct GroupCoverageTests {
  private func coverage(_ text: String) throws -> Probability {
    let model = try Reading.model("model: M\ncomponents: { a: { needs: { \(text) } }, b: {}, c: {} }")
    guard case .group(let group) = try #require(model["a"]?.requirements(.needs).first).target else {
      Issue.record("a group is read as a group")
      return .certain
    }
    return group.coverage
  }

  @Test("A group has the coverage that is stated, and 1 if none is")
  func stated() throws {
    #expect(try coverage("any: [b, c]") == .certain)
    #expect(try coverage("any: [b, c], coverage: 1") == .certain)
    #expect(try coverage("any: [b, c], coverage: 100%") == .certain)
    let most = try coverage("any: [b, c], coverage: 97.5%")
    #expect(most.value == 0.975)
    #expect(most.complement == 0.025)
    #expect(try coverage("atLeast: 1, of: { b: 1, c: 2 }, coverage: 0.975") == most)
    #expect(try coverage("any: \"?\", coverage: 0").complement == 1)
  }

  @Test(
    "A coverage that is no probability, or not of a group, is an error",
    arguments: [
      ("{ any: [b, c], coverage: 2 }", "invalid-probability"), ("{ any: [b, c], coverage: -1 }", "invalid-probability"),
      ("{ any: [b, c], coverage: [0.5, 1] }", "invalid-probability"), ("{ on: b, coverage: 0.5 }", "coverage-of-one"),
      ("{ any: { b: 5000000000000, c: 1 }, coverage: 0.5 }", "invalid-number"),
    ])
  func wrong(_ text: String, _ code: String) throws {
    let diagnostics = Reading.diagnostics("model: M\ncomponents: { a: { needs: \(text) }, b: {}, c: {} }")
    #expect(diagnostics.map(\.code.id) == [code])
    #expect(diagnostics.first?.place?.line == 2)
    #expect(diagnostics.first?.message.contains("list of the low") == false)
  }
}
