internal import ArgumentParser
internal import ModelFormats

/// `whatfails init`: a first model.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a commented first model to start from.")

  @Argument(help: "The file to write, or - for standard output.")
  var file = "whatfails.yaml"

  @Flag(help: "Replace an existing file.")
  var force = false

  func run() throws {
    guard file != "-" else { return try Console.write(Array(FirstModel.text.utf8), to: Console.standardOutput) }
    if !force, ModelLoader.exists(file) {
      throw CommandFailure(message: "error: '\(file)' already exists; --force replaces it")
    }
    try OutputFile.replace(file, with: Array(FirstModel.text.utf8))
    Console.printError("wrote \(file); ask it: whatfails if zone-a\(file == "whatfails.yaml" ? "" : " -m \(file)")")
  }
}
