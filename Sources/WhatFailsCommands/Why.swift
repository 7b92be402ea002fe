internal import ArgumentParser
internal import DependencyModel
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis

/// `whatfails why`: the chain of causes, or what held.
struct Why: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Explains step by step why a component fails under a fault, or why it stays up.")

  @Argument(help: "The component.", completion: .custom { words, _, _ in Completions.ids(words) })
  var component: String

  @Option(
    name: .customLong("if"), parsing: .singleValue,
    help: ArgumentHelp("The fault, as for 'whatfails if'; may be given more than once.", valueName: "fault"),
    completion: .custom { words, _, _ in Completions.ids(words) })
  var faults: [String]

  @OptionGroup var model: ModelOptions
  @OptionGroup var question: QuestionOptions
  @OptionGroup var time: TimeOption
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var columns: ColumnsOption

  func run() throws {
    let limit = time.start()
    let loaded = try model.load()
    guard let index = loaded.model.index(of: ComponentID(component)) else {
      throw UnknownName(component, in: loaded.model, amongFaults: false)
    }
    let faults = try FaultSet(faults, in: loaded.model)
    let compiled = question.compile(loaded.model, for: faults, within: limit)
    let explanation = Progress.during("looking for the causes") {
      compiled.explanation(of: index, under: faults, within: question.within?.duration)
    }
    try answer.write(explanation, columns: columns.chosen)
  }
}
