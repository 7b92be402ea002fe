internal import ArgumentParser
internal import DependencyModel
internal import ModelFormats
internal import Reports

/// `whatfails schema`: the JSON Schema of the language, or of an answer.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the JSON Schema of models or answers.",
    usage: "whatfails schema [<options>]",
    discussion: """
      Editors that know JSON Schema (2020-12) complete keys and mark mistakes with it; programs check answers with it. The \
      name of an answer is in its field "schema": the answer of 'whatfails if' is whatfails/impact/1, so its schema is \
      that of impact. A program must accept more fields than the schema lists: fields may be added.

      Examples:
        whatfails schema -o model.schema.json
        whatfails schema --policy -o policy.schema.json
        whatfails schema --answer impact
      """)

  @Flag(help: "The schema of policy files instead.")
  var policy = false

  @Option(
    help: ArgumentHelp(
      "The schema of the JSON of an answer instead: \(answers.joined(separator: ", ")).", valueName: "name"),
    completion: .list(answers))
  var answer: String?

  @Option(name: [.short, .long], help: ArgumentHelp("Write it to this file.", valueName: "file"))
  var output: String?

  @OptionGroup(title: "Output options") var console: ConsoleOptions

  private static let answers = AnswerSchema.all.map(\.name)

  func validate() throws {
    if policy, answer != nil { throw ValidationError("--policy and --answer are two schemas; choose one") }
  }

  func run() throws {
    try AnswerOutput(file: output).write(text)
  }

  private var text: String {
    get throws {
      guard let answer else { return policy ? LanguageSchema.policy.text : LanguageSchema.model.text }
      guard let schema = AnswerSchema(name: answer) else {
        let suggestion = spellingSuggestion(for: answer, among: Self.answers).map { "did you mean '\($0)'?" }
        let names = "the answers are \(Self.answers.joined(separator: ", "))"
        throw ValidationError("there is no answer '\(answer)'; \(suggestion ?? names)")
      }
      return schema.text
    }
  }
}
