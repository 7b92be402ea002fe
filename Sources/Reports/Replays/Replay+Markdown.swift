public import CascadeReplay
internal import DependencyModel

extension Replay {
  /// The answer for a page, such as a post-mortem: the verdict, the timeline as a table, who was hit, and what was left.
  ///
  /// - Parameter options: `rowLimit` is the most rows of a table; what is left out is counted.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    let words = ReplayWording(self)
    var lines = ["### \(Markdown.escaped(words.verdict))"]
    if let description = scenario.description { lines += ["", Markdown.escaped(description)] }
    lines += timeline(words, options)
    lines += hitTable(words, options)
    lines += remainder(words, options)
    for note in words.notes(options.names) { lines += ["", Markdown.escaped(note)] }
    return lines.joined(separator: "\n") + "\n"
  }

  private func timeline(_ words: ReplayWording, _ options: ReportOptions) -> [String] {
    let story = ReplayStory(words, isComplete: options.isComplete)
    let (instants, left) = story.prefix(options.rowLimit)
    guard !instants.isEmpty else { return [] }
    var rows: [[String]] = []
    for instant in instants {
      var time = words.time(instant.time)
      for row in instant.rows {
        rows.append([Markdown.escaped(time)] + cells(of: row, words))
        time = ""
      }
    }
    var lines = ["", "#### Timeline", ""] + Markdown.table(["time", "", "what"], rows)
    if left > 0 { lines += ["", "… and \(grouped(left)) more."] }
    if let note = story.foldedNote(words, options.names) { lines += ["", Markdown.escaped(note)] }
    return lines
  }

  private func cells(of row: ReplayStory.Row, _ words: ReplayWording) -> [String] {
    switch row {
    case .event(let number): return ["event", "**\(Markdown.escaped(words.event(number)))**"]
    case .change(let components, let level, _, let reason):
      let names = enumeration(of: components.map { Markdown.code(words.wording.id($0)) })
      return [level.name, reason.isEmpty ? names : "\(names): \(Markdown.escaped(reason))"]
    }
  }

  private func hitTable(_ words: ReplayWording, _ options: ReportOptions) -> [String] {
    let all = words.hits
    guard !all.isEmpty else { return [] }
    let shown = all.prefix(options.rowLimit)
    let cells = ComponentCells(options.columns, in: model)
    let rows = shown.map { hit in
      [Markdown.code(words.wording.id(hit.component))] + cells.markdown(of: hit.component)
        + words.cells(hit).map(Markdown.escaped)
    }
    var lines = ["", "#### Who was hit", ""]
    lines += Markdown.table(["component"] + options.columns.map(\.rawValue) + ReplayWording.hitHeader, rows)
    let left = hits.count - shown.count
    if left > 0 { lines += ["", "… and \(grouped(left)) more."] }
    return lines
  }

  private func remainder(_ words: ReplayWording, _ options: ReportOptions) -> [String] {
    guard !unrecovered.isEmpty else { return [] }
    let shown = unrecovered.prefix(options.rowLimit)
    var lines = ["", "#### Not up at the end", ""]
    lines += shown.map { item in
      "- \(Markdown.code(words.wording.id(item.component))) is \(item.level.name) since "
        + "\(Markdown.escaped(words.time(item.since))): \(Markdown.escaped(words.reason(item)))"
    }
    if unrecovered.count > shown.count { lines += ["", "… and \(grouped(unrecovered.count - shown.count)) more."] }
    for circle in words.circles { lines += ["", Markdown.escaped(circle)] }
    return lines
  }
}
