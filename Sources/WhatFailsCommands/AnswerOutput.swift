internal import Reports

/// Where an answer goes: the only place in which commands write one.
struct AnswerOutput {
  /// The file; standard output if it is `nil` or `-`.
  let file: String?

  /// The style for text: the terminal's, or a plain page for a file.
  var style: TextStyle { file == nil ? Console.style(for: Console.standardOutput) : TextStyle(naming: .options) }

  /// Writes an answer in one of its formats. In text and Markdown, no line is a command to a pipeline's runner.
  func write(_ answer: some Answer, as format: AnswerFormat, _ options: ReportOptions) throws(CommandFailure) {
    switch format {
    case .text: try write(answer.text(options).withoutCommands)
    case .json:
      try write { write throws(CommandFailure) in
        try answer.writeJSON(naming: options.names, to: write)
      }
    case .markdown: try write(answer.markdown(options).withoutCommands)
    }
  }

  /// Writes a text, byte by byte as it is.
  func write(_ text: String) throws(CommandFailure) {
    try write { write throws(CommandFailure) in try write(Array(text.utf8)) }
  }

  /// Writes what comes in pieces, each of which the body hands to what it is given.
  private func write(
    _ body: (_ write: ([UInt8]) throws(CommandFailure) -> Void) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    if let file, file != "-" {
      try OutputFile.replace(file, with: body)
    } else {
      try body { bytes throws(CommandFailure) in try Console.write(bytes, to: Console.standardOutput) }
    }
  }
}
