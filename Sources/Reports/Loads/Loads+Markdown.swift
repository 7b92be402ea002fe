internal import DependencyModel
public import ResilienceAnalysis

extension Loads {
  /// The answer for a page or a pull request: the verdict, the table, and the notes.
  ///
  /// - Parameter options: `rowLimit` is the most rows of the table; what is left out is counted.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    var lines = ["### \(Markdown.escaped(verdict))"]
    if let description = faults?.fault?.description { lines += ["", Markdown.escaped(description)] }
    let shown = entries.prefix(options.rowLimit)
    if isStated, !shown.isEmpty {
      let wording = Wording(model: model)
      let cells = ComponentCells(options.columns, in: model)
      let figures = LoadCells(self, shown)
      let rows = shown.map { entry in
        [Markdown.code(wording.id(entry.component))] + cells.markdown(of: entry.component)
          + figures.row(entry).map(Markdown.escaped)
      }
      lines += [""] + Markdown.table(["component"] + options.columns.map(\.rawValue) + figures.header, rows)
      if entries.count > shown.count { lines += ["", "… and \(grouped(entries.count - shown.count)) more."] }
    }
    for note in notes(options.names) { lines += ["", Markdown.escaped(note)] }
    if let low = RelatednessWording.sentence(model) { lines += ["", "**\(Markdown.escaped(low))**"] }
    return lines.joined(separator: "\n") + "\n"
  }
}
