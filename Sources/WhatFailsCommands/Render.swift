internal import ArgumentParser

/// `whatfails render`: the picture.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Draws the model, or a fault and what it leads to.")
  func run() throws {}
}
