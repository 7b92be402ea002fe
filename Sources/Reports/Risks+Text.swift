internal import DecisionDiagrams
internal import DependencyModel
public import ResilienceAnalysis

extension Risks {
  /// The answer for a terminal: the verdict, then the minimal cut sets, single points of failure first.
  ///
  /// - Parameter options: `isComplete` decides whether every set has its own line. Otherwise similar ones share a line,
  ///   and a long answer ends with the count of what is left out.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    RisksText(self, options.style, isComplete: options.isComplete, columns: options.columns).lines.joined(
      separator: "\n") + "\n"
  }

  /// The verdict in a sentence, without markup.
  public var verdict: String { RisksText(self, TextStyle(), isComplete: false).verdict }
}

/// Writes risks as text, and the parts that other formats share.
struct RisksText {
  /// The most lines of sets without `isComplete`.
  private static let lineLimit = 40

  private let risks: Risks
  private let style: TextStyle
  private let isComplete: Bool
  private let columns: [ComponentColumn]
  private let wording: Wording

  init(_ risks: Risks, _ style: TextStyle, isComplete: Bool, columns: [ComponentColumn] = []) {
    self.risks = risks
    self.style = style
    self.isComplete = isComplete
    self.columns = columns
    wording = Wording(model: risks.model)
  }

  var lines: [String] {
    var lines = style.paragraph(verdict, .heading)
    if risks.followsConfiguration {
      lines += style.paragraph("This is about changes: what is configured by something follows it.", .faint)
    }
    lines += risks.likelihood == nil ? sets : likelySets
    lines += table
    if let cutOff { lines += [""] + style.paragraph(cutOff) }
    if let unavailability { lines += [""] + style.paragraph(unavailability) }
    if let assumed, unavailability != nil || risks.likelihood != nil { lines += [""] + style.paragraph(assumed) }
    if let weak = WeakWording.sentence(risks.weakRequirements, style.names) {
      lines += [""] + style.paragraph(weak, .faint)
    }
    if let low = RelatednessWording.sentence(risks.model) { lines += [""] + style.paragraph(low, .degraded) }
    for shortfall in risks.shortfalls { lines += [""] + style.paragraph(sentence(shortfall), .degraded) }
    return lines
  }

  // MARK: The verdict

  private func count(ofSize size: Int) -> String {
    (risks.counts.first { $0.size == size }.map { "\($0.count)" } ?? "0").groupedDigits
  }

  var verdict: String {
    let name = wording.title(risks.target)
    let within = risks.within.map { " within \($0.modelText)" } ?? ""
    let fate =
      (risks.level == .down ? "down" : "down or degraded") + (risks.isAlwaysDown || risks.cannotFail ? "" : within)
    if risks.isAlwaysDown { return "\(name) is always \(fate): nothing has to fail for it." }
    if risks.counts.isEmpty {
      if risks.cannotFail, let within = risks.within {
        return "Nothing can take \(name) \(fate) within \(within.modelText): none of what was tried reaches it by then."
      }
      if risks.cannotFail { return "Nothing can take \(name) \(fate): none of what was tried reaches it." }
      switch risks.size ?? 0 {
      case 0: return "What takes \(name) \(fate) could not be determined."
      case 1: return "No single component takes \(name) \(fate)."
      case 2: return "No single component takes \(name) \(fate), nor do any two."
      default: return "No \(risks.size ?? 0) components or fewer take \(name) \(fate)."
      }
    }
    var parts: [String] = []
    let pairs = count(ofSize: 2)
    if pairs != "0" { parts.append("\(pairs) \(pairs == "1" ? "pair" : "pairs")") }
    let larger = risks.counts.filter { $0.size > 2 }.reduce(NaturalNumber()) { $0 + $1.count }
    if !larger.isZero {
      parts.append("\("\(larger)".groupedDigits) larger \(larger.exactInt == 1 ? "set" : "sets")")
    }
    let single = count(ofSize: 1)
    if single == "0" {
      let isOne = parts.count == 1 && (pairs == "1" || larger.exactInt == 1)
      return "No single component takes \(name) \(fate); \(wording.enumerate(parts)) \(isOne ? "does" : "do")."
    }
    parts.insert("\(single) single \(single == "1" ? "point" : "points") of failure", at: 0)
    return "\(wording.enumerate(parts)) \(parts.count == 1 && single == "1" ? "takes" : "take") \(name) \(fate)."
  }

  // MARK: The sets

  private var sets: [String] {
    if risks.isAlwaysDown { return [] }
    let all = risks.lines(isFolded: !isComplete)
    let shown = isComplete ? all[...] : all.prefix(Self.lineLimit)
    let width = String(shown.count).count
    let cells = ComponentCells(
      columns, in: risks.model,
      for: shown.lazy.filter { $0.isSingle }.map { $0.example[0] })
    let nameWidth =
      shown.filter { $0.isSingle }
      .map { TextStyle.displayWidth(wording.title($0.example[0])) }.max() ?? 0
    let moments = moments
    var lines: [String] = []
    var size = 0
    for (place, line) in shown.enumerated() {
      if line.size != size {
        size = line.size
        lines += ["", style.paint(heading(size), .heading)]
        if size == 1, nameWidth > 0, !cells.isEmpty,
          shown.contains(where: {
            singleRow($0, cells, nameWidth: nameWidth, room: style.width - width - 4, after: nil) != nil
          })
        {
          let margin = String(repeating: " ", count: width + 4)
          lines.append(style.paint(margin + TextStyle.pad("component", to: max(9, nameWidth)) + cells.header(), .faint))
        }
      }
      let number = String(place + 1)
      let margin = width + 4
      let start = "  \(String(repeating: " ", count: width - number.count))\(number)  "
      let after = moments[line.example].map { "after \($0.modelText)" }
      if let row = singleRow(line, cells, nameWidth: nameWidth, room: style.width - margin, after: after) {
        lines.append(start + row)
        continue
      }
      for (index, part) in TextStyle.wrap(describe(line) + (after.map { ", \($0)" } ?? ""), to: style.width - margin)
        .enumerated()
      {
        lines.append((index == 0 ? start : String(repeating: " ", count: margin)) + part)
      }
    }
    let rest = all.count - shown.count
    if rest > 0 { lines.append(style.paint("and \(grouped(rest)) more\(style.showAll)", .faint)) }
    if shown.count > 1, risks.isWorstFirst == false {
      lines += [""] + style.paragraph("The sets of a size are in model order.", .faint)
    }
    return lines + (shown.isEmpty ? [] : explanation)
  }

  /// How to have a set explained.
  private var explanation: [String] {
    guard let name = style.names[.explainSet] else { return [] }
    let fate = risks.level == .down ? "down" : "down or degraded"
    return [""]
      + style.paragraph("\(name) explains how the Nth of these takes \(wording.id(risks.target)) \(fate).", .faint)
  }

  /// When sets act that do not act at once.
  private var moments: [[ComponentIndex]: Duration] {
    var result: [[ComponentIndex]: Duration] = [:]
    for (set, moment) in zip(risks.minimalCutSets, risks.moments) where moment > .zero { result[set] = moment }
    return result
  }

  // MARK: The sets by chance

  /// The sets as a table with their chances and shares, in the order of the answer.
  private var likelySets: [String] {
    guard !risks.isAlwaysDown else { return [] }
    let shown = risks.minimalCutSets.indices.prefix(isComplete ? .max : Self.lineLimit)
    guard !shown.isEmpty else { return [] }
    let moments = moments
    let rows = shown.map { number in
      (
        number: "\(number + 1)", chance: risks.likelihood?.chances[number].map { Figures.chance($0) } ?? "not known",
        share: risks.share(ofSet: number).map(percentage) ?? "–", set: likelySet(number, moments)
      )
    }
    let numberWidth = rows.map(\.number.count).max()!
    let chanceWidth = max(6, rows.map(\.chance.count).max()!)
    func start(_ number: String, _ chance: String, _ share: String) -> String {
      func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
      }
      return "  \(right(number, numberWidth))  \(right(chance, chanceWidth))  \(right(share, 5))  "
    }
    let margin = start("", "", "").count
    var lines = ["", style.paint(start("", "chance", "share") + "fails together", .faint)]
    for row in rows {
      for (index, part) in TextStyle.wrap(row.set, to: style.width - margin).enumerated() {
        lines.append(
          (index == 0 ? start(row.number, row.chance, row.share) : String(repeating: " ", count: margin)) + part)
      }
    }
    let rest = risks.minimalCutSets.count - shown.count
    if rest > 0 { lines.append(style.paint("and \(grouped(rest)) more\(style.showAll)", .faint)) }
    let base = risks.unavailability == nil ? "the sum of the chances of all sets" : "the target's unavailability"
    let isRanged = risks.unavailability.map { $0.low < $0.high } ?? false
    let legend =
      "chance: the probability that all of the set are down\(isRanged ? ", at the upper end of ranges" : ""); "
      + "share: that chance divided by \(base)."
      + (risks.causes.contains { !$0.commonCauses.isEmpty }
        ? " What a common cause takes down at once is in sets of its own, and not in the chances of the others." : "")
    return lines + [""] + style.paragraph(legend, indent: 2, .faint) + explanation
  }

  func likelySet(_ number: Int) -> String { likelySet(number, moments) }

  private func likelySet(_ number: Int, _ moments: [[ComponentIndex]: Duration]) -> String {
    let set = risks.minimalCutSets[number]
    let causes = risks.causes(ofSet: number)
    let text = (causes.components.map { wording.id($0) } + together(causes.commonCauses)).joined(separator: " + ")
    return moments[set].map { "\(text), after \($0.modelText)" } ?? text
  }

  /// What the sets that are not listed add up to; `nil` if the chances were not asked for.
  var cutOff: String? {
    guard let likelihood = risks.likelihood, !risks.isAlwaysDown else { return nil }
    let sizes = risks.size.map { "of up to \($0)" } ?? "of every size"
    let sum = "The chances of all sets \(sizes) add up to \(Figures.chance(likelihood.sum))"
    guard likelihood.unknownCount == 0 else { return openSum(likelihood, sizes) + unlisted(likelihood) }
    guard risks.total.exactInt != risks.minimalCutSets.count else { return "\(sum)." + outside }
    let left = risks.total.exactInt.map { $0 - risks.minimalCutSets.count }
    let isOne = left == 1
    let sets = left.map { DependencyModel.count($0, "set") } ?? "sets"
    let why = likelihood.cutoff.map { ", \(isOne ? "its chance" : "their chances") below \(Figures.chance($0))" } ?? ""
    return
      "\(sum); \(sets) of these \(isOne ? "is" : "are") not listed\(why): \(isOne ? "it accounts" : "they account") for "
      + "\(Figures.chance(likelihood.unlistedSum)) of it." + outside
  }

  /// What no set accounts for, as a sentence after a blank; empty if there is nothing of the sort.
  private var outside: String {
    guard let likelihood = risks.likelihood, let rest = risks.unavailabilityOutsideSets, let all = risks.unavailability
    else { return "" }
    var causes: [String] = []
    if let own = likelihood.own, own > 0 {
      causes.append("\(wording.id(risks.target)) itself (\(Figures.chance(own)))")
    }
    if likelihood.hasSwitching { causes.append("switching that does not work") }
    if likelihood.hasOtherCommonCauses { causes.append("common causes that were not tried") }
    if let size = risks.size { causes.append("sets of more than \(size)") }
    guard !causes.isEmpty else { return "" }
    return
      " At least \(Figures.chance(rest)) (\(percentage(rest / all.high))) of the unavailability is not in these sets: "
      + "it comes from \(causes.joined(separator: ", or from "))."
  }

  /// What the chances add up to if some are not known.
  private func openSum(_ likelihood: Risks.Likelihood, _ sizes: String) -> String {
    let why = "because a component of \(likelihood.unknownCount == 1 ? "it" : "each") states no unavailability"
    if let all = risks.total.exactInt, all == likelihood.unknownCount {
      return "\(all == 1 ? "The one set" : "No set") \(sizes) has \(all == 1 ? "no" : "a") chance, \(why)."
    }
    guard let unknown = likelihood.unknownCount, let all = risks.total.exactInt else {
      return "The known chances of sets \(sizes) add up to \(Figures.chance(likelihood.sum)); "
        + "other sets have no chance, \(why)."
    }
    let sets =
      "\(grouped(unknown)) of \(DependencyModel.count(all, "set")) \(sizes) \(unknown == 1 ? "has" : "have") no chance, \(why)."
    let others = all - unknown == 1 ? "The chance of the other set is" : "The chances of the others add up to"
    return "\(sets) \(others) \(Figures.chance(likelihood.sum))."
  }

  /// What the sets of known chance that are not listed account for, as a sentence after a space.
  private func unlisted(_ likelihood: Risks.Likelihood) -> String {
    guard risks.total.exactInt != risks.minimalCutSets.count, likelihood.sum > 0 else { return "" }
    return " The sets that are not listed account for \(Figures.chance(likelihood.unlistedSum)) of it."
  }

  /// What is assumed, in a sentence.
  var assumed: String? { CoverageWording.sentence(risks.assumptions) }

  /// A single point of failure with its kind and place beside it, where they fit.
  private func singleRow(
    _ line: Risks.Line, _ cells: ComponentCells, nameWidth: Int, room: Int, after: String?
  ) -> String? {
    guard line.isSingle else { return nil }
    if !cells.isEmpty {
      let moment = after.map { "  \($0)" } ?? ""
      let row =
        TextStyle.pad(wording.title(line.example[0]), to: max(9, nameWidth)) + cells.row(of: line.example[0]) + moment
      guard max(9, nameWidth) + cells.width + moment.count <= room, TextStyle.displayWidth(row) <= room else {
        return nil
      }
      return row
    }
    let component = risks.model.components[line.example[0]]
    let name = wording.title(line.example[0])
    let kind =
      (component.isDomain ? ["domain"] : []) + (component.kind.map { [$0.printable] } ?? []) + [after].compactMap { $0 }
    let side = kind.joined(separator: ", ")
    guard nameWidth + 2 + TextStyle.displayWidth(side) <= room else { return nil }
    return side.isEmpty ? name : TextStyle.pad(name, to: nameWidth) + "  " + style.paint(side, .faint)
  }

  private func heading(_ size: Int) -> String {
    switch size {
    case 1: "Single points of failure"
    case 2: "Pairs that fail together"
    default: "Sets of \(size)"
    }
  }

  /// A line of sets with when it acts.
  func describe(_ line: Risks.Line, withMoment: Bool) -> String {
    describe(line) + (moments[line.example].map { ", after \($0.modelText)" } ?? "")
  }

  /// A line of sets: `a + b`, `any of 12 aws/ebs-volume in us-east-1a + us-east-1c`.
  func describe(_ line: Risks.Line) -> String {
    let cells = ComponentCells(columns, in: risks.model)
    let parts = line.parts.map { part in
      guard part.components.count > 1 else {
        return wording.id(part.components[0]) + cells.inParentheses(of: part.components[0])
      }
      let first = risks.model.components[part.components[0]]
      let kind = first.kind?.printable ?? "components"
      let domains = first.domains.map(\.text.printable)
      let place = domains.isEmpty ? "" : " in \(domains.joined(separator: ", "))"
      let names = wording.enumerate(part.components.map { wording.id($0) }, limit: 3)
      let amount = part.count == 1 ? "any of" : "any \(part.count) of"
      return "\(amount) \(part.components.count) \(kind)\(place) (\(names))"
    }
    return (parts + together(line.commonCauses)).joined(separator: " + ")
  }

  /// Common causes as members of a set.
  private func together(_ causes: [Int]) -> [String] {
    guard !causes.isEmpty else { return [] }
    let names = CommonCauseWording(risks.model)
    return causes.map { "(\(names.members(risks.commonCauses[$0])))" }
  }

  /// How many there are by size, where that is more than a glance can show.
  private var table: [String] {
    guard risks.counts.contains(where: { $0.size > 2 }) else { return [] }
    let rows = risks.counts.map { ("\($0.size)", "\($0.count)".groupedDigits) }
    let last = risks.size.map { "up to \($0)" } ?? "all"
    let sizeWidth = max(4, rows.count > 1 ? last.count : 0, rows.map(\.0.count).max()!)
    let countWidth = max(16, rows.map(\.1.count).max()!)
    func row(_ size: String, _ count: String) -> String {
      "  " + String(repeating: " ", count: sizeWidth - size.count) + size + "  "
        + String(repeating: " ", count: countWidth - count.count) + count
    }
    let total = "\(risks.total)".groupedDigits
    return ["", style.paint(row("size", "minimal cut sets"), .heading)] + rows.map { row($0.0, $0.1) }
      + (rows.count > 1 ? [row(last, total)] : [])
  }

  // MARK: What else is known

  var unavailability: String? {
    let name = wording.id(risks.target)
    guard let chance = risks.unavailability else {
      guard risks.isUnavailabilityLeftOut else { return nil }
      return style.names[.explainUnavailability(of: name)].map { "\($0) computes the unavailability of \(name)." }
    }
    if risks.coverage?.isEmpty ?? false {
      return "The unavailability of \(name) is not known: \(AvailabilityText.nothingStated(risks.coverage!))."
    }
    if chance.high == 0 {
      guard let coverage = risks.coverage, coverage.unavailabilityAtMost != 0, !coverage.isWhole else { return nil }
      return "The unavailability of \(name) is not known."
        + CoverageWording(risks.model).sentences(coverage, of: risks.target)
    }
    return "Unavailability of \(name): \(Figures.chances(chance.low, chance.high)), "
      + "\(Figures.downtime(chance)) of downtime per year."
      + CoverageWording(risks.model).sentences(risks.coverage, of: risks.target)
      + style.names.phrase(" Run ", .explainUnavailability(of: name), " to see what causes it.")
  }

  func sentence(_ shortfall: Risks.Shortfall) -> String {
    switch shortfall {
    case .memory(let bytes):
      let asked = risks.askedSize.map { "sets of up to \($0)" } ?? "sets of every size"
      let found = risks.size == 0 ? "nothing is answered" : "only those of up to \(risks.size ?? 0) are answered"
      return "Incomplete: \(asked) would have taken more than \(Figures.bytes(bytes)) of memory; \(found)."
        + style.names.sentence([(.allowMemory, "allows more"), (.tryFewerComponents, "tries fewer components")])
    case .time(let allowance):
      let asked = risks.askedSize.map { "sets of up to \($0)" } ?? "sets of every size"
      let found = risks.size == 0 ? "nothing is answered" : "only those of up to \(risks.size ?? 0) are answered"
      return "Incomplete: \(asked) were not all found within \(allowance.text); \(found)."
        + style.names.sentence([(.allowTime, "allows more"), (.tryFewerComponents, "tries fewer components")])
    case .unlisted(let allowance):
      return
        "Incomplete list: \(grouped(risks.minimalCutSets.count)) of \("\(risks.total)".groupedDigits) sets were listed "
        + "within \(allowance.text); the counts are exact." + style.names.sentence([(.allowTime, "allows more")])
    case .unavailabilityInTime(let allowance):
      return "The unavailability is left out: it was not computed within \(allowance.text)."
        + style.names.sentence([(.allowTime, "allows more")])
    case .listing(let limit):
      return
        "Incomplete list: \(grouped(risks.minimalCutSets.count)) of \("\(risks.total)".groupedDigits) sets are listed"
        + "\(style.names.phrase(" (", .listLimit(limit), ")")); the counts are exact."
    case .unlikely(let limit):
      return
        "Incomplete list: the likeliest \(grouped(risks.minimalCutSets.count)) of \("\(risks.total)".groupedDigits) sets are listed"
        + "\(style.names.phrase(" (", .listLimit(limit), ")")); the counts are exact."
    case .unavailability(let bytes):
      return "The unavailability is left out: it would have taken more than \(Figures.bytes(bytes)) of memory"
        + style.names.phrase("; ", .explainUnavailability(of: wording.id(risks.target)), " tries harder") + "."
    }
  }
}

extension Risks.Line {
  /// Whether it is of one component that fails alone.
  fileprivate var isSingle: Bool { parts.count == 1 && count == 1 && commonCauses.isEmpty }
}
