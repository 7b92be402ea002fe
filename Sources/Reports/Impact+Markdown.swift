internal import DependencyModel
public import ResilienceAnalysis

extension Impact.Effect {
  /// Whether it rests on a requirement that is only assumed: the component may be at its level, or not.
  var isAssumed: Bool { confidence == .assumed && !cause.isFault }
}

extension Impact {
  private var isAssumed: Bool { effects.contains(where: \.isAssumed) }

  /// The answer for an incident's page or a pull request: the verdict, the most important components, the table of what fails
  /// with its reasons, what lost its redundancy, and who is affected.
  ///
  /// - Parameter options: `rowLimit` is the most rows of a table; what is left out is counted.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    let rowLimit = options.rowLimit
    let wording = Wording(model: model)
    let words = ImpactWording(self)
    let cells = ComponentCells(options.columns, in: model)
    var lines = ["### \(Markdown.escaped(verdict))", ""]
    if let low = RelatednessWording.sentence(model) { lines += ["**\(Markdown.escaped(low))**", ""] }
    if let tier = words.lowestTier(isComplete: options.isComplete) {
      lines += ["**\(tier.title): \(Markdown.escaped(tier.text))**", ""]
    }
    if let description = fault.fault?.description { lines += [Markdown.escaped(description), ""] }
    if blastRadius.count > 0 {
      lines += [
        isAssumed
          ? words.levels().map(\.text).joined(separator: ", ") + "."
          : "**\(blastRadius.down.count)** down, **\(blastRadius.degraded.count)** degraded"
            + (loadSummary?.demandPhrase.map { ", \($0)." } ?? "."), "",
      ]
    }
    let caused = effectsByImportance.filter { !$0.isAsBefore }
    let rows = caused.prefix(rowLimit).map { effect in
      [String(effect.wave), Markdown.code(wording.id(effect.component))] + cells.markdown(of: effect.component) + [
        effect.isAssumed ? "may be \(effect.level.name)" : effect.level == .down ? "**down**" : "degraded",
        effect.after > .zero
          ? effect.after.modelText + (ImpactWording.degradedBefore(effect).map { "; \($0)" } ?? "") : "",
        Markdown.escaped(words.reason(effect))
          + (effect.confidence.isWeak ? " *(\(effect.confidence.rawValue))*" : ""),
        effect.cause.place.map { Markdown.code($0.citation) } ?? "",
      ]
    }
    let header = ["wave", "component"] + options.columns.map(\.rawValue) + ["level", "after", "because", "model"]
    lines += Markdown.table(header, Array(rows))
    if caused.count > rowLimit { lines += ["", "… and \(count(caused.count - rowLimit, "more component"))."] }
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
    let stuck = unableToRestart
    if !stuck.isEmpty { lines += ["", "\(Markdown.escaped(words.restart(stuck)))."] }
    for note in loadNotes { lines += ["", Markdown.escaped(note)] }
    if !weakEffects.isEmpty {
      let weak = WeakRequirements(weakEffects.map(\.confidence))
      lines += [
        "",
        WeakWording.sentence(
          weakEffects.count, weak, verb: ("rests on", "rest on"), isMarked: false, options.names),
      ]
    }
    let owners = words.byOwner
    if !owners.isEmpty {
      let rows = owners.prefix(rowLimit).map { [Markdown.escaped(ImpactWording.title($0)), words.extent($0)] }
      lines += ["", "#### Who is affected, by owner", ""] + Markdown.table(["owner", "affected"], Array(rows))
      if owners.count > rowLimit { lines += ["", "… and \(count(owners.count - rowLimit, "more owner"))."] }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
