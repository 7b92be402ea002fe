internal import DependencyModel
public import ResilienceAnalysis

extension Ranking {
  /// The answer for a terminal: the verdict, the worst faults as a table, what affects nothing in a line, and what the order
  /// rests on if the model states nothing of importance.
  ///
  /// - Parameter options: `isComplete` decides whether every entry has a line. Otherwise the 20 worst have, and the
  ///   rest is counted.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    RankingText(self, options).lines.joined(separator: "\n") + "\n"
  }

  /// The answer in a sentence, without markup.
  public var verdict: String {
    let event = followsConfiguration ? "changing" : "failing"
    switch question {
    case .single:
      guard let worst = entries.first else {
        return shortfall == nil ? "There is nothing to try." : "Nothing was tried."
      }
      let alone = worst.named == nil ? ", \(event) alone," : ""
      // An id stays as it is.
      let capitalizedTitle = worst.named == nil ? title(worst) : "The" + title(worst).dropFirst(3)
      let components = triedCount - triedNamedCount
      let named = triedNamedCount == 0 ? "" : count(triedNamedCount, "named fault")
      if isHarmless(worst) {
        if triedCount == 1 { return "\(capitalizedTitle)\(alone) affects nothing else\(byThen)." }
        if components == 0 { return "None of \(named) affects anything else\(byThen)." }
        return "None of \(count(components, "component")) and domains, \(event) alone,"
          + (named.isEmpty ? " affects anything else\(byThen)." : " and of \(named) affects anything else\(byThen).")
      }
      if triedCount == 1 { return "\(capitalizedTitle)\(alone) affects \(extent(worst))." }
      let tried =
        components == 0
        ? named
        : "\(grouped(components)) components and domains \(event) one at a time"
          + (named.isEmpty ? "" : ", and \(named)")
      return "Of \(tried), \(title(worst)) is the worst: it affects \(extent(worst))."
    case .pairs:
      guard let worst = entries.first else {
        return triedCount == 0
          ? shortfall == nil ? "There is no pair to try." : "No pair was tried."
          : "No pair is worse than its parts, of \(count(triedCount, "pair")) \(event) together."
      }
      let comparison = total == 1 ? "is worse than its parts" : "are worse than their parts"
      return "\(grouped(total)) of \(count(triedCount, "pair")) \(event) together \(comparison)."
        + " \(total == 1 ? "It is" : "The worst is") \(title(worst)): it affects \(extent(worst))."
    }
  }

  /// The time that counts, at the end of a sentence.
  private var byThen: String { within.map { " within \($0.modelText)" } ?? "" }

  /// The faults that affect nothing else, in a sentence; `nil` if there is none, or if the verdict has named them.
  var harmless: String? {
    let harmless = entries.filter(isHarmless)
    let number = harmless.count
    guard question == .single, number > 0, number < entries.count else { return nil }
    let names = Wording(model: model).enumerate(harmless.map(title))
    return "\(grouped(number)) affect\(number == 1 ? "s" : "") nothing else\(byThen): \(names)."
  }

  /// The missing part, in a sentence; `nil` where every fault was tried.
  func missing(_ names: RemedyNames) -> String? {
    guard let shortfall else { return nil }
    let faults = question == .single ? "fault" : "pair"
    return "Incomplete: tried \(grouped(triedCount)) of \(count(shortfall.asked, faults)) within "
      + "\(shortfall.allowance.text), those with the most dependents first."
      + names.sentence([(.allowTime, "allows more"), (.tryFewerFaults, "tries fewer")], separator: "; ")
  }

  /// What the order rests on if the model states nothing of importance, or if its loads do not count; `nil` otherwise, or if no
  /// order is shown.
  var orderNote: String? {
    if leavesLoadsOut { return "Loads are left out: faults are ranked by failures alone." }
    guard entries.count > 1 else { return nil }
    if isByDemand { return model.demandMixture }
    guard entries[0].count > 0, criteria == [.count] else { return nil }
    return "No component states a tier or weight: faults are ordered by count."
  }

  /// That losses which are tolerated for a while count like others; `nil` where there are none, or a time is asked for.
  func toleranceNote(_ names: RemedyNames) -> String? {
    guard ignoresTolerances, !isByDemand, within == nil, entries.contains(where: { $0.count > 0 }) else { return nil }
    return "Losses that are tolerated for a while count like others"
      + "\(names.phrase("; ", .leaveOutLate, " leaves out what fails later"))."
  }

  /// The name of a fault in a sentence.
  private func title(_ entry: Entry) -> String {
    entry.named.map { "the fault \(model.faults[$0].id.text.printable)" } ?? Wording(model: model).list(entry.fault)
  }

  /// The parts of a fault as ids: components, or the named fault, which is no component.
  func parts(_ entry: Entry) -> [(id: String, component: ComponentIndex?)] {
    if let named = entry.named { return [(model.faults[named].id.text.printable, nil)] }
    return entry.fault.map { (Wording(model: model).id($0), $0) }
  }

  private func extent(_ entry: Entry) -> String {
    "\(grouped(entry.count)) of \(count(entry.of, "other component")) (\(percentage(entry.share)))"
      + byThen
      + (entry.lowestTier.map { ", \(Self.text($0))" } ?? "")
      + (entry.lostDemand.map { $0 > 0 ? ", and \(percentage($0)) of all demand is lost" : "" } ?? "")
  }

  /// The effects on a tier: `tier 0: 2 down, 1 degraded`.
  static func text(_ effect: TierEffect) -> String { "tier \(effect.tier): \(extent(effect))" }

  /// The effects on a tier, which is named before: `2 down, 1 degraded`.
  static func extent(_ effect: TierEffect) -> String {
    let parts = [(effect.down, "down"), (effect.degraded, "degraded")].filter { $0.0 > 0 }
    return parts.map { "\(grouped($0.0)) \($0.1)" }.joined(separator: ", ")
  }
}

/// Writes a ranking as text.
private struct RankingText {
  /// The most lines of the table without `isComplete`.
  private static let lineLimit = 20

  private let ranking: Ranking
  private let style: TextStyle
  private let isComplete: Bool
  private let columns: [ComponentColumn]

  init(_ ranking: Ranking, _ options: ReportOptions) {
    self.ranking = ranking
    style = options.style
    isComplete = options.isComplete
    columns = options.columns
  }

  var lines: [String] {
    var lines = style.paragraph(ranking.verdict, .heading)
    let listed = isComplete ? ranking.entries : ranking.entries.filter { !ranking.isHarmless($0) }
    let shown = isComplete ? listed[...] : listed.prefix(Self.lineLimit)
    if !shown.isEmpty { lines += [""] + table(Array(shown)) }
    if listed.count > shown.count {
      let rest = listed.count - shown.count
      let isCut = ranking.total > ranking.entries.count
      lines.append(
        style.paint(
          "  and \(grouped(rest + ranking.total - ranking.entries.count)) more"
            + style.names.phrase(
              "; ", .showAll, isCut ? " shows \(grouped(ranking.entries.count)) of them" : " shows them"),
          .faint))
    } else if ranking.total > ranking.entries.count {
      lines.append(style.paint("  and \(grouped(ranking.total - ranking.entries.count)) more", .faint))
    }
    if ranking.total > ranking.entries.count, let name = style.names[.keep(ranking.total)] {
      lines += style.paragraph("\(name) keeps all of them.", indent: 2, .faint)
    }
    if !isComplete, let harmless = ranking.harmless { lines += [""] + style.paragraph(harmless) }
    let weak = ranking.triedCount > 0 ? WeakWording.sentence(ranking.weakRequirements, style.names) : nil
    let numbers = WeakNumberWording.possible(ranking.weakNumbers, ranking.model)
    for note in [ranking.orderNote, ranking.toleranceNote(style.names), weak, numbers] {
      if let note { lines += [""] + style.paragraph(note, .faint) }
    }
    if let low = RelatednessWording.sentence(ranking.model) { lines += [""] + style.paragraph(low, .degraded) }
    if let missing = ranking.missing(style.names) { lines += [""] + style.paragraph(missing, .degraded) }
    return lines
  }

  private func table(_ entries: [Ranking.Entry]) -> [String] {
    let hasTiers = ranking.criteria.contains(.tier)
    let hasWeights = entries.contains { $0.weight.value != Double($0.count) }
    var header = ["affected", "down", "degraded"]
    if ranking.isByDemand { header.insert("demand lost", at: 0) }
    if hasTiers { header.insert("lowest tier", at: 0) }
    if hasWeights { header.append("weight") }
    let figures = entries.map { entry in
      var cells = [
        "\(grouped(entry.count)) (\(percentage(entry.share)))", grouped(entry.down), grouped(entry.degraded),
      ]
      if ranking.isByDemand { cells.insert(entry.lostDemand.map { $0 > 0 ? percentage($0) : "–" } ?? "–", at: 0) }
      if hasTiers { cells.insert(entry.lowestTier.map(Ranking.text) ?? "–", at: 0) }
      if hasWeights { cells.append(entry.weight.description) }
      return cells
    }
    let widths = header.indices.map { column in
      ([header] + figures).map { TextStyle.displayWidth($0[column]) }.max() ?? 0
    }
    // A pair has two components, whose cells would be two rows.
    let isSingle = ranking.question == .single
    let cells = ComponentCells(
      isSingle ? columns : [], in: ranking.model,
      for: entries.lazy.compactMap { $0.named == nil ? $0.fault.first : nil })
    let pairCells = ComponentCells(isSingle ? [] : columns, in: ranking.model)
    let names = entries.map { entry in
      ranking.parts(entry).map { $0 + ($1.map(pairCells.inParentheses) ?? " (named)") }.joined(separator: " + ")
    }
    let figureWidth = widths.reduce(0) { $0 + $1 + 2 }
    let longest = max(5, names.map { TextStyle.displayWidth($0) }.max() ?? 0)
    // Cells are beside the name if that leaves room for most names, else below it.
    let hasRoomForCells = min(longest, 20) + cells.width + figureWidth <= style.width - 2
    let cellWidth = hasRoomForCells ? cells.width : 0
    let nameWidth = min(max(10, style.width - 2 - cellWidth - figureWidth), longest)
    let margin = String(repeating: " ", count: nameWidth + cellWidth)
    func row(_ figures: [String]) -> String {
      // The tier is text, the rest is numbers.
      figures.enumerated().map { place, cell in
        let blanks = String(repeating: " ", count: max(0, widths[place] - TextStyle.displayWidth(cell)))
        return hasTiers && place == 0 ? cell + blanks : blanks + cell
      }.joined(separator: "  ")
    }
    let title = TextStyle.pad(isSingle ? "fault" : "faults", to: nameWidth)
    let heading = title + (hasRoomForCells ? cells.header(isLast: false) : "") + "  " + row(header)
    var lines = [style.paint("  " + heading, .faint)]
    for ((name, figures), entry) in zip(zip(names, figures), entries) {
      let role: TextStyle.Role? = entry.down > 0 ? .down : entry.degraded > 0 ? .degraded : nil
      func painted(_ text: String) -> String { role.map { style.paint(text, $0) } ?? text }
      let component = entry.named == nil ? entry.fault.first : nil
      let isShort = TextStyle.displayWidth(name) <= nameWidth
      let stated = component.map { cells.row(of: $0, isLast: false) } ?? ""
      let isBeside = hasRoomForCells && isShort && TextStyle.displayWidth(stated) <= cellWidth
      let below = isBeside ? "" : component.map { cells.phrase(of: $0) } ?? ""
      let end = "  " + row(figures)
      if isShort {
        let start = painted(TextStyle.pad(name, to: nameWidth))
        lines.append("  " + start + TextStyle.pad(isBeside ? stated : "", to: cellWidth) + end)
      } else {
        // A long name is above its figures.
        lines += TextStyle.wrap(name, to: style.width - 2).map { "  \(painted($0))" }
        lines.append("  " + margin + end)
      }
      if !below.isEmpty { lines += style.paragraph(below, indent: 4, .faint) }
    }
    return lines
  }
}
