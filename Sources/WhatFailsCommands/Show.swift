internal import ArgumentParser
internal import DependencyModel
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis

/// `whatfails show`: everything that the model states of a component.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows everything that the model states of a component.",
    usage: "whatfails show <component> ... [<options>]",
    discussion: """
      What it is, what it requires, what requires it, and the faults and checks that name it, each with its location. \
      A selector shows each component that it matches.

      Examples:
        whatfails show checkout
        whatfails show checkout database
        whatfails show owner=payments --format json
      """)

  @Argument(
    help: "The components: ids, globs or selectors.", completion: .custom { words, _, _ in Completions.ids(words) })
  var components: [String]

  @OptionGroup(title: "Model options") var model: ModelOptions
  @OptionGroup(title: "Output options") var answer: AnswerOptions
  @OptionGroup(title: "Output options") var time: TimeOption

  @Flag(help: "Show every line.")
  var all = false

  func run() throws {
    _ = time.start(hasPartialAnswers: false)
    let loaded = try model.load()
    let chosen = try ComponentChoice(components, in: loaded.model).components
    let details = Progress.during("looking it up") {
      ComponentDetails(loaded.model, of: chosen, sources: loaded.sources)
    }
    try answer.write(details, all: all)
  }
}
