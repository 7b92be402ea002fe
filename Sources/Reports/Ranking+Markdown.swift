internal import DependencyModel
public import ResilienceAnalysis

extension Ranking {
  /// The answer for a page or a pull request: the verdict, and the table of what affects anything.
  ///
  /// - Parameter options: `rowLimit` is the most rows of the table; what is left out is counted.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    let rowLimit = options.rowLimit
    let wording = Wording(model: model)
    let hit = entries.filter { $0.count > 0 }
    var lines = ["### \(Markdown.escaped(verdict))"]
    if !hit.isEmpty {
      let hasWeights = hit.contains { $0.weight.value != Double($0.count) }
      var header = [question == .single ? "fault" : "faults", "affected", "share", "down", "degraded"]
      if hasWeights { header.append("weight") }
      let rows = hit.prefix(rowLimit).map { entry in
        var cells = [
          entry.fault.map { Markdown.code(wording.id($0)) }.joined(separator: " and "),
          "\(grouped(entry.count)) of \(grouped(entry.of))", percentage(entry.share), grouped(entry.down),
          grouped(entry.degraded),
        ]
        if hasWeights { cells.append(entry.weight.description) }
        return cells
      }
      lines += [""] + Markdown.table(header, Array(rows))
    }
    let rest = hit.count - min(hit.count, rowLimit) + total - entries.count
    if rest > 0 { lines += ["", "… and \(grouped(rest)) more."] }
    if let harmless { lines += ["", Markdown.escaped(harmless)] }
    if let missing = missing(options.names) { lines += ["", "**\(Markdown.escaped(missing))**"] }
    return lines.joined(separator: "\n") + "\n"
  }
}
