public import CascadeReplay
internal import DependencyModel
internal import ResilienceAnalysis

extension ReplayComparison: Answer {
  /// The answer for a terminal: a table with a line for the scenario as written, and one for each event that is left out.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    let style = options.style
    var lines = style.paragraph(verdict, .heading)
    if let description = scenario.description { lines += style.paragraph(description.printable, .faint) }
    let rows = replays.map(cells)
    let widths = Self.header.indices.map { column in
      ([Self.header] + rows.map(\.cells)).map { TextStyle.displayWidth($0[column]) }.max() ?? 0
    }
    let figures = widths.reduce(0) { $0 + $1 + 2 }
    let nameWidth = min(
      max(12, style.width - 2 - figures), rows.map { TextStyle.displayWidth($0.name) }.max() ?? 0)
    func row(_ cells: [String]) -> String {
      var line = zip(cells, widths).map { "  " + TextStyle.pad($0, to: $1) }.joined()
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
    lines += ["", style.paint("  " + TextStyle.pad("", to: nameWidth) + row(Self.header), .faint)]
    for (name, cells) in rows {
      let names = TextStyle.wrap(name, to: nameWidth)
      for (place, part) in names.enumerated() {
        let isLast = place == names.count - 1
        lines.append("  " + (isLast ? TextStyle.pad(part, to: nameWidth) + row(cells) : part))
      }
    }
    for note in notes(style.names) { lines += [""] + style.paragraph(note, .faint) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The answer for a page: the same table.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    var lines = ["### \(Markdown.escaped(verdict))", ""]
    lines += Markdown.table(
      ["played"] + Self.header,
      replays.map(cells).map { [Markdown.escaped($0.name)] + $0.cells.map(Markdown.escaped) })
    for note in notes(options.names) { lines += ["", Markdown.escaped(note)] }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The answer as `whatfails/replay-comparison/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> ReplayComparisonAnswer { ReplayComparisonAnswer(self) }

  /// The answer in a sentence, without markup.
  public var verdict: String {
    let first = replays[0]
    let others = replays.dropFirst().map { replay in
      let events = replay.without.sorted().map { scenario.eventName($0).printable }
      let change =
        replay.timeNotUp == first.timeNotUp ? "as long" : replay.timeNotUp < first.timeNotUp ? "less" : "longer"
      return "without \(enumeration(of: events)) \(change)"
    }
    return "\(scenario.id.printable): components are not up for \(first.timeNotUp.modelText) in all; "
      + "\(enumeration(of: others))."
  }

  private static let header = ["hit", "not up", "worst moment", "all up again"]

  private func cells(_ replay: Replay) -> (name: String, cells: [String]) {
    let words = ReplayWording(replay)
    let events = replay.without.sorted().map { scenario.eventName($0).printable }
    let worst = replay.worst.map { moment in
      let level = moment.down > 0 ? "\(grouped(moment.down)) down" : "\(grouped(moment.degraded)) degraded"
      return "\(words.time(moment.time)) (\(level))"
    }
    let rest = replay.hits.count { $0.recovered == nil }
    let end = rest > 0 ? "\(grouped(rest)) not at the end" : replay.recovered.map(words.time) ?? "–"
    return (
      events.isEmpty ? "as written" : "without \(enumeration(of: events))",
      [grouped(replay.hits.count), replay.timeNotUp.modelText, worst ?? "–", end]
    )
  }

  private func notes(_ names: RemedyNames) -> [String] {
    var notes: [String] = []
    if let limit = shortfall {
      notes.append("Incomplete: not all was played within \(limit.text)\(names.phrase("; raise ", .allowTime)).")
    }
    if model.statesDemand { notes.append(ReplayWording.levelsOnly) }
    return notes
  }
}
