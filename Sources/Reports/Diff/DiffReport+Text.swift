internal import DependencyModel
internal import ModelChecks
internal import ResilienceAnalysis

extension DiffReport {
  /// The answer for a terminal: the verdict, then what became weaker (▲) and stronger (▼), then what changed.
  ///
  /// - Parameter options: the page, and whether every line is shown.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    let style = options.style
    let words = DiffLines(diff: diff, checks: checks, names: style.names, columns: options.columns)
    let limit = options.isComplete ? Int.max : 20
    var lines = style.paragraph(
      words.verdict.printable, words.weaker.isEmpty ? (words.open.isEmpty ? .held : .degraded) : .down)
    if let subject = words.subject { lines += style.paragraph(subject) }
    let sections = onlyImpact ? words.sections(about: [.impact] + reached) : words.sections
    if let legend = words.legend(sections, weaker: "▲", stronger: "▼") { lines += style.paragraph(legend, .faint) }
    for section in sections {
      lines += ["", style.paint(section.title, .heading)]
      for line in section.lines.prefix(limit) { lines += Self.lines(line, style) }
      let rest = section.lines.count - limit
      if rest > 0 { lines.append("  and \(grouped(rest)) more\(style.names.phrase(" (", .showAll, " shows them)"))") }
    }
    if onlyImpact, words.impactSection.lines.isEmpty {
      lines += ["", "No fault's blast radius changed."]
    }
    for shortfall in words.shortfalls { lines += [""] + style.paragraph(shortfall) }
    let consequence = consequence(style.names)
    if !consequence.isEmpty { lines += [""] + style.paragraph(consequence) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ line: DiffLines.Line, _ style: TextStyle) -> [String] {
    let (sign, role): (String, TextStyle.Role?) =
      switch line.direction {
      case .worse: ("▲ ", .down)
      case .better: ("▼ ", .held)
      case .neutral: ("", nil)
      }
    let mark = role.map { style.paint(sign, $0) } ?? sign
    let indent = String(repeating: " ", count: 2 + sign.count)
    let wrapped = TextStyle.wrap(line.text.printable, to: style.width - indent.count - (sign.isEmpty ? 2 : 0))
    var lines = wrapped.enumerated().map { $0 == 0 ? "  \(mark)\($1)" : indent + (sign.isEmpty ? "  " : "") + $1 }
    guard let place = line.place?.citation.printable, let last = wrapped.last else { return lines }
    let room = style.width - indent.count - TextStyle.displayWidth(last) - TextStyle.displayWidth(place) - 4
    if room >= 0 {
      lines[lines.count - 1] += "  " + style.paint(place, .faint)
    } else {
      lines.append(indent + "  " + style.paint(place, .faint))
    }
    return lines
  }
}
