internal import ArgumentParser
internal import DependencyModel
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis

/// `whatfails start`: the start order, and the circles that hold it.
struct Start: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "What starts in which order after a blackout, and the circles that block it.",
    discussion: """
      From everything stopped, a component starts once all that it needs and needs to start has started, and the domains \
      that it is in. What never starts is listed with the circles that hold it and what to start by hand. With --if, what \
      fails stays down meanwhile.
      """)

  @Option(
    name: .customLong("if"), parsing: .singleValue,
    help: ArgumentHelp(
      "What stays down meanwhile, as for 'whatfails if'; may be given more than once.", valueName: "fault"),
    completion: .custom { words, _, _ in Completions.ids(words) })
  var faults: [String] = []

  @OptionGroup var model: ModelOptions

  @Option(help: ArgumentHelp("Leave out requirements that are less sure than this.", valueName: "confidence"))
  var trust = TrustArgument(.assumed)

  @OptionGroup var time: TimeOption
  @OptionGroup var answer: AnswerOptions

  @Flag(help: "List everything, however long the answer.")
  var all = false

  func run() throws {
    let limit = time.start()
    let loaded = try model.load()
    let faults = try FaultSet(faults, in: loaded.model)
    let order = Progress.during("working out the start order") {
      CompiledModel(loaded.model, options: .init(trust: trust.confidence, isForStart: true))
        .limited(to: limit).startOrder(without: faults)
    }
    switch answer.chosenFormat {
    case .text: try answer.writePage(order.text(answer.style, isComplete: all))
    case .json: try answer.write(order.json())
    case .markdown: try answer.writePage(order.markdown(rowLimit: all ? .max : 200))
    }
  }
}
