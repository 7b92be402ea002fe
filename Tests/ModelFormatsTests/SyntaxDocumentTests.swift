import DependencyModel
import ModelFormats
import Testing

@Suite struct SyntaxDocumentTests {
  @Test(
    "A file's ending and its first character decide between YAML and JSON",
    arguments: [
      ("m.json", "{\"a\": 1}", DocumentSyntax.json, "{a: 1}"),
      ("m.JSON", "a: 1", .json, "none"),
      ("m.yml", "{\"a\": 1}", .yaml, "{a: 1}"),
      ("m.yaml", "{\n\t\"a\": 1,\n\t\"b\": 2\n}", .yaml, "{a: 1, b: 2}"),
      ("m.yaml", "{\"a\": \"\\ud83d\\udd25\"}", .json, "{a: \"🔥\"}"),
      ("<stdin>", " \n{\"a\": 1}", .json, "{a: 1}"),
      ("<stdin>", "[1, 2]", .json, "[1, 2]"),
      ("<stdin>", "{a: 1}", .yaml, "{a: 1}"),
      ("<stdin>", "[a, b]", .yaml, "[a, b]"),
      ("<stdin>", "{\"a\": 1} # c", .yaml, "{a: 1}"),
      ("<stdin>", "{\"a\": 1,, }", .json, "none"),
      ("<stdin>", "{a: 1,, }", .yaml, "none"),
      ("<stdin>", "a: 1", .yaml, "{a: 1}"),
      ("<stdin>", "", .yaml, "none"),
    ])
  func choice(file: String, text: String, syntax: DocumentSyntax, expected: String) {
    let result = DocumentSyntax.read(Array(text.utf8), file: file)
    #expect(result.syntax == syntax)
    #expect(treeText(result.reading.document) == expected)
    #expect((expected == "none") == !result.reading.diagnostics.isEmpty)
  }
}
