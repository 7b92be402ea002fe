internal import ArgumentParser
internal import DependencyModel
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis

/// `whatfails load`: how much each component carries, and what is overloaded.
struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Shows what each component carries, and what is overloaded.",
    usage: "whatfails load [<options>]",
    discussion: """
      Work comes to components that state a demand, and goes on to what they need and use: as many calls as each requirement \
      states, and one unless stated. What comes to a component beyond its capacity or its slots is refused, or takes it down, \
      or queues until nobody is answered in time. With --if, the answer is before and after the fault, when others carry what \
      the failed ones did. The answer names what is overloaded first as demand grows, and what would not recover by itself.

      Examples:
        whatfails load
        whatfails load --if zone-a
        whatfails load --if zone-a --scale 1.5
        whatfails load --demand web=900/s
      """)

  @Option(
    name: .customLong("if"), parsing: .singleValue,
    help: ArgumentHelp("The fault, as for 'whatfails if'; may be given more than once.", valueName: "fault"),
    completion: .custom { words, _, _ in Completions.ids(words) })
  var faults: [String] = []

  @Option(
    name: .customLong("demand"), parsing: .singleValue,
    help: ArgumentHelp(
      "A demand instead of the stated one, such as web=900/s; may be given more than once.", valueName: "id=quantity"))
  var demands: [String] = []

  @Option(help: ArgumentHelp("Multiply every demand by this, for example 1.5.", valueName: "factor"))
  var scale = 1.0

  @OptionGroup(title: "Model options") var model: ModelOptions

  @Option(help: ArgumentHelp("Ignore requirements of a lower confidence than this.", valueName: "confidence"))
  var trust = Confidence.assumed

  @OptionGroup(title: "Output options") var time: TimeOption
  @OptionGroup(title: "Output options") var answer: AnswerOptions
  @OptionGroup(title: "Output options") var columns: ColumnsOption

  @Flag(help: "List everything.")
  var all = false

  func validate() throws {
    guard scale >= 1e-6, scale <= 1e6 else { throw ValidationError("--scale must be 0.000001 to 1000000") }
    for demand in demands { _ = try Self.parts(of: demand) }
  }

  func run() throws {
    let limit = time.start()
    let loaded = try model.load()
    let faults = try self.faults.isEmpty ? nil : FaultSet(self.faults, in: loaded.model)
    var stated: [ComponentIndex: Quantity] = [:]
    for demand in demands {
      let (id, quantity) = try Self.parts(of: demand)
      guard let index = loaded.model.index(of: ComponentID(id)) else { throw UnknownName(id, in: loaded.model) }
      stated[index] = quantity
    }
    let compiled = CompiledModel(
      loaded.model,
      options: .init(
        trust: trust, followsConfiguration: faults?.isChange == true, changed: faults?.changed)
    ).limited(to: limit)
    Console.tellLeftOut(of: compiled)
    let loads: Loads
    do {
      loads = try Progress.during("computing loads") {
        try compiled.loads(under: faults, scale: scale, demands: stated)
      }
    } catch let problem as LoadProblem {
      throw LoadsOption.failure(problem, in: loaded.model)
    }
    try answer.write(loads, all: all, columns: columns.chosen)
  }

  private static func parts(of demand: String) throws -> (id: String, quantity: Quantity) {
    guard let equals = demand.lastIndex(of: "="), let quantity = Quantity(text: demand[demand.index(after: equals)...])
    else {
      throw ValidationError("'\(demand)' is not an id with a demand; write it like web=900/s")
    }
    return (String(demand[..<equals]), quantity)
  }
}
