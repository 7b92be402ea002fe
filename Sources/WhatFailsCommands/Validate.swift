internal import ArgumentParser
internal import DependencyModel
internal import ModelFormats
internal import Reports

/// `whatfails validate`: whether a model is sound.
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks a model and counts what it holds.",
    discussion: "Errors end with exit code 2; with --strict, warnings with 1.")

  @OptionGroup var model: ModelOptions

  @Flag(help: "Warnings fail too.")
  var strict = false

  @Option(
    help: ArgumentHelp("Explain a diagnostic's code, such as unknown-component; 'all' lists them.", valueName: "code"))
  var explain: String?

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    if answer.chosenFormat == .markdown { throw ValidationError("validate answers as text or json") }
  }

  func run() throws {
    if let explain { return try answer.write(explanation(of: explain)) }
    do {
      let loaded = try model.load()
      if answer.chosenFormat == .json {
        try answer.write(ValidationReport(loaded.model, diagnostics: loaded.warnings).json())
      } else {
        Console.printDiagnostics(loaded.warnings, loaded.sources)
        try answer.write(ValidationReport.summary(of: loaded.model) + "\n")
      }
      if strict, !loaded.warnings.isEmpty { throw ExitStatus.verdict }
    } catch let invalid as InvalidInput where answer.chosenFormat == .json {
      try answer.write(ValidationReport(nil, diagnostics: invalid.diagnostics).json())
      throw ExitStatus.input
    }
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
