internal import ArgumentParser
internal import ModelFormats

/// `whatfails schema`: the JSON Schema of the language.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the JSON Schema of the model language.",
    discussion: """
      Editors that know JSON Schema (2020-12) complete keys and mark mistakes with it.

      Examples:
        whatfails schema -o model.schema.json
        whatfails schema --policy -o policy.schema.json
      """)

  @Flag(help: "The schema of policy files instead.")
  var policy = false

  @Option(name: [.short, .long], help: ArgumentHelp("Write it to this file.", valueName: "file"))
  var output: String?

  @OptionGroup(title: "Output options") var console: ConsoleOptions

  func run() throws {
    try AnswerOutput(file: output).write(policy ? LanguageSchema.policy.text : LanguageSchema.model.text)
  }
}
