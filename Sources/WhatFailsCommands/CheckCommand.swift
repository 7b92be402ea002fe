internal import ArgumentParser
internal import DependencyModel
internal import ModelChecks
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis

/// `whatfails check`: the model's checks, for CI.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks what must stay true: the verdict for CI.",
    usage: "whatfails check [<options>]",
    discussion: """
      Runs the checks of the model and of policies, and with --lint the built-in rules. Ends with exit code 1 if a \
      check of severity error fails or is not decided; see --fail-on. Each check may take 10 s, and all together 60 s; \
      with a longer --time, each may take a sixth of it. Exceptions and suppressions are judged by today's date, or by \
      --date.

      Examples:
        whatfails check
        whatfails check --lint --policy company.yaml
        whatfails check --lint --report sarif=whatfails.sarif
        whatfails check --lint --baseline baseline.json --fail-on new
        whatfails check --explain all                the built-in rules
      """)

  @OptionGroup(title: "Model options") var model: ModelOptions

  @Option(
    name: .customLong("policy"), parsing: .singleValue,
    help: ArgumentHelp(
      "A file of checks and lint settings for any model; may be given more than once.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var policies: [String] = []

  @Flag(help: "Run the built-in rules too.")
  var lint = false

  @Option(
    help: ArgumentHelp(
      "What causes exit code 1: a check of severity error, one of error or warning, or anything that the baseline does not contain (including notes).",
      valueName: "error|warning|new"))
  var failOn = CheckReport.Bar.error

  @Option(
    help: ArgumentHelp(
      "A file of known findings that do not fail the run; written by --write-baseline.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var baseline: String?

  @Option(
    help: ArgumentHelp("Write all current findings to this file, as the baseline of later runs.", valueName: "file"))
  var writeBaseline: String?

  @Option(
    name: .customLong("report"), parsing: .singleValue,
    help: ArgumentHelp(
      """
      Write a further report: text=FILE, json=FILE, markdown=FILE, sarif=FILE, junit=FILE, gitlab=FILE, or github for \
      annotations on standard output; may be given more than once.
      """, valueName: "form=file"))
  var reports: [ReportArgument] = []

  @Option(
    help: ArgumentHelp("The date by which exceptions are judged. Default: today (UTC).", valueName: "YYYY-MM-DD"))
  var date: String?

  @Option(
    help: ArgumentHelp("Explain a built-in rule; 'all' lists them.", valueName: "rule"),
    completion: .custom { _, _, _ in LintRule.all.map(\.id) + ["all"] })
  var explain: String?

  @OptionGroup(title: "Output options") var memory: MemoryOption
  @OptionGroup(title: "Question options") var reading: ReadingOptions
  @OptionGroup(title: "Question options") var change: ChangeOption
  @OptionGroup(title: "Output options") var time: TimeOption
  @OptionGroup(title: "Output options") var answer: AnswerOptions

  @Flag(help: "Show a line for every finding.")
  var all = false

  func validate() throws {
    if let date, !CalendarDay.isValid(date) {
      throw ValidationError("--date '\(date)' is not a date; write it as YYYY-MM-DD")
    }
    if writeBaseline == "-" { throw ValidationError("--write-baseline names a file") }
    if explain != nil { try CommandWords.requireAlone("--explain") }
    if reports.count(where: { $0.file == nil }) > 1 { throw ValidationError("--report github is given twice") }
    try checkOutputs()
  }

  /// Refuses two reports in one file, of which the last would be left, and a report in place of what is read.
  private func checkOutputs() throws {
    let answers = [answer.output, writeBaseline].compactMap { $0 }.filter { $0 != "-" }
    let outputs = (reports.compactMap(\.file) + answers).filter { !OutputFile.isDevice($0) }
    for (index, output) in outputs.enumerated() {
      if outputs[..<index].contains(where: { OutputFile.isSame($0, output) }) {
        throw ValidationError("two reports would be written to '\(output)'")
      }
      let isBaseline = writeBaseline.map { OutputFile.isSame($0, output) } ?? false
      let inputs = (model.models.isEmpty ? ["whatfails.yaml"] : model.models) + policies
      if (inputs + (isBaseline ? [] : baseline.map { [$0] } ?? [])).contains(where: { OutputFile.isSame($0, output) }) {
        throw ValidationError("'\(output)' is read by this check, so it can't be written as well")
      }
    }
  }

  func run() throws {
    if let explain { return try answer.write(try LintExplanation.text(explain, answer.style, answer.chosenFormat)) }
    let limit = time.start()
    let loaded = try model.load()
    guard loaded.model.components.count > loaded.model.domainCount else {
      throw CommandFailure(message: "error: there is nothing to check: the model has no components")
    }
    let policies = try PolicyLoader.load(
      self.policies, for: loaded.model, allowing: model.sources.allowedFolders)
    Console.printDiagnostics(policies.warnings, policies.sources)
    let checks = loaded.model.checks + policies.policy.checks
    let selection = try lintSelection(loaded, policies)
    guard !checks.isEmpty || !selection.rules.isEmpty else {
      throw CommandFailure(
        message: lint
          ? "error: there is nothing to check: the model states no checks, and every built-in rule is off; turn one on under 'lint'"
          : "error: there is nothing to check: the model states no checks; add some under 'checks', name a --policy, or run the built-in rules with --lint"
      )
    }
    let known = try baseline.map { try BaselineReader.entries(of: $0) } ?? []
    let compiled = reading.compile(loaded.model, followsConfiguration: change.change, within: limit)
      .assuming(policies.policy.assumptions)
    let report = Progress.during("checking") {
      CheckRun(
        compiled, date: date ?? CalendarDay.today(), baseline: known, memoryLimit: memory.memory.bytes,
        allowingEach: time.ofEachCheck
      ).report(checks: checks, lint: selection) { Progress.tell("\($1) of \($2), \($0)") }
    }
    let isDrawn = answer.chosenFormat == .markdown || reports.contains(where: \.isMarkdown)
    try write(
      CheckVerdict(report, bar: failOn, picture: isDrawn ? FindingPicture.mermaid(of: report, compiled) : nil))
    if report.fails(failOn) { throw ExitStatus.verdict }
  }

  /// The rules to run, and what settings say about them; settings that name no rule are wrong, whether or not rules run.
  private func lintSelection(_ loaded: LoadedModel, _ policies: LoadedPolicies) throws -> LintSelection {
    let selection = LintSelection([loaded.model.lint, policies.policy.lint])
    guard selection.problems.isEmpty else {
      throw InvalidInput(selection.problems, sources: loaded.sources.merging(policies.sources))
    }
    return lint ? selection : LintSelection()
  }

  private func write(_ verdict: CheckVerdict) throws {
    // The files first: if one can't be written, there is no half answer.
    if let writeBaseline { try OutputFile.replace(writeBaseline, with: Array(verdict.report.baselineJSON().utf8)) }
    for extra in reports where extra.file != nil { try extra.write(verdict) }
    try answer.write(verdict, all: all)
    for extra in reports where extra.file == nil { try extra.write(verdict) }
  }
}
