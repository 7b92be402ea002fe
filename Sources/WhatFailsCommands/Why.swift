internal import ArgumentParser
internal import DependencyModel
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis

/// `whatfails why`: the chain of causes, or what held.
struct Why: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Explains why a component fails, or why it stays up.",
    usage: "whatfails why <component> --if <fault> [<options>]",
    discussion: """
      Shows the chain of causes from the component to the fault, each step with its line of the model; of a component \
      that stays up, what held, and by how much. Of a selector, each component that it matches has an answer.

      Examples:
        whatfails why checkout --if zone-a
        whatfails why checkout --if zone-a --if dns=degraded
        whatfails why tier=0 --if zone-a
      """)

  @Argument(
    help: "The component, or a selector of several.", completion: .custom { words, _, _ in Completions.ids(words) })
  var component: String

  @Option(
    name: .customLong("if"), parsing: .singleValue,
    help: ArgumentHelp("The fault, as for 'whatfails if'; may be given more than once.", valueName: "fault"),
    completion: .custom { words, _, _ in Completions.ids(words) })
  var faults: [String]

  @OptionGroup(title: "Model options") var model: ModelOptions
  @OptionGroup(title: "Question options") var question: QuestionOptions
  @OptionGroup(title: "Output options") var time: TimeOption
  @OptionGroup(title: "Output options") var answer: AnswerOptions
  @OptionGroup(title: "Output options") var columns: ColumnsOption

  func run() throws {
    let limit = time.start()
    let loaded = try model.load()
    let targets = try ComponentChoice([component], in: loaded.model).components
    let faults = try FaultSet(faults, in: loaded.model)
    let compiled = question.compile(loaded.model, for: faults, within: limit)
    let answers = Progress.during("looking for the causes") {
      targets.map { compiled.explanation(of: $0, under: faults, within: question.within?.duration) }
    }
    if let first = answers.first { try LoadsOption.require(first.loads, in: loaded.model) }
    try answer.write(each: answers, columns: columns.chosen)
  }
}
