internal import ArgumentParser
internal import DependencyModel
internal import ModelFormats
internal import Reports

/// `whatfails fmt`: the canonical layout.
struct Format: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Formats models in the canonical layout.",
    usage: "whatfails fmt [<file> ...] [<options>]",
    discussion: """
      Comments are kept. Files are replaced in place. With -, standard input is formatted to standard output. A file that is neither a \
      model, nor a part of one, nor a policy is an error; with --skip-others, it is left unchanged.

      Examples:
        whatfails fmt                      whatfails.yaml here
        whatfails fmt Models/*.yaml
        whatfails fmt --check *.yaml       for CI
      """)

  @Argument(help: "Files, or - for standard input.", completion: .file(extensions: ["yaml", "yml", "json"]))
  var files: [String] = ["whatfails.yaml"]

  @Flag(help: "Change nothing; name the files that are not formatted and end with exit code 1.")
  var check = false

  @Flag(help: "Leave files of other programs unchanged, for example in a hook that is given every YAML file.")
  var skipOthers = false

  @OptionGroup(title: "Output options") var time: TimeOption
  @OptionGroup(title: "Output options") var console: ConsoleOptions

  func run() throws {
    _ = time.start(hasPartialAnswers: false)
    var unformatted: [String] = []
    var failures: [InvalidInput] = []
    Console.noteKeyboard(for: files)
    for file in files {
      do {
        Watchdog.note("formatting a file")
        let bytes = try ModelLoader.bytes(of: file)
        let name = file == "-" ? ModelLoader.standardInputName : file
        let text = try ModelFormatter.formattedModel(bytes, file: name, skipsOthers: skipOthers)
        let formatted = text.map { Array($0.utf8) } ?? bytes
        if file == "-", !check {
          try Console.write(formatted, to: Console.standardOutput)
        } else if formatted != bytes {
          unformatted.append(name)
          if !check { try OutputFile.replace(file, with: formatted) }
        }
      } catch let invalid as InvalidInput {
        failures.append(invalid)
      }
    }
    if check || !files.contains("-") {
      try Console.write(
        Array(unformatted.map { $0.printable + "\n" }.joined().withoutCommands.utf8), to: Console.standardOutput)
    }
    for failure in failures { Console.printDiagnostics(failure.diagnostics, failure.sources) }
    if !failures.isEmpty { throw ExitStatus.input }
    if check, !unformatted.isEmpty { throw ExitStatus.verdict }
  }
}
