internal import ArgumentParser
internal import DependencyModel
internal import Reports

/// The words of the command line, where the parser is too generous for a pipeline: a mistake must not end
/// with exit code 0.
enum CommandWords {
  /// The options that say one thing, and so are given once: of two, one would be ignored.
  private static let single: Set<String> = [
    "--as", "--baseline", "--bound", "--color", "--columns", "--date", "--depth", "--diff", "--edges", "--explain",
    "--format", "--level",
    "--limit", "--memory", "--mission-time", "--output", "--resolution", "--save", "--since", "--size", "--slo",
    "--sort",
    "--target", "--timeout", "--title", "--to", "--trust", "--why", "--within", "--write-baseline",
  ]

  /// Whether help, the version or a script for completion is asked for by the very words that do so, and not by a letter
  /// among others, such as the `h` of `-path`.
  static func askForText(_ arguments: [String]) -> Bool {
    switch arguments.first {
    case "help": return helpIsOfACommand(arguments)
    case "--generate-completion-script": return arguments.count <= 2
    case "--experimental-dump-help": return arguments.count == 1
    case let first? where first.hasPrefix("---completion"): return true
    case "--version": return arguments.count == 1
    default: return options(in: arguments).contains { ["-h", "--help"].contains($0) }
    }
  }

  /// `help`, or `help` and a command of the program.
  private static func helpIsOfACommand(_ arguments: [String]) -> Bool {
    let names = Set(WhatFails.configuration.subcommands.map { $0._commandName })
    let rest = arguments.dropFirst()
    if rest.contains(where: { $0 == "-h" || $0 == "--help" }) { return rest.count == 1 }
    return rest.isEmpty || rest.count == 1 && names.contains(rest[1]) || Array(rest) == ["import", "aws"]
  }

  /// The problem of a command line whose first word is not a command; `nil` if it is one, or an option.
  static func problemOfCommand(_ arguments: [String]) -> String? {
    guard let first = arguments.first, !first.hasPrefix("-"), first != "help" else { return nil }
    let names = WhatFails.configuration.subcommands.map { $0._commandName }
    return names.contains(first) ? nil : unknownCommand(first)
  }

  /// What other programs call the commands.
  private static let otherNames = [
    "analyze": "if", "blast-radius": "if", "describe": "show", "draw": "render", "explain": "why", "format": "fmt",
    "get": "show",
    "graph": "render", "impact": "if", "inspect": "show", "lint": "check", "ls": "list", "new": "init",
    "plot": "render", "play": "replay", "simulate": "replay", "timeline": "replay",
    "spof": "risks", "test": "check", "tree": "list", "verify": "validate", "what-if": "if", "whatif": "if",
  ]

  private static func unknownCommand(_ text: String) -> String {
    let names = WhatFails.configuration.subcommands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
    let meant = spellingSuggestion(for: text, among: names) ?? otherNames[text.lowercased()]
    return "there is no command '\(text)'; " + (meant.map { "did you mean '\($0)'?" } ?? "'whatfails help' lists them")
  }

  /// The problem of a command line that was read as a question for help.
  static func problem(_ arguments: [String]) -> String {
    if arguments.first == "help" {
      return unknownCommand(arguments.dropFirst().joined(separator: " "))
    }
    if let first = arguments.first,
      ["--generate-completion-script", "--experimental-dump-help", "--version"].contains(first)
    {
      return "too many arguments after '\(first)'"
    }
    // The option that the parser read as help has one of these letters, or is one of its own.
    let wrong = options(in: arguments).first { word in
      ["--help", "--version", "--generate", "--experimental"].contains { word.hasPrefix($0) }
        || !word.hasPrefix("--") && word.dropFirst().contains("h")
    }
    if wrong == "--version" { return "'--version' can't be combined with anything else" }
    return "unknown option '\(wrong ?? "")'; help is -h or --help, and long options have two dashes"
  }

  /// The first option that is given twice and says one thing only.
  static func repeated(_ arguments: [String]) -> String? {
    var single = single
    // If 'diff' has several bars, each counts.
    if arguments.first == "check" { single.insert("--fail-on") }
    var seen: Set<String> = []
    for name in names(in: arguments) where single.contains(name) && !seen.insert(name).inserted { return name }
    return nil
  }

  /// The options of this command line by their long names.
  static func given() -> Set<String> { Set(names(in: Array(CommandLine.arguments.dropFirst()))) }

  /// Refuses what can't be combined with an option that answers by itself.
  static func requireAlone(
    _ option: String, with allowed: Set<String> = ["--format", "--output", "--color", "--quiet"]
  ) throws {
    let others = given().subtracting(allowed).subtracting([option])
    if let other = others.sorted().first {
      throw ValidationError("\(option) only explains and reads no model; \(other) can't be combined with it")
    }
  }

  /// Refuses options that only mean something with another one.
  static func require(_ option: String, for dependents: [String]) throws {
    let given = given()
    guard !given.contains(option) else { return }
    if let lone = dependents.first(where: given.contains) { throw ValidationError("\(lone) requires \(option)") }
  }

  /// The parser's message about a command line, for a terminal: its own line breaks stay, those of the arguments don't.
  static func shown(_ message: String, quoting arguments: [String]) -> String {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    let isBroken = arguments.contains { $0.contains(where: \.isNewline) }
    // The usage comes last, and quotes nothing.
    let usage = lines.lastIndex { $0.hasPrefix("Usage: ") } ?? lines.endIndex
    var said = lines[..<usage].map(\.printable)
    // One form of errors, whoever finds them.
    if let first = said.first, first.hasPrefix("Error: ") { said[0] = "error: " + first.dropFirst(7) }
    let ours = lines[usage...].map(String.init)
    return ((isBroken ? [said.joined(separator: " ")] : said) + ours).joined(separator: "\n").withoutCommands
  }

  /// A text of help in which the headings of groups of commands are as they are named.
  static func withPlainHeadings(_ text: String) -> String { text.replacing(" SUBCOMMANDS:\n", with: ":\n") }

  /// The words that are options; after `--` there are none.
  private static func options(in arguments: [String]) -> [String] {
    arguments.prefix { $0 != "--" }.filter { $0.hasPrefix("-") && $0.count > 1 }
  }

  private static func names(in arguments: [String]) -> [String] {
    options(in: arguments).map { word in
      let name = word.prefix { $0 != "=" }
      return name == "-o" ? "--output" : name == "-m" ? "--model" : String(name)
    }
  }
}
