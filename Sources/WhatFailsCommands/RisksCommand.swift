internal import ArgumentParser
internal import DependencyModel
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis

/// `whatfails risks`: what could take a component down.
struct RisksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "risks",
    abstract: "Finds what could take a component down.",
    usage: "whatfails risks <component> [<options>]",
    discussion: """
      Finds the minimal cut sets: every set of components and domains that, down together, takes the component down, and \
      of which no smaller set does; single points of failure come first. Similar sets share a line. --size all finds sets of every size and counts all of them. \
      Within a size, the sets come first that take down or degrade a lower tier besides, then more weight, \
      then more components. Of a selector, each component that it matches has an answer.

      Examples:
        whatfails risks checkout                 alone, and two at once
        whatfails risks checkout --why 1         how the first of these does it
        whatfails risks tier=0 --size 1          of each component of tier 0
        whatfails risks checkout --among kind=zone --level degraded
      """)

  @Argument(
    help: "The component, or a selector of several.", completion: .custom { words, _, _ in Completions.ids(words) })
  var component: String

  @Option(help: ArgumentHelp("The most components that fail together: a number, or all.", valueName: "number"))
  var size = SizeArgument(2)

  @Option(help: ArgumentHelp("Try only these components: ids or selectors.", valueName: "selector"))
  var among: [String] = []

  @Option(
    help: ArgumentHelp(
      "The order of the sets: by size, or by chance, the likeliest first, each with its share of the downtime.",
      valueName: "size|chance"))
  var by = RiskOrder.size

  @Option(
    help: ArgumentHelp(
      "Leave out sets that are less likely than this, for example 1e-9; the answer says what they add up to.",
      valueName: "probability"),
    transform: { text in
      guard let cutoff = Probability(text: text) else {
        throw ValidationError("'\(text)' is not a probability; write it like 1e-9 or 0.001%")
      }
      return cutoff
    })
  var cutoff: Probability?

  @Option(
    help: ArgumentHelp(
      "Only sets that act within this time, inclusive, for example 10m: requirements may tolerate a loss for longer.",
      valueName: "duration"),
    transform: ModelDuration.init(commandLine:))
  var within: ModelDuration?

  @Option(help: "The level that counts as failed: down, or degraded (or worse).")
  var level = LevelArgument(.down)

  @Option(help: ArgumentHelp("Explain the set of this number: how it takes the component down.", valueName: "number"))
  var why: Int?

  @Option(
    help: ArgumentHelp(
      "The most sets to list; all are counted. Default: 10000, or 1000 with --size all.", valueName: "number"))
  var limit: Int?

  @OptionGroup(title: "Question options") var assumptions: AssumptionOption
  @OptionGroup(title: "Output options") var memory: MemoryOption
  @OptionGroup(title: "Model options") var model: ModelOptions
  @OptionGroup(title: "Question options") var reading: ReadingOptions
  @OptionGroup(title: "Question options") var change: ChangeOption
  @OptionGroup(title: "Output options") var time: TimeOption
  @OptionGroup(title: "Output options") var answer: AnswerOptions
  @OptionGroup(title: "Output options") var columns: ColumnsOption

  @Flag(help: "Show a line for every set listed.")
  var all = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more") }
    if let why, why < 1 { throw ValidationError("--why must be 1 or more") }
  }

  func run() throws {
    let workLimit = time.start()
    let loaded = try model.load()
    let targets =
      why == nil
      ? try ComponentChoice([component], in: loaded.model).components
      : [try ComponentChoice.one(component, in: loaded.model)]
    let chosen = among.isEmpty ? nil : Set(try ComponentChoice(among, in: loaded.model, asFaults: true).components)
    let compiled = try assumptions.applied(
      to: reading.compile(loaded.model, followsConfiguration: change.change, within: workLimit),
      allowing: model.sources.allowedFolders)
    if by == .chance || cutoff != nil, !compiled.statesUnavailability {
      throw CommandFailure(
        message:
          "error: no component states an unavailability, so no set has a chance; state some, or 'assume' them by kind"
      )
    }
    var question = CompiledModel.RiskQuestion(
      level: level.level, size: size.size, among: chosen, listLimit: limit ?? (size.size == nil ? 1000 : 10_000),
      memoryLimit: memory.memory.bytes)
    question.isByChance = by == .chance
    question.cutoff = cutoff?.value
    question.within = within?.duration
    question.seesCommonCauses = true
    let answers = Progress.during("looking for what takes it down") {
      targets.map { compiled.worstFirst(compiled.risks(of: $0, question)) }
    }
    if let why { return try explain(why, of: answers[0], compiled) }
    try answer.write(each: answers, all: all, columns: columns.chosen)
    if answers.allSatisfy(\.isEmpty), workLimit.isReached { throw time.nothingKnown }
  }

  private func explain(_ number: Int, of risks: Risks, _ compiled: CompiledModel) throws {
    let lines = risks.isAlwaysDown ? [] : risks.lines(isFolded: !all)
    guard number <= lines.count else {
      throw CommandFailure(
        message: risks.isAlwaysDown
          ? "error: there is no set \(number): '\(component)' is always \(level.level.name), and nothing has to fail for it"
          : lines.isEmpty
            ? "error: there is no set \(number): nothing that was tried takes it \(level.level.name)"
            : "error: there is no set \(number); there are \(lines.count)")
    }
    let set = lines[number - 1].example
    let text = set.map { compiled.model.outline($0).id.text }.joined(separator: " + ")
    let explanation = compiled.explanation(
      of: risks.target, under: FaultSet(set.map { ($0, .down) }, text: text), within: within?.duration)
    try answer.write(explanation, columns: columns.chosen)
  }
}

/// The order of cut sets.
enum RiskOrder: String, ExpressibleByArgument, CaseIterable {
  case size, chance
}

/// A number of components, or all.
struct SizeArgument: ExpressibleByArgument {
  let size: Int?

  init(_ size: Int?) { self.size = size }

  init?(argument: String) {
    if argument == "all" {
      size = nil
    } else if let number = Int(argument), number >= 1 {
      size = number
    } else {
      return nil
    }
  }

  var defaultValueDescription: String { size.map { "\($0)" } ?? "all" }
}

/// A level that is a failure.
struct LevelArgument: ExpressibleByArgument {
  let level: Level

  init(_ level: Level) { self.level = level }

  init?(argument: String) {
    guard let level = Level(name: argument[...]), level > .up else { return nil }
    self.level = level
  }

  static var allValueStrings: [String] { [Level.degraded.name, Level.down.name] }
  var defaultValueDescription: String { level.name }
}
