import DependencyModel
import TestSupport
import Testing

@testable import ModelFormats

@Suite struct ModelSizeTests {
  @Test("The size of a model counts components, requirements and members of groups")
  func membersOfGroupsCount() throws {
    let text =
      "model: M\ncomponents: { a: { needs: [b, { any: [b, { all: [c, d] }] }], uses: c }, b: {}, c: {}, d: {} }\n"
    let model = try ModelLoader.load(Array(text.utf8), file: "a.yaml").model
    // Four components, and b, b, c, d, c.
    #expect(ModelSize.problem(of: model, at: nil, limit: 9) == nil)
    let place = Place(file: "a.yaml", line: 1, column: 1)
    let problem = try #require(ModelSize.problem(of: model, at: place, limit: 8))
    #expect(problem.code == .tooManyRequirements)
    #expect(problem.place == place)
    #expect(problem.severity == .error)
  }
}
