internal import ArgumentParser
internal import DependencyModel
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis

/// `whatfails availability`: how likely components are to be down, and what causes that.
struct AvailabilityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "availability",
    abstract: "Computes unavailability, and what causes it.",
    usage: "whatfails availability [<component> ...] [<options>]",
    discussion: """
      Each component that states an unavailability (or an availability, or mtbf and mttr) is down with that probability, \
      independently of the others; one that states none is left out, and every figure says what it rests on; 'assume' in the model \
      or a policy gives those a default. For ranges the answer is a range. The figures are exact: \
      unavailability, downtime per year, and the importance of each cause.

      Examples:
        whatfails availability                       of everything
        whatfails availability checkout              and what causes it
        whatfails availability tier=0 --slo 99.95%   what would reach a target
      """)

  @Argument(
    help: "The components: ids or selectors. Default: all.",
    completion: .custom { words, _, _ in Completions.ids(words) })
  var components: [String] = []

  @Option(
    help: ArgumentHelp(
      "The availability promised, for example 99.95%: which single improvement would reach it?", valueName: "share"),
    transform: { text in
      guard let promised = Probability(text: text) else {
        throw ValidationError("'\(text)' is not an availability; write it like 99.95% or 0.9995")
      }
      return promised
    })
  var slo: Probability?

  @OptionGroup(title: "Question options") var assumptions: AssumptionOption
  @OptionGroup(title: "Output options") var memory: MemoryOption
  @OptionGroup(title: "Model options") var model: ModelOptions
  @OptionGroup(title: "Question options") var reading: ReadingOptions
  @OptionGroup(title: "Output options") var time: TimeOption
  @OptionGroup(title: "Output options") var answer: AnswerOptions
  @OptionGroup(title: "Output options") var columns: ColumnsOption

  @Flag(help: "Show every row.")
  var all = false

  func run() throws {
    let limit = time.start()
    let loaded = try model.load()
    let chosen = components.isEmpty ? nil : try ComponentChoice(components, in: loaded.model).components
    let compiled = try assumptions.applied(
      to: reading.compile(loaded.model, within: limit), allowing: model.sources.allowedFolders)
    let availability = Progress.during("computing the availability") {
      compiled.availability(of: chosen, allowed: slo?.complement, memoryLimit: memory.memory.bytes)
    }
    try answer.write(availability, all: all, columns: columns.chosen)
    if availability.isEmpty, limit.isReached { throw time.nothingKnown }
  }
}
