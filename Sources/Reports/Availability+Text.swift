internal import DependencyModel
public import ResilienceAnalysis

extension Availability {
  /// The answer for a terminal: for a few components the causes of the unavailability of each, for many a
  /// table, the worst first.
  ///
  /// - Parameter options: `isComplete` decides whether every row is shown. Otherwise a long answer ends with the count
  ///   of what is left out.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    AvailabilityText(self, options.style, isComplete: options.isComplete, columns: options.columns).lines.joined(
      separator: "\n") + "\n"
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
  private let coverage: CoverageWording

  private let columns: [ComponentColumn]

  init(_ availability: Availability, _ style: TextStyle, isComplete: Bool, columns: [ComponentColumn] = []) {
    self.columns = columns
    self.availability = availability
    self.style = style
    self.isComplete = isComplete
    wording = Wording(model: availability.model)
    coverage = CoverageWording(availability.model)
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
        lines += style.paragraph(verdict(entry), .heading)
        let rest = restsOn(entry)
        if !rest.isEmpty { lines += style.paragraph(rest, entry.coverage?.isWhole == true ? nil : .degraded) }
        lines += causes(entry) + promise(entry)
      }
    } else {
      lines += overview
    }
    if let assumed = CoverageWording.sentence(availability.assumptions) { lines += [""] + style.paragraph(assumed) }
    if let weak = WeakWording.sentence(availability.weakRequirements, style.names) {
      lines += [""] + style.paragraph(weak, .faint)
    }
    if let low = RelatednessWording.sentence(availability.model) { lines += [""] + style.paragraph(low, .degraded) }
    for shortfall in availability.shortfalls { lines += [""] + style.paragraph(sentence(shortfall), .degraded) }
    return lines
  }

  // MARK: One component

  func verdict(_ entry: Availability.Entry) -> String {
    let name = wording.title(entry.component)
    guard let chance = entry.unavailability else { return "The unavailability of \(name) could not be computed." }
    if let coverage = entry.coverage, coverage.isEmpty {
      return "The availability of \(name) is not known: \(Self.nothingStated(coverage))."
    }
    if chance.high == 0 {
      guard let covered = entry.coverage, covered.unavailabilityAtMost == 0 else {
        return
          "The availability of \(name) is not known\(entry.coverage == nil ? ": what it rests on was not computed" : "")."
      }
      if covered.count == 0 { return "\(name) never goes down: nothing can take it down." }
      return
        "\(name) never goes down: the unavailability of all that it depends on is 0, or other members are always up."
    }
    return "\(name) is available \(Figures.availability(chance, apartFrom: threshold)) of the time: "
      + "\(Figures.downtime(chance, apartFrom: threshold)) of downtime per year."
  }

  /// What the figure of a component rests on; empty without a figure.
  func restsOn(_ entry: Availability.Entry) -> String {
    guard let covered = entry.coverage, covered.count > 0, !covered.isEmpty, let chance = entry.unavailability else {
      return ""
    }
    // Without a figure it is the availability that is not known.
    let subject = chance.high > 0 || covered.isWhole ? "This" : "It"
    return String(
      coverage.sentences(covered, of: entry.component, subject: subject, apartFrom: threshold).dropFirst())
  }

  /// Why there is no figure.
  static func nothingStated(_ coverage: Coverage) -> String {
    coverage.count == 1 && coverage.singlePointCount == 1
      ? "it states no unavailability" : "nothing that it depends on states an unavailability"
  }

  /// The unavailability that is allowed, from which figures must look different.
  private var threshold: [Double] { availability.allowed.map { [$0] } ?? [] }

  /// Something that can keep a component down: another that fails by itself, switching that does not work, or a common
  /// cause.
  struct Cause {
    let name: String
    /// Its own chance, the upper end of a range.
    let chance: Double
    let importance: Availability.Importance
  }

  /// The causes that matter, the greatest criticality first.
  func ranked(_ entry: Availability.Entry) -> [Cause] {
    let cells = ComponentCells(columns, in: availability.model)
    let components = (entry.importance ?? []).map { importance in
      Cause(
        name: wording.id(importance.component) + cells.inParentheses(of: importance.component),
        chance: importance.unavailability, importance: importance)
    }
    let switchings = (entry.switchings ?? []).map { switching in
      Cause(
        name: "switching of \(wording.id(switching.owner)) (\(switching.requirement.text(limit: 3).printable))",
        chance: switching.unavailability, importance: switching.importance)
    }
    let names = CommonCauseWording(availability.model)
    let commonCauses = (entry.commonCauses ?? []).map { joint in
      Cause(name: names.name(joint.cause), chance: joint.unavailability, importance: joint.importance)
    }
    return (components + switchings + commonCauses).enumerated().sorted { left, right in
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
    let rows = shown.map { cause in
      let value = cause.importance
      return [
        Figures.chance(cause.chance), value.criticality.map(percentage) ?? "–",
        value.riskAchievementWorth.map(Figures.factor) ?? "–",
        value.riskReductionWorth.map { "÷ \(Figures.factor($0).dropLast())" } ?? "never",
      ]
    }
    let header = ["own chance", "share", "when down", "without it"]
    let widths = zip([12, 8, 12, 12], header.indices).map { least, column in
      max(least, 2 + (rows.map { TextStyle.displayWidth($0[column]) }.max() ?? 0))
    }
    let nameWidth = min(
      max(8, shown.map { TextStyle.displayWidth($0.name) }.max()!), style.width - 2 - widths.reduce(0, +))
    func row(_ cells: [String], _ name: String) -> String {
      let right = zip(cells, widths).map { String(repeating: " ", count: max(0, $1 - TextStyle.displayWidth($0))) + $0 }
      return "  \(TextStyle.pad(name, to: nameWidth))\(right.joined())"
    }
    var lines = ["", style.paint(row(header, "cause"), .faint)]
    for (cause, cells) in zip(shown, rows) {
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
    let commonCause =
      entry.commonCauses?.isEmpty ?? true
      ? ""
      : " Common cause: all members of the group fail at once (its share of the least unavailability among them); the own "
        + "chance of each member is without it."
    return lines + [""] + style.paragraph(legend + switching + commonCause, indent: 2, .faint)
  }

  private func promise(_ entry: Availability.Entry) -> [String] {
    guard let allowed = availability.allowed, let chance = entry.unavailability else { return [] }
    let promised = Figures.availability(unavailability: allowed, apartFrom: [chance.high])
    if entry.coverage?.isEmpty ?? false {
      return [""] + style.paragraph("Nothing shows the \(promised) promised.", .down)
    }
    if chance.high <= allowed {
      return [""]
        + (entry.holds(allowed) == true
          ? style.paragraph("That keeps the \(promised) promised.")
          : style.paragraph(Self.open(promised), .degraded))
    }
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
        "\(wording.id(improvement.component)): \(Self.text(improvement))", indent: 2)
    }
    if improvements.count > shown.count {
      lines.append("  and \(improvements.count - shown.count) more\(style.showAll)")
    }
    return lines
  }

  /// A promise of which it is not known whether it is kept.
  static func open(_ promised: String) -> String {
    "It is not known whether that keeps the \(promised) promised: not everything states an unavailability."
  }

  /// An improvement of a component: `from 99.9% to 99.95%`.
  static func text(_ improvement: Availability.Improvement) -> String {
    let (now, then) = (improvement.unavailability, improvement.sufficient)
    // Rounded so that what is shown suffices.
    return "from \(Figures.availability(unavailability: now, apartFrom: [then])) to "
      + Figures.availability(unavailability: then, apartFrom: [now], rounding: .down)
  }

  // MARK: Many

  /// The components by what is known of them.
  private var groups: (failing: [Availability.Entry], neverDown: Int, open: Int, unknown: Int) {
    var failing: [Availability.Entry] = []
    var (neverDown, open, unknown) = (0, 0, 0)
    for entry in availability.entries {
      if entry.unavailability?.high ?? 1 > 0 {
        failing.append(entry)
      } else if entry.coverage?.isEmpty ?? true {
        unknown += 1
      } else if entry.coverage?.unavailabilityAtMost == 0 {
        neverDown += 1
      } else {
        open += 1
      }
    }
    return (failing, neverDown, open, unknown)
  }

  private var overview: [String] {
    let (failing, neverDown, open, unknown) = groups
    let order = failing.enumerated().sorted { left, right in
      let (a, b) = (left.element.unavailability?.high ?? 2, right.element.unavailability?.high ?? 2)
      return a != b ? a > b : left.offset < right.offset
    }.map(\.element)
    let shown = isComplete ? order[...] : order.prefix(2 * Self.rowLimit)
    let title =
      "\(grouped(failing.count)) of \(count(availability.entries.count, "component")) "
      + "\(failing.count == 1 ? "goes" : "go") down now and then; \(stated)."
    var lines = style.paragraph(title, .heading)
    if !shown.isEmpty { lines += [""] + table(Array(shown)) }
    if order.count > shown.count {
      lines.append(style.paint("  and \(grouped(order.count - shown.count)) more\(style.showAll)", .faint))
    }
    if neverDown > 0 {
      lines += ["", "\(count(neverDown, "other never goes", "others never go")) down."]
    }
    if open > 0 {
      lines +=
        [""]
        + style.paragraph(
          "The availability of \(count(open, "other", "others")) is not known: \(open == 1 ? "it goes" : "they go") down "
            + "only if something does that states no unavailability.")
    }
    if unknown > 0 {
      lines +=
        [""]
        + style.paragraph(
          "Of \(count(unknown, "other", "others")) nothing is known: nothing that \(unknown == 1 ? "it depends" : "they depend") on states an "
            + "unavailability.")
    }
    if let name = style.names[.explainUnavailability(of: nil)] {
      lines += [""] + style.paragraph("\(name) shows what causes it for one component.", .faint)
    }
    return lines
  }

  /// How many components have an unavailability.
  var stated: String {
    let assumed = availability.assumptions.reduce(0) { $0 + $1.count }
    let own = availability.statedCount - assumed
    let text = "\(grouped(own)) \(own == 1 ? "states" : "state") an unavailability of \(own == 1 ? "its" : "their") own"
    return assumed == 0 ? text : "\(text), and of \(grouped(assumed)) it is assumed"
  }

  private func table(_ shown: [Availability.Entry]) -> [String] {
    func figures(_ entry: Availability.Entry) -> [String] {
      [
        entry.unavailability.map { Figures.chances($0.low, $0.high) } ?? "not computed",
        entry.unavailability.map { Figures.downtime($0.high, apartFrom: threshold) } ?? "",
        entry.coverage.map { "\(grouped($0.statedCount)) of \(grouped($0.count))" } ?? "",
      ]
    }
    let hasRange = shown.contains { $0.unavailability.map { $0.low != $0.high } ?? false }
    let header = ["unavailability", "downtime per year\(hasRange ? " (at most)" : "")", "rests on"]
    let rows = shown.map(figures)
    let widths = header.indices.map { column in
      ([header] + rows).map { TextStyle.displayWidth($0[column]) }.max() ?? 0
    }
    let cells = ComponentCells(columns, in: availability.model)
    func title(_ entry: Availability.Entry) -> String {
      wording.id(entry.component) + cells.inParentheses(of: entry.component)
    }
    let room = style.width - 2 - widths.reduce(0) { $0 + $1 + 2 }
    let nameWidth = min(
      max(12, shown.map { TextStyle.displayWidth(title($0)) }.max() ?? 0), max(12, room))
    func row(_ name: String, _ cells: [String]) -> String {
      var text = "  " + TextStyle.pad(name, to: nameWidth)
      for (cell, width) in zip(cells, widths) { text += "  " + TextStyle.pad(cell, to: width) }
      while text.last == " " { text.removeLast() }
      return text
    }
    var lines = [style.paint(row("component", header), .faint)]
    for (entry, figures) in zip(shown, rows) {
      let holds = availability.allowed.flatMap { entry.holds($0) }
      let promise =
        availability.allowed == nil || holds == true || entry.unavailability == nil
        ? "" : holds == false ? style.paint("  misses the promise", .down) : style.paint("  not known", .degraded)
      let name = title(entry)
      let isLong = TextStyle.displayWidth(name) > nameWidth
      if isLong { lines.append("  \(name)") }
      lines.append(row(isLong ? "" : name, figures) + promise)
    }
    return lines
  }

  /// The figures that do not rest on everything, in a sentence; `nil` if there are none.
  var uncovered: String? {
    let partial = availability.entries.count { $0.coverage.map { !$0.isWhole } ?? false }
    guard partial > 0 else { return nil }
    return availability.entries.count == 1
      ? "Not everything that can take the component down has an unavailability."
      : "Not everything that can take \(grouped(partial)) of \(count(availability.entries.count, "component")) down has an "
        + "unavailability."
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
    case .coverage:
      "Incomplete: what the unavailability of some components rests on was not computed; ask for fewer components to have "
        + "it."
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
