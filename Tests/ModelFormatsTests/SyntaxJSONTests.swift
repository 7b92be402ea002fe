import DependencyModel
import ModelFormats
import TestSupport
import Testing

@Suite struct SyntaxJSONTests {
  @Test(
    "JSON values are read as written",
    arguments: [
      ("{}", "{}"),
      (" [ ] ", "[]"),
      ("{\"a\": 1, \"b\": [true, false, null, \"null\"]}", "{a: 1, b: [true, false, ~, \"null\"]}"),
      ("[0, -0, 1.50, -1e5, 2E+3, 10.0e-07]", "[0, -0, 1.50, -1e5, 2E+3, 10.0e-07]"),
      ("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\uDD25é🔥\"", "\"a\"\\/\u{8}\u{C}\n\r\té🔥é🔥\""),
      ("\u{FEFF}{\"\": 1}", "{: 1}"),
      ("{\r\n\t\"a\" :\r\n\t1\r\n}", "{a: 1}"),
    ])
  func values(text: String, expected: String) {
    let reading = JSONReader().read(Array(text.utf8), file: "m.json")
    #expect(reading.diagnostics == [])
    #expect(treeText(reading.document) == expected)
  }

  @Test("Locations in JSON count characters from one")
  func placesCountScalarsFromOne() throws {
    let text = "\u{FEFF}{\"größe\": \"ß\",\n \"é🔥\\u00e9é\": [\"日本\", 2,\n\tnull] , \"x\": {}}"
    let document = try #require(JSONReader().read(Array(text.utf8), file: "m.json").document)
    func place(_ node: SyntaxNode?) -> [Int]? { node.map { [$0.place.line, $0.place.column] } }
    #expect(place(document) == [1, 1])
    #expect(place(document["größe"]) == [1, 11])
    let list = document["é🔥éé"]
    #expect(place(list) == [2, 15])
    #expect(place(list?[0]) == [2, 16])
    #expect(place(list?[1]) == [2, 22])
    #expect(place(list?[2]) == [3, 2])
    #expect(place(document["x"]) == [3, 15])
  }

  @Test("Duplicate keys in JSON are errors, and the first one counts")
  func duplicates() {
    let reading = expectDiagnostics(
      [.duplicateKey, .duplicateKey], in: "{\"a\": 1, \"b\": {\"c\": 1, 1️⃣\"c\": 2},\n 2️⃣\"\\u0061\": 2}", file: "m.json")
    #expect(treeText(reading.document) == "{a: 1, b: {c: 1}}")
  }

  @Test("A blank JSON file is reported as empty")
  func emptyFile() {
    expectDiagnostics([.emptyFile], in: "1️⃣ \n ", file: "m.json")
  }

  @Test(
    "Each syntax error in JSON is reported at its location with a reason",
    arguments: [
      ("[1, 21️⃣,]", "after the last entry"),
      ("{\"a\": 11️⃣,\n}", "after the last entry"),
      ("{1️⃣'a': 1}", "single quotes"),
      ("{\"a\": 1️⃣'b'}", "single quotes"),
      ("{\"a\": 1 1️⃣// x\n}", "comments"),
      ("1️⃣# x\n{}", "comments"),
      ("{\"a\": 1\n 1️⃣\"b\": 2}", "expected ',' before"),
      ("[1 1️⃣2]", "expected ',' before"),
      ("{1️⃣a: 1}", "'a' needs double quotes"),
      ("{\"a\" 1️⃣1}", "':' after the key 'a'"),
      ("{\"a\"1️⃣= 1}", "':'"),
      ("[1️⃣NaN]", "no 'NaN'"),
      ("[1️⃣-Infinity]", "no '-Infinity'"),
      ("[1️⃣012]", "extra 0"),
      ("[1️⃣-01]", "extra 0"),
      ("[1️⃣1.]", "not a number"),
      ("[1️⃣.5]", "'.'"),
      ("[1️⃣+5]", "'+'"),
      ("[1️⃣1e]", "not a number"),
      ("[1️⃣0x1F]", "'0x1F' is not a number"),
      ("[1️⃣10m]", "'10m' is not a number"),
      ("[1️⃣-]", "not a number"),
      ("{} 1️⃣{}", "after the end"),
      ("{\"a\": 1, \"b\": [1️⃣", "file ends here"),
      ("{\"a\": 11️⃣", "file ends here"),
      ("{\"a\"1️⃣", "file ends here"),
      ("{\"a\":1️⃣", "file ends here"),
      ("{1️⃣", "file ends here"),
      ("{\"a\": 1️⃣\"b", "never ends"),
      ("{\"a\": 1️⃣\"b\n\"}", "not closed on its line"),
      ("{\"a\": \"b1️⃣\t\"}", "tab"),
      ("{\"a\": \"é1️⃣\u{1}\"}", "invisible"),
      ("[\"é1️⃣\\q\"]", "escape"),
      ("[\"1️⃣\\u12G4\"]", "hexadecimal"),
      ("[\"1️⃣\\ud800\"]", "surrogate"),
      ("[\"1️⃣\\udc00\"]", "surrogate"),
      ("[\"1️⃣\\ud800\\u0041\"]", "surrogate"),
      ("[1️⃣True]", "written 'true'"),
      ("[1️⃣None]", "written 'null'"),
      ("[1️⃣undefined]", "written 'null'"),
      ("[1️⃣nulls]", "'nulls' needs double quotes"),
      ("[1, 1️⃣, 2]", "value before ','"),
      ("{\"a\": 1️⃣}", "value before '}'"),
      ("[1 1️⃣}", "expected ',' or ']'"),
      ("[1️⃣\u{1}]", "expected a value"),
      ("{\"a\": 1, 1️⃣[", "key in double quotes"),
    ])
  func syntaxErrors(marked: String, message: String) {
    expectDiagnostics([.jsonSyntax], in: marked, file: "m.json", message: message)
  }
}
