internal import ArgumentParser
internal import DependencyModel
internal import Importers
internal import ModelFormats
internal import Reports

/// `whatfails import`: other tools' models to ours, and back.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Makes a model of other tools' files, or a fault tree of a model.",
    discussion: """
      Sources are told by their content: fault trees in the Open-PSA format (XML), and models themselves. Several are \
      merged into one. Wherever a model is named, with -m, a source can be named too, so importing is only needed to keep \
      or to edit what comes out.
      """)

  @Argument(
    help: "Files, folders, or - for standard input.", completion: .file(extensions: ["xml", "yaml", "yml", "json"]))
  var sources: [String] = []

  @Option(
    name: [.short, .customLong("model")], parsing: .singleValue,
    help: ArgumentHelp("The same as naming it without -m.", valueName: "path"),
    completion: .file(extensions: ["xml", "yaml", "yml", "json"]))
  var models: [String] = []

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write to this file; .json chooses JSON. Default: standard output.", valueName: "file"))
  var output: String?

  @Option(name: .customLong("as"), help: "The form of the model: yaml or json.")
  var syntax: SyntaxArgument?

  @Option(help: ArgumentHelp("The mission time of Open-PSA models, in hours.", valueName: "hours"))
  var missionTime = OpenPSAImporter.usualMissionTime

  func validate() throws {
    if sources.isEmpty, models.isEmpty { throw ValidationError("name at least one source") }
    if !(missionTime >= 0 && missionTime.isFinite) {
      throw ValidationError("--mission-time is a number of hours from 0")
    }
  }

  func run() throws {
    var options = ImportSources.Options()
    options.missionTime = missionTime
    let paths = sources + models
    let loaded = try Progress.during("reading") {
      try ModelLoader.load(paths, importers: ImportSources.all(options: options))
    }
    guard !loaded.model.components.isEmpty else {
      throw InvalidInput([.emptyImport(format: "", at: Place(file: paths[0], line: 1, column: 1))])
    }
    let text = try ModelWriter.text(of: loaded.model, as: chosenSyntax)
    var answer = AnswerOptions()
    answer.output = output
    try answer.write(text)
    Console.printDiagnostics(loaded.warnings, loaded.sources)
    for report in loaded.imports {
      let files = report.files.count == 1 ? report.files[0] : "\(report.files.count) files"
      Console.printError("read \(files) as \(report.format): \(report.summary)")
    }
    Console.printError("wrote \(target): \(ValidationReport.summary(of: loaded.model))")
  }

  private var target: String { output.flatMap { $0 == "-" ? nil : $0 } ?? "the model" }

  private var chosenSyntax: DocumentSyntax {
    syntax?.syntax ?? output.flatMap { DocumentSyntax(fileName: $0) } ?? .yaml
  }
}

/// A form of a model on the command line.
struct SyntaxArgument: ExpressibleByArgument {
  let syntax: DocumentSyntax

  init?(argument: String) {
    guard let syntax = DocumentSyntax(rawValue: argument) else { return nil }
    self.syntax = syntax
  }

  static var allValueStrings: [String] { DocumentSyntax.allCases.map(\.rawValue) }
}
