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
    printSkipped(loaded.skipped, isComplete: true)
  }

  /// What was found in folders and is not read.
  ///
  /// - Parameter isComplete: also the files whose endings no source has, which are usual beside sources.
  private static func printSkipped(_ files: [SkippedFile], isComplete: Bool) {
    func names(_ reason: SkippedFile.Reason) -> [String] {
      files.filter { $0.reason == reason && $0.advice == nil }.map(name)
    }
    var forms: [(advice: String, names: [String])] = []
    for file in files where isComplete || file.reason != .otherKind {
      guard let advice = file.advice else { continue }
      if let position = forms.firstIndex(where: { $0.advice == advice }) {
        forms[position].names.append(name(file))
      } else {
        forms.append((advice, [name(file)]))
      }
    }
    for (advice, names) in forms {
      Console.printNote("note: skipped \(list(names)): \(names.count == 1 ? "it looks" : "they look") like \(advice)")
    }
    let others = names(.unrecognized)
    if !others.isEmpty {
      let reason =
        others.count == 1
        ? "it is neither a model nor a source that is recognized"
        : "they are neither models nor sources that are recognized"
      Console.printNote("note: skipped \(list(others)): \(reason)")
    }
    let policies = names(.policy)
    if !policies.isEmpty {
      Console.printNote(
        "note: skipped \(list(policies)): \(policies.count == 1 ? "a policy is" : "policies are") named with --policy")
    }
    let models = names(.otherModel)
    if !models.isEmpty {
      Console.printNote("note: skipped \(list(models)): another model, which has a name of its own; name it with -m")
    }
    let rest = names(.tooMuch)
    if !rest.isEmpty {
      Console.printNote(
        "note: skipped \(list(rest)): folders are read 16 levels down and up to 20,000 files; name the parts that matter"
      )
    }
    let kinds = names(.otherKind)
    if isComplete, !kinds.isEmpty {
      Console.printNote("note: skipped \(list(kinds)): no model and no source has such a name")
    }
  }

  private static func name(_ file: SkippedFile) -> String {
    file.path.split(separator: "/").last.map(String.init) ?? file.path
  }

  private static func list(_ names: [String]) -> String {
    names.count <= 4
      ? names.joined(separator: ", ") : "\(names.prefix(3).joined(separator: ", ")) and \(names.count - 3) more files"
  }

  /// The notes that an answer should be read with, a line each.
  static func printLines(of loaded: LoadedModel) {
    for line in loaded.imports.compactMap({ $0.line(naming: .options) }) + (loaded.join?.lines(naming: .options) ?? [])
    { Console.printNote(line) }
    printSkipped(loaded.skipped, isComplete: false)
  }
}
