internal import DependencyModel
internal import ModelChecks

extension CheckReport {
  /// The report for a terminal: the verdict, then what fails, the worst first, each finding with its proof, then what holds.
  ///
  /// - Parameters:
  ///   - style: the page.
  ///   - bar: what makes the report fail.
  ///   - isComplete: whether every finding and step is shown.
  func text(_ style: TextStyle, bar: Bar, isComplete: Bool) -> String {
    CheckText(report: self, style: style, bar: bar, isComplete: isComplete, toldByChecks: ToldFindings(self))
      .lines.joined(separator: "\n") + "\n"
  }
}

/// Writes a report of checks as text.
private struct CheckText {
  let report: CheckReport
  let style: TextStyle
  let bar: CheckReport.Bar
  let isComplete: Bool

  /// What checks report, so that rules need not repeat it.
  let toldByChecks: ToldFindings

  private var wording: FindingWording { FindingWording(report.model, naming: style.names) }
  /// Findings of a check, and steps of a proof, before the rest is counted.
  private var findingLimit: Int { isComplete ? .max : 10 }
  private var stepLimit: Int { isComplete ? .max : 8 }

  var lines: [String] {
    let failing = report.failing
    var lines = style.paragraph(
      report.verdict(bar) + ".", report.fails(bar) ? .down : failing.isEmpty ? .held : .degraded)
    lines.append("")
    for result in failing { lines += failure(result) + [""] }
    lines += holding
    lines += empty
    lines += useless
    if let assumed = CoverageWording.sentence(report.assumptions) { lines += style.paragraph(assumed) + [""] }
    if let weak = WeakWording.sentence(report.weakRequirements, style.names) {
      lines += style.paragraph(weak, .faint) + [""]
    }
    if let weak = WeakNumberWording.possible(report.weakNumbers, report.model) {
      lines += style.paragraph(weak, .faint) + [""]
    }
    if let low = RelatednessWording.sentence(report.model) { lines += style.paragraph(low, .degraded) + [""] }
    for result in report.results where result.isDecided && result.isUnexplained {
      lines += style.paragraph(
        "Some findings of \(result.id.printable) have no proof because time ran out\(wording.raiseTime).")
    }
    let consequence = report.consequence(bar, style.names)
    if !consequence.isEmpty { lines += style.paragraph(consequence) }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  private func failure(_ result: CheckResult) -> [String] {
    let role: TextStyle.Role = result.severity == .error ? .down : .degraded
    var lines = ["\(style.paint(result.severity.rawValue, role)) \(style.paint(result.id.printable, .heading))"]
    if let description = result.description { lines += style.paragraph(description.printable, indent: 2) }
    if let owner = result.owner { lines += style.paragraph("owner: \(owner.printable)", indent: 2) }
    let (new, told) = toldByChecks.split(result)
    for finding in new.prefix(findingLimit) { lines += self.finding(finding, result) }
    for (check, count) in told {
      lines += hanging("- ", ToldFindings.sentence(check.printable, count), place: nil, indent: 2)
    }
    let rest = new.count - findingLimit
    if rest > 0 {
      lines.append("  and \(count(rest, "more finding"))\(style.names.phrase(" (", .showAll, " shows them)"))")
    }
    lines += counts(result)
    return lines
  }

  private func finding(_ finding: Finding, _ result: CheckResult) -> [String] {
    var lines = hanging("- ", wording.message(finding), place: result.noun == "rule" ? finding.place : nil, indent: 2)
    let steps = wording.proof(finding)
    for (index, step) in steps.prefix(stepLimit).enumerated() {
      lines += hanging(index == 0 ? "  " : "  ", step.text, place: step.place, indent: 4)
    }
    if steps.count > stepLimit { lines.append("      … and \(count(steps.count - stepLimit, "more step"))") }
    if let advice = wording.advice(finding) { lines += hanging("→ ", advice.printable, place: nil, indent: 4) }
    return lines
  }

  /// A paragraph behind a mark, with the place at its end where there is room.
  private func hanging(_ mark: String, _ text: String, place: Place?, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let inner = String(repeating: " ", count: TextStyle.displayWidth(mark))
    let wrapped = TextStyle.wrap(text, to: style.width - indent - inner.count)
    var lines = wrapped.enumerated().map { margin + ($0 == 0 ? mark : inner) + $1 }
    guard let place = place.map(\.citation.printable), let last = lines.last else { return lines }
    if TextStyle.displayWidth(last) + 2 + TextStyle.displayWidth(place) <= style.width {
      lines[lines.count - 1] += "  " + style.paint(place, .faint)
    } else {
      lines.append(margin + inner + style.paint(place, .faint))
    }
    return lines
  }

  private func counts(_ result: CheckResult) -> [String] {
    var parts: [String] = []
    if !result.accepted.isEmpty { parts.append("\(grouped(result.accepted.count)) accepted by exceptions") }
    if !result.known.isEmpty { parts.append("\(grouped(result.known.count)) known to the baseline") }
    return parts.isEmpty ? [] : ["  \(parts.joined(separator: ", "))"]
  }

  private var holding: [String] {
    let quiet = report.results.filter { $0.findings.isEmpty && $0.emptySubject == nil }
    let checks = quiet.filter { $0.noun == "check" }
    var lines: [String] = []
    for result in checks.prefix(isComplete ? .max : 30) {
      let counts = counts(result).map { " (\($0.dropFirst(2)))" }.joined()
      let mark = result.known.isEmpty ? "holds" : "known"
      lines.append("\(style.paint(mark, .held)) \(result.id.printable)\(counts)")
    }
    if checks.count > 30, !isComplete { lines.append("and \(grouped(checks.count - 30)) more that hold") }
    let rules = quiet.filter { $0.noun == "rule" }
    if !rules.isEmpty {
      let accepted = rules.reduce(0) { $0 + $1.accepted.count }
      let known = rules.reduce(0) { $0 + $1.known.count }
      var text = "\(count(rules.count, "lint rule")) \(rules.count == 1 ? "finds" : "find") nothing new"
      if accepted > 0 { text += ", \(count(accepted, "finding")) suppressed" }
      if known > 0 { text += ", \(grouped(known)) known to the baseline" }
      lines.append(text)
    }
    return lines.isEmpty ? [] : lines + [""]
  }

  private var empty: [String] {
    let subjects = EmptySubjects(report)
    var lines: [String] = []
    if !subjects.groups.isEmpty {
      lines.append(
        subjects.count == 1 ? "1 rule looked at nothing:" : "\(grouped(subjects.count)) rules looked at nothing:")
      for (reason, rules) in subjects.groups {
        lines += hanging("- ", "\(reason): \(rules.joined(separator: ", "))", place: nil, indent: 2)
      }
      lines.append("")
    }
    if let note = report.standInNote { lines += style.paragraph(note) + [""] }
    return lines
  }

  private var useless: [String] {
    let exceptions = report.results.flatMap(\.uselessExceptions) + report.uselessSuppressions
    var lines = exceptions.flatMap { exception in
      hanging(
        style.paint("warning ", .degraded), wording.message(exception), place: exception.place, indent: 0)
    }
    for entry in report.staleBaseline.prefix(findingLimit) {
      lines += hanging("note ", wording.message(entry), place: nil, indent: 0)
    }
    let rest = report.staleBaseline.count - findingLimit
    if rest > 0 { lines.append("and \(count(rest, "more stale entry", "more stale entries")) of the baseline") }
    return lines.isEmpty ? [] : lines + [""]
  }
}
