import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import Reports
import ResilienceAnalysis
import Testing

/// Files that have everything on one line: what was read from them is cited by its address.
@Suite struct OneLineFileTests {
  private static let template = """
    {"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}, "Function": {"Type": "AWS::Lambda::Function", "Properties":
    {"Environment": {"Variables": {"QUEUE": {"Ref": "Queue"}}}, "Code": {"ZipFile": "x"}, "Handler": "h", "Role": "r"}}}}
    """

  private func citations(_ text: String) throws -> Set<String> {
    let model = try Importing.load(text, file: "dir/stack.json").model
    return Set(
      model.components.filter { $0.id.text.hasSuffix("Function") || $0.id.text.hasSuffix("Queue") }
        .compactMap { $0.place?.citation })
  }

  @Test("A step of a proof has the address of the resource where every line is the first")
  func addresses() throws {
    let line = Self.template.replacing("\n", with: "")
    #expect(try citations(line) == ["dir/stack.json: Queue", "dir/stack.json: Function"])
    let model = try Importing.load(line, file: "dir/stack.json").model
    let queue = try #require(model.components.map(\.id.text).first { $0.hasSuffix("Queue") })
    let function = try #require(model.components.map(\.id).first { $0.text.hasSuffix("Function") }.flatMap(model.index))
    let explanation = CompiledModel(model).explanation(of: function, under: try FaultSet([queue], in: model))
    let text = explanation.text()
    #expect(text.contains("dir/stack.json: Function"))
    #expect(!text.contains("stack.json:1"))
  }

  @Test("A file with lines is cited by its lines")
  func lines() throws {
    let spread = Self.template.replacing("\"Function\"", with: "\n\"Function\"")
    #expect(try citations(spread) == ["dir/stack.json:1", "dir/stack.json:2"])
  }

  @Test("Places are the same whatever address they have")
  func equality() {
    let place = Place(file: "a.json", line: 1, column: 7)
    var other = place
    other.address = "x"
    #expect(place == other)
    #expect(Set([place, other]).count == 1)
    #expect(other.fileAndLine == "a.json:1")
  }
}
