internal import DependencyModel
public import ResilienceAnalysis

extension Availability {
  /// The answer for a terminal: for a few components the causes of the unavailability of each, for many a
  /// table, the worst first.
  ///
  /// - Parameter options: `isComplete` decides whether every row is shown. Otherwise a long answer ends with the count
  ///   of what is left out.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    AvailabilityText(self, options.style, isComplete: options.isComplete).lines.joined(separator: "\n") + "\n"
  }
}

/// Writes availability as text, and the parts that other formats share.
struct AvailabilityText {
  /// The most components that get a table of their own causes.
  private static let fewComponents = 3
  private static let rowLimit = 20

  private let availability: Availability
  private let style: TextStyle
  private let isComplete: Bool
  private let wording: Wording

  init(_ availability: Availability, _ style: TextStyle, isComplete: Bool) {
    self.availability = availability
    self.style = style
    self.isComplete = isComplete
    wording = Wording(model: availability.model)
  }

  var lines: [String] {
    var lines: [String] = []
    if availability.statedCount == 0 {
      return style.paragraph(
        "No component of this model states an unavailability (or an availability, or mtbf and mttr): nothing fails by "
          + "itself, so nothing can be computed.")
    }
    if availability.isSelected, availability.entries.count <= Self.fewComponents {
      for entry in availability.entries {
        if !lines.isEmpty { lines.append("") }
        lines += style.paragraph(verdict(entry), .heading) + causes(entry) + promise(entry)
      }
    } else {
      lines += overview
    }
    for shortfall in availability.shortfalls { lines += [""] + style.paragraph(sentence(shortfall), .degraded) }
    return lines
  }

  // MARK: One component

  func verdict(_ entry: Availability.Entry) -> String {
    let name = wording.title(entry.component)
    guard let chance = entry.unavailability else { return "The unavailability of \(name) could not be computed." }
    if chance.high == 0 {
      return "\(name) never goes down: nothing that it depends on states an unavailability above 0."
    }
    return "\(name) is available \(range(chance)) of the time: \(downtime(chance)) of downtime a year."
  }

  private func range(_ chance: Unavailability) -> String {
    let worst = Figures.availability(unavailability: chance.high)
    let best = Figures.availability(unavailability: chance.low)
    return worst == best ? worst : "\(worst) to \(best)"
  }

  private func downtime(_ chance: Unavailability) -> String {
    let low = Figures.time(seconds: chance.low * Availability.secondsPerYear)
    let high = Figures.time(seconds: chance.high * Availability.secondsPerYear)
    return low == high ? high : "\(low) to \(high)"
  }

  /// Something that can keep a component down: another that fails by itself, or switching that does not work.
  struct Cause {
    let name: String
    /// Its own chance, the upper end of a range.
    let chance: Double
    let importance: Availability.Importance
  }

  /// The causes that matter, the greatest criticality first.
  func ranked(_ entry: Availability.Entry) -> [Cause] {
    let components = (entry.importance ?? []).map { importance in
      Cause(
        name: wording.id(importance.component),
        chance: availability.model.components[importance.component].unavailability!.high, importance: importance)
    }
    let switchings = (entry.switchings ?? []).map { switching in
      Cause(
        name: "switching of \(wording.id(switching.owner)) (\(switching.requirement.text(limit: 3).printable))",
        chance: switching.unavailability, importance: switching.importance)
    }
    return (components + switchings).enumerated().sorted { left, right in
      let (a, b) = (left.element.importance, right.element.importance)
      let (criticalA, criticalB) = (a.criticality ?? 0, b.criticality ?? 0)
      if criticalA != criticalB { return criticalA > criticalB }
      return a.birnbaum != b.birnbaum ? a.birnbaum > b.birnbaum : left.offset < right.offset
    }.map(\.element)
  }

  private func causes(_ entry: Availability.Entry) -> [String] {
    let all = ranked(entry)
    guard !all.isEmpty else { return [] }
    let shown = isComplete ? all[...] : all.prefix(Self.rowLimit)
    let nameWidth = min(
      max(8, shown.map { TextStyle.displayWidth($0.name) }.max()!), style.width - 46)
    func row(_ cells: [String], _ name: String) -> String {
      let widths = [12, 8, 12, 12]
      let right = zip(cells, widths).map { String(repeating: " ", count: max(0, $1 - $0.count)) + $0 }
      return "  \(TextStyle.pad(name, to: nameWidth))\(right.joined())"
    }
    var lines = ["", style.paint(row(["own chance", "share", "when down", "without it"], "cause"), .faint)]
    for cause in shown {
      let value = cause.importance
      let cells = [
        Figures.chance(cause.chance), value.criticality.map(percentage) ?? "–",
        value.riskAchievementWorth.map(Figures.factor) ?? "–",
        value.riskReductionWorth.map { "÷ \(Figures.factor($0).dropLast())" } ?? "never",
      ]
      let name = cause.name
      if TextStyle.displayWidth(name) > nameWidth {
        lines += ["  \(name)", row(cells, "")]
      } else {
        lines.append(row(cells, name))
      }
    }
    if all.count > shown.count {
      lines.append(style.paint("  and \(grouped(all.count - shown.count)) more\(style.showAll)", .faint))
    }
    let legend =
      "share: the part of the target's downtime that it causes (shares overlap where several must fail together); "
      + "when down: how many times as likely the target is down then; without it: how many times less, if it never failed."
    let switching =
      entry.switchings?.isEmpty ?? true
      ? "" : " Switching: a group that does not switch to what is left of it (one minus its coverage)."
    return lines + [""] + style.paragraph(legend + switching, indent: 2, .faint)
  }

  private func promise(_ entry: Availability.Entry) -> [String] {
    guard let allowed = availability.allowed, let chance = entry.unavailability else { return [] }
    let promised = Figures.availability(unavailability: allowed)
    if chance.high <= allowed { return [""] + style.paragraph("That keeps the \(promised) promised.") }
    let improvements = availability.improvements(of: entry)
    guard !improvements.isEmpty else {
      return [""]
        + style.paragraph(
          "That misses the \(promised) promised, and no single component's improvement would reach it.", .down)
    }
    let title = "That misses the \(promised) promised. Any one of these alone would reach it:"
    let shown = isComplete ? improvements[...] : improvements.prefix(Self.rowLimit)
    var lines = [""] + style.paragraph(title, .down)
    for improvement in shown {
      lines += style.paragraph(
        "\(wording.id(improvement.component)): from \(Figures.chance(improvement.unavailability)) to "
          + "\(Figures.chance(improvement.sufficient))", indent: 2)
    }
    if improvements.count > shown.count {
      lines.append("  and \(improvements.count - shown.count) more\(style.showAll)")
    }
    return lines
  }

  // MARK: Many

  private var overview: [String] {
    let failing = availability.entries.filter { $0.unavailability?.high ?? 1 > 0 }
    let never = availability.entries.count - failing.count
    let order = failing.enumerated().sorted { left, right in
      let (a, b) = (left.element.unavailability?.high ?? 2, right.element.unavailability?.high ?? 2)
      return a != b ? a > b : left.offset < right.offset
    }.map(\.element)
    let shown = isComplete ? order[...] : order.prefix(2 * Self.rowLimit)
    let title =
      "\(grouped(failing.count)) of \(count(availability.entries.count, "component")) "
      + "\(failing.count == 1 ? "goes" : "go") down now and then; \(grouped(availability.statedCount)) "
      + (availability.statedCount == 1
        ? "states an unavailability of its own." : "state an unavailability of their own.")
    let nameWidth = min(
      max(12, shown.map { TextStyle.displayWidth(wording.id($0.component)) }.max() ?? 0), style.width - 46)
    let hasRange = shown.contains { $0.unavailability.map { $0.low != $0.high } ?? false }
    var lines = style.paragraph(title, .heading)
    if !shown.isEmpty {
      let header = TextStyle.pad("component", to: nameWidth) + "  " + TextStyle.pad("unavailability", to: 21)
      lines += ["", style.paint("  \(header)  downtime a year\(hasRange ? " (at most)" : "")", .faint)]
    }
    for entry in shown {
      let chance = entry.unavailability.map { Figures.chances($0.low, $0.high) } ?? "not computed"
      let time = entry.unavailability.map { Figures.time(seconds: $0.high * Availability.secondsPerYear) } ?? ""
      let broken = availability.allowed.map { entry.unavailability?.high ?? 0 > $0 } ?? false
      let name = wording.id(entry.component)
      let isLong = TextStyle.displayWidth(name) > nameWidth
      if isLong { lines.append("  \(name)") }
      let row = TextStyle.pad(isLong ? "" : name, to: nameWidth) + "  " + TextStyle.pad(chance, to: 21) + "  " + time
      lines.append("  \(row)" + (broken ? style.paint("  misses the promise", .down) : ""))
    }
    if order.count > shown.count {
      lines.append(style.paint("  and \(grouped(order.count - shown.count)) more\(style.showAll)", .faint))
    }
    if never > 0 { lines += ["", "\(count(never, "other never goes", "others never go")) down."] }
    if let name = style.names[.explainUnavailability(of: nil)] {
      lines += [""] + style.paragraph("\(name) shows what causes it for one component.", .faint)
    }
    return lines
  }

  func sentence(_ shortfall: Availability.Shortfall) -> String {
    switch shortfall {
    case .memory(let bytes):
      "Incomplete: the unavailability of some components would have taken more than \(Figures.bytes(bytes)) of memory. "
        + fewer(.allowMemory)
    case .time(let allowance):
      "Incomplete: the unavailability of some components, or what causes it, was not computed within "
        + "\(allowance.text). " + fewer(.allowTime)
    case .importance(let limit):
      "Incomplete: importance is reported for about \(grouped(limit)) pairs of components; ask for fewer components to have "
        + "the rest."
    case .cutSets:
      "Incomplete: the Fussell–Vesely importance of some components would have taken too much memory."
    }
  }

  /// What to do about a limit.
  private func fewer(_ remedy: Remedy) -> String {
    let start = style.names[remedy].map { "\($0) allows more; asking" } ?? "Asking"
    return "\(start) for fewer components takes less."
  }
}
