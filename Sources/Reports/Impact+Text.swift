internal import DependencyModel
public import ResilienceAnalysis

extension Impact {
  /// The answer for a terminal: the most important components first, then the verdict, then wave by wave each component with
  /// its reason, then what stayed up only just, then who is affected.
  ///
  /// - Parameter options: `isComplete` decides whether every component has its own line. Otherwise similar ones share a
  ///   line, and a long answer ends with the count of what is left out.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    ImpactText(self, options).lines.joined(separator: "\n") + "\n"
  }

  /// The verdict in a sentence, without markup.
  public var verdict: String { ImpactText(self, ReportOptions()).verdict }
}

/// Writes an impact as text.
private struct ImpactText {
  /// The most lines of components without `isComplete`.
  private static let lineLimit = 120
  /// The most owners without `isComplete`.
  private static let ownerLimit = 20
  /// Fewer similar components than this keep a line each.
  private static let foldFrom = 5

  private let impact: Impact
  private let style: TextStyle
  private let isComplete: Bool
  private let columns: [ComponentColumn]
  private let wording: Wording
  private let words: ImpactWording

  init(_ impact: Impact, _ options: ReportOptions) {
    self.impact = impact
    style = options.style
    isComplete = options.isComplete
    columns = options.columns
    words = ImpactWording(impact)
    wording = words.wording
  }

  var lines: [String] {
    var lines = lowestTier
    lines += style.paragraph(verdict, .heading)
    if let low = RelatednessWording.sentence(impact.model) { lines += style.paragraph(low, .degraded) }
    if let description = impact.fault.fault?.description { lines += style.paragraph(description.printable, .faint) }
    lines += summary
    lines += waves
    lines += fragile
    lines += notes
    lines += owners
    return lines
  }

  private var lowestTier: [String] {
    guard let tier = words.lowestTier(isComplete: isComplete) else { return [] }
    return style.paragraph("\(tier.title): \(tier.text)", .down)
  }

  var verdict: String {
    let radius = impact.blastRadius
    let event = "If \(wording.event(impact.fault, isChange: impact.followsConfiguration))"
    let time = impact.within.map { " within \($0.modelText)" } ?? ""
    if radius.of == 0 { return "\(event), nothing else can fail: it names every component." }
    if radius.count == 0 { return "\(event), nothing else fails\(time) (\(count(radius.of, "other component")))." }
    var text = "\(event), \(grouped(radius.count)) of \(count(radius.of, "other component"))"
    text += radius.count == 1 ? " is affected" : " are affected"
    text += "\(time) (\(percentage(radius.share)))"
    if let tier = words.verdict { text += ", \(tier)" }
    return text + "."
  }

  private var summary: [String] {
    let radius = impact.blastRadius
    guard radius.count > 0 else { return [] }
    var parts: [(text: String, role: TextStyle.Role?)] = words.levels().map { ($0, $1 == .down ? .down : .degraded) }
    if let demand = impact.loadSummary?.demandPhrase { parts.append((demand, nil)) }
    if radius.weight.value != Double(radius.count) { parts.append(("weight \(radius.weight)", nil)) }
    if let last = impact.effects.map(\.after).max(), last > .zero {
      parts.append(("the last one \(last.modelText) after the fault", nil))
    }
    var lines: [String] = []
    var width = Int.max / 2
    for (place, part) in parts.enumerated() {
      let end = place == parts.count - 1 ? "" : ","
      let length = TextStyle.displayWidth(part.text + end)
      let text = (part.role.map { style.paint(part.text, $0) } ?? part.text) + end
      if width + 1 + length > style.width {
        lines.append(text)
        width = length
      } else {
        lines[lines.count - 1] += " \(text)"
        width += 1 + length
      }
    }
    return lines
  }

  // MARK: Waves

  /// Components that share a line: same wave, level, time and reason.
  private struct Row {
    var components: [ComponentIndex]
    let effect: Impact.Effect
    let reason: String
  }

  private var waves: [String] {
    let rows = makeRows()
    let shownRows = isComplete ? rows[...] : rows.prefix(Self.lineLimit)
    let cells = ComponentCells(columns, in: impact.model, for: shownRows.lazy.map { $0.components[0] })
    let idWidth = min(max(10, rows.map { TextStyle.displayWidth(label($0)) }.max() ?? 0), style.width * 2 / 5)
    var lines: [String] = []
    var wave = -1
    var shown = 0
    for (index, row) in rows.enumerated() {
      if !isComplete, shown >= Self.lineLimit {
        let rest = rows[index...].reduce(0) { $0 + $1.components.count }
        lines += ["", style.paint("and \(count(rest, "more component")) in later waves\(style.showAll)", .faint)]
        break
      }
      if row.effect.wave != wave {
        wave = row.effect.wave
        lines += [
          "",
          style.paint(
            wave == 0
              ? (impact.followsConfiguration && impact.fault.changed == nil ? "The change" : "The fault")
              : "Wave \(wave)", .heading),
        ]
        let header = "  level     \(TextStyle.pad("component", to: idWidth))\(cells.header())"
        if index == 0, !cells.isEmpty, TextStyle.displayWidth(header) <= style.width {
          lines.append(style.paint(header, .faint))
        }
      }
      lines += self.lines(of: row, idWidth: idWidth, cells)
      shown += 1
    }
    return lines
  }

  private func makeRows() -> [Row] {
    let effects = impact.effectsByImportance.filter { !$0.isAsBefore }
    guard !isComplete else {
      return effects.map { Row(components: [$0.component], effect: $0, reason: words.reason($0)) }
    }
    struct Key: Hashable {
      let wave: Int
      let level: Level
      let after: Duration
      let degradedAfter: Duration
      let kind: String?
      let confidence: Confidence?
      let reason: String
      let cells: [String]
    }
    let cells = ComponentCells(columns, in: impact.model)
    var rows: [Row] = []
    var places: [Key: Int] = [:]
    for effect in effects {
      let reason = words.reason(effect)
      let key = Key(
        wave: effect.wave, level: effect.level, after: effect.after, degradedAfter: effect.degradedAfter,
        kind: impact.model.outline(effect.component).kind,
        confidence: effect.confidence.isWeak ? effect.confidence : nil, reason: reason,
        cells: cells.cells(of: effect.component))
      if let place = places[key] {
        rows[place].components.append(effect.component)
      } else {
        places[key] = rows.count
        rows.append(Row(components: [effect.component], effect: effect, reason: reason))
      }
    }
    return rows.flatMap { row -> [Row] in
      row.components.count >= Self.foldFrom
        ? [row] : row.components.map { Row(components: [$0], effect: row.effect, reason: row.reason) }
    }
  }

  private func label(_ row: Row) -> String {
    guard row.components.count > 1 else { return wording.id(row.components[0]) }
    let kind = impact.model.outline(row.components[0]).kind?.printable ?? "components"
    return "\(row.components.count) × \(kind)"
  }

  private func lines(of row: Row, idWidth: Int, _ cells: ComponentCells) -> [String] {
    let role: TextStyle.Role = row.effect.level == .down ? .down : .degraded
    let levelWidth = row.effect.isAssumed ? 9 : 8
    let space = String(repeating: " ", count: 10 - levelWidth)
    let margin = 2 + 8 + 2 + idWidth + 2
    let label = label(row)
    let level = style.paint(
      TextStyle.pad(row.effect.level.name + (row.effect.isAssumed ? "?" : ""), to: levelWidth), role)
    let reason = reason(of: row)
    let inset = String(repeating: " ", count: 2 + 8 + 2)
    let isShort = TextStyle.displayWidth(label) <= idWidth
    if cells.isEmpty, isShort, TextStyle.displayWidth(reason) <= style.width - margin, row.components.count == 1 {
      let line = reason.isEmpty ? label : "\(TextStyle.pad(label, to: idWidth))  \(reason)"
      return ["  \(level)\(space)\(line)"]
    }
    // A long reason is below, where it has the width of the page.
    var lines = ["  \(level)\(space)\(label)"]
    if !cells.isEmpty {
      let stated = cells.row(of: row.components[0])
      if isShort, margin + TextStyle.displayWidth(stated) <= style.width {
        lines = ["  \(level)\(space)\(TextStyle.pad(label, to: idWidth))\(stated)"]
      } else {
        let phrase = cells.phrase(of: row.components[0])
        if !phrase.isEmpty { lines += style.paragraph(phrase, indent: inset.count, .faint) }
      }
    }
    if row.components.count > 1 {
      lines += style.paragraph(members(of: row, width: style.width - inset.count), indent: inset.count)
    }
    if !reason.isEmpty { lines += TextStyle.wrap(reason, to: style.width - inset.count - 2).map { inset + "  " + $0 } }
    return lines
  }

  private func reason(of row: Row) -> String {
    if row.effect.cause.isFault {
      let name = columns.contains(.name) ? nil : impact.model.outline(row.components[0]).name?.printable
      return [wording.share(row.effect), name].compactMap(\.self).joined(separator: ": ")
    }
    var reason = row.reason
    if ImpactWording.degradedBefore(row.effect) != nil {
      reason = "\(ImpactWording.state(row.effect)): \(reason)"
    } else if row.effect.after > .zero {
      reason = "after \(row.effect.after.modelText): \(reason)"
    }
    if row.effect.confidence.isWeak { reason += " [\(row.effect.confidence.rawValue)]" }
    return reason
  }

  /// As many names of a folded row as fit on about two lines, and how many more.
  private func members(of row: Row, width: Int) -> String {
    var names: [String] = []
    var total = 0
    for component in row.components {
      let name = wording.id(component)
      total += TextStyle.displayWidth(name) + 2
      if !names.isEmpty, total > 2 * width { break }
      names.append(name)
    }
    let rest = row.components.count - names.count
    return names.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  // MARK: What follows

  private var fragile: [String] {
    guard !impact.fragileGroups.isEmpty else { return [] }
    let title = "Still working, but with redundancy lost (one more loss takes it away)"
    var lines = [""] + style.paragraph(title, .heading)
    let shown = isComplete ? impact.fragileGroups[...] : impact.fragileGroups.prefix(Self.lineLimit / 4)
    for group in shown {
      let kind = impact.model.components[group.component].softKind(of: group.requirement) ?? .needs
      let text =
        "\(wording.id(group.component)) \(kind.conditionalVerb) \(group.requirement.text(limit: 4).printable): "
        + wording.standing(group.standing)
      for (index, line) in TextStyle.wrap(text, to: style.width - 4).enumerated() {
        lines.append(index == 0 ? "  \(style.paint("!", .held)) \(line)" : "    \(line)")
      }
    }
    let rest = impact.fragileGroups.count - shown.count
    if rest > 0 { lines.append(style.paint("  and \(rest) more\(style.showAll)", .faint)) }
    return lines
  }

  private var notes: [String] {
    var lines: [String] = []
    let configured = impact.configured
    if !configured.isEmpty {
      let others = impact.blastRadius.count == 0 && impact.effects.count == impact.fault.levels.count ? "" : " other"
      let named = wording.list(impact.fault.levels.map(\.component), limit: 3)
      let text =
        "\(grouped(configured.count))\(others) \(configured.count == 1 ? "component is" : "components are") configured by "
        + "\(named)\(style.names.phrase(": ", .followChange, " follows \(configured.count == 1 ? "it" : "them")"))."
      lines += [""] + style.paragraph(text)
    }
    let stuck = impact.unableToRestart
    if !stuck.isEmpty {
      lines +=
        [""]
        + style.paragraph(words.restart(stuck) + style.names.phrase("; ", .showStart, " shows what holds it") + ".")
    }
    for note in impact.loadNotes {
      lines += [""] + style.paragraph(note, .faint)
    }
    let weak = impact.weakEffects
    if !weak.isEmpty {
      let text = WeakWording.sentence(
        weak.count, WeakRequirements(weak.map(\.confidence)), verb: ("rests on", "rest on"), style.names)
      lines += [""] + style.paragraph(text, .faint)
    }
    return lines
  }

  private var owners: [String] {
    let shares = words.byOwner
    guard !shares.isEmpty else { return [] }
    let shown = isComplete ? shares[...] : shares.prefix(Self.ownerLimit)
    let width = min(style.width / 3, shown.map { TextStyle.displayWidth(ImpactWording.title($0)) }.max() ?? 0)
    var lines = ["", style.paint("Who is affected, by owner", .heading)]
    for share in shown {
      let text = "\(TextStyle.pad(ImpactWording.title(share), to: width))  \(words.extent(share))"
      if TextStyle.displayWidth(text) <= style.width - 2 {
        lines.append("  " + text)
      } else {
        lines +=
          style.paragraph(ImpactWording.title(share), indent: 2) + style.paragraph(words.extent(share), indent: 4)
      }
    }
    let rest = shares.count - shown.count
    if rest > 0 { lines.append(style.paint("  and \(count(rest, "more owner"))\(style.showAll)", .faint)) }
    return lines
  }
}

extension Component {
  /// The soft relation in which a requirement is, at any depth; `nil` if there is none.
  func softKind(of requirement: Requirement) -> Component.Relation.Kind? {
    func holds(_ outer: Requirement) -> Bool {
      if outer.place == requirement.place, outer == requirement { return true }
      guard case .group(let group) = outer.target else { return false }
      return group.members.contains { holds($0.requirement) }
    }
    return relations.first { $0.kind.isSoft && holds($0.requirement) }?.kind
  }
}

extension Component.Relation.Kind {
  /// The verb of a component whose requirement still holds: it does not say that the component is degraded.
  var conditionalVerb: String { self == .degradedBy ? "would be degraded without" : traits.verb }
}
