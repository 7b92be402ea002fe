import DependencyModel
import Testing

@testable import ModelFormats

@Suite struct FormatterSafetyTests {
  @Test("A text with errors is not formatted")
  func textThatCanNotBeReadIsNotFormatted() {
    let error = #expect(throws: InvalidInput.self) { try ModelFormatter.formatted("a: 1\na: 2\n", file: "m.yaml") }
    #expect(error?.diagnostics.map(\.code) == [.duplicateKey])
    #expect(throws: InvalidInput.self) { try ModelFormatter.formatted("{\"a\": }", file: "m.json") }
    #expect(throws: InvalidInput.self) { try ModelFormatter.formatted("", file: "m.yaml") }
  }

  @Test(
    "A result that lost a value or a comment is refused",
    arguments: [
      ("a: 2 # c\n", "a value"), ("b: 1 # c\n", "a value"), ("a: \"1\" # c\n", "a value"), ("a: [1] # c\n", "a value"),
      ("a: 1\n", "a comment"), ("a: 1 # d\n", "a comment"), ("# c\na: 1 # c\n", "a comment"), ("a: 1: # c", "a value"),
    ])
  func whatIsLostIsNoticed(result: String, what: String) throws {
    let text = "a: 1 # c\n"
    let document = try #require(YAMLReader().read(Array(text.utf8), file: "m.yaml").document)
    try ModelFormatter.check("# c\na: 1\n", against: document, comments: ["# c"], file: "m.yaml")
    let error = #expect(throws: InvalidInput.self) {
      try ModelFormatter.check(result, against: document, comments: ["# c"], file: "m.yaml")
    }
    #expect(error?.diagnostics == [.formatterLostSomething(what, file: "m.yaml")])
  }

  @Test("A result with another order of keys is refused")
  func theOrderOfKeysCounts() throws {
    let document = try #require(JSONReader().read(Array("{\"a\":1,\"b\":2}".utf8), file: "m.json").document)
    #expect(throws: InvalidInput.self) {
      try ModelFormatter.check("{\"b\":2,\"a\":1}", against: document, comments: nil, file: "m.json")
    }
  }

  @Test(
    "Quotes stay around a text that could be read as something else",
    arguments: ["null", "Yes", "1.0", "012", "+5", ".5", "-.inf", "10m", "<=1", "db-*", "", "~", "<<"])
  func quotesThatSaySomethingStay(text: String) {
    #expect(PlainText.mayReadAsMore(text))
  }

  @Test(
    "A text that needs quotes is written with them",
    arguments: [" a", "a ", "a: b", "a #b", "- a", "*a", "a:", "a,b", "a\nb", "a\tb", "", "@a", "a\u{2028}b"])
  func textThatNeedsQuotes(text: String) {
    #expect(!PlainText.isPossible(text))
    #expect(
      treeText(YAMLReader().read(Array("a: \(PlainText.doubleQuoted(text))".utf8), file: "m").document)
        == "{a: \"\(text)\"}")
  }
}
