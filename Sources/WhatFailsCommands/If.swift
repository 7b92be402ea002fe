internal import ArgumentParser
internal import DependencyModel
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis

/// `whatfails if`: the blast radius of a fault.
struct If: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "if",
    abstract: "Shows what fails if something fails: the blast radius.",
    usage: "whatfails if <fault> ... [<options>]",
    discussion: """
      A fault is the id of a named fault, a component or domain (down, or ID=degraded, or ID=13% of its units down), or a \
      selector that matches many at once, such as kind=aws/ebs-volume,in=us-east-1a. Several faults happen together.

      Where the model states demands and capacities, or the fault is a share, the answer says how much of each component \
      fails, and what is overloaded.

      The answer begins with the affected components of the lowest tier. Each wave lists the lowest tiers first, then the \
      heaviest components. Who is affected, by owner, is at the end.

      Examples:
        whatfails if zone-a                      a domain is lost
        whatfails if database=degraded           a component is slow
        whatfails if ebs-volumes=13%             a share of its units is lost
        whatfails if kind=cache                  all of a kind at once
        whatfails if zone-a dns --within 10m     two faults, and what fails by then
      """)

  @Argument(help: "What fails.", completion: .custom { words, _, _ in Completions.ids(words) })
  var faults: [String]

  @OptionGroup(title: "Model options") var model: ModelOptions
  @OptionGroup(title: "Question options") var question: QuestionOptions
  @OptionGroup(title: "Output options") var time: TimeOption
  @OptionGroup(title: "Output options") var answer: AnswerOptions
  @OptionGroup(title: "Output options") var columns: ColumnsOption

  @Flag(help: "Show one line for every component.")
  var all = false

  func run() throws {
    let limit = time.start()
    let loaded = try model.load()
    let faults = try FaultSet(faults, in: loaded.model)
    let compiled = question.compile(loaded.model, for: faults, within: limit)
    let impact = Progress.during("computing the impact") {
      compiled.impact(of: faults, within: question.within?.duration)
    }
    try LoadsOption.require(impact.loads, in: loaded.model)
    try answer.write(impact, all: all, columns: columns.chosen)
  }
}
