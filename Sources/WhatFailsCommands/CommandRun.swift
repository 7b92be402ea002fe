internal import ArgumentParser
internal import DependencyModel
internal import Reports
internal import ResilienceAnalysis

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The exit codes that are promised.
enum ExitStatus {
  /// A check fails.
  static let verdict = ExitCode(1)
  /// The model or other input is wrong.
  static let input = ExitCode(2)
  /// The command line is wrong.
  static let usage = ExitCode(64)
  /// A fault of the program's own.
  static let software = ExitCode(70)
}

/// Something that ends a command, with its message on standard error.
struct CommandFailure: Error {
  let message: String
  var exitCode = ExitStatus.input
}

/// Runs a command and turns whatever ends it into a message and an exit code.
enum CommandRun {
  static func runAndExit(_ type: WhatFails.Type) -> Never {
    CrashHandler.install()
    Console.holdStandardDescriptors()
    Console.holdColumns()
    TemporaryFile.watchSignals()
    // Where there is no /proc, a program that is linked as a whole does not see its arguments; help would pass for a verdict.
    guard !CommandLine.arguments.isEmpty else {
      Console.printError("error: internal: can't read the command-line arguments; is /proc mounted?")
      exit(ExitStatus.software.rawValue)
    }
    let arguments = Array(CommandLine.arguments.dropFirst())
    Console.configure(arguments)
    if let problem = CommandWords.problemOfCommand(ImportAWS.joined(arguments)) {
      Console.printError("error: \(problem)")
      exit(ExitStatus.usage.rawValue)
    }
    do {
      if let twice = CommandWords.repeated(arguments) { throw ValidationError("\(twice) is given twice") }
      var command = try type.parseAsRoot(ImportAWS.joined(arguments))
      if command is WhatFails { endWithoutQuestion(type) }
      try command.run()
      exit(0)
    } catch let failure as CommandFailure {
      end(failure)
    } catch let invalid as InvalidInput {
      Console.printDiagnostics(invalid.diagnostics, invalid.sources)
      exit(ExitStatus.input.rawValue)
    } catch let unknown as UnknownName {
      Console.printError("error: \(message(for: unknown))")
      exit(ExitStatus.input.rawValue)
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      end(type, error, arguments)
    }
  }

  private static func end(_ failure: CommandFailure) -> Never {
    Console.printError(failure.message)
    exit(failure.exitCode.rawValue)
  }

  /// Help for users who do not know what to ask; in a pipeline, a command line without a command is a mistake.
  private static func endWithoutQuestion(_ type: WhatFails.Type) -> Never {
    let text = type.helpMessage(columns: Console.style(for: Console.standardError).width)
    Console.printErrors(of: CommandWords.withPlainHeadings(text) + "\n")
    exit(ExitStatus.usage.rawValue)
  }

  /// Ends with what the argument parser has to say, which has a code of its own: 0 for help, 64 for a wrong command line.
  private static func end(_ type: WhatFails.Type, _ error: any Error, _ arguments: [String]) -> Never {
    let code = type.exitCode(for: error)
    if code == .failure {
      Console.printError("error: internal: \(error)")
      exit(ExitStatus.software.rawValue)
    }
    guard code != .success || CommandWords.askForText(arguments) else {
      Console.printError("error: \(CommandWords.problem(arguments))")
      exit(ExitStatus.usage.rawValue)
    }
    let stream = code == .success ? Console.standardOutput : Console.standardError
    var text = type.fullMessage(for: error, columns: Console.style(for: stream).width)
    text = code == .success ? CommandWords.withPlainHeadings(text) : CommandWords.shown(text, quoting: arguments)
    do throws(CommandFailure) {
      if !text.isEmpty { try Console.write(Array((text + "\n").utf8), to: stream) }
    } catch {
      end(error)
    }
    exit(code.rawValue)
  }

  static func message(for unknown: UnknownName) -> String {
    let text = unknown.text
    let keys = ComponentSelector.keys.filter { $0 != "not" }.joined(separator: ", ")
    let meant = unknown.suggestion.map { "did you mean '\($0)'?" }
    switch unknown.problem {
    case .noSuchID:
      return "the model has no component, domain or fault '\(text)'; \(meant ?? "'whatfails list' shows what it has")"
    case .isFault:
      return "'\(text)' is a named fault, and a component is asked for; 'whatfails if \(text)' says what the fault does"
    case .matchesLogicOnly:
      return "'\(text)' matches only names for groups, which don't fail by themselves; name one by its id to try it"
    case .matchesNothing:
      return "'\(text)' matches no component of the model; 'whatfails list' shows what it has"
    case .notALevel(let level, let id):
      return "'\(level)' is not a level of '\(id)'; write \(id)=down, \(id)=degraded, or a share such as \(id)=13%"
    case .notAKey(let key) where key.hasPrefix("!"):
      return "'\(text)' is not a selector: ! stands before the value, as in tier=!0"
    case .notAKey(let key) where key.hasSuffix("!"):
      return "'\(text)' is not a selector: ! stands behind the =, as in kind=!zone"
    case .notAKey(let key):
      return "'\(text)' is neither an id nor a selector: '\(key)' is not one of \(keys)"
        + (meant.map { "; \($0)" } ?? "")
    case .notAValue(let value, let key):
      return "'\(value)' is not a \(key)" + (key == "tier" ? "; write a number or a comparison, such as <=1" : "")
    case .matchesSeveral(let ids):
      let shown =
        ids.count > 5
        ? "\(ids.prefix(4).joined(separator: ", ")) and \(ids.count - 4) more" : ids.joined(separator: ", ")
      return "'\(text)' matches \(ids.count) components, and one is asked for: name one of \(shown)"
    }
  }
}
