public import CascadeReplay
internal import DependencyModel

extension Replay: Answer {
  /// The answer for a terminal: the verdict, then what happened in the order of time, each change with its cause, then who
  /// was hit for how long, and what was not up at the end and why.
  ///
  /// - Parameter options: `isComplete` decides whether every change has a line. Otherwise similar ones share a line, what
  ///   happens again and again is folded, and a long story ends with the count of what is left out.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    ReplayText(self, options).lines.joined(separator: "\n") + "\n"
  }

  /// The verdict in a sentence, without markup.
  public var verdict: String { ReplayWording(self).verdict }

  /// The answer as `whatfails/replay/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> ReplayAnswer { ReplayAnswer(self, naming: names) }

  /// Writes the answer, its changes in pieces.
  public func writeJSON<Failure>(
    naming names: RemedyNames, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let words = ReplayWording(self)
    try JSONPieces.write(
      ReplayAnswer(self, naming: names, changes: []),
      lists: [.init("changes", changes) { ReplayAnswer.Change($0, words) }], to: sink)
  }
}

/// Writes a replay as text.
private struct ReplayText {
  /// The most rows of each part without `isComplete`.
  private static let storyLimit = 60
  private static let tableLimit = 15
  private static let restLimit = 15

  private let replay: Replay
  private let style: TextStyle
  private let isComplete: Bool
  private let words: ReplayWording
  private let cells: ComponentCells

  init(_ replay: Replay, _ options: ReportOptions) {
    self.replay = replay
    style = options.style
    isComplete = options.isComplete
    words = ReplayWording(replay)
    cells = ComponentCells(options.columns, in: replay.model)
  }

  var lines: [String] {
    var lines = style.paragraph(words.verdict, .heading)
    if let description = replay.scenario.description { lines += style.paragraph(description.printable, .faint) }
    lines += story
    lines += hits
    lines += rest
    for note in words.notes(style.names) { lines += [""] + style.paragraph(note, .faint) }
    return lines
  }

  private func title(_ component: ComponentIndex) -> String {
    words.wording.id(component) + cells.inParentheses(of: component)
  }

  // MARK: The story

  private var story: [String] {
    let story = ReplayStory(words, isComplete: isComplete)
    let (instants, left) = isComplete ? (story.instants[...], 0) : story.prefix(Self.storyLimit)
    var lines = [""]
    for instant in instants {
      let mark = replay.worst?.time == instant.time ? "  the worst moment" : ""
      lines.append(style.paint(words.time(instant.time), .heading) + style.paint(mark, .faint))
      for row in instant.rows { lines += self.lines(of: row) }
    }
    if left > 0 {
      lines.append(style.paint("and \(count(left, "more line"))\(style.showAll)", .faint))
    }
    if let note = story.foldedNote(words, style.names) { lines += [""] + style.paragraph(note, .faint) }
    return lines
  }

  private func lines(of row: ReplayStory.Row) -> [String] {
    switch row {
    case .event(let number): return hanging("event", words.event(number), .held)
    case .change(let components, let level, let wasDown, let reason):
      let names =
        isComplete ? components.map(title).joined(separator: ", ") : words.wording.enumerate(components.map(title))
      let verb = level == .up ? "up" : level == .degraded ? (wasDown ? "starts" : "degraded") : "down"
      return hanging(
        verb, reason.isEmpty ? names : "\(names): \(reason)",
        level == .down ? .down : level == .degraded ? .degraded : nil)
    }
  }

  /// A word in its column, and a text beside it.
  private func hanging(_ word: String, _ text: String, _ role: TextStyle.Role?) -> [String] {
    let indent = 12
    let head = "  " + TextStyle.pad(word, to: indent - 2)
    return TextStyle.wrap(text, to: style.width - indent).enumerated().map { place, line in
      place == 0
        ? (role.map { style.paint(head, $0) } ?? head) + line : String(repeating: " ", count: indent) + line
    }
  }

  // MARK: Who was hit

  private var hits: [String] {
    let all = words.hits
    guard !all.isEmpty else { return [] }
    let shown = isComplete ? all[...] : all.prefix(Self.tableLimit)
    let rows = shown.map(words.cells)
    let header = ReplayWording.hitHeader
    let widths = header.indices.map { column in
      ([header] + rows).map { TextStyle.displayWidth($0[column]) }.max() ?? 0
    }
    let figures = widths.reduce(0) { $0 + $1 + 2 }
    let names = shown.map { title($0.component) }
    let nameWidth = min(
      max(9, style.width - 2 - figures), max(9, names.map { TextStyle.displayWidth($0) }.max() ?? 0))
    func row(_ cells: [String]) -> String {
      var line = zip(cells, widths).map { "  " + TextStyle.pad($0, to: $1) }.joined()
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
    var lines = ["", style.paint("Who was hit", .heading)]
    lines.append(style.paint("  " + TextStyle.pad("component", to: nameWidth) + row(header), .faint))
    for ((name, cells), hit) in zip(zip(names, rows), shown) {
      let role: TextStyle.Role = hit.worst == .down ? .down : .degraded
      if TextStyle.displayWidth(name) <= nameWidth {
        lines.append("  " + style.paint(TextStyle.pad(name, to: nameWidth), role) + row(cells))
      } else {
        // A long name is above its figures.
        lines += TextStyle.wrap(name, to: style.width - 2).map { "  \(style.paint($0, role))" }
        lines.append("  " + String(repeating: " ", count: nameWidth) + row(cells))
      }
    }
    let left = all.count - shown.count
    if left > 0 { lines.append(style.paint("  and \(grouped(left)) more\(style.showAll)", .faint)) }
    let unwatched = replay.hits.count - all.count
    if unwatched > 0 {
      lines.append(style.paint("  and \(count(unwatched, "component")) that the scenario does not watch", .faint))
    }
    return lines
  }

  // MARK: The end

  private var rest: [String] {
    let all = replay.unrecovered
    guard !all.isEmpty else { return [] }
    var lines = ["", style.paint("Not up at the end", .heading)]
    let shown = isComplete ? all[...] : all.prefix(Self.restLimit)
    for item in shown {
      lines += hanging(
        item.level.name, "\(title(item.component)), since \(words.time(item.since)): \(words.reason(item))",
        item.level == .down ? .down : .degraded)
    }
    if all.count > shown.count {
      lines.append(style.paint("  and \(grouped(all.count - shown.count)) more\(style.showAll)", .faint))
    }
    for circle in words.circles { lines += style.paragraph(circle, indent: 2, .held) }
    return lines
  }
}
