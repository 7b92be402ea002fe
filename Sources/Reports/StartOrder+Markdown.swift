internal import DependencyModel
public import ResilienceAnalysis

extension StartOrder {
  /// The answer for a runbook or a pull request: the verdict, what to start by hand and why, what the fault keeps, and the
  /// rounds.
  ///
  /// - Parameter options: `rowLimit` is the most rows of a table, entries of a list and ids of a round; what is left
  ///   out is counted.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    let rowLimit = options.rowLimit
    let wording = Wording(model: model)
    let cells = ComponentCells(options.columns, in: model)
    var lines = ["### \(Markdown.escaped(verdict))"]
    if let description = fault.fault?.description { lines += ["", Markdown.escaped(description)] }
    lines += byHandMarkdown(wording, cells, rowLimit, options.names)
    lines += Self.waitsMarkdown("Waiting for that", otherWaits, wording, cells, isHeld: false, rowLimit)
    if !faultyComponents.isEmpty {
      lines += ["", "#### Kept down by the fault", "", Self.ids(faultyComponents, wording, cells, rowLimit)]
      lines += Self.waitsMarkdown(nil, heldWaits, wording, cells, isHeld: true, rowLimit)
    }
    if !rounds.isEmpty {
      lines += ["", "#### Rounds", "", "Each starts once those before it have.", ""]
      let rows = rounds.prefix(rowLimit).enumerated().map { number, round in
        [String(number), String(round.count), Self.ids(round, wording, cells, rowLimit)]
      }
      lines += Markdown.table(["round", "number", "components"], Array(rows))
      let rest = rounds.dropFirst(rowLimit)
      if !rest.isEmpty {
        lines += [
          "", "… and \(count(rest.count, "more round")) with \(count(rest.reduce(0) { $0 + $1.count }, "component")).",
        ]
      }
    }
    for note in notes(options.names) { lines += ["", Markdown.escaped(note)] }
    return lines.joined(separator: "\n") + "\n"
  }

  private func byHandMarkdown(
    _ wording: Wording, _ cells: ComponentCells, _ limit: Int, _ names: RemedyNames
  ) -> [String] {
    guard !startByHand.isEmpty else { return [] }
    var lines = ["", startByHand.count == 1 ? "#### Start by hand" : "#### Start by hand, in this order", ""]
    for (index, choice) in startByHand.prefix(limit).enumerated() {
      var text = "\(index + 1). **\(Markdown.code(wording.id(choice.component)))**"
      text += Markdown.escaped(cells.inParentheses(of: choice.component))
      if choice.freed > 0 { text += " frees \(count(choice.freed, "other"))" }
      if let alternatives = choice.alternatives, !alternatives.isEmpty {
        text += "; just as good: \(Self.ids(alternatives, wording, cells, limit))"
      }
      lines.append(text)
      lines += choice.circle.prefix(limit).map { wait in
        let place = wait.place.map { " — \(Markdown.code($0.citation))" } ?? ""
        let next = Markdown.code(wording.list(wait.by))
        return
          "   - \(Markdown.code(wording.id(wait.component))) → \(next): \(Markdown.escaped(wording.step(wait)))\(place)"
      }
      let rest = choice.circle.count - limit
      if rest > 0 { lines.append("   - … and \(count(rest, "more step"))") }
    }
    if startByHand.count > limit { lines += ["", "… and \(grouped(startByHand.count - limit)) more."] }
    if let note = qualityNote(names) { lines += ["", note] }
    return lines
  }

  private static func waitsMarkdown(
    _ title: String?, _ waits: [Wait], _ wording: Wording, _ cells: ComponentCells, isHeld: Bool, _ limit: Int
  ) -> [String] {
    guard !waits.isEmpty else { return [] }
    let rows = waits.prefix(limit).map { wait in
      [
        Markdown.code(wording.id(wait.component)) + Markdown.escaped(cells.inParentheses(of: wait.component)),
        Markdown.escaped(wording.reason(wait, isHeld: isHeld)),
        wait.place.map { Markdown.code($0.citation) } ?? "",
      ]
    }
    var lines = title.map { ["", "#### \($0)"] } ?? []
    lines += [""] + Markdown.table(["component", "because", "model"], Array(rows))
    if waits.count > limit { lines += ["", "… and \(grouped(waits.count - limit)) more."] }
    return lines
  }

  private static func ids(
    _ components: [ComponentIndex], _ wording: Wording, _ cells: ComponentCells, _ limit: Int
  ) -> String {
    let shown = components.prefix(limit).map {
      Markdown.code(wording.id($0)) + Markdown.escaped(cells.inParentheses(of: $0))
    }.joined(separator: ", ")
    return components.count > limit ? "\(shown) and \(grouped(components.count - limit)) more" : shown
  }
}
