import DependencyModel
import ModelFormats
import TestSupport
import Testing

@Suite struct SyntaxYAMLTests {
  private func read(_ text: String) -> SyntaxReading { YAMLReader().read(Array(text.utf8), file: "m.yaml") }

  @Test(
    "YAML values are read as written",
    arguments: [
      ("a: 1", "{a: 1}"),
      ("a: 014\nb: NO\nc: 1.10\nd: 12:30:45", "{a: 014, b: NO, c: 1.10, d: 12:30:45}"),
      ("a: null\nb: Null\nc: NULL\nd: ~\ne:\nf: nULL", "{a: ~, b: ~, c: ~, d: ~, e: ~, f: nULL}"),
      (
        "a: \"null\"\nb: '~'\nc: ''\nd: |\n  null\ne: >-\n  ~",
        "{a: \"null\", b: \"~\", c: \"\", d: \"null\n\", e: \"~\"}"
      ),
      ("null: {}\n~: 1\ntrue: 2\n12: 3", "{null: {}, ~: 1, true: 2, 12: 3}"),
      ("- a\n-\n- - b\n  - c\n- d: 1\n  e: 2", "[a, ~, [b, c], {d: 1, e: 2}]"),
      ("{a, b: , c: [1, \"2\", {}]}", "{a: ~, b: ~, c: [1, \"2\", {}]}"),
      ("a: &x [1, {b: 2}]\nc: *x\nd: &y t\ne: *y", "{a: [1, {b: 2}], c: [1, {b: 2}], d: t, e: t}"),
      ("&k a: 1\nb: *k", "{a: 1, b: a}"),
      ("a: &x\nb: *x", "{a: ~, b: ~}"),
      ("a: &x 1\nb: &x 2\nc: *x", "{a: 1, b: 2, c: 2}"),
      (
        "a: !!str 12\nb: !!int \"12\"\nc: !!null\nd: !!map {}\ne: !!seq []\nf: !!float 1\ng: !!bool true\nh: !!str",
        "{a: \"12\", b: 12, c: ~, d: {}, e: [], f: 1, g: true, h: \"\"}"
      ),
      ("%YAML 1.2\n---\na: 1\n...\n", "{a: 1}"),
      ("a: \"\\u00e9\\0\\n\"", "{a: \"é\0\n\"}"),
      ("a: one\n  two\n\n  three", "{a: one two\nthree}"),
      ("a: 1\r\nb: 2\r\n", "{a: 1, b: 2}"),
      ("text", "text"),
      ("\"<<\": 1", "{<<: 1}"),
      ("\u{FEFF}a: 1", "{a: 1}"),
    ])
  func values(text: String, expected: String) {
    let reading = read(text)
    #expect(reading.diagnostics == [])
    #expect(treeText(reading.document) == expected)
  }

  @Test("Locations in YAML count characters from one")
  func placesCountScalarsFromOne() throws {
    let text = "\u{FEFF}größe: ß\n\"é🔥é\": [日本, 🔥🔥, x]\nkey:\n  - a\n  -\n    b: |\n      text\n"
    let document = try #require(read(text).document)
    func place(_ node: SyntaxNode?) -> [Int]? { node.map { [$0.place.line, $0.place.column] } }
    #expect(place(document) == [1, 1])
    #expect(place(document["größe"]) == [1, 8])
    let list = document["é🔥é"]
    #expect(place(list) == [2, 8])
    #expect(place(list?[0]) == [2, 9])
    #expect(place(list?[1]) == [2, 13])
    #expect(place(list?[2]) == [2, 17])
    #expect(place(document["key"]) == [4, 3])
    #expect(place(document["key"]?[1]) == [6, 5])
    #expect(place(document["key"]?[1]?["b"]) == [6, 8])
    guard case .mapping(let entries) = document.content else { return }
    #expect(entries.map { [$0.key.place.line, $0.key.place.column] } == [[1, 1], [2, 1], [3, 1]])
  }

  @Test("The value of an alias has the location of its anchor")
  func aliasedValuesHaveThePlacesOfTheirAnchor() throws {
    let document = try #require(read("a: &x\n  b: 1\nc: *x").document)
    #expect(document["c"]?["b"]?.place == Place(file: "m.yaml", line: 2, column: 6))
  }

  @Test("All duplicate keys are reported, and the first one counts")
  func allDuplicatesAreReportedAndTheFirstWins() {
    let reading = expectDiagnostics(
      [.duplicateKey, .duplicateKey, .duplicateKey, .duplicateKey],
      in: "a: 1\nb: { c: 1, 1️⃣c: 2 }\n2️⃣a: { x: 1, 3️⃣x: 2 }\n4️⃣\"a\": 3\n", message: "'a' appears here a second time")
    #expect(treeText(reading.document) == "{a: 1, b: {c: 1}}")
    let firsts = reading.diagnostics.map { $0.notes.first?.place }
    #expect(
      firsts == [[2, 6], [1, 1], [3, 6], [1, 1]].map { Place(file: "model.yaml", line: $0[0], column: $0[1]) })
  }

  @Test("Duplicate keys in a large mapping are reported")
  func duplicatesInALargeMapping() {
    let text = (0..<30).map { "k\($0): 1\n" }.joined() + "1️⃣k3: 2\n2️⃣k29: 2\n"
    expectDiagnostics([.duplicateKey, .duplicateKey], in: text)
  }

  @Test(
    "Each problem of a YAML text is reported at its location",
    arguments: [
      ([DiagnosticCode.emptyFile], "1️⃣"),
      ([.emptyFile], "1️⃣# nothing\n\n"),
      ([.emptyFile], "1️⃣---\n"),
      ([.emptyFile], "1️⃣\n\n"),
      ([.secondDocument], "a: 1\n1️⃣---\nb: 1\n---\nc: 1\n"),
      ([.undefinedAlias, .undefinedAlias], "a: 1️⃣*x\nb: [2️⃣*y]"),
      ([.aliasCycle], "a: &x\n  b: [1, 1️⃣*x]"),
      ([.complexKey], "1️⃣{zone}: 1"),
      ([.complexKey], "1️⃣[a, b]: 1\nc: 2"),
      ([.complexKey], "a: &x b\n1️⃣*x : 2"),
      ([.complexKey], "? 1️⃣- a\n: b"),
      ([.mergeKey], "a: &x { b: 1 }\nc: { 1️⃣<<: *x, d: 1 }"),
      ([.unknownTag], "a: 1️⃣!foo 1"),
      ([.unknownTag], "a: 1️⃣!!binary abcd"),
      ([.unknownTag], "a: 1️⃣!!map text"),
      ([.unknownTag], "a: 1️⃣!!str [x]"),
      ([.unknownTag], "a: 1️⃣!!null x"),
      ([.unknownTag], "1️⃣!foo k: 1"),
      ([.controlCharacter], "a: é1️⃣\u{1}b"),
      ([.controlCharacter], "a: 1️⃣\u{0}"),
    ])
  func problems(codes: [DiagnosticCode], marked: String) {
    expectDiagnostics(codes, in: marked)
  }

  @Test(
    "Each syntax error in YAML is reported at its location with a reason",
    arguments: [
      ("description: Two zones1️⃣: one", "double quotes"),
      ("a: 1\n b1️⃣: 2", "indentation"),
      ("a:\n1️⃣\tb: 1", "tab"),
      ("a: 1️⃣@b", "can't start with '@'"),
      ("a: 1️⃣`b`", "can't start with '`'"),
      ("a: 1\n1️⃣b\nc: 2", "no ':' after its key"),
      ("a: 1️⃣- b", "list item"),
      ("a: 1\n  - b1️⃣: c\n", "':'"),
      ("a: \"b\" 1️⃣c", "nothing may follow"),
      ("a: [1, 2\nb1️⃣: 3", "',' or ']'"),
      ("a: { b: 1 1️⃣]", "',' or '}'"),
      ("a: 1️⃣\"b\nc: 1", "never ends"),
      ("a: \"b1️⃣\\q\"", "escape"),
      ("a: \"\\x1️⃣ZZ\"", "hexadecimal"),
      ("a: 1️⃣*", "glob"),
      ("a: [1️⃣*]", "glob"),
      ("a: | 1️⃣b", "next line"),
      ("a:\n  - b\n 1️⃣- c", "expected a key"),
      ("- a\n1️⃣b: c", "less indentation"),
      ("a: [1, 1️⃣, 2]", "value here"),
      ("[a]\n1️⃣b", "document ended"),
      ("1️⃣%YAML 2.0\n---\na: 1", "%YAML 1.1"),
      ("a: 1️⃣%b", "can't start with '%'"),
    ])
  func syntaxErrors(marked: String, message: String) {
    expectDiagnostics([.yamlSyntax], in: marked, message: message)
  }

  @Test("Texts that are not UTF-8 are refused at the first wrong byte")
  func encodings() {
    func diagnostics(_ bytes: [UInt8]) -> [Diagnostic] { YAMLReader().read(bytes, file: "m.yaml").diagnostics }
    let latin = Array("a: é\nbé: ".utf8) + [0xE9] + Array(" x".utf8)
    #expect(diagnostics(latin) == [.invalidUTF8(byte: 0xE9, offset: 11, at: Place(file: "m.yaml", line: 2, column: 5))])
    #expect(diagnostics([0xFF, 0xFE, 0x61, 0]).first?.message.contains("UTF-16") == true)
    #expect(diagnostics([0xFE, 0xFF, 0, 0x61]).first?.message.contains("UTF-16") == true)
    #expect(diagnostics([0xFF, 0xFE, 0, 0]).first?.message.contains("UTF-32") == true)
    #expect(diagnostics([0x61, 0xC3]).map(\.code) == [.invalidUTF8])
    #expect(diagnostics([0xED, 0xA0, 0x80]).map(\.code) == [.invalidUTF8])
    #expect(JSONReader().read([0x22, 0xFF, 0x22], file: "m.json").diagnostics.map(\.code) == [.invalidUTF8])
    #expect(diagnostics([0xEF, 0xBB, 0xBF]).map(\.code) == [.emptyFile])
  }
}
