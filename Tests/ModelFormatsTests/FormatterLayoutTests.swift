import DependencyModel
import ModelFormats
import Testing

@Suite struct FormatterLayoutTests {
  /// Expects the canonical form of a YAML text, byte by byte, and that it is a fixed point.
  private func expect(
    _ text: String, becomes expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let once = try ModelFormatter.formatted(text, file: "m.yaml")
    #expect(once == expected, sourceLocation: sourceLocation)
    #expect(try ModelFormatter.formatted(once, file: "m.yaml") == once, sourceLocation: sourceLocation)
  }

  @Test(
    "Each text gets the canonical layout",
    arguments: [
      // Scalars and quotes.
      ("a:    1   \n", "a: 1\n"),
      ("a: 'text'\nb: \"two words\"\nc: 'it''s'\n", "a: text\nb: two words\nc: it's\n"),
      (
        "a: 'null'\nb: \"1.0\"\nc: 'yes'\nd: \"012\"\ne: '10m'\nf: ''\n",
        "a: \"null\"\nb: \"1.0\"\nc: \"yes\"\nd: \"012\"\ne: \"10m\"\nf: \"\"\n"
      ),
      (
        "a: '- x'\nb: 'a: b'\nc: '*x'\nd: '#x'\ne: 'x #y'\nf: '{z}'\ng: 'a, b'\n",
        "a: \"- x\"\nb: \"a: b\"\nc: \"*x\"\nd: \"#x\"\ne: \"x #y\"\nf: \"{z}\"\ng: \"a, b\"\n"
      ),
      ("a: null\nb: ~\nc:\nd: NO\ne: a, b {c}\n", "a: null\nb: ~\nc:\nd: NO\ne: a, b {c}\n"),
      ("a: 'say: \"hi\" \\ there'\nb: \"\\u00e9\\t\"\n", "a: \"say: \\\"hi\\\" \\\\ there\"\nb: \"\\u00e9\\t\"\n"),
      ("'a': 1\n\"b c\": 2\n'null': 3\n\"<<\": 4\n~: 5\n", "a: 1\nb c: 2\n\"null\": 3\n\"<<\": 4\n~: 5\n"),
      ("in: \"ebs-*\"\ntier: \"<=1\"\n", "in: \"ebs-*\"\ntier: \"<=1\"\n"),
      ("a:\n  text\n", "a: text\n"),
      ("a: one\n      two\n\n      three\nb: 'x\n y'\n", "a: one\n  two\n\n  three\nb: \"x\n  y\"\n"),
      // Blocks and indentation.
      (
        "a:\n- 1\n- 2\nb:\n    - x:   1\n      y: 2\n    -\n      z: 3\n",
        "a:\n  - 1\n  - 2\nb:\n  - x: 1\n    y: 2\n  - z: 3\n"
      ),
      ("- - a\n  - b\n-\n  - c\n- \n", "- - a\n  - b\n- - c\n-\n"),
      ("a:\n      b:\n         c: 1\n      d: 2\n", "a:\n  b:\n    c: 1\n  d: 2\n"),
      ("? a\n: b\n? c\n", "a: b\nc:\n"),
      // Block scalars.
      (
        "a: |\n      one\n        two\n\n      three  \n\n\nb: >-\n   folded\n   text\n",
        "a: |\n  one\n    two\n\n  three  \n\nb: >-\n  folded\n  text\n"
      ),
      ("a: |4\n      x\n    y\n", "a: |2\n    x\n  y\n"),
      ("a: |+\n x\n\n\nb: 1\n", "a: |+\n  x\n\n\nb: 1\n"),
      ("- |\n  x", "- |-\n  x\n"),
      ("a: |  # c\n  # text\n# d\n", "a: |  # c\n  # text\n# d\n"),
      // Brackets and braces.
      ("a: {b:   1,c: [x,y],}\nd: [ ]\ne: { }\n", "a: { b: 1, c: [x, y] }\nd: []\ne: {}\n"),
      ("a: [\n  x,\n  y\n]\n", "a: [x, y]\n"),
      (
        "a: [x, # one\n  # two\n  y # three\n  # four\n  ] # five\n",
        "a:\n  - x  # one\n  # two\n  - y  # three\n  # four\n  # five\n"
      ),
      ("a: { b: 1, # c\n d: { e: 2 } }\n", "a:\n  b: 1  # c\n  d: { e: 2 }\n"),
      ("{ a: 1, b: [2] }\n", "{ a: 1, b: [2] }\n"),
      ("a: [b: 1, {c}, {d: }]\n", "a: [{ b: 1 }, { c }, { d }]\n"),
      ("a: { # c\n }\nb: 1\n", "a: {}  # c\nb: 1\n"),
      // Comments and blank lines.
      (
        "# head\n\n\n# more\na: 1   # behind\nbb: 2 # too\n\n\n\nc: 3\n# foot\n\n",
        "# head\n\n# more\na: 1   # behind\nbb: 2  # too\n\nc: 3\n# foot\n"
      ),
      ("a: # x\n    # y\n    b: 1\n    # z\n# before c\nc: 2\n", "a:  # x\n  # y\n  b: 1\n  # z\n# before c\nc: 2\n"),
      (
        "a:\n    - 1\n    # end of a\nb:\n- 2\n# before c\nc: 3\n",
        "a:\n  - 1\n  # end of a\nb:\n  - 2\n# before c\nc: 3\n"
      ),
      ("a:\n    # b: 1\n    # c: 2\nd: 1\n", "a:\n  # b: 1\n  # c: 2\nd: 1\n"),
      ("a: # why\n  text\nb:\n  # so\n  text\n", "a: text  # why\n# so\nb: text\n"),
      ("- # x\n  a: 1\n-\n  # y\n  b: 2\n", "-  # x\n  a: 1\n-\n  # y\n  b: 2\n"),
      ("a:\n\n  b: 1\n\n\n  c: 2\n", "a:\n\n  b: 1\n\n  c: 2\n"),
      // Anchors, tags, markers, line ends.
      (
        "a: &x   {b: 1}\nc: *x\nd: &y\n    e: 1\nf: !!str   12\n&k g: 1\n",
        "a: &x { b: 1 }\nc: *x\nd: &y\n  e: 1\nf: !!str 12\n&k g: 1\n"
      ),
      ("# c\n---   # d\na: 1\n...\n# e\n", "# c\n---  # d\na: 1\n# e\n"),
      ("%YAML 1.2\n---\n- a\n", "%YAML 1.2\n---\n- a\n"),
      ("\u{FEFF}a: 1\r\nb:\r\n  - x # c\r\n", "a: 1\nb:\n  - x  # c\n"),
      ("a: |\n x\n   \nb: [-, x]\nc: |\n  y\n   ", "a: |\n  x\n    \nb: [\"-\", x]\nc: |-\n  y\n   \n"),
      ("a: [!!str , &x ]\nb: {c: !!str , d: !!str }\n", "a: [!!str , &x ]\nb: { c: !!str , d: !!str }\n"),
      ("# a\n\n&x   # b\n# c\nk:\n  # d\n  1\n", "# a\n\n&x  # b\n# c\n# d\nk: 1\n"),
      ("&x # a\n\ntext", "&x text  # a\n"),
      ("text", "text\n"),
    ])
  func layout(text: String, expected: String) throws {
    try expect(text, becomes: expected)
  }

  @Test("Brackets that do not fit on a line become blocks")
  func bracketsThatDoNotFitBecomeBlocks() throws {
    let items = (1...12).map { "component-\($0)" }
    let fits = "needs: [" + items.prefix(7).joined(separator: ", ") + "]"
    #expect(fits.utf8.count <= 110)
    try expect(fits + "\n", becomes: fits + "\n")
    try expect(
      "needs: [" + items.joined(separator: ", ") + "]\n",
      becomes: "needs:\n" + items.map { "  - \($0)\n" }.joined())
    try expect(
      "api: { kind: aws/service, needs: [" + items.joined(separator: ", ") + "], tier: 1, in: { any: [a, b] } }\n",
      becomes: "api:\n  kind: aws/service\n  needs:\n" + items.map { "    - \($0)\n" }.joined()
        + "  tier: 1\n  in: { any: [a, b] }\n")
  }

  @Test("Brackets that were spread over lines stay, with filled lines")
  func spreadBracketsAreFilled() throws {
    let ids = (1...12).map { "component-\($0)" }
    try expect(
      "needs: [" + ids.prefix(6).joined(separator: ",\n  ") + ",\n" + ids.dropFirst(6).joined(separator: ", ") + "]\n",
      becomes: "needs:\n  [" + ids.prefix(8).joined(separator: ", ") + ",\n   "
        + ids.dropFirst(8).joined(separator: ", ")
        + "]\n")
    let wide = String(repeating: "w", count: 60)
    try expect(
      "api:  # why\n    { kind: \(wide),\n owner: \(wide), needs: [a, b], tier }  # behind\nb: 1\n",
      becomes: "api:  # why\n  { kind: \(wide),\n    owner: \(wide), needs: [a, b], tier }  # behind\nb: 1\n")
    try expect(
      "- { kind: \(wide),\n owner: \(wide) }\n- x\n", becomes: "- { kind: \(wide),\n    owner: \(wide) }\n- x\n")
    // An entry that is too wide by itself, or a comment inside, makes a block of it.
    try expect(
      "a:\n  { b: \(wide)\(wide),\n    c: 1 }\n", becomes: "a:\n  b: \(wide)\(wide)\n  c: 1\n")
    try expect("a: { b: \(wide),  # c\n d: \(wide) }\n", becomes: "a:\n  b: \(wide)  # c\n  d: \(wide)\n")
  }

  @Test("Exactly 110 columns fit on a line")
  func exactlyAHundredAndTenColumnsFit() throws {
    let text = "a: [" + String(repeating: "é", count: 110 - 5) + "]\n"
    try expect(text, becomes: text)
    let longer = String(repeating: "é", count: 110 - 4)
    try expect("a: [\(longer)]\n", becomes: "a:\n  - \(longer)\n")
  }

  @Test("A very long key gets a question mark")
  func aVeryLongKeyIsMarkedAsOne() throws {
    let key = String(repeating: "k", count: 1_100)
    try expect("? \(key)\n: 1\n", becomes: "? \(key)\n: 1\n")
  }

  @Test(
    "JSON gets its canonical layout, and keeps it",
    arguments: [
      (
        "{\"a\":1,\"b\":[1,2,{\"c\":null}],\"d\":{},\"e\":[]}",
        "{\n  \"a\": 1,\n  \"b\": [\n    1,\n    2,\n    { \"c\": null }\n  ],\n  \"d\": {},\n  \"e\": []\n}\n"
      ),
      ("[1.50, \"\\u00e9\\n\\\"\\u0001\", true]", "[\n  1.50,\n  \"é\\n\\\"\\u0001\",\n  true\n]\n"),
      (
        "{\"a\": [1,\r\n 2 , 3], \"b\": {\"x\": \"y\",\"z\":-1e5}}\r\n",
        "{\n  \"a\": [1, 2, 3],\n  \"b\": { \"x\": \"y\", \"z\": -1e5 }\n}\n"
      ),
      ("\u{FEFF}{}", "{}\n"),
      ("\"x\"", "\"x\"\n"),
    ])
  func json(text: String, expected: String) throws {
    let once = try ModelFormatter.formatted(text, file: "m.json")
    #expect(once == expected)
    #expect(try ModelFormatter.formatted(once, file: "m.json") == once)
  }

  @Test("A JSON array that does not fit on a line is broken")
  func longJSONArraysAreBroken() throws {
    let fits = "{\n  \"a\": [\"" + String(repeating: "x", count: 110 - 12) + "\"]\n}\n"
    #expect(fits.split(separator: "\n").map(\.utf8.count).max() == 109)
    #expect(try ModelFormatter.formatted(fits, file: "m.json") == fits)
    let long = fits.replacing("x\"]", with: "xx\"]")
    #expect(try ModelFormatter.formatted(long, file: "m.json").split(separator: "\n").count == 5)
  }
}
