internal import DependencyModel
public import ResilienceAnalysis

extension Impact {
  /// The answer for an incident's page or a pull request: the verdict, the table of what fails with its reasons, and what
  /// lost its redundancy.
  ///
  /// - Parameter options: `rowLimit` is the most rows of a table; what is left out is counted.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    let rowLimit = options.rowLimit
    let wording = Wording(model: model)
    var lines = ["### \(Markdown.escaped(verdict))", ""]
    if let description = fault.fault?.description { lines += [Markdown.escaped(description), ""] }
    if blastRadius.count > 0 {
      lines += ["**\(blastRadius.down.count)** down, **\(blastRadius.degraded.count)** degraded.", ""]
    }
    let rows = effects.prefix(rowLimit).map { effect in
      [
        String(effect.wave), Markdown.code(wording.id(effect.component)),
        effect.level == .down ? "**down**" : "degraded",
        effect.after > .zero ? effect.after.modelText : "",
        Markdown.escaped(wording.reason(effect))
          + (effect.confidence.isWeak ? " *(\(effect.confidence.rawValue))*" : ""),
        effect.cause.place.map { Markdown.code($0.fileAndLine) } ?? "",
      ]
    }
    lines += Markdown.table(["wave", "component", "level", "after", "because", "model"], Array(rows))
    if effects.count > rowLimit { lines += ["", "… and \(count(effects.count - rowLimit, "more component"))."] }
    if !fragileGroups.isEmpty {
      let rows = fragileGroups.prefix(rowLimit).map { group in
        [
          Markdown.code(wording.id(group.component)), Markdown.escaped(group.requirement.text(limit: 4)),
          Markdown.escaped(wording.standing(group.standing)),
        ]
      }
      lines += ["", "#### Redundancy lost", "", "Still working, but one more loss takes it away.", ""]
      lines += Markdown.table(["component", "requirement", "standing"], Array(rows))
      if fragileGroups.count > rowLimit { lines += ["", "… and \(fragileGroups.count - rowLimit) more."] }
    }
    let configured = configured
    if !configured.isEmpty {
      let named = wording.list(fault.levels.map(\.component), limit: 3)
      lines += [
        "",
        "\(configured.count == 1 ? "1 component is" : "\(grouped(configured.count)) components are") configured by "
          + "\(Markdown.escaped(named)); the failure does not reach \(configured.count == 1 ? "it" : "them"), a change would.",
      ]
    }
    if !weakEffects.isEmpty {
      lines += ["", "\(weakEffects.count) of these rest on inferred or assumed requirements."]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
