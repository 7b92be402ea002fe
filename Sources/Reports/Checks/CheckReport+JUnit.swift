internal import DependencyModel
internal import ModelChecks

extension CheckReport {
  /// The report as JUnit XML, in the form that Jenkins and GitLab take (the schema of Jenkins' xUnit plugin): a suite for the
  /// checks and one for the lint rules, a case for each. What does not fail the run is not a failure: it is listed in
  /// `system-out`.
  ///
  /// - Parameters:
  ///   - bar: what makes the report fail.
  ///   - names: what remedies are called.
  func junit(bar: Bar, naming names: RemedyNames) -> String {
    let wording = FindingWording(model, naming: names)
    let checks = results.filter { $0.noun == "check" }
    let rules = results.filter { $0.noun == "rule" }
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    let failures = results.count { $0.fails(bar) }
    lines.append(
      "<testsuites name=\(attribute(model.name)) tests=\"\(results.count)\" failures=\"\(failures)\" errors=\"0\">")
    if !checks.isEmpty { lines += suite("checks", checks, bar, wording) }
    if !rules.isEmpty { lines += suite("lint", rules, bar, wording) }
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  private func suite(_ name: String, _ results: [CheckResult], _ bar: Bar, _ wording: FindingWording) -> [String] {
    let failures = results.count { $0.fails(bar) }
    let skipped = results.count { $0.emptySubject != nil && !$0.fails(bar) }
    var lines = [
      "  <testsuite name=\"whatfails.\(name)\" tests=\"\(results.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\" time=\"0\">"
    ]
    for result in results {
      let head = "    <testcase classname=\(attribute("\(model.name).\(name)")) name=\(attribute(result.id)) time=\"0\""
      let text = details(result, wording)
      if result.fails(bar) {
        let first =
          result.findings.first.map(wording.message) ?? result.uselessExceptions.first.map { wording.message($0) } ?? ""
        let rest = result.findings.count > 1 ? " (and \(count(result.findings.count - 1, "more finding")))" : ""
        lines.append(head + ">")
        lines.append(
          "      <failure type=\"\(result.severity.rawValue)\" message=\(attribute(first + rest))>\(escaped(text))</failure>"
        )
        lines.append("    </testcase>")
      } else if let subject = result.emptySubject {
        lines.append(head + ">")
        lines.append(
          "      <skipped message=\(attribute("looked at nothing: \(EmptySubjects.reason(subject, self))"))/>")
        if !text.isEmpty { lines.append("      <system-out>\(escaped(text))</system-out>") }
        lines.append("    </testcase>")
      } else if !text.isEmpty {
        lines.append(head + ">")
        lines.append("      <system-out>\(escaped(text))</system-out>")
        lines.append("    </testcase>")
      } else {
        lines.append(head + "/>")
      }
    }
    return lines + ["  </testsuite>"]
  }

  /// All that is to be reported of one check, as plain text.
  private func details(_ result: CheckResult, _ wording: FindingWording) -> String {
    var lines: [String] = []
    for finding in result.findings {
      lines.append("\(result.severity.rawValue): \(wording.message(finding))")
      for step in wording.proof(finding) {
        lines.append("  \(step.text)" + (step.place.map { "  \($0.citation.printable)" } ?? ""))
      }
      if let change = wording.change(finding) { lines.append("  fix: \(change.printable)") }
    }
    for finding in result.known { lines.append("known: \(wording.message(finding))") }
    for accepted in result.accepted {
      lines.append("accepted (\(accepted.reason.printable)): \(wording.message(accepted.finding))")
    }
    for exception in result.uselessExceptions { lines.append("warning: \(wording.message(exception))") }
    return lines.joined(separator: "\n").withoutCommands
  }
}

private func escaped(_ text: String) -> String { XMLText.escaped(text, as: .page) }

private func attribute(_ text: String) -> String { "\"\(escaped(text.printable))\"" }
