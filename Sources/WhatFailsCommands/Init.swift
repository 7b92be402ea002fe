internal import ArgumentParser
internal import ModelFormats

/// `whatfails init`: a first model.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a commented first model to start from.",
    discussion: """
      Examples:
        whatfails init               whatfails.yaml here
        whatfails init shop.yaml     another file
      """)

  @Argument(help: "The file to write, or - for standard output.")
  var file = "whatfails.yaml"

  @Flag(help: "Replace an existing file.")
  var force = false

  @OptionGroup(title: "Output options") var console: ConsoleOptions

  func run() throws {
    guard file != "-" else { return try Console.write(Array(FirstModel.text.utf8), to: Console.standardOutput) }
    if !force, ModelLoader.exists(file) {
      throw CommandFailure(message: "error: '\(file)' already exists; --force replaces it")
    }
    try OutputFile.replace(file, with: Array(FirstModel.text.utf8))
    Console.printNote("wrote \(file); ask it: whatfails if zone-a\(file == "whatfails.yaml" ? "" : " -m \(file)")")
  }
}
