internal import ModelFormats
internal import Reports

/// Says on standard error what became of foreign sources; nothing where a model is only written by hand.
enum ImportNotesOutput {
  /// Everything, as `import` says it.
  static func printAll(of loaded: LoadedModel, isComplete: Bool) {
    let style = Console.style(for: Console.standardError)
    var text = loaded.imports.map { $0.text(style, isComplete: isComplete) }.joined()
    if let join = loaded.join { text += join.text(style, isComplete: isComplete) }
    Console.printNotes(of: text)
    if let low = RelatednessWording.note(loaded.model) { Console.printNote(low) }
    printSkipped(loaded.skipped)
  }

  /// What was found in folders and is not read.
  private static func printSkipped(_ files: [SkippedFile]) {
    func names(_ reason: SkippedFile.Reason) -> [String] {
      files.filter { $0.reason == reason }.map { $0.path.split(separator: "/").last.map(String.init) ?? $0.path }
    }
    let (others, policies) = (names(.unrecognized), names(.policy))
    if !others.isEmpty {
      let reason =
        others.count == 1
        ? "it is neither a model nor a source that is recognized"
        : "they are neither models nor sources that are recognized"
      Console.printNote("note: skipped \(list(others)): \(reason)")
    }
    if !policies.isEmpty {
      Console.printNote(
        "note: skipped \(list(policies)): \(policies.count == 1 ? "a policy is" : "policies are") named with --policy")
    }
  }

  private static func list(_ names: [String]) -> String {
    names.count <= 4
      ? names.joined(separator: ", ") : "\(names.prefix(3).joined(separator: ", ")) and \(names.count - 3) more files"
  }

  /// The notes that an answer should be read with, a line each.
  static func printLines(of loaded: LoadedModel) {
    for line in loaded.imports.compactMap({ $0.line(naming: .options) }) + (loaded.join?.lines(naming: .options) ?? [])
    { Console.printNote(line) }
    printSkipped(loaded.skipped)
  }
}
