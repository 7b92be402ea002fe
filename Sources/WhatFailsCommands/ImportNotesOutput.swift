internal import ModelFormats
internal import Reports

/// Says on standard error what became of foreign sources; nothing where a model is only written by hand.
enum ImportNotesOutput {
  /// Everything, as `import` says it.
  static func printAll(of loaded: LoadedModel, isComplete: Bool) {
    let style = Console.style(for: Console.standardError)
    var text = loaded.imports.map { $0.text(style, isComplete: isComplete) }.joined()
    if let join = loaded.join { text += join.text(style, isComplete: isComplete) }
    Console.printErrors(of: text)
  }

  /// The notes that an answer should be read with, a line each.
  static func printLines(of loaded: LoadedModel) {
    for line in loaded.imports.compactMap({ $0.line(naming: .options) }) + (loaded.join?.lines(naming: .options) ?? [])
    { Console.printError(line) }
  }
}
