internal import ArgumentParser
internal import DependencyModel
internal import ModelChecks
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis

/// `whatfails validate`: whether a model is sound.
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks a model and counts what it has.",
    usage: "whatfails validate [<options>]",
    discussion: """
      Errors end with exit code 2. With --strict the built-in rules of 'whatfails check --lint' run too, and warnings end \
      with exit code 1.

      Examples:
        whatfails validate
        whatfails validate --strict
        whatfails validate --explain unknown-component
      """)

  @OptionGroup(title: "Model options") var model: ModelOptions

  @Flag(help: "Run the built-in rules too; warnings fail.")
  var strict = false

  @Option(
    help: ArgumentHelp("Explain a diagnostic's code, such as unknown-component; 'all' lists them.", valueName: "code"))
  var explain: String?

  @OptionGroup(title: "Output options") var time: TimeOption
  @OptionGroup(title: "Output options") var answer: AnswerOptions

  func validate() throws {
    if explain != nil { try CommandWords.requireAlone("--explain") }
  }

  func run() throws {
    if let explain { return try answer.write(explanation(of: explain)) }
    let limit = time.start()
    do {
      let loaded = try model.load()
      let warnings = loaded.warnings + (strict ? try lintWarnings(loaded, within: limit) : [])
      if answer.chosenFormat == .text { Console.printDiagnostics(warnings, loaded.sources) }
      try answer.write(ValidationReport(loaded.model, diagnostics: warnings))
      if strict, !warnings.isEmpty { throw ExitStatus.verdict }
    } catch let invalid as InvalidInput where answer.chosenFormat != .text {
      try answer.write(ValidationReport(nil, diagnostics: invalid.diagnostics))
      throw ExitStatus.input
    }
  }

  /// The findings of the built-in rules; suppressions are judged by today's date.
  private func lintWarnings(_ loaded: LoadedModel, within limit: WorkLimit) throws -> [Diagnostic] {
    let selection = LintSelection([loaded.model.lint])
    guard selection.problems.isEmpty else { throw InvalidInput(selection.problems, sources: loaded.sources) }
    return Progress.during("looking for weaknesses") {
      CheckRun(
        CompiledModel(loaded.model).limited(to: limit), date: CalendarDay.today(), allowingEach: time.ofEachCheck
      ).report(checks: [], lint: selection) { Progress.tell("\($1) of \($2), \($0)") }
    }.lintDiagnostics(naming: .options)
  }

  private func explanation(of id: String) throws -> String {
    let codes = DiagnosticCode.all
    if id == "all" { return codes.map(\.id).joined(separator: "\n") + "\n" }
    guard let code = codes.first(where: { $0.id == id }) else {
      let advice = spellingSuggestion(for: id, among: codes.map(\.id)).map { "did you mean '\($0)'?" }
      throw CommandFailure(
        message: "error: there is no diagnostic '\(id)'; \(advice ?? "--explain all lists them")")
    }
    return code.text(answer.style)
  }
}
