internal import ArgumentParser
internal import CascadeReplay
internal import DependencyModel
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis

/// `whatfails replay`: what happens in a scenario, over time.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Plays a scenario of the model: what fails when, and what comes back.",
    usage: "whatfails replay [<scenario>] [<options>]",
    discussion: """
      A scenario is a timeline in the model: faults come and go, and operators act. What is tolerated for a while fails later; \
      what was down starts once all that it needs to start has been there for its 'restarts'. The answer is the story in the \
      order of time, each change after its cause, then who was hit for how long, and what is not up at the end and why.

      Levels are played; demand, capacity and shares do not count.

      Examples:
        whatfails replay april-2011
        whatfails replay april-2011 --without undo                   had nobody done that
        whatfails replay april-2011 --compare --without undo --without refuse
        whatfails replay april-2011 -o timeline.md                   for a post-mortem
        whatfails replay april-2011 -o changes.csv                   every change
      """)

  @Argument(
    help: "The scenario. Default: the only one of the model.",
    completion: .custom { words, _, _ in Completions.scenarios(words) })
  var scenario: String?

  @Option(
    name: .customLong("without"), parsing: .singleValue,
    help: ArgumentHelp(
      "An event that does not happen, by its name or its number; may be given more than once.", valueName: "event"))
  var without: [String] = []

  @Flag(help: "Compare the scenario as it is written with what happens without each of the events.")
  var compare = false

  @OptionGroup(title: "Model options") var model: ModelOptions

  @Option(help: ArgumentHelp("Ignore requirements of a lower confidence than this.", valueName: "confidence"))
  var trust = Confidence.assumed

  @OptionGroup(title: "Output options") var time: TimeOption
  @OptionGroup(title: "Output options") var output: ReplayOutput
  @OptionGroup(title: "Output options") var columns: ColumnsOption
  @OptionGroup(title: "Output options") var console: ConsoleOptions

  func validate() throws {
    if compare, without.isEmpty { throw ValidationError("--compare needs --without: say which event does not happen") }
    if compare, output.chosenFormat == .csv {
      throw ValidationError("a comparison has no rows of changes; leave out csv")
    }
  }

  func run() throws {
    let limit = time.start()
    let loaded = try model.load()
    let scenario = try chosenScenario(in: loaded.model)
    let events = try without.map { try Self.position(of: $0, in: scenario) }
    let compiled = CompiledModel(loaded.model, options: .init(trust: trust)).limited(to: limit)
    Console.tellLeftOut(of: compiled)
    do {
      if compare {
        let comparison = try Progress.during("playing the scenario") {
          try ReplayComparison(compiled, scenario, without: events)
        }
        try output.write(comparison)
      } else {
        let replay = try Progress.during("playing the scenario") {
          try compiled.replay(scenario, without: Set(events))
        }
        try output.write(replay, columns: columns.chosen)
      }
    } catch let problem as ReplayProblem {
      throw InvalidInput([Self.diagnostic(problem, scenario)], sources: loaded.sources)
    }
  }

  private func chosenScenario(in model: Model) throws -> Scenario {
    guard !model.scenarios.isEmpty else {
      throw CommandFailure(message: "error: the model has no scenarios; write one under 'scenarios'")
    }
    let names = model.scenarios.map(\.id)
    guard let name = scenario else {
      guard names.count == 1 else {
        throw CommandFailure(
          message: "error: the model has several scenarios; name one of \(enumeration(of: names, limit: 20))")
      }
      return model.scenarios[0]
    }
    if let scenario = model.scenario(name) { return scenario }
    let meant = spellingSuggestion(for: name, among: names).map { "did you mean '\($0)'?" }
    throw CommandFailure(
      message: "error: there is no scenario '\(name)'; "
        + (meant ?? "the model has \(enumeration(of: names, limit: 20))"))
  }

  /// The event of a name, or of a number from 1.
  private static func position(of text: String, in scenario: Scenario) throws -> Int {
    if let position = scenario.events.firstIndex(where: { $0.name == text }) { return position }
    if let number = Int(text), scenario.events.indices.contains(number - 1) { return number - 1 }
    let names = scenario.events.compactMap(\.name)
    let meant = spellingSuggestion(for: text, among: names).map { "did you mean '\($0)'?" }
    let known =
      names.isEmpty
      ? "its events have the numbers 1 to \(scenario.events.count)"
      : "its events are \(enumeration(of: names, limit: 20))"
    throw CommandFailure(
      message: "error: the scenario '\(scenario.id)' has no event '\(text)'; \(meant ?? known)")
  }

  private static func diagnostic(_ problem: ReplayProblem, _ scenario: Scenario) -> Diagnostic {
    switch problem {
    case .endless(let events, let time):
      .endlessScenario(
        events.map(scenario.eventName), at: scenario.text(of: time), in: scenario.id,
        events.first.flatMap { scenario.events[$0].place } ?? scenario.place)
    case .tooMany(let limit, let time):
      .scenarioTooLong(limit, at: scenario.text(of: time), in: scenario.id, scenario.place)
    }
  }
}

/// Where the story of a scenario goes, and in which form.
struct ReplayOutput: ParsableArguments {
  @Option(help: "The format of the answer.")
  var format: ListFormat?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write the answer to this file; its extension chooses the format.", valueName: "file"))
  var output: String?

  @Flag(help: "Show every change.")
  var all = false

  func validate() throws {
    try AnswerOptions.checkExtension(
      of: output, isKnown: { ListFormat(fileName: $0) != nil }, isFormatStated: format != nil,
      known: ".txt, .json, .md and .csv")
  }

  var chosenFormat: ListFormat { format ?? output.flatMap { ListFormat(fileName: $0) } ?? .text }

  func write(_ replay: Replay, columns: [ComponentColumn]) throws(CommandFailure) {
    if chosenFormat == .csv { return try AnswerOutput(file: output).write(replay.csv) }
    try write(replay as any Answer, columns: columns)
  }

  func write(_ answer: any Answer, columns: [ComponentColumn] = []) throws(CommandFailure) {
    let destination = AnswerOutput(file: output)
    let format = AnswerFormat(rawValue: chosenFormat.rawValue) ?? .text
    try destination.write(
      answer, as: format, ReportOptions(style: destination.style, isComplete: all, columns: columns))
  }
}
