internal import DependencyModel
public import ModelChecks
internal import ResilienceAnalysis

extension CheckReport {
  /// The report as Markdown for a pull request: the verdict, a table of what fails, each finding's proof folded, and a
  /// picture of the worst. At most 65,000 bytes; what does not fit is counted.
  ///
  /// - Parameters:
  ///   - bar: what makes the report fail.
  ///   - names: what remedies are called.
  ///   - picture: the text of a Mermaid flowchart; ignored beyond 30,000 bytes.
  func markdown(bar: Bar, naming names: RemedyNames, picture: String?) -> String {
    let wording = FindingWording(model, naming: names)
    let failing = failing
    let icon = fails(bar) ? "❌" : failing.isEmpty ? "✅" : "⚠️"
    var budget = MarkdownBudget(bytes: 65_000)
    budget.add([
      "### \(icon) Resilience of \(Markdown.escaped(short(model.name, 200)))", "",
      "\(verdict(bar)). \(consequence(bar, names))".trimmingSpace, "",
    ])
    let missing = missing(names)
    if !missing.isEmpty {
      budget.add(missing.prefix(20).map { "- \(Markdown.escaped(short($0, 300)))" })
      budget.add([missing.count > 20 ? "- … and \(missing.count - 20) more" : "", ""])
    }
    if !failing.isEmpty {
      let rows = failing.map { result in
        [
          result.severity.rawValue, Markdown.code(short(result.id, 80)), grouped(result.findings.count),
          Markdown.escaped(short(wording.message(result.findings[0]), 200)),
        ]
      }
      let limit = 50
      budget.add(Markdown.table(["severity", "check", "findings", "first finding"], Array(rows.prefix(limit))))
      if rows.count > limit { budget.add(["", "… and \(count(rows.count - limit, "more check"))."]) }
      budget.add([""])
    }
    if let picture, picture.utf8.count <= 30_000 {
      if let worst = worstFinding {
        budget.add(["**\(Markdown.escaped(short(wording.message(worst), 200)))**", ""])
      }
      let text = picture.replacing("```", with: "'''")
      budget.add(["```mermaid", text.hasSuffix("\n") ? String(text.dropLast()) : text, "```", ""])
    } else if picture != nil {
      budget.add(["The picture of the worst finding is too long to be shown here.", ""])
    }
    var told = 0
    let total = failing.reduce(0) { $0 + $1.findings.count }
    let toldByChecks = ToldFindings(self)
    findings: for result in failing {
      let (new, others) = toldByChecks.split(result)
      for (check, count) in others {
        let text =
          "\(Markdown.code(short(result.id, 80))): \(ToldFindings.sentence(Markdown.code(short(check, 80)), count))"
        guard budget.add(["- " + text, ""], keeping: 600) else { break findings }
        told += count
      }
      for finding in new {
        guard budget.add(details(finding, result, wording), keeping: 600) else { break findings }
        told += 1
      }
    }
    if told < total { budget.add(["… and \(count(total - told, "more finding")), too many for one comment.", ""]) }
    let useless = results.flatMap(\.uselessExceptions) + uselessSuppressions
    if !useless.isEmpty {
      let lines = useless.prefix(20).map { "- \(Markdown.escaped(short(wording.message($0), 300)))" }
      let rest = useless.count > 20 ? ["- … and \(useless.count - 20) more"] : []
      budget.add(Markdown.details("Expired or unused exceptions: \(useless.count)", lines + rest) + [""], keeping: 300)
    }
    if let assumed = CoverageWording.sentence(assumptions) {
      budget.add([Markdown.escaped(assumed), ""], keeping: 100)
    }
    if let weak = WeakWording.sentence(weakRequirements, names) {
      budget.add([Markdown.escaped(weak), ""], keeping: 100)
    }
    if let weak = WeakNumberWording.possible(weakNumbers, model) {
      budget.add([Markdown.escaped(weak), ""], keeping: 100)
    }
    if let low = RelatednessWording.sentence(model) { budget.add(["**\(Markdown.escaped(low))**", ""], keeping: 100) }
    let subjects = EmptySubjects(self)
    if !subjects.groups.isEmpty {
      let lines = subjects.groups.map { reason, rules in
        "- \(reason): \(rules.map(Markdown.code).joined(separator: ", "))"
      }
      budget.add(Markdown.details("Rules that looked at nothing: \(subjects.count)", lines) + [""], keeping: 300)
    }
    if let standInNote { budget.add([Markdown.escaped(standInNote), ""], keeping: 300) }
    let quiet = results.filter { $0.findings.isEmpty && $0.emptySubject == nil }
    if !quiet.isEmpty {
      let ids = quiet.prefix(100).map { Markdown.code(short($0.id, 60)) }.joined(separator: ", ")
      let rest = quiet.count > 100 ? " and \(quiet.count - 100) more" : ""
      budget.add(Markdown.details("Nothing new: \(quiet.count)", [ids + rest]), keeping: 0)
    }
    return budget.text
  }

  private func details(_ finding: Finding, _ result: CheckResult, _ wording: FindingWording) -> [String] {
    var body: [String] = []
    let steps = wording.proof(finding)
    for (index, step) in steps.prefix(30).enumerated() {
      let place = step.place.map { " " + Markdown.code(short($0.citation, 120)) } ?? ""
      body.append("\(index + 1). \(Markdown.escaped(short(step.text, 400)))\(place)")
    }
    if steps.count > 30 { body.append("\n… and \(count(steps.count - 30, "more step")).") }
    if let change = wording.change(finding) {
      body += ["", "**Fix:** \(Markdown.escaped(short(change, 400)))"]
    } else if let advice = wording.advice(finding) {
      body += ["", Markdown.escaped(short(advice, 400))]
    }
    if let place = finding.place { body += ["", Markdown.code(short(place.citation, 120))] }
    let summary =
      "<b>\(Markdown.html(short(result.id, 80)))</b>: \(Markdown.html(short(wording.message(finding), 400)))"
    return Markdown.details(summary, body) + [""]
  }
}

extension CheckReport {
  /// The finding to look at first: of the severest check, and in it the one about the most components, for which a fault was
  /// tried; `nil` where there is none.
  public var worstFinding: Finding? {
    let severities = Check.Severity.allCases
    var worst: (rank: (Int, Int), finding: Finding)?
    for result in results {
      let severity = severities.firstIndex(of: result.severity)!
      for finding in result.findings where !finding.fault.isEmpty {
        let rank = (-severity, finding.components.count)
        if worst.map({ $0.rank < rank }) ?? true { worst = (rank, finding) }
      }
    }
    return worst?.finding
  }
}

/// Lines up to a number of bytes.
struct MarkdownBudget {
  private(set) var text = ""
  private let bytes: Int

  init(bytes: Int) { self.bytes = bytes }

  /// Adds lines if they fit and leave `keeping` bytes for what comes after; says whether they did.
  @discardableResult
  mutating func add(_ lines: [String], keeping rest: Int = 0) -> Bool {
    let more = lines.map { $0 + "\n" }.joined()
    guard text.utf8.count + more.utf8.count + rest <= bytes else { return false }
    text += more
    return true
  }
}

/// A text cut to a number of characters.
func short(_ text: String, _ limit: Int) -> String {
  text.utf8.count <= limit || text.count <= limit ? text : text.prefix(limit - 1) + "…"
}

extension String {
  fileprivate var trimmingSpace: String { hasSuffix(" ") ? String(dropLast()) : self }
}
