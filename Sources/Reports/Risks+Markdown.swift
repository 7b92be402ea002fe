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
    let all = likelihood == nil && !isAlwaysDown ? self.lines() : []
    if let likelihood, !isAlwaysDown, !minimalCutSets.isEmpty {
      let rows = minimalCutSets.indices.prefix(rowLimit).map { number in
        [
          "\(number + 1)", likelihood.chances[number].map { Figures.chance($0) } ?? "not known",
          share(ofSet: number).map(percentage) ?? "–", Markdown.escaped(text.likelySet(number)),
        ]
      }
      lines += [""] + Markdown.table(["", "chance", "share", "fails together"], rows)
      if minimalCutSets.count > rowLimit { lines += ["", "… and \(grouped(minimalCutSets.count - rowLimit)) more."] }
    }
    if !all.isEmpty {
      let rows = all.prefix(rowLimit).enumerated().map { place, line in
        ["\(place + 1)", "\(line.size)", Markdown.escaped(text.describe(line, withMoment: true))]
      }
      lines += [""] + Markdown.table(["", "size", "fails together"], rows)
      if all.count > rowLimit { lines += ["", "… and \(grouped(all.count - rowLimit)) more."] }
    }
    if counts.contains(where: { $0.size > 2 }) {
      lines +=
        [""]
        + Markdown.table(["size", "minimal cut sets"], counts.map { ["\($0.size)", "\($0.count)".groupedDigits] })
    }
    if let cutOff = text.cutOff { lines += ["", Markdown.escaped(cutOff)] }
    if let unavailability = text.unavailability { lines += ["", Markdown.escaped(unavailability)] }
    if let assumed = text.assumed, text.unavailability != nil || likelihood != nil {
      lines += ["", Markdown.escaped(assumed)]
    }
    if let weak = WeakWording.sentence(weakRequirements, options.names) { lines += ["", Markdown.escaped(weak)] }
    if let low = RelatednessWording.sentence(model) { lines += ["", "**\(Markdown.escaped(low))**"] }
    for shortfall in shortfalls { lines += ["", "**\(Markdown.escaped(text.sentence(shortfall)))**"] }
    return lines.joined(separator: "\n") + "\n"
  }
}
