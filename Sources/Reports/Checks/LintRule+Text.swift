internal import DependencyModel
public import ModelChecks

extension LintRule {
  /// A description of the rule, for a terminal.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    let advice = advice(style.names)
    var lines = ["\(style.paint(id, .heading)) (\(severity.rawValue), \(failureClass.rawValue))"]
    lines += style.paragraph(title.prefix(1).uppercased() + title.dropFirst() + ".", indent: 2) + [""]
    lines += style.paragraph(rationale) + ["", style.paint("Finds something here", .heading)]
    lines += indented(example) + ["", style.paint("Finds nothing here", .heading)] + indented(repaired)
    lines +=
      ["", style.paint("What to do", .heading)]
      + style.paragraph(advice.prefix(1).uppercased() + advice.dropFirst() + ".")
    lines += ["", style.paint("To accept a finding, in the model or in a policy", .heading)] + indented(suppression)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same in Markdown.
  ///
  /// - Parameter names: what remedies are called.
  public func markdown(naming names: RemedyNames = .none) -> String {
    [
      "**\(id)** (\(severity.rawValue), \(failureClass.rawValue)): \(Markdown.escaped(title)).", "",
      Markdown.escaped(rationale), "", "Finds something here:", "", "```yaml", example, "```", "",
      "Finds nothing here:", "", "```yaml", repaired, "```", "", "What to do: \(Markdown.escaped(advice(names))).", "",
      "To accept a finding, in the model or in a policy:", "", "```yaml", suppression, "```",
    ].joined(separator: "\n") + "\n"
  }

  /// The advice, and what shows the result.
  private func advice(_ names: RemedyNames) -> String {
    switch shownBy {
    case .availability: advice + names.phrase("; ", .showAvailability, " shows the result")
    case nil: advice
    }
  }

  private var suppression: String {
    """
    lint:
      suppress:
        - { rule: \(id), component: ID, reason: why, until: 2030-12-31 }
    """
  }

  private func indented(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
  }

  /// All rules by class, a line each.
  public static func list(_ style: TextStyle = TextStyle()) -> String {
    let width = (all.map(\.id.count).max() ?? 0) + 2
    var lines: [String] = []
    for failureClass in FailureClass.allCases {
      let rules = all.filter { $0.failureClass == failureClass }
      guard !rules.isEmpty else { continue }
      lines += [style.paint(failureClass.rawValue.prefix(1).uppercased() + failureClass.rawValue.dropFirst(), .heading)]
      for rule in rules {
        let wrapped = TextStyle.wrap(rule.title, to: style.width - width - 12)
        for (index, line) in wrapped.enumerated() {
          let head =
            index == 0
            ? TextStyle.pad(rule.id, to: width) + TextStyle.pad(rule.severity.rawValue, to: 9)
            : String(repeating: " ", count: width + 9)
          lines.append("  \(head) \(line)")
        }
      }
      lines.append("")
    }
    if let name = style.names[.explainRule] { lines.append("\(name) explains one.") }
    return lines.joined(separator: "\n") + "\n"
  }
}
