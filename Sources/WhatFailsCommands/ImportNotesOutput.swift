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
    let paths = ShortPaths(files.map(\.path))
    func name(_ file: SkippedFile) -> String { paths.name(of: file.path) }
    var groups: [(first: SkippedFile, names: [String])] = []
    var positions: [String: Int] = [:]
    for file in files where isComplete || file.reason != .otherKind {
      let key = file.clause(forSeveral: false)
      if let position = positions[key] {
        groups[position].names.append(name(file))
      } else {
        positions[key] = groups.count
        groups.append((file, [name(file)]))
      }
    }
    for (first, names) in groups {
      Console.printNote("note: skipped \(list(names)): \(clause(of: first, forSeveral: names.count > 1))")
    }
  }

  /// Why files are skipped, with the option that reads them.
  private static func clause(of file: SkippedFile, forSeveral several: Bool) -> String {
    guard file.advice == nil else { return file.clause(forSeveral: several) }
    return switch file.reason {
    case .policy: "\(several ? "policies are" : "a policy is") named with --policy"
    case .otherModel: "another model, which has a name of its own; name it with -m"
    case .outside: file.clause(forSeveral: several) + "; --allow-outside FOLDER allows another folder"
    default: file.clause(forSeveral: several)
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
    printSkipped(loaded.skipped, isComplete: false)
  }
}
