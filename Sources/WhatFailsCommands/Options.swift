internal import ArgumentParser
internal import DependencyModel
internal import Importers
internal import ModelFormats
internal import ObservedSources
internal import Reports
internal import ResilienceAnalysis

/// Which model is asked about.
struct ModelOptions: ParsableArguments {
  @Option(
    name: [.short, .customLong("model")],
    help: ArgumentHelp(
      """
      A model, or a source that 'import' knows: a file, a folder, or - for standard input; several are merged, and \
      NAME=PATH keeps a source apart. Default: whatfails.yaml here. 'whatfails help import' lists the options for sources.
      """,
      valueName: "path"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var models: [String] = []

  @OptionGroup(visibility: .hidden) var corrections: CorrectionOptions
  @OptionGroup(visibility: .hidden) var sources: SourceOptions

  func load() throws -> LoadedModel {
    Console.noteKeyboard(for: models)
    if models.isEmpty, !ModelLoader.exists("whatfails.yaml") {
      throw CommandFailure(
        message:
          "error: no model: there is no whatfails.yaml here; name one with -m, or write a first one with 'whatfails init'"
      )
    }
    let loaded = try Progress.during("reading the model") {
      try ModelLoader.load(
        models.isEmpty ? ["whatfails.yaml"] : models, importers: ImportSources.all(options: sources.options),
        allowing: sources.allowedFolders)
    }
    ImportNotesOutput.printLines(of: loaded)
    sources.warnOfUnused(loaded.imports)
    return try corrections.corrected(loaded)
  }
}

/// Statements of the user about sources that the sources don't make themselves.
struct SourceOptions: ParsableArguments {
  @Option(
    help: """
      Which way the edges of plain graphs (DOT, GraphML, GEXF, GML, JSON graphs, CSV, JSON lines) point: from what depends to what it depends on \
      (dependency), or the way that data or power flows (flow).
      """)
  var edges = EdgeDirection.dependency

  @Option(
    name: .customLong("profile"), parsing: .singleValue,
    help: ArgumentHelp("A Compose profile whose services are included; * for all.", valueName: "name"))
  var profiles: [String] = []

  @Option(
    name: .customLong("parameter"), parsing: .singleValue,
    help: ArgumentHelp("The value of a CloudFormation parameter.", valueName: "name=value"))
  var parameters: [String] = []

  @Option(
    name: .customLong("allow-outside"), parsing: .singleValue,
    help: ArgumentHelp(
      """
      A folder from which a model or policy may include files; may be given more than once. Without it, included files \
      must be in the folder of the file that is named, or in the repository that contains that folder.
      """, valueName: "folder"), completion: .directory)
  var allowedFolders: [String] = []

  func validate() throws {
    let names = parameters.map { $0.prefix { $0 != "=" } }
    if Set(names).count < names.count {
      throw ValidationError("a parameter is given twice; --parameter takes each name once")
    }
    if let folder = allowedFolders.first(where: { !OutputFile.isFolder($0) }) {
      throw ValidationError("--allow-outside '\(folder)' is not a folder")
    }
    if let wrong = parameters.first(where: { !$0.contains("=") || $0.hasPrefix("=") }) {
      throw ValidationError("'\(wrong)' is not a parameter; write it as NAME=VALUE")
    }
  }

  /// Says which options have no effect, because no source is of the kind that they are for.
  func warnOfUnused(_ imports: [ImportReport]) {
    for (option, isGiven, format) in [
      ("--profile", !profiles.isEmpty, "Compose"), ("--parameter", !parameters.isEmpty, "CloudFormation"),
    ] where isGiven && !imports.contains(where: { $0.format.hasPrefix(format) }) {
      Console.printError("warning: \(option) has no effect, because no \(format) file was read")
    }
  }

  var options: ImportSources.Options {
    var options = ImportSources.Options()
    options.profiles = profiles
    for parameter in parameters {
      let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      options.parameters[String(parts[0])] = String(parts[1])
    }
    options.edges = edges
    return options
  }
}

/// How the model is read.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Ignore requirements of a lower confidence than this.", valueName: "confidence"))
  var trust = Confidence.assumed

  func compile(
    _ model: Model, followsConfiguration: Bool = false, changed: Set<ComponentIndex>? = nil, usesLoads: Bool = true,
    within limit: WorkLimit
  ) -> CompiledModel {
    let compiled = Progress.during("compiling the model") {
      CompiledModel(
        model,
        options: .init(
          trust: trust, followsConfiguration: followsConfiguration, changed: changed, usesLoads: usesLoads)
      ).limited(to: limit)
    }
    Console.tellLeftOut(of: compiled)
    return compiled
  }
}

/// How the model is read for a question about a fault.
struct QuestionOptions: ParsableArguments {
  @OptionGroup var reading: ReadingOptions

  @Option(
    help: ArgumentHelp("Show only what fails within this time, inclusive, for example 10m.", valueName: "duration"),
    transform: ModelDuration.init(commandLine:))
  var within: ModelDuration?

  @Flag(help: "Follow a change instead of a failure: what is configured by something counts as needing it.")
  var change = false

  @OptionGroup var loads: LoadsOption

  /// Compiles the model for a fault: every change is followed if the user says so, or else those of the named faults.
  func compile(_ model: Model, for faults: FaultSet?, within limit: WorkLimit) -> CompiledModel {
    reading.compile(
      model, followsConfiguration: change || faults?.isChange == true, changed: change ? nil : faults?.changed,
      usesLoads: loads.areUsed, within: limit)
  }
}

/// Whether loads count.
struct LoadsOption: ParsableArguments {
  @Flag(help: "Leave loads out: follow failures alone, whatever the model states of demand and capacity.")
  var noLoad = false

  var areUsed: Bool { !noLoad }

  /// Ends the command where loads were asked for and cannot be computed.
  static func require(_ standing: Impact.LoadStanding, in model: Model) throws {
    if case .failed(let problem) = standing { throw failure(problem, in: model) }
  }

  /// What a command says that cannot compute loads.
  static func failure(_ problem: LoadProblem, in model: Model) -> any Error {
    switch problem {
    case .callsWithoutEnd(let problem):
      let circle = problem.circle.map { model.outline($0) }
      return InvalidInput([.callsWithoutEnd(circle.map(\.id), at: circle.first?.place)])
    case .tooMuchWork(let much):
      let place = model.outline(much.component).place.map { "\($0.fileAndLine): " } ?? ""
      return CommandFailure(
        message: "\(place)error: \(problem.phrase(model)); look at the 'calls' on the way to it")
    case .tooManyCalls:
      return CommandFailure(message: "error: \(problem.phrase(model))")
    }
  }
}

/// Whether a question is about changes.
struct ChangeOption: ParsableArguments {
  @Flag(help: "Follow a change instead of a failure: what is configured by something counts as needing it.")
  var change = false
}

/// How much memory an answer may take.
struct MemoryOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The memory that decision diagrams may use; an answer that would need more says what is missing.",
      valueName: "size"))
  var memory = MemorySize(1_000_000_000)
}

/// An amount of memory on the command line, such as 512MB.
struct MemorySize: ExpressibleByArgument {
  let bytes: Int

  init(_ bytes: Int) { self.bytes = bytes }

  init?(argument: String) {
    let units: [(String, Double)] = [
      ("kib", 0x1p10), ("mib", 0x1p20), ("gib", 0x1p30), ("kb", 1e3), ("mb", 1e6), ("gb", 1e9), ("b", 1),
    ]
    let text = argument.lowercased()
    let unit = units.first { text.hasSuffix($0.0) }
    guard let unit, let number = Double(text.dropLast(unit.0.count).filter { $0 != " " }), number > 0,
      number * unit.1 <= 1e15
    else { return nil }
    bytes = Int(number * unit.1)
  }

  var defaultValueDescription: String { "1GB" }
}

/// A duration as models write them, on the command line.
struct ModelDuration {
  let duration: Duration

  init(_ duration: Duration) { self.duration = duration }

  init(commandLine text: String) throws {
    guard let duration = Duration(modelText: text) else {
      throw ValidationError("'\(text)' is not a duration; write it like 90s, 10m, 1h30m or 2d")
    }
    self.duration = duration
  }
}

/// Where an answer goes, and in which form.
struct AnswerOptions: ParsableArguments {
  @Option(help: "The format of the answer: text, json or markdown.")
  var format: AnswerFormat?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write the answer to this file; its extension chooses the format.", valueName: "file"))
  var output: String?

  @OptionGroup var console: ConsoleOptions

  func validate() throws {
    try Self.checkExtension(
      of: output, isKnown: { AnswerFormat(fileName: $0) != nil }, isFormatStated: format != nil,
      known: ".txt, .json and .md")
  }

  /// Refuses a file whose extension names a format that the answer does not have, so that no text is in a .csv.
  static func checkExtension(
    of output: String?, isKnown: (String) -> Bool, isFormatStated: Bool, known: String, option: String? = "--format"
  ) throws {
    guard let output, output != "-", !isFormatStated, !isKnown(output), !OutputFile.isDevice(output) else { return }
    let name = output.split(separator: "/").last ?? ""
    // A name without an extension, such as 'answer', names no format; '.hidden' is a name.
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return }
    throw ValidationError(
      "'\(output)': no format of this answer has the extension '\(name[dot...])'; known are \(known)"
        + (option.map { ", and \($0) states the format of any other file" } ?? ""))
  }

  var chosenFormat: AnswerFormat { format ?? output.flatMap { AnswerFormat(fileName: $0) } ?? .text }

  private var destination: AnswerOutput { AnswerOutput(file: output) }

  /// The style for text.
  var style: TextStyle { destination.style }

  /// Writes an answer in the chosen format.
  ///
  /// - Parameters:
  ///   - all: whether everything is listed.
  ///   - columns: what the lines show of each component.
  func write(_ answer: some Answer, all: Bool = false, columns: [ComponentColumn] = []) throws(CommandFailure) {
    try destination.write(
      answer, as: chosenFormat, ReportOptions(style: style, isComplete: all, columns: columns))
  }

  /// Writes the answers to a question about several components; one by itself is written as always.
  func write<Each: ComponentAnswering>(
    each answers: [Each], all: Bool = false, columns: [ComponentColumn] = []
  ) throws(CommandFailure) {
    if answers.count == 1 {
      try write(answers[0], all: all, columns: columns)
    } else {
      try write(SeveralAnswers(answers), all: all, columns: columns)
    }
  }

  /// Writes a text, byte by byte as it is.
  func write(_ text: String) throws(CommandFailure) { try destination.write(text) }
}
