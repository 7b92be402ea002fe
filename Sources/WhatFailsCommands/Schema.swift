internal import ArgumentParser
internal import ModelFormats

/// `whatfails schema`: the JSON Schema of the language.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the JSON Schema (2020-12) of the model language, for editors.")

  @Flag(help: "The schema of policy files instead.")
  var policy = false

  @Option(name: [.short, .long], help: ArgumentHelp("Write it to this file.", valueName: "file"))
  var output: String?

  func run() throws {
    try AnswerOutput(file: output).write(policy ? LanguageSchema.policy.text : LanguageSchema.model.text)
  }
}
