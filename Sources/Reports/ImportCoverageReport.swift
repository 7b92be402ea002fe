internal import DependencyModel
public import ModelFormats

extension SkippedFile.Reason {
  /// In a few words.
  var text: String {
    switch self {
    case .unrecognized: "neither a model nor a source that is recognized"
    case .policy: "a policy, which is named with its own option"
    case .otherModel: "another model, with a name of its own"
    case .otherKind: "no model and no source has files of this kind"
    case .empty: "a source that no component came out of"
    case .unreadable: "it can't be read"
    case .outside: "it leads outside of the folder, or back to a folder above"
    case .tooMuch: "a folder too far down, or after too many others"
    }
  }
}

/// How much of the files that a model was imported from is in it: the report of `whatfails import --report`.
public struct ImportCoverageReport {
  /// The model and its sources.
  let loaded: LoadedModel

  /// The report of a model.
  public init(_ loaded: LoadedModel) { self.loaded = loaded }
}

extension ImportCoverageReport: Answer {
  /// The answer as `whatfails/import/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> ImportAnswer { ImportAnswer(self) }

  /// A section for each source, for a terminal.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    let text = loaded.imports.map { $0.text(options.style, isComplete: options.isComplete) }.joined()
    return text + (loaded.join?.text(options.style, isComplete: options.isComplete) ?? "")
  }

  /// A table of types for each source, then lists, for a pull request.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    let answer = ImportAnswer(self)
    var lines = ["### \(Markdown.escaped(heading(answer)))", ""]
    if let sentence = RelatednessWording.sentence(loaded.model) { lines += ["**\(Markdown.escaped(sentence))**", ""] }
    for source in answer.sources { lines += section(source, options.rowLimit) }
    if !answer.united.isEmpty {
      let rows = answer.united.prefix(options.rowLimit).map {
        [Markdown.code($0.id), Markdown.code($0.other), $0.key.map { Markdown.code($0) } ?? "the same id"]
      }
      lines += ["#### In several sources", ""] + Markdown.table(["component", "is", "by"], Array(rows))
      lines += rest(answer.united.count - rows.count) + [""]
    }
    if !answer.skippedFiles.isEmpty {
      let rows = answer.skippedFiles.prefix(options.rowLimit).map {
        [Markdown.code($0.path), Markdown.escaped($0.reason)]
      }
      lines += ["#### Files that were not read", ""] + Markdown.table(["file", "reason"], Array(rows))
      lines += rest(answer.skippedFiles.count - rows.count) + [""]
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ answer: ImportAnswer) -> String {
    guard !answer.sources.isEmpty else { return "Nothing was imported: the model is written by hand." }
    let size =
      "\(count(answer.components, "component")), \(count(answer.domains, "domain")), "
      + "\(count(answer.relations, "relation"))"
    guard answer.total > 0 else { return size }
    let share = Double(answer.understood) / Double(answer.total)
    return
      "\(grouped(answer.understood)) of \(count(answer.total, "resource")) understood (\(percentage(share))): \(size)"
  }

  private func section(_ source: ImportAnswer.Source, _ rowLimit: Int) -> [String] {
    let name = source.name.map { "\($0): " } ?? ""
    let files = enumeration(of: source.files, limit: 4)
    var lines = ["#### \(Markdown.escaped("\(name)\(source.format)"))", "", "From \(Markdown.escaped(files)).", ""]
    var rows = source.types.map { [Markdown.code($0.type), grouped($0.count), "understood"] }
    rows += source.skipped.map {
      [Markdown.code($0.type), grouped($0.count), "skipped: \(Markdown.escaped($0.reason))"]
    }
    if !rows.isEmpty {
      lines += Markdown.table(["type", "count", "outcome"], Array(rows.prefix(rowLimit)))
      lines += rest(rows.count - rowLimit) + [""]
    }
    let lists = [
      ("References that lead to nothing", source.unresolved),
      ("References that may mean one of several", source.ambiguous),
      ("Groups with members outside of the files", source.incomplete),
      ("Files that have components in common", source.unions),
      ("Remarks", source.remarks),
    ]
    for (title, items) in lists where !items.isEmpty {
      lines += ["**\(title): \(grouped(items.count))**", ""]
      lines += items.prefix(rowLimit).map { "- \(Markdown.escaped($0))" } + rest(items.count - rowLimit) + [""]
    }
    return lines
  }

  private func rest(_ count: Int) -> [String] { count > 0 ? ["", "… and \(grouped(count)) more."] : [] }
}
