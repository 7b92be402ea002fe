internal import ArgumentParser
internal import DependencyModel
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis

/// `whatfails start`: the start order, and the circles that hold it.
struct Start: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "Shows the start order after a blackout.",
    usage: "whatfails start [<options>]",
    discussion: """
      After everything has stopped, a component starts once everything that it needs and needs to start has started, \
      and the domains that it is in. Components that never start are listed with the circles that hold them and what \
      to start by hand. With --if, failed components stay down meanwhile.

      Examples:
        whatfails start
        whatfails start --if zone-a
      """)

  @Option(
    name: .customLong("if"), parsing: .singleValue,
    help: ArgumentHelp(
      "The fault that lasts meanwhile, as for 'whatfails if'; may be given more than once.", valueName: "fault"),
    completion: .custom { words, _, _ in Completions.ids(words) })
  var faults: [String] = []

  @OptionGroup(title: "Model options") var model: ModelOptions

  @Option(help: ArgumentHelp("Ignore requirements of a lower confidence than this.", valueName: "confidence"))
  var trust = Confidence.assumed

  @OptionGroup(title: "Output options") var time: TimeOption
  @OptionGroup(title: "Output options") var answer: AnswerOptions
  @OptionGroup(title: "Output options") var columns: ColumnsOption

  @Flag(help: "List everything.")
  var all = false

  func run() throws {
    let limit = time.start()
    let loaded = try model.load()
    let faults = try FaultSet(faults, in: loaded.model)
    let order = Progress.during("computing the start order") {
      StartModel(loaded.model, trust: trust).limited(to: limit).startOrder(without: faults)
    }
    try answer.write(order, all: all, columns: columns.chosen)
  }
}
