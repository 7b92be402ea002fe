internal import ArgumentParser
internal import DependencyModel
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis

/// `whatfails rank`: every fault tried, worst first.
struct Rank: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Tries every fault, and lists the worst first.",
    usage: "whatfails rank [<options>]",
    discussion: """
      Takes each component and domain down by itself (those that are logic only, such as the gates of a fault tree, only \
      where --faults names them), tries each named fault, and lists the blast radii: those that take down or degrade the \
      lowest tier first, then the heaviest, then the largest. Where the model states a demand, those that lose most of it \
      come before all others; --no-load leaves that out, and is faster.

      With --pairs it takes every two down together and lists the pairs that are worse than their parts: some \
      component ends at a worse level than under either of the two alone. More than 50 million pairs are refused.

      Examples:
        whatfails rank
        whatfails rank --faults kind=zone
        whatfails rank --pairs --faults 'kind=aws/*' --limit 10
      """)

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      """
      Try only what this matches: the id of a component, domain or named fault, or a selector such as kind=aws/*; may be \
      given more than once.
      """,
      valueName: "selector"),
    completion: .custom { words, _, _ in Completions.ids(words) })
  var faults: [String] = []

  @Flag(help: "Two at a time: the pairs that are worse than their parts.")
  var pairs = false

  @Option(
    help: ArgumentHelp(
      "With --pairs: keep only this many of the worst; all are counted. Default: 1000.", valueName: "number"))
  var limit: Int?

  @Flag(help: "Show a line for every fault kept, not only for the 20 worst.")
  var all = false

  @OptionGroup(title: "Model options") var model: ModelOptions

  @Option(
    help: ArgumentHelp(
      "Count only what fails within this time, inclusive, for example 10m: requirements may tolerate a loss for longer.",
      valueName: "duration"),
    transform: ModelDuration.init(commandLine:))
  var within: ModelDuration?

  @Option(help: ArgumentHelp("Ignore requirements of a lower confidence than this.", valueName: "confidence"))
  var trust = Confidence.assumed

  @Flag(help: "Follow a change instead of a failure: what is configured by something counts as needing it.")
  var change = false

  @OptionGroup var loads: LoadsOption

  @OptionGroup(title: "Output options") var time: TimeOption
  @OptionGroup(title: "Output options") var answer: AnswerOptions
  @OptionGroup(title: "Output options") var columns: ColumnsOption

  func validate() throws {
    if pairs, within != nil { throw ValidationError("--within is for single faults, not for --pairs") }
    guard let limit else { return }
    if !pairs { throw ValidationError("--limit requires --pairs; single faults are all listed") }
    if limit < 1 || limit > 1_000_000 { throw ValidationError("--limit must be 1 to 1000000") }
  }

  func run() throws {
    let workLimit = time.start()
    let loaded = try model.load()
    let chosen = try chosenFaults(in: loaded.model)
    let compiled = Progress.during("compiling the model") {
      CompiledModel(loaded.model, options: .init(trust: trust, followsConfiguration: change, usesLoads: loads.areUsed))
        .limited(to: workLimit)
    }
    Console.tellLeftOut(of: compiled)
    let ranking = try ranking(of: chosen, in: compiled)
    try answer.write(ranking, all: all, columns: columns.chosen)
    if ranking.triedCount == 0, ranking.shortfall != nil { throw time.nothingKnown }
  }

  @Sendable private static func tell(_ tried: Int, _ all: Int) { Progress.tell("\(tried) of \(all)") }

  private func ranking(of faults: ChosenFaults, in compiled: CompiledModel) throws -> Ranking {
    guard pairs else {
      if within == nil, compiled.usesLoads { return try rankingByDemand(of: faults, in: compiled) }
      return Progress.during("trying every fault") {
        if let within {
          compiled.ranking(
            of: faults.components, namedFaults: faults.named, within: within.duration, progress: Self.tell)
        } else {
          compiled.ranking(of: faults.components, namedFaults: faults.named, progress: Self.tell)
        }
      }
    }
    do {
      return try Progress.during("trying every pair") {
        try compiled.rankingOfPairs(of: faults.components, limit: limit ?? 1000, progress: Self.tell)
      }
    } catch let problem as TooManyPairs {
      throw CommandFailure(
        message: "error: \(problem.pairs) pairs are too many to try; in this model up to \(problem.limit) are tried:"
          + " narrow them with --faults, for example --faults kind=aws/*")
    }
  }

  private func rankingByDemand(of faults: ChosenFaults, in compiled: CompiledModel) throws -> Ranking {
    do {
      return try Progress.during("trying every fault") {
        try compiled.rankingByDemand(of: faults.components, namedFaults: faults.named, progress: Self.tell)
      }
    } catch let problem as LoadProblem {
      throw LoadsOption.failure(problem, in: compiled.model)
    }
  }

  /// The faults that are tried.
  private struct ChosenFaults {
    /// The components and domains; `nil` for all.
    var components: [ComponentIndex]?
    /// The positions of the named faults.
    var named: [Int]
  }

  /// The faults that the selectors match; all where there are none.
  private func chosenFaults(in model: Model) throws -> ChosenFaults {
    guard !faults.isEmpty else { return ChosenFaults(components: nil, named: Array(model.faults.indices)) }
    var matcher = SelectorMatcher(model.components)
    var components: [ComponentIndex] = []
    var named: Set<Int> = []
    for text in faults {
      let id = ComponentID(text)
      if let index = model.index(of: id) {
        components.append(index)
      } else if model.fault(id) != nil {
        if pairs {
          throw CommandFailure(
            message: "error: '\(text)' is a named fault, and --pairs takes components and domains;"
              + " 'whatfails if \(text)' says what it does")
        }
        named.formUnion(model.faults.indices.filter { model.faults[$0].id == id })
      } else {
        guard let selector = ComponentSelector(commandLine: text), !matcher.matches(selector).isEmpty else {
          throw UnknownName(text, in: model)
        }
        let matches = matcher.faults(selector)
        guard !matches.isEmpty else { throw UnknownName(matchingLogicOnly: text) }
        components += matches
      }
    }
    return ChosenFaults(components: components, named: named.sorted())
  }
}
