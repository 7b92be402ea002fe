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

  /// A model in which every sort of text is hostile: a component for each, in one domain, that needs the next one.
  private static func model(_ texts: [String]) throws -> String {
    // Ids have no control characters and no blanks at their ends.
    let usable = texts.filter { text in !text.unicodeScalars.contains { $0.value < 0x20 } }
    let ids = try usable.map { try quoted($0.trimmingCharacters(in: .whitespaces)) }
    let components = try ids.indices.map { index in
      let text = try quoted(usable[index])
      let next = index + 1 < ids.count ? ids[index + 1] : "\"b\""
      return "\(ids[index]): {\"name\": \(text), \"description\": \(text), \"owner\": \(text), \"in\": \"z\", "
        + "\"needs\": [\(next), {\"any\": [\(next), \"b\"]}]}"
    }
    let checks = try ids.indices.map { index in
      let text = try quoted(usable[index])
      return
        "\"k\(index)\": {\"description\": \(text), \"owner\": \(text), \"given\": \"b\", \"then\": {\"up\": \(ids[index])}}"
    }
    let text = try quoted(usable[0])
    return """
      {"model": \(text), "description": \(text),
       "domains": {"z": {"name": \(text), "description": \(text)}},
       "components": {\(components.joined(separator: ",\n")), "b": {"name": \(text)}},
       "faults": {"f": {"down": "b", "name": \(text), "description": \(text)}},
       "checks": {\(checks.joined(separator: ",\n"))}}
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

  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(try model(texts), to: "whatfails.json")
    return folder
  }

  private func expectHarmless(_ arguments: [String], in folder: TemporaryFolder) throws {
    let result = try CLI(arguments).in(folder).run()
    #expect(result.status != 70, "\(result)")
    expectHarmless(result.output, "\(arguments)")
    expectHarmless(result.errors, "\(arguments)")
  }

  @Test(
    "Answers about hostile texts are harmless in every format",
    arguments: [
      ["if", "f"], ["why", "::stop-commands::x", "--if", "f"], ["risks", "::stop-commands::x"], ["rank"], ["start"],
      ["check"],
    ])
  func answersAreHarmless(_ command: [String]) throws {
    let folder = try Self.folder()
    for format in ["text", "json", "markdown"] {
      try expectHarmless(command + ["-m", "whatfails.json", "--format", format], in: folder)
    }
  }

  @Test(
    "Pictures, imports and other outputs with hostile texts are harmless",
    arguments: [
      ["validate", "-m", "whatfails.json"], ["check", "--report", "github", "-m", "whatfails.json"],
      ["render", "-m", "whatfails.json"], ["render", "--format", "svg", "-m", "whatfails.json"],
      ["import", "whatfails.json"], ["import", "whatfails.json", "--as", "json"],
    ])
  func whatElseIsWrittenIsHarmless(_ arguments: [String]) throws {
    try expectHarmless(arguments, in: try Self.folder())
  }

  /// Arguments come back in messages, the argument parser's among them.
  @Test("Messages that quote hostile arguments are harmless")
  func messagesAreHarmless() throws {
    let folder = try Self.folder()
    let text = "x\n::error::\u{1B}[31m\u{202E}\r##[error]\u{200B}"
    for arguments in [
      ["if", text, "-m", "whatfails.json"], ["check", text], [text], ["if", "a", "-m", text], ["if", "a", "--\(text)"],
      ["import", "whatfails.json", "-o", "\(text)/x"], ["render", "--hide", text, "-m", "whatfails.json"],
      ["init", text],
      ["check", "--explain", text], ["fmt", text], ["diff", text, text], ["if", "a", "--within", text], ["help", text],
    ] {
      try expectHarmless(arguments, in: folder)
    }
  }

  @Test("Report files and baselines with hostile texts are harmless")
  func reportsAreHarmless() throws {
    let folder = try Self.folder()
    let forms = ["text", "json", "markdown", "sarif", "junit", "gitlab"]
    _ = try CLI("check -m whatfails.json --write-baseline baseline")
      .arguments(forms.flatMap { ["--report", "\($0)=\($0)"] }).in(folder).run()
    for form in forms + ["baseline"] { expectHarmless(try folder.text(of: form), form) }
  }

  @Test("A text that is escaped in JSON and in models is still the same text")
  func nothingIsLost() throws {
    let folder = try Self.folder()
    func names(_ file: String) throws -> [[UInt8]] {
      let answer = try CLI("if b -m \(file) --format json").in(folder).run().json()
      let components = answer["components"] as? [[String: Any]] ?? []
      let texts = components.flatMap { [$0["id"] as? String, $0["name"] as? String] }.compactMap { $0 }
      return ([answer["model"] as? String ?? ""] + texts).map { Array($0.utf8) }
    }
    let expected = try names("whatfails.json")
    #expect(expected.count > 15)
    for file in ["x.yaml", "x.json"] {
      try CLI("import whatfails.json -o \(file)").in(folder).succeeds()
      #expect(try names(file) == expected)
      try CLI("fmt --check \(file)").in(folder).succeeds()
    }
  }

  @Test("Text in Markdown mentions no user and refers to no issue")
  func nobodyIsCalledFromMarkdown() throws {
    let folder = try TemporaryFolder()
    let text = "@team fixes #12, GH-7 and org/repo#3"
    try folder.write(try Self.model([text]), to: "whatfails.json")
    for command in [["if", "f"], ["check"], ["why", text, "--if", "f"]] {
      let result = try CLI(command).adding("-m whatfails.json --format markdown").in(folder).run()
      // In code nobody is called, and no number refers to anything.
      let text = result.output.replacing(#/`[^`]*`/#, with: "")
      for reference in ["@team", "#12", "GH-7", "#3"] { #expect(!text.contains(reference), "\(result)") }
      #expect(text.contains("<span>@</span>team"))
    }
  }

  /// The place of a line does not matter: a runner trims it.
  @Test("A line of the source in a diagnostic is not a command to a runner")
  func aLineOfTheSourceIsNoCommand() throws {
    let folder = try TemporaryFolder()
    try folder.write("model: M\ncomponents:\n  ::error::x: { nees: b }\n  b: {}\n", to: "whatfails.yaml")
    let result = try CLI("validate").in(folder).fails(2, "nees")
    expectHarmless(result.errors, "source line")
  }
}
