import Foundation
import TestSupport
import Testing

/// The command line is known to `WhatFailsCommands` only: a library's texts name no option and no command.
@Suite struct CommandLineWordsTests {
  /// Programs, calls of other programs, and measurements.
  private static let exceptions = [
    "Sources/WhatFailsCommands/", "Sources/WhatFailsProgram/", "Sources/Benchmarks/",
    "Sources/CloudSources/AWS/Services/",
  ]

  private static let commands = [
    "availability", "check", "diff", "fmt", "if", "import", "init", "kinds", "list", "rank", "render", "risks",
    "schema",
    "show", "start",
    "validate", "why",
  ]

  @Test("No library's texts name options or commands")
  func librariesNameNoOptions() throws {
    let folder = Repository.root.appending(path: "Sources")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    let paths = names.map { "Sources/\($0)" }.filter { path in !Self.exceptions.contains { path.contains($0) } }
    #expect(paths.count > 300)
    for path in paths.sorted() {
      let text = try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
      for place in Self.found(in: text) { Issue.record("\(path):\(place)") }
    }
  }

  @Test("Options and commands are found in text, and not in comments")
  func optionsAreFound() {
    let text = """
      /// See `whatfails if --all`.
      let a = "and 3 more; --all shows them"
      let b = "run 'whatfails if' or whatfails why"
      let c = "ask what it is read from, with -m"
      let d = a - m  // as --all does
      let e = "a --> b, z-m"
      whatfails if db -m folder
      """
    #expect(Self.found(in: text) == ["2: '--all'", "3: 'whatfails if'", "3: 'whatfails why'", "4: '-m'"])
  }

  /// The line of each option and command in a source text.
  private static func found(in text: String) -> [String] {
    var found: [String] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard line.contains("-") || line.contains("whatfails") else { continue }
      let code = line.firstRange(of: "// ").map { line[..<$0.lowerBound] } ?? line
      let start = code.drop { " #".contains($0) }
      // A line of an example may be a command line.
      if start.hasPrefix("//") || start.hasPrefix("whatfails ") { continue }
      for match in code.matches(of: /--[a-z][a-z-]*|(?:["( ])(-[mo])(?![\w.>])/) {
        guard match.1 == nil || code.contains("\"") else { continue }
        found.append("\(number + 1): '\(match.1 ?? match.0)'")
      }
      for match in code.matches(of: /whatfails ([a-z]+)/) where commands.contains(String(match.1)) {
        found.append("\(number + 1): '\(match.0)'")
      }
    }
    return found
  }
}
