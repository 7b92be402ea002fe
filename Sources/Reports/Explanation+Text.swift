internal import DependencyModel
public import ResilienceAnalysis

extension Explanation {
  /// The answer for a terminal: numbered steps from the component to the fault, or what kept it up.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    ExplanationText(self, options).lines.joined(separator: "\n") + "\n"
  }

  /// The verdict in a sentence, without markup.
  public var verdict: String { ExplanationText(self, ReportOptions()).verdict }
}

/// Writes an explanation as text.
private struct ExplanationText {
  private let explanation: Explanation
  private let style: TextStyle
  private let cells: ComponentCells
  private let wording: Wording

  init(_ explanation: Explanation, _ options: ReportOptions) {
    self.explanation = explanation
    style = options.style
    // A title has the name.
    cells = ComponentCells(options.columns.filter { $0 != .name }, in: explanation.model)
    wording = Wording(model: explanation.model)
  }

  var lines: [String] {
    var lines = style.paragraph(verdict, .heading)
    if let low = RelatednessWording.sentence(explanation.model) { lines += style.paragraph(low, .degraded) }
    if let untouched = explanation.untouched { lines += style.paragraph(untouched) }
    lines += steps + holdings + softLosses + graces + dependencies
    if let note = explanation.changeNote(wording, style.names) { lines += [""] + style.paragraph(note) }
    for note in explanation.loadNotes { lines += [""] + style.paragraph(note, .faint) }
    return lines
  }

  var verdict: String {
    let name = wording.title(explanation.component)
    let event = wording.event(explanation.fault, isChange: explanation.followsConfiguration)
    switch explanation.level {
    case .up:
      let time = explanation.within.map { ", for the first \($0.modelText)" } ?? ""
      let because = explanation.holds.isEmpty ? "" : ": its redundancy holds"
      let isFragile = explanation.dependencies.map { !$0.fragileGroups.isEmpty } ?? false
      let but = isFragile ? "\(because.isEmpty ? "," : ";") but redundancy that it depends on is lost" : ""
      return "\(name) stays up if \(event)\(time)\(because)\(but)."
    case .degraded, .down:
      let time = explanation.within.map { ", within \($0.modelText)" } ?? ""
      let step = explanation.steps.first
      let delay = step?.after ?? .zero
      let isAssumed = step?.isAssumed == true
      let level = isAssumed ? "may be \(explanation.level.name)" : explanation.level.name
      if let before = step.flatMap(ImpactWording.degradedBefore) {
        return "\(name) is \(before) and \(level) after \(delay.modelText) if \(event)\(time)."
      }
      let after = delay > .zero ? " \(delay.modelText) later" : ""
      return "\(name) \(isAssumed ? "may be" : "is") \(explanation.level.name)\(after) if \(event)\(time)."
    }
  }

  private var steps: [String] {
    var numbers: [ComponentIndex: Int] = [:]
    for (index, step) in explanation.steps.enumerated() { numbers[step.component] = index + 1 }
    let numberWidth = String(explanation.steps.count).count
    var lines: [String] = explanation.steps.isEmpty ? [] : [""]
    for (index, step) in explanation.steps.enumerated() {
      let number = String(repeating: " ", count: numberWidth - String(index + 1).count) + String(index + 1)
      let role: TextStyle.Role = step.level == .down ? .down : .degraded
      let time =
        (wording.share(step).map { ", \($0)" } ?? "")
        + (step.after > .zero ? ", \(step.after.modelText) after the fault" : "")
      let subject =
        "\(wording.title(step.component))\(cells.inParentheses(of: step.component)) \(step.isAssumed ? "may be" : "is") "
      let sentence = TextStyle.wrap("\(subject)\(step.level.name)\(time)", to: style.width - numberWidth - 4)
      if sentence.count > 1 {
        lines += sentence.enumerated().map { place, line in
          place == 0 ? "  \(number)  \(line)" : String(repeating: " ", count: numberWidth + 4) + line
        }
      } else {
        lines.append("  \(number)  \(subject)\(style.paint(step.level.name, role))\(time)")
      }
      var reason =
        step.cause.isFault
        ? "that is the fault"
        : "it " + wording.reason(step) { "\(wording.id($0))\(numbers[$0].map { " (\($0))" } ?? "")" }
      if step.confidence.isWeak { reason += " [\(step.confidence.rawValue)]" }
      let place = step.cause.place.map { "  \($0.citation.printable)" } ?? ""
      let wrapped = TextStyle.wrap(reason, to: style.width - numberWidth - 4)
      for (index, line) in wrapped.enumerated() {
        let margin = String(repeating: " ", count: numberWidth + 4)
        let isLast = index == wrapped.count - 1
        let room = style.width - margin.count - TextStyle.displayWidth(line) - TextStyle.displayWidth(place)
        if isLast, room >= 0 {
          lines.append("\(margin)\(line)\(style.paint(place, .faint))")
        } else {
          lines.append(margin + line)
          if isLast, !place.isEmpty { lines.append(margin + style.paint(String(place.dropFirst(2)), .faint)) }
        }
      }
    }
    return lines
  }

  private var holdings: [String] {
    guard !explanation.holds.isEmpty else { return [] }
    let title = explanation.level == .up ? "What held" : "What still held"
    return [""] + [style.paint(title, .heading)]
      + explanation.holds.flatMap { hold in
        let verb = hold.kind.conditionalVerb
        let state = hold.level == .degraded ? ", degraded" : ""
        let text =
          "\(verb) \(hold.requirement.text(limit: 4).printable)\(state): "
          + "\(wording.standing(hold.standing)); \(wording.margin(hold.standing, isSoft: hold.kind.isSoft))"
        let place = hold.requirement.place.map { [String(repeating: " ", count: 4) + $0.citation.printable] } ?? []
        return TextStyle.wrap(text, to: style.width - 4).enumerated().map { ($0 == 0 ? "  + " : "    ") + $1 }
          + place.map { style.paint($0, .faint) }
      }
  }

  private var softLosses: [String] {
    guard explanation.level == .up else { return [] }
    return explanation.softLosses.filter { $0.kind == .uses }.flatMap { loss in
      let text =
        "uses \(loss.requirement.text(limit: 4).printable), which is \(loss.level.name): a soft requirement, so it stays up"
      return TextStyle.wrap(text, to: style.width - 4).enumerated().map { ($0 == 0 ? "  ~ " : "    ") + $1 }
    }
  }

  private var graces: [String] {
    explanation.graces.flatMap { grace in
      let text =
        "has lost \(grace.requirement.text(limit: 4).printable), whose loss it tolerates: affected "
        + "\(grace.feltAfter.modelText) after the fault"
      return TextStyle.wrap(text, to: style.width - 4).enumerated().map { ($0 == 0 ? "  ~ " : "    ") + $1 }
    }
  }

  /// What is not up, or has lost redundancy, among everything that a component which stays up depends on.
  private var dependencies: [String] {
    guard let dependencies = explanation.dependencies, let heading = explanation.dependencyHeading else { return [] }
    var lines = [""] + style.paragraph(heading, .heading)
    for line in dependencies.affectedLines(wording) {
      lines += TextStyle.wrap(line, to: style.width - 4).enumerated().map { ($0 == 0 ? "  - " : "    ") + $1 }
    }
    for line in dependencies.fragileLines(wording) {
      lines += TextStyle.wrap(line, to: style.width - 4).enumerated().map {
        ($0 == 0 ? "  \(style.paint("!", .held)) " : "    ") + $1
      }
    }
    return lines
  }
}

extension Explanation {
  /// What a change would do; `nil` if it does no more than a failure.
  func changeNote(_ wording: Wording, _ names: RemedyNames) -> String? {
    guard let levelIfChanged else { return nil }
    let named = wording.list(fault.levels.map(\.component), limit: 3)
    return "A change of \(named) reaches what is configured by it: \(wording.title(component)) is then "
      + "\(levelIfChanged.name)\(names.phrase("; ", .followChange, " shows how"))."
  }
}
