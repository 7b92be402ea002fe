import Foundation
import TestSupport
import Testing

/// One run of the program, as a user would type it, and what it must do:
///
///     try CLI("check").model("model: M\ncomponents: { a: {} }").fails(2, "nothing to check")
///     try CLI("if zone-a -m model.yaml").in(folder).succeeds().prints("zone-a", "db").reportsNothing()
///
/// Every expectation is checked by itself, so that one failure hides no other, and shows what the program wrote.
struct CLI {
  private var words: [String]
  private var input = ""
  private var folder = Repository.root
  private var environment: [String: String] = [:]
  private var terminal: Terminal?
  private var keyboard: Terminal?
  /// Kept until the program has ended.
  private var owner: TemporaryFolder?

  /// A command line, as words with blanks between them.
  init(_ line: String = "") { words = line.split(separator: " ").map(String.init) }

  /// A command line, word by word.
  init(_ words: [String]) { self.words = words }

  /// Adds words as they are, blanks included.
  func arguments(_ more: String...) -> CLI { arguments(more) }

  func arguments(_ more: [String]) -> CLI {
    var copy = self
    copy.words += more
    return copy
  }

  /// Adds words of the form that a command line has.
  func adding(_ line: String) -> CLI { arguments(line.split(separator: " ").map(String.init)) }

  /// What standard input is.
  func input(_ text: String) -> CLI {
    var copy = self
    copy.input = text
    return copy
  }

  /// The model, which the program reads from standard input.
  func model(_ text: String) -> CLI { arguments("-m", "-").input(text) }

  /// The folder in which the program runs, or one below it, in place of the repository's.
  func `in`(_ folder: TemporaryFolder, _ part: String = "") -> CLI {
    var copy = self
    copy.owner = folder
    copy.folder = part.isEmpty ? folder.url : folder.file(part)
    return copy
  }

  func `in`(_ folder: URL) -> CLI {
    var copy = self
    copy.folder = folder
    return copy
  }

  func environment(_ variables: [String: String]) -> CLI {
    var copy = self
    copy.environment = variables
    return copy
  }

  /// Standard output is a terminal; the test reads from it what is written.
  func output(to terminal: Terminal) -> CLI {
    var copy = self
    copy.terminal = terminal
    return copy
  }

  /// Standard input is a terminal.
  func input(from terminal: Terminal) -> CLI {
    var copy = self
    copy.keyboard = terminal
    return copy
  }

  /// Runs the program and expects success.
  @discardableResult func succeeds(at location: SourceLocation = #_sourceLocation) throws -> Run {
    try run(at: location).exits(0, at: location)
  }

  /// Runs the program and expects an exit status and texts on standard error.
  @discardableResult func fails(
    _ status: Int32, _ errors: String..., at location: SourceLocation = #_sourceLocation
  ) throws -> Run {
    let run = try run(at: location).exits(status, at: location)
    for error in errors { run.reports(error, at: location) }
    return run
  }

  /// Runs the program to its end, whatever that is; only a crash is a failure.
  func run(at location: SourceLocation = #_sourceLocation) throws -> Run {
    let process = Process()
    process.executableURL = Program.executable
    process.arguments = words
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = try TemporaryFile()
    let errors = try TemporaryFile()
    let inputFile = try TemporaryFile(Data(input.utf8))
    process.standardInput = try keyboard?.handle ?? FileHandle(forReadingFrom: inputFile.url)
    process.standardOutput = try terminal?.handle ?? FileHandle(forWritingTo: output.url)
    process.standardError = try FileHandle(forWritingTo: errors.url)
    try process.run()
    process.waitUntilExit()
    withExtendedLifetime(owner) {}
    let run = Run(
      line: words.joined(separator: " "), status: process.terminationStatus, bytes: try Data(contentsOf: output.url),
      errors: String(decoding: try Data(contentsOf: errors.url), as: UTF8.self))
    #expect(process.terminationReason == .exit, "\(run)", sourceLocation: location)
    return run
  }
}
