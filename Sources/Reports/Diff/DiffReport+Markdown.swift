internal import DependencyModel
internal import ModelChecks
internal import ResilienceAnalysis

extension DiffReport {
  /// The answer as Markdown for a pull request: the verdict, what became weaker or stronger, and folded what changed. At
  /// most 65,000 bytes; what does not fit is counted.
  ///
  /// - Parameters:
  ///   - names: what remedies are called.
  ///   - columns: what is shown of each component beside its id.
  func markdown(naming names: RemedyNames, columns: [ComponentColumn]) -> String {
    let words = DiffLines(diff: diff, checks: checks, names: names, columns: columns)
    let icon =
      !words.weaker.isEmpty ? "❌" : !words.open.isEmpty ? "⚠️" : words.stronger.isEmpty ? "➖" : "✅"
    var budget = MarkdownBudget(bytes: 65_000)
    budget.add([
      "### \(icon) Resilience of \(Markdown.escaped(short(diff.model.name, 200)))", "", Markdown.escaped(words.verdict),
      "",
    ])
    if let subject = words.subject { budget.add([subject, ""]) }
    let sections = words.sections
    if let legend = words.legend(sections, weaker: "🔺", stronger: "🔽") { budget.add([legend, ""]) }
    for section in sections {
      var body: [String] = []
      let limit = 200
      for line in section.lines.prefix(limit) {
        let sign =
          switch line.direction {
          case .worse: "🔺 "
          case .better: "🔽 "
          case .neutral: ""
          }
        let place = line.place.map { " " + Markdown.code(short($0.citation, 120)) } ?? ""
        // A sign at the start would be a list within the list.
        let text = Markdown.escaped(short(line.text, 400))
        let start = text.hasPrefix("+ ") || text.hasPrefix("- ") ? "\\" : ""
        body.append("- \(sign)\(start)\(text)\(place)")
      }
      if section.lines.count > limit { body.append("- … and \(grouped(section.lines.count - limit)) more") }
      let isNeutral = section.lines.allSatisfy { $0.direction == .neutral }
      let isLong = section.lines.count > 12
      let text =
        isNeutral || isLong
        ? Markdown.details("<b>\(section.title)</b> (\(grouped(section.lines.count)))", body) + [""]
        : ["**\(section.title)**", ""] + body + [""]
      if !budget.add(text, keeping: 1_000) {
        budget.add([
          "… \(section.title.lowercased()): \(count(section.lines.count, "difference")), too many for one comment.", "",
        ])
      }
    }
    for shortfall in words.shortfalls { budget.add([Markdown.escaped(shortfall), ""]) }
    let consequence = consequence(names)
    if !consequence.isEmpty { budget.add([Markdown.escaped(consequence), ""]) }
    return budget.text
  }
}
