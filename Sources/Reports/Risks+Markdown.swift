internal import DependencyModel
public import ResilienceAnalysis

extension Risks {
  /// The answer for a page or a pull request: the verdict and the table of minimal cut sets.
  ///
  /// - Parameter options: `rowLimit` is the most rows of a table; what is left out is counted.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    let rowLimit = options.rowLimit
    let text = RisksText(self, TextStyle(naming: options.names), isComplete: false, columns: options.columns)
    var lines = ["### \(Markdown.escaped(text.verdict))"]
    let all = self.lines()
    if !all.isEmpty {
      let rows = all.prefix(rowLimit).enumerated().map { place, line in
        ["\(place + 1)", "\(line.example.count)", Markdown.escaped(text.describe(line))]
      }
      lines += [""] + Markdown.table(["", "size", "fails together"], rows)
      if all.count > rowLimit { lines += ["", "… and \(grouped(all.count - rowLimit)) more."] }
    }
    if counts.contains(where: { $0.size > 2 }) {
      lines +=
        [""]
        + Markdown.table(["size", "minimal cut sets"], counts.map { ["\($0.size)", "\($0.count)".groupedDigits] })
    }
    if let unavailability = text.unavailability { lines += ["", Markdown.escaped(unavailability)] }
    for shortfall in shortfalls { lines += ["", "**\(Markdown.escaped(text.sentence(shortfall)))**"] }
    return lines.joined(separator: "\n") + "\n"
  }
}
