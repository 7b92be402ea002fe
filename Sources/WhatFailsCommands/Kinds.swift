internal import ArgumentParser
internal import Reports

/// `whatfails kinds`: the vocabulary of kinds.
struct Kinds: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the kinds of component that are known by name.")

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    if answer.chosenFormat == .markdown { throw ValidationError("kinds answers as text or json") }
  }

  func run() throws {
    try answer.write(KindsReport())
  }
}
