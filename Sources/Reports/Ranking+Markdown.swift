internal import DependencyModel
public import ResilienceAnalysis

extension Ranking {
  /// The answer for a page or a pull request: the verdict, and the table of what affects anything.
  ///
  /// - Parameter options: `rowLimit` is the most rows of the table; what is left out is counted.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    let rowLimit = options.rowLimit
    let cells = ComponentCells(options.columns, in: model)
    let listed = entries.filter { !isHarmless($0) }
    var lines = ["### \(Markdown.escaped(verdict))"]
    if !listed.isEmpty {
      let hasTiers = criteria.contains(.tier)
      let hasWeights = listed.contains { $0.weight.value != Double($0.count) }
      let isSingle = question == .single
      var header = [isSingle ? "fault" : "faults"] + (isSingle ? options.columns.map(\.rawValue) : [])
      if hasTiers { header.append("lowest tier") }
      if isByDemand { header.append("demand lost") }
      header += ["affected", "share", "down", "degraded"]
      if hasWeights { header.append("weight") }
      let rows = listed.prefix(rowLimit).map { entry in
        let names = parts(entry).map { id, component in
          Markdown.code(id) + (component == nil ? " (named)" : "")
            + (isSingle ? "" : component.map { Markdown.escaped(cells.inParentheses(of: $0)) } ?? "")
        }
        var row = [names.joined(separator: " and ")]
        if isSingle {
          row += entry.named == nil ? cells.markdown(of: entry.fault[0]) : options.columns.map { _ in "" }
        }
        if hasTiers { row.append(entry.lowestTier.map(Self.text) ?? "") }
        if isByDemand { row.append(entry.lostDemand.map { $0 > 0 ? percentage($0) : "" } ?? "") }
        row += [
          "\(grouped(entry.count)) of \(grouped(entry.of))", percentage(entry.share), grouped(entry.down),
          grouped(entry.degraded),
        ]
        if hasWeights { row.append(entry.weight.description) }
        return row
      }
      lines += [""] + Markdown.table(header, Array(rows))
    }
    let rest = listed.count - min(listed.count, rowLimit) + total - entries.count
    if rest > 0 { lines += ["", "… and \(grouped(rest)) more."] }
    if let harmless { lines += ["", Markdown.escaped(harmless)] }
    let weak = triedCount > 0 ? WeakWording.sentence(weakRequirements, options.names) : nil
    let numbers = WeakNumberWording.possible(weakNumbers, model)
    for note in [orderNote, toleranceNote(options.names), weak, numbers] {
      if let note { lines += ["", Markdown.escaped(note)] }
    }
    if let low = RelatednessWording.sentence(model) { lines += ["", "**\(Markdown.escaped(low))**"] }
    if let missing = missing(options.names) { lines += ["", "**\(Markdown.escaped(missing))**"] }
    return lines.joined(separator: "\n") + "\n"
  }
}
