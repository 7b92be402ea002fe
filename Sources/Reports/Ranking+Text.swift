internal import DependencyModel
public import ResilienceAnalysis

extension Ranking {
  /// The answer for a terminal: the verdict, the worst faults as a table, and what affects nothing in a line.
  ///
  /// - Parameter options: `isComplete` decides whether every entry has a line. Otherwise the 20 worst have, and the
  ///   rest is counted.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    RankingText(self, options.style, isComplete: options.isComplete).lines.joined(separator: "\n") + "\n"
  }

  /// The answer in a sentence, without markup.
  public var verdict: String {
    let event = followsConfiguration ? "changing" : "failing"
    switch question {
    case .single:
      guard let worst = entries.first else {
        return shortfall == nil ? "There is nothing to try." : "Nothing was tried."
      }
      if worst.count == 0 {
        return triedCount == 1
          ? "\(title(worst)), \(event) alone, affects nothing else\(byThen)."
          : "None of \(count(triedCount, "component")) and domains, \(event) alone, affects anything else\(byThen)."
      }
      return triedCount == 1
        ? "\(title(worst)), \(event) alone, affects \(extent(worst))."
        : "Of \(grouped(triedCount)) components and domains \(event) one at a time, \(title(worst)) is the worst:"
          + " it affects \(extent(worst))."
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
    let number = entries.count { $0.count == 0 }
    guard question == .single, number > 0, number < entries.count else { return nil }
    let names = Wording(model: model).list(entries.suffix(number).map { $0.fault[0] })
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

  private func title(_ entry: Entry) -> String { Wording(model: model).list(entry.fault) }

  private func extent(_ entry: Entry) -> String {
    "\(grouped(entry.count)) of \(count(entry.of, "other component")) (\(percentage(entry.share)))"
      + byThen
  }
}

/// Writes a ranking as text.
private struct RankingText {
  /// The most lines of the table without `isComplete`.
  private static let lineLimit = 20

  private let ranking: Ranking
  private let style: TextStyle
  private let isComplete: Bool
  private let wording: Wording

  init(_ ranking: Ranking, _ style: TextStyle, isComplete: Bool) {
    self.ranking = ranking
    self.style = style
    self.isComplete = isComplete
    wording = Wording(model: ranking.model)
  }

  var lines: [String] {
    var lines = style.paragraph(ranking.verdict, .heading)
    let hit = isComplete ? ranking.entries : ranking.entries.filter { $0.count > 0 }
    let shown = isComplete ? hit[...] : hit.prefix(Self.lineLimit)
    if !shown.isEmpty { lines += [""] + table(Array(shown)) }
    if hit.count > shown.count {
      let rest = hit.count - shown.count
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
    if let missing = ranking.missing(style.names) { lines += [""] + style.paragraph(missing, .degraded) }
    return lines
  }

  private func table(_ entries: [Ranking.Entry]) -> [String] {
    let hasWeights = entries.contains { $0.weight.value != Double($0.count) }
    var header = ["affected", "share", "down", "degraded"]
    if hasWeights { header.append("weight") }
    let cells = entries.map { entry in
      var cells = [grouped(entry.count), percentage(entry.share), grouped(entry.down), grouped(entry.degraded)]
      if hasWeights { cells.append(entry.weight.description) }
      return cells
    }
    let widths = header.indices.map { column in
      ([header] + cells).map { TextStyle.displayWidth($0[column]) }.max() ?? 0
    }
    let names = entries.map { $0.fault.map(wording.id).joined(separator: " + ") }
    let room = max(10, style.width - 2 - widths.reduce(0) { $0 + $1 + 2 })
    let nameWidth = min(room, max(5, names.map { TextStyle.displayWidth($0) }.max() ?? 0))
    func row(_ cells: [String]) -> String {
      zip(cells, widths).map { String(repeating: " ", count: max(0, $1 - TextStyle.displayWidth($0))) + $0 }
        .joined(separator: "  ")
    }
    let title = TextStyle.pad(ranking.question == .single ? "fault" : "faults", to: nameWidth)
    var lines = [style.paint("  \(title)  \(row(header))", .faint)]
    for ((name, cells), entry) in zip(zip(names, cells), entries) {
      let role: TextStyle.Role? = entry.down > 0 ? .down : entry.degraded > 0 ? .degraded : nil
      func painted(_ text: String) -> String { role.map { style.paint(text, $0) } ?? text }
      if TextStyle.displayWidth(name) <= nameWidth {
        lines.append("  \(painted(TextStyle.pad(name, to: nameWidth)))  \(row(cells))")
      } else {
        // A long name is above its figures.
        lines += TextStyle.wrap(name, to: style.width - 2).map { "  \(painted($0))" }
        lines.append("  \(String(repeating: " ", count: nameWidth))  \(row(cells))")
      }
    }
    return lines
  }
}
