internal import DependencyModel
public import ResilienceAnalysis

extension Explanation {
  /// The answer for an incident's page or a pull request: a numbered list of steps, each a line of the model.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    let wording = Wording(model: model)
    var lines = ["### \(Markdown.escaped(verdict))"]
    let cells = ComponentCells(options.columns, in: model)
    if let low = RelatednessWording.sentence(model) { lines += ["", "**\(Markdown.escaped(low))**"] }
    if let untouched { lines += ["", untouched] }
    if !steps.isEmpty { lines.append("") }
    for (index, step) in steps.enumerated() {
      let reason = step.cause.isFault ? "that is the fault" : "it " + wording.reason(step)
      let time =
        (wording.share(step).map { ", \($0)" } ?? "")
        + (step.after > .zero ? ", \(step.after.modelText) after the fault" : "")
      let place = step.cause.place.map { " — \(Markdown.code($0.citation))" } ?? ""
      lines.append(
        "\(index + 1). \(Markdown.code(wording.id(step.component)))"
          + "\(Markdown.escaped(cells.inParentheses(of: step.component))) \(step.isAssumed ? "may be" : "is") **\(step.level.name)**\(time): "
          + Markdown.escaped(reason) + place)
    }
    if !holds.isEmpty {
      lines += ["", level == .up ? "#### What held" : "#### What still held", ""]
      lines += holds.map { hold in
        let place = hold.requirement.place.map { " — \(Markdown.code($0.citation))" } ?? ""
        return "- \(hold.kind.conditionalVerb) \(Markdown.escaped(hold.requirement.text(limit: 4))): "
          + Markdown.escaped(
            "\(wording.standing(hold.standing)); \(wording.margin(hold.standing, isSoft: hold.kind.isSoft))") + place
      }
    }
    let others =
      softLosses.filter { level == .up && $0.kind == .uses }.map {
        "- uses \(Markdown.escaped($0.requirement.text(limit: 4))), which is \($0.level.name): a soft requirement, so it stays up"
      }
      + graces.map {
        "- has lost \(Markdown.escaped($0.requirement.text(limit: 4))), affected \($0.feltAfter.modelText) after the fault"
      }
    if !others.isEmpty { lines += [""] + others }
    if let dependencies, let dependencyHeading {
      lines += ["", "#### \(dependencyHeading)", ""]
      lines += (dependencies.affectedLines(wording) + dependencies.fragileLines(wording)).map {
        "- \(Markdown.escaped($0))"
      }
    }
    if let note = changeNote(wording, options.names) { lines += ["", Markdown.escaped(note)] }
    for note in loadNotes { lines += ["", Markdown.escaped(note)] }
    return lines.joined(separator: "\n") + "\n"
  }
}
