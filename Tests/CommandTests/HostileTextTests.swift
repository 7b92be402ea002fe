import Foundation
import TestSupport
import Testing

/// Text of a model never steers the host that shows it: no line is a command to a pipeline's runner, and nothing is hidden.
@Suite struct HostileTextTests {
  static let texts = [
    "::stop-commands::x", "  ::error::x", "##[error]x", "a ##vso[task.complete]x", "section_start:1:x\r\u{1B}[0Kx",
    "a\u{61C}b", "a\u{200B}b", "a\u{200D}b", "a\u{200F}b", "a\u{202E}b", "a\u{2066}b", "a\u{FEFF}b", "a\u{2028}b",
    "a\u{AD}b",
    "a\u{E0001}\u{E0041}b", "a\u{3164}b", "a\u{FE0F}b", "a\u{180E}b", "@team", "fixes #12 and GH-7",
    String(repeating: "word ", count: 14) + "::error::wrapped",
  ]

  private static func quoted(_ text: String) throws -> String {
    String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
  }

  /// A model in which every sort of text is the hostile one; its id has no blank in front and no line break.
  private static func model(_ text: String) throws -> String {
    let shown = text.trimmingCharacters(in: .whitespaces)
    let id = try quoted(shown.unicodeScalars.contains { $0.value < 0x20 } ? "a" : shown)
    let text = try quoted(shown.unicodeScalars.contains { $0.value < 0x20 } ? "a" : text)
    return """
      {"model": \(text), "description": \(text),
       "domains": {"z": {"name": \(text), "description": \(text)}},
       "components": {
         \(id): {"name": \(text), "description": \(text), "kind": "service", "owner": \(text), "in": "z", "needs": "b"},
         "b": {"name": \(text)},
         "c": {"needs": {"any": [\(id), "b"]}}},
       "faults": {"f": {"down": "b", "name": \(text), "description": \(text)}},
       "checks": {"k": {"description": \(text), "owner": \(text), "given": "b", "then": {"up": \(id)}}}}
      """
  }

  private func expectHarmless(_ output: String, _ about: String) {
    for line in output.split(separator: "\n") {
      let start = line.drop { $0.isWhitespace }
      #expect(!start.hasPrefix("::") || Self.isAnnotation(start), "\(about): \(line)")
    }
    #expect(output.range(of: "##[a-z]*\\[", options: [.regularExpression, .caseInsensitive]) == nil, "\(about)")
    for scalar in output.unicodeScalars {
      let isHidden =
        scalar != "\n" && scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format || scalar == "\u{2028}" || scalar == "\u{2029}"
        || scalar.properties.isDefaultIgnorableCodePoint
      #expect(!isHidden, "\(about): U+\(String(scalar.value, radix: 16))")
    }
  }

  private static func isAnnotation(_ line: Substring) -> Bool {
    ["::error file=", "::warning file=", "::notice file=", "::error title=", "::warning title="].contains {
      line.hasPrefix($0)
    }
  }

  @Test(arguments: texts) func answersAreHarmless(_ text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(try Self.model(text), to: "whatfails.json")
    let model = ["-m", "whatfails.json"]
    var runs = [
      ["if", "f"], ["why", "c", "--if", "f"], ["risks", "c"], ["rank"], ["start"], ["check", "--lint"],
    ].flatMap { command in
      ["text", "json", "markdown"].map { command + model + ["--format", $0] }
    }
    runs += [
      ["validate"] + model, ["check", "--report", "github"] + model, ["render"] + model,
      ["import", "whatfails.json"], ["import", "whatfails.json", "--as", "json"], ["why", text] + model,
      ["risks", text] + model, ["check", text], [text], ["if", text, "-m", text],
      ["import", "whatfails.json", "-o", "\(text)/x"],
      ["render", "--format", "dot"] + model, ["render", "--format", "svg"] + model, ["render", "--hide", text] + model,
    ]
    for arguments in runs {
      let result = try Program.run(arguments, in: folder.url)
      #expect(result.status != 70)
      expectHarmless(result.output, "\(arguments)")
      expectHarmless(result.errors, "\(arguments)")
    }
  }

  @Test(arguments: texts) func reportsAreHarmless(_ text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(try Self.model(text), to: "whatfails.json")
    let forms = ["text", "json", "markdown", "sarif", "junit", "gitlab"]
    _ = try Program.run(
      ["check", "--lint", "-m", "whatfails.json", "--write-baseline", "baseline"]
        + forms.flatMap { ["--report", "\($0)=\($0)"] }, in: folder.url)
    for form in forms + ["baseline"] { expectHarmless(try folder.text(of: form), form) }
  }

  /// What is escaped in JSON and in models is still the same text.
  @Test(arguments: texts) func nothingIsLost(_ text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(try Self.model(text), to: "whatfails.json")
    func names(_ file: String) throws -> [String] {
      let result = try Program.run("if", "b", "-m", file, "--format", "json", in: folder.url)
      let answer = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      let components = answer["components"] as? [[String: Any]] ?? []
      return [answer["model"] as? String ?? ""]
        + components.flatMap { [$0["id"] as? String, $0["name"] as? String] }.compactMap { $0 }
    }
    let expected = try names("whatfails.json")
    #expect(expected.count > 3)
    for file in ["x.yaml", "x.json"] {
      #expect(try Program.run("import", "whatfails.json", "-o", file, in: folder.url).status == 0)
      #expect(try names(file).map { Array($0.utf8) } == expected.map { Array($0.utf8) })
      #expect(try Program.run("fmt", "--check", file, in: folder.url).status == 0)
    }
  }

  @Test func nobodyIsCalledFromMarkdown() throws {
    let folder = try TemporaryFolder()
    try folder.write(try Self.model("@team fixes #12, GH-7 and org/repo#3"), to: "whatfails.json")
    for command in [["if", "f"], ["check"], ["why", "c", "--if", "f"]] {
      let result = try Program.run(command + ["-m", "whatfails.json", "--format", "markdown"], in: folder.url)
      // In code nobody is called, and no number refers to anything.
      let text = result.output.replacing(#/`[^`]*`/#, with: "")
      #expect(!text.contains("@team") && !text.contains("#12") && !text.contains("GH-7") && !text.contains("#3"))
      #expect(text.contains("<span>@</span>team"))
    }
  }

  /// The place of a line does not matter: a runner trims it.
  @Test func aLineOfTheSourceIsNoCommand() throws {
    let folder = try TemporaryFolder()
    try folder.write("model: M\ncomponents:\n  ::error::x: { nees: b }\n  b: {}\n", to: "whatfails.yaml")
    let result = try Program.run("validate", in: folder.url)
    #expect(result.status == 2 && result.errors.contains("nees"))
    expectHarmless(result.errors, "source line")
  }

  @Test func messagesOfTheParserStayOnTheirLines() throws {
    let result = try Program.run("check", "x\n::error::y\u{1B}[31m", "--nonsense\u{202E}")
    #expect(result.status == 64)
    expectHarmless(result.errors, "parser")
  }
}
