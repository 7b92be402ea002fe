import Foundation
import TestSupport
import Testing

/// A report of the tests reads as statements about the program.
@Suite struct TestNameTests {
  @Test("Every test has a display name of at least three words")
  func everyTestIsNamed() throws {
    let folder = Repository.root.appending(path: "Tests")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    var count = 0
    for name in names.sorted() {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      let tests = Self.displayNames(in: text)
      count += tests.count
      for test in tests where test.name.split(separator: " ").count < 3 {
        Issue.record("\(name):\(test.line): '\(test.name)' does not say what is true")
      }
    }
    #expect(count > 800)
  }

  @Test("A test without a display name, or with a short one, is found with its line")
  func found() {
    let attribute = "@" + "Test"
    let text = "\(attribute) func a() {}\n\(attribute)(arguments: [1])\n\(attribute)(\n  \"One two\")\n"
    #expect(Self.displayNames(in: text).map(\.name) == ["", "", "One two"])
    #expect(Self.displayNames(in: text).map(\.line) == [1, 2, 3])
  }

  /// The display name of every test in a text, empty if it has none, and the line of its attribute.
  private static func displayNames(in text: String) -> [(name: String, line: Int)] {
    let attribute = #/@(?:Test)\b(?:\(\s*"(?<name>(?:[^"\\]|\\.)*)")?/#
    return text.matches(of: attribute).map { match in
      (String(match.output.name ?? ""), 1 + text[..<match.range.lowerBound].count { $0.isNewline })
    }
  }
}
