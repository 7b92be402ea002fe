public import DependencyModel

extension DiagnosticCode {
  /// The rule and its reason, with an example of it broken and kept.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    func example(_ text: String) -> [String] {
      text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
    }
    let lines =
      [style.paint(id, .heading), ""] + style.paragraph(explanation, indent: 2)
      + ["", "  Wrong:", ""] + example(wrong) + ["", "  Right:", ""] + example(right)
    return lines.joined(separator: "\n") + "\n"
  }
}
