internal import ArgumentParser
internal import DependencyModel
internal import FaultTreeSources
internal import Importers
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis

/// `whatfails import`: other tools' models to ours, and back.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Makes a model from the files of other tools.",
    usage: "whatfails import <source> ... [<options>]",
    discussion: """
      With --to, makes a fault tree from a model instead. Sources are recognized by their content: Terraform, Kubernetes, answers of the AWS command line, traces, \
      Backstage, graphs (DOT, GraphML, GEXF, GML, JSON of NetworkX or Cytoscape, CSV), fault trees in the Open-PSA format, and models themselves. Several are \
      joined into one. Wherever a model is named, with -m, a source can be named too, so importing is only needed to \
      keep or to edit the result. 'whatfails import aws --region R' asks the aws command what an account holds.

      Sources that describe different estates, such as two clusters or accounts, get names: with NAME=PATH, the ids of a \
      source start with NAME/, and of two named sources only what means the same everywhere is united: ids of a \
      provider, ARNs, hosts, regions. Several paths may have one name, and then are one source.

      The options for sources can be given to every command that reads a model.

      Examples:
        whatfails import plan.json graph.dot -o shop.yaml
        whatfails import manifests/ traces.jsonl --guess -o shop.yaml
        whatfails import east=a.json west=b.json -o both.yaml
        whatfails import compose.yaml --treat 'web -> cache = uses'
        whatfails import shop.yaml --to open-psa --target web -o tree.xml
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

  @Option(name: .customLong("as"), help: "The format of the model: yaml or json.")
  var syntax: DocumentSyntax?

  @Option(help: "Write something other than a model: open-psa, a fault tree of one component.")
  var to: ForeignFormat?

  @Option(
    help: ArgumentHelp("With --to: the component or domain whose failure is the top of the tree.", valueName: "id"),
    completion: .custom { words, _, _ in Completions.ids(words) })
  var target: String?

  @Option(help: "With --to: the level at the top, down, or degraded for that or worse.")
  var level: TreeLevel = .down

  @Option(help: "With --to: which end of a range of unavailability is written.")
  var bound = OpenPSAExport.Bound.high

  @Option(
    help: """
      With --to: which components are basic events: all that can fail by themselves, or those that state an \
      unavailability.
      """)
  var faults = OpenPSAExport.Faults.all

  @Option(
    name: .customLong("mission-time"), help: ArgumentHelp("The mission time of Open-PSA models.", valueName: "hours"))
  var missionTime = OpenPSAImporter.usualMissionTime

  @Flag(help: "Show every line about what was understood, skipped and joined.")
  var all = false

  @Option(
    name: .customLong("report"), parsing: .singleValue,
    help: ArgumentHelp(
      "Also write what was understood, skipped and united to this file, as JSON (.json), Markdown (.md) or text (.txt).",
      valueName: "file"), completion: .file(extensions: ["json", "md"]))
  var reports: [String] = []

  @OptionGroup(title: "Options for sources") var plain: SourceOptions
  @OptionGroup(title: "Options for sources") var corrections: CorrectionOptions
  @OptionGroup(title: "Output options") var time: TimeOption
  @OptionGroup(title: "Output options") var console: ConsoleOptions

  func validate() throws {
    let (isKnown, known): ((String) -> Bool, String) =
      to == nil
      ? ({ DocumentSyntax(fileName: $0) != nil }, ".yaml, .yml and .json")
      : ({ $0.lowercased().hasSuffix(".xml") || $0.lowercased().hasSuffix(".opsa") }, ".xml and .opsa")
    try AnswerOptions.checkExtension(
      of: output, isKnown: isKnown, isFormatStated: syntax != nil, known: known, option: to == nil ? "--as" : nil)
    for (position, report) in reports.enumerated() {
      guard AnswerFormat(fileName: report) != nil else {
        throw ValidationError("the name of a report ends in .json, .md or .txt; '\(report)' does not")
      }
      let others = reports[..<position] + (output.map { [$0] } ?? []) + sources + models
      guard !others.contains(where: { OutputFile.isSame($0, report) }) else {
        throw ValidationError("'\(report)' is read or written already, so no report can be written to it")
      }
    }
    if sources.isEmpty, models.isEmpty { throw ValidationError("name at least one source") }
    if (to == nil) != (target == nil) {
      throw ValidationError(to == nil ? "--target requires --to open-psa" : "--to open-psa needs --target COMPONENT")
    }
    try CommandWords.require("--to", for: ["--level", "--bound", "--faults"])
    if to != nil, syntax != nil {
      throw ValidationError("--as is the format of a model; it can't be combined with --to")
    }
    if !(missionTime >= 0 && missionTime.isFinite) {
      throw ValidationError("--mission-time is a number of hours, 0 or more")
    }
  }

  func run() throws {
    _ = time.start(hasPartialAnswers: false)
    var options = plain.options
    options.missionTime = missionTime
    let paths = sources + models
    Console.noteKeyboard(for: paths)
    let loaded = try Progress.during("reading") {
      try ModelLoader.load(paths, importers: ImportSources.all(options: options), allowing: plain.allowedFolders)
    }
    guard !loaded.model.components.isEmpty else {
      throw CommandFailure(
        message: "error: there is no component in '\(paths.joined(separator: "', '"))', so there is no model to write")
    }
    let (text, summary) = try Progress.during(to == nil ? "writing the model" : "making the fault tree") {
      try written(try corrections.corrected(loaded, isComplete: all).model)
    }
    for report in reports {
      try AnswerOutput(file: report).write(
        ImportCoverageReport(loaded), as: AnswerFormat(fileName: report)!, ReportOptions(isComplete: all))
    }
    try AnswerOutput(file: output).write(text)
    Console.printDiagnostics(loaded.warnings, loaded.sources)
    plain.warnOfUnused(loaded.imports)
    ImportNotesOutput.printAll(of: loaded, isComplete: all)
    Console.printNote("wrote \(output.flatMap { $0 == "-" ? nil : $0 } ?? what): \(summary)")
  }

  private var what: String { to == nil ? "the model" : "the fault tree" }

  /// The written text, and a summary of it in a line.
  private func written(_ model: Model) throws -> (text: String, summary: String) {
    guard let top = target else {
      return (try ModelWriter.text(of: model, as: chosenSyntax), ValidationReport.summary(of: model))
    }
    let target = model.outline(try ComponentChoice.one(top, in: model)).id.text
    var options = OpenPSAExport.Options()
    options.level = level == .down ? .down : .degraded
    options.bound = bound
    options.faults = faults
    do throws(OpenPSAExport.Problem) {
      let export = try OpenPSAExport(model, target: ComponentID(target), options: options)
      let events = export.events.count + export.switchings.count + export.commonCauses.count
      return (
        export.text,
        "\(target) \(level == .down ? "down" : "degraded or down"), \(export.gateCount) \(export.gateCount == 1 ? "gate" : "gates"), "
          + "\(events) basic \(events == 1 ? "event" : "events"), on top: \(export.top)"
      )
    } catch {
      throw CommandFailure(message: "error: \(error)")
    }
  }

  private var chosenSyntax: DocumentSyntax {
    syntax ?? output.flatMap { DocumentSyntax(fileName: $0) } ?? .yaml
  }
}

/// A format that a model can be turned into.
enum ForeignFormat: String, ExpressibleByArgument, CaseIterable {
  case openPSA = "open-psa"
}

/// The level at the top of a tree, on the command line.
enum TreeLevel: String, ExpressibleByArgument, CaseIterable {
  case down, degraded
}
