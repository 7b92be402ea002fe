internal import ArgumentParser
internal import DependencyModel
internal import Importers
internal import ModelChecks
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis

/// `whatfails diff`: what a change to the model does to its resilience.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows what a change does to resilience.",
    usage: "whatfails diff <old> <new> [<options>]\nwhatfails diff --since <revision> [<options>]",
    discussion: """
      OLD and NEW are models: files, folders, sources that 'import' knows (two Terraform plans, say), or files of a \
      git revision, as in main:Models/checkout.yaml; they are read through git, and nothing is checked out. With \
      --since REVISION, the model of -m is compared with its state at that revision, and only faults whose impact \
      changed are reported. NAME=PATH names a source, so that its ids start with NAME/. \
      'whatfails help import' lists the options for sources.

      Examples:
        whatfails diff old.yaml new.yaml
        whatfails diff main:whatfails.yaml whatfails.yaml
        whatfails diff --since main --fail-on checks
      """)

  @Argument(help: "The older model, then the newer one.", completion: .file())
  var models: [String] = []

  @Option(
    help: ArgumentHelp("Compare the model of -m with its state at this git revision.", valueName: "revision"))
  var since: String?

  @Option(
    name: [.short, .customLong("model")],
    help: ArgumentHelp("With --since: the model. Default: whatfails.yaml here.", valueName: "path"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var model: String?

  @Option(
    name: .customLong("for"), parsing: .singleValue,
    help: ArgumentHelp(
      "The components whose single points of failure, cut sets and availability are compared. Default: tier 0 and 1.",
      valueName: "selector"))
  var targets: [String] = []

  @Option(
    name: .customLong("policy"), parsing: .singleValue,
    help: ArgumentHelp("More checks and assumptions, besides the models' own.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var policies: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      """
      What causes exit code 1: single-points-of-failure (or cut sets of two) gained, redundancy that became false, \
      impact that grew, headroom that fell, availability that fell or may have fallen, checks that fail now, or any of these; may be given more than once.
      """, valueName: "what"))
  var failOn: [DiffReport.Bar] = []

  @Option(help: ArgumentHelp("The date by which exceptions are judged. Default: today (UTC).", valueName: "YYYY-MM-DD"))
  var date: String?

  @OptionGroup(visibility: .hidden) var sources: SourceOptions
  @OptionGroup(title: "Question options") var question: ReadingOptions
  @OptionGroup(title: "Question options") var change: ChangeOption
  @OptionGroup(title: "Output options") var memory: MemoryOption
  @OptionGroup(title: "Output options") var time: TimeOption
  @OptionGroup(title: "Output options") var answer: AnswerOptions
  @OptionGroup(title: "Output options") var columns: ColumnsOption

  @Flag(help: "Show a line for every difference.")
  var all = false

  func validate() throws {
    if since == nil {
      guard models.count == 2 else {
        throw ValidationError("name two models, OLD and NEW, or one revision with --since")
      }
      if model != nil { throw ValidationError("-m requires --since; otherwise name two models, OLD and NEW") }
      if models.allSatisfy({ SourcePath(onDisk: $0).path == "-" }) {
        throw ValidationError("only one of the two models can be standard input")
      }
    } else if !models.isEmpty {
      throw ValidationError("with --since, name the model with -m")
    }
    if let date, !CalendarDay.isValid(date) {
      throw ValidationError("--date '\(date)' is not a date; write it as YYYY-MM-DD")
    }
  }

  func run() throws {
    let limit = time.start()
    let newPath = since == nil ? models[1] : model ?? "whatfails.yaml"
    let oldPath = since.map { Self.path(of: newPath, at: $0) } ?? models[0]
    let old = try RevisionLoader.load(oldPath, sources: sources, revision: since)
    let new = try RevisionLoader.load(newPath, sources: sources)
    try refuseIdleBars(oldPath, newPath, new.model)
    let follows = change.change
    let assumed =
      policies.isEmpty
      ? [] : try PolicyLoader.load(policies, for: new.model, allowing: sources.allowedFolders).policy.assumptions
    let oldCompiled = question.compile(old.model, followsConfiguration: follows, within: limit).assuming(assumed)
    let newCompiled = question.compile(new.model, followsConfiguration: follows, within: limit).assuming(assumed)
    let chosen = try chosenTargets(old.model, new.model)
    let (diff, checks) = try Progress.during("comparing") {
      (
        ModelDiff(from: oldCompiled, to: newCompiled, targets: chosen, memoryLimit: memory.memory.bytes) {
          Progress.tell($0.title)
        },
        try checkChanges(oldCompiled, newCompiled)
      )
    }
    let report = DiffReport(diff, checks: checks, onlyImpact: since != nil, bars: failOn)
    try answer.write(report, all: all, columns: columns.chosen)
    if report.fails { throw ExitStatus.verdict }
    // A part that could not be compared must not pass as unchanged.
    let open = failOn.filter(report.isUndecided)
    if !open.isEmpty {
      for bar in open {
        let reasons = report.undecidedReasons(bar, naming: .options)
        Console.printError("error: not decided: --fail-on \(bar.rawValue)")
        for reason in reasons.prefix(5) { Console.printError("  - \(reason)") }
        if reasons.count > 5 { Console.printError("  - and \(reasons.count - 5) more") }
      }
      throw ExitStatus.verdict
    }
  }

  /// The path of a model at a revision; the name of its source stays.
  private static func path(of path: String, at revision: String) -> String {
    let source = SourcePath(onDisk: path)
    let old = GitFiles.path(of: source.path, at: revision)
    return source.name.map { "\($0)=\(old)" } ?? old
  }

  /// Throws where a bar of --fail-on cannot be reached, whatever changes: a pipeline would pass for ever.
  private func refuseIdleBars(_ oldPath: String, _ newPath: String, _ model: Model) throws {
    guard !failOn.isEmpty else { return }
    let (old, new) = (SourcePath(onDisk: oldPath).path, SourcePath(onDisk: newPath).path)
    if old == new || OutputFile.isSame(old, new) {
      throw CommandFailure(
        message: "error: OLD and NEW are both '\(newPath)', so nothing can differ and --fail-on could never fail")
    }
    if failOn.contains(.checks), model.checks.isEmpty, policies.isEmpty {
      throw CommandFailure(
        message: "error: the newer model states no checks, so --fail-on checks could never fail; name a --policy")
    }
  }

  private func chosenTargets(_ old: Model, _ new: Model) throws -> [ComponentID]? {
    guard !targets.isEmpty else { return nil }
    func chosen(_ model: Model) -> Result<[ComponentID], UnknownName> {
      Result { () throws(UnknownName) in
        try ComponentChoice(targets, in: model).components.map { model.outline($0).id }
      }
    }
    switch (chosen(new), chosen(old)) {
    case (.success(let now), .success(let then)):
      let known = Set(now)
      return now + then.filter { !known.contains($0) }
    case (.success(let ids), .failure), (.failure, .success(let ids)): return ids
    case (.failure(let error), .failure): throw error
    }
  }

  /// The checks of the newer model, and of policies, in both models; a check that names what the older one does not have
  /// is new there.
  private func checkChanges(_ old: CompiledModel, _ new: CompiledModel) throws -> CheckChanges {
    let date = date ?? CalendarDay.today()
    func report(_ compiled: CompiledModel, isOld: Bool) throws -> CheckReport {
      var checks = compiled.model.checks
      do throws(InvalidInput) {
        checks += try PolicyLoader.load(policies, for: compiled.model, allowing: sources.allowedFolders).policy.checks
      } catch {
        // The components that a policy names need not have existed then.
        guard isOld else { throw error }
      }
      return CheckRun(
        compiled, date: date, memoryLimit: memory.memory.bytes, allowingEach: time.ofEachCheck
      ).report(checks: checks) { Progress.tell("check \($1) of \($2), \($0)") }
    }
    return CheckChanges(from: try report(old, isOld: true), to: try report(new, isOld: false))
  }
}

extension ModelDiff.Comparison {
  fileprivate var title: String {
    switch self {
    case .singlePoints, .pairs: "cut sets"
    case .impacts: "blast radii"
    case .availability: "availability"
    case .redundancy: "redundancy"
    }
  }
}

/// Reads a model from the disk, or from a git revision.
enum RevisionLoader {
  static func load(
    _ path: String, sources: SourceOptions, revision: String? = nil
  ) throws -> LoadedModel {
    Console.noteKeyboard(for: [path])
    let files = revision.map { GitFiles(revision: $0) } ?? GitFiles(path: SourcePath(onDisk: path).path)
    let loaded = try Progress.during("reading the model") {
      try ModelLoader.load(
        [path], importers: ImportSources.all(options: sources.options), files: files, allowing: sources.allowedFolders)
    }
    ImportNotesOutput.printLines(of: loaded)
    sources.warnOfUnused(loaded.imports)
    return loaded
  }
}
