internal import ArgumentParser
internal import Reports

/// `whatfails kinds`: the vocabulary of kinds.
struct Kinds: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the kinds of component that are known by name.",
    usage: "whatfails kinds [<options>]")

  @OptionGroup(title: "Output options") var answer: AnswerOptions

  func run() throws {
    try answer.write(KindsReport())
  }
}
