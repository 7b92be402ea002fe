internal import DependencyModel
internal import ModelChecks
internal import ResilienceAnalysis

/// A difference between two models in words, for every format alike: sections of lines, what matters most first.
struct DiffLines {
  enum Direction {
    /// Weaker, or gone.
    case worse
    case better
    /// Neither: what the models say.
    case neutral
  }

  struct Line {
    let direction: Direction
    let text: String
    let place: Place?
  }

  struct Section {
    let title: String
    let lines: [Line]
  }

  let diff: ModelDiff
  let checks: CheckChanges
  /// What remedies are called.
  let names: RemedyNames
  /// What is shown of the component that a line is about, beside its id.
  var columns: [ComponentColumn] = []

  /// A component with what is shown of it: by the newer model, or the older one if it was removed.
  private func title(_ id: ComponentID) -> String {
    guard !columns.isEmpty else { return id.text }
    let phrase =
      diff.model.index(of: id).map { ComponentCells(columns, in: diff.model).inParentheses(of: $0) }
      ?? diff.oldModel.index(of: id).map { ComponentCells(columns, in: diff.oldModel).inParentheses(of: $0) }
    return id.text + (phrase ?? "")
  }

  // MARK: The verdict

  /// The changes for the worse, a few words each.
  var weaker: [String] {
    var parts: [String] = []
    let singles = diff.cutSets.reduce(0) { $0 + $1.gainedSingle.count }
    let pairs = diff.cutSets.reduce(0) { $0 + $1.gainedPairs.count }
    if !checks.newlyFailing.isEmpty { parts.append("\(count(checks.newlyFailing.count, "check")) newly failing") }
    if !checks.worse.isEmpty { parts.append("\(count(checks.worse.count, "failing check")) worse") }
    if !checks.relaxed.isEmpty { parts.append("\(count(checks.relaxed.count, "check")) removed or relaxed") }
    if singles > 0 { parts.append("\(count(singles, "single point")) of failure gained") }
    if pairs > 0 { parts.append("\(count(pairs, "cut set")) of two gained") }
    let lost = diff.redundancy.count(where: \.isLost)
    if lost > 0 { parts.append("\(count(lost, "redundancy group")) became false") }
    let grown = diff.impacts.count(where: \.hasGrown)
    if grown > 0 { parts.append("\(count(grown, "blast radius", "blast radii")) grew") }
    let fell = diff.availability.count { $0.hasFallen == true }
    if fell > 0 { parts.append("availability of \(count(fell, "component")) fell") }
    if diff.headroom?.hasFallen == true { parts.append("headroom fell") }
    let gone = diff.units.count(where: \.lostAll)
    if gone > 0 { parts.append("\(count(gone, "component has", "components have")) no units now") }
    let bare = diff.units.count { $0.lostSpare && !$0.lostAll }
    if bare > 0 { parts.append("\(count(bare, "component has", "components have")) no spare unit now") }
    return parts
  }

  var stronger: [String] {
    var parts: [String] = []
    let singles = diff.cutSets.reduce(0) { $0 + $1.lostSingle.count }
    let pairs = diff.cutSets.reduce(0) { $0 + $1.lostPairs.count }
    if !checks.newlyHolding.isEmpty { parts.append("\(count(checks.newlyHolding.count, "check")) newly holding") }
    if singles > 0 { parts.append("\(count(singles, "single point")) of failure gone") }
    if pairs > 0 { parts.append("\(count(pairs, "cut set")) of two gone") }
    let restored = diff.redundancy.count { !$0.isLost }
    if restored > 0 { parts.append("\(count(restored, "redundancy group")) became true") }
    let shrunk = diff.impacts.count { !$0.hasGrown }
    if shrunk > 0 { parts.append("\(count(shrunk, "blast radius", "blast radii")) shrank") }
    let rose = diff.availability.count { $0.hasFallen == false }
    if rose > 0 { parts.append("availability of \(count(rose, "component")) rose") }
    if diff.headroom?.hasFallen == false { parts.append("headroom rose") }
    let more = diff.units.count { !$0.isWorse }
    if more > 0 { parts.append("\(count(more, "component has", "components have")) units that were missing") }
    return parts
  }

  /// What may have changed for the worse, a few words each.
  var open: [String] {
    var parts: [String] = []
    if !checks.open.isEmpty { parts.append("whether \(count(checks.open.count, "check holds", "checks hold"))") }
    let figures = diff.availability.filter { $0.verdict == .open }
    if !figures.isEmpty {
      parts.append(
        "whether the availability of \(enumeration(of: figures.map(\.component.text), limit: 4)) fell")
    }
    return parts
  }

  var verdict: String {
    if weaker.isEmpty, stronger.isEmpty, open.isEmpty {
      if !diff.isWhole || !checks.undecided.isEmpty { return "No change to resilience in what was compared." }
      return diff.isSameModel ? "No change." : "No change to resilience."
    }
    var sentences: [String] = []
    if !weaker.isEmpty { sentences.append("Weaker: \(weaker.joined(separator: ", ")).") }
    if !stronger.isEmpty { sentences.append("Stronger: \(stronger.joined(separator: ", ")).") }
    if !open.isEmpty { sentences.append("Not decided: \(open.joined(separator: ", ")).") }
    return sentences.joined(separator: " ")
  }

  /// What the comparison is about, if that is not failures.
  var subject: String? {
    diff.followsConfiguration ? "This compares changes: what is configured by something follows it." : nil
  }

  private var undecided: [String] {
    guard !checks.undecided.isEmpty else { return [] }
    let allowMore = checks.isLimited ? [Remedy.allowTime, .allowMemory].compactMap { names[$0] } : []
    let end =
      allowMore.isEmpty ? "" : "; \(enumeration(of: allowMore)) \(allowMore.count == 1 ? "allows" : "allow") more"
    return [
      "Checks that were not decided are not compared: \(enumeration(of: checks.undecided.map(\.printable), limit: 8))\(end)."
    ]
  }

  var shortfalls: [String] {
    undecided + diff.shortfalls.map(sentence)
  }

  func sentence(_ shortfall: ModelDiff.Shortfall) -> String {
    let chooseFewer = names.phrase("; ", .chooseTargets, " chooses fewer")
    switch shortfall {
    case .time(let comparison, let allowance):
      return
        "\(name(of: comparison)) not compared within \(allowance.text)\(names.phrase("; ", .allowTime, " allows more"))."
    case .pairs:
      return
        "Cut sets of two were not compared: the models, or what they are compared for, are too large\(chooseFewer)."
    case .singlePoints:
      return
        "Single points of failure were compared in part: some faults take down too many to list\(chooseFewer)."
    case .availability: return "The availability was not compared: it takes more memory than is allowed."
    }
  }

  /// The figures that may be worse than they were, each with the reason and what to do.
  var openFigures: [String] {
    diff.availability.filter { $0.verdict == .open }.map { change in
      let names = change.coverageAfter.map { CoverageWording(diff.model).namedWithout($0) } ?? (names: "", count: 0)
      let reason =
        names.count == 0
        ? "nothing states an unavailability" : "\(names.names) \(names.count == 1 ? "states" : "state") none"
      return
        "the availability of \(change.component) may have fallen, because \(reason) now; state one, or 'assume' one by "
        + "kind"
    }
  }

  /// The checks that may be newly failing, each with the reason and what to do.
  var openChecks: [String] {
    checks.open.filter { $0.severity != .note }.map { change in
      "check '\(change.id)' is \(change.message(names))" + (change.fix(names).map { "; \($0)" } ?? "")
    }
  }

  /// The figures that do not rest on everything, in a sentence; `nil` if there are none.
  var uncovered: String? {
    let partial = diff.availability.count { change in
      [(change.before, change.coverageBefore), (change.after, change.coverageAfter)].contains { figure, coverage in
        figure != nil && coverage.map { !$0.isWhole } ?? false
      }
    }
    guard partial > 0 else { return nil }
    return "Not everything that can take \(count(partial, "component")) down has an unavailability."
  }

  private func name(of comparison: ModelDiff.Comparison) -> String {
    switch comparison {
    case .singlePoints: "Single points of failure were"
    case .pairs: "All cut sets of two were"
    case .impacts: "Blast radii were"
    case .availability: "The availability was"
    case .redundancy: "Redundancy groups were"
    }
  }

  // MARK: Sections

  var sections: [Section] {
    [
      checkSection, cutSetSection, redundancySection, impactSection, headroomSection, availabilitySection,
      componentSection,
      requirementSection, assumptionSection,
    ]
    .filter { !$0.lines.isEmpty }
  }

  /// The sections that show whether bars are reached.
  func sections(about bars: [DiffReport.Bar]) -> [Section] {
    guard !bars.contains(.any) else { return sections }
    var chosen: [Section] = []
    if bars.contains(.checks) { chosen.append(checkSection) }
    if bars.contains(.singlePointsOfFailure) { chosen.append(cutSetSection) }
    if bars.contains(.redundancy) { chosen.append(redundancySection) }
    if bars.contains(.impact) { chosen.append(impactSection) }
    if bars.contains(.headroom) { chosen.append(headroomSection) }
    if bars.contains(.availability) { chosen.append(availabilitySection) }
    return chosen.filter { !$0.lines.isEmpty }
  }

  var checkSection: Section {
    var lines: [Line] = []
    for change in checks.newlyFailing {
      lines.append(
        Line(
          direction: .worse, text: "\(change.id) fails now (\(change.severity.rawValue)): \(change.message(names))",
          place: nil
        ))
    }
    for change in checks.worse {
      lines.append(Line(direction: .worse, text: "\(change.id) fails for more: \(change.message(names))", place: nil))
    }
    for change in checks.relaxed {
      lines.append(Line(direction: .worse, text: "\(change.id): \(change.message(names))", place: nil))
    }
    for change in checks.open {
      lines.append(Line(direction: .neutral, text: "\(change.id) is \(change.message(names))", place: nil))
    }
    for change in checks.newlyKnown {
      lines.append(
        Line(direction: .neutral, text: "\(change.id) is known to fail now: \(change.message(names))", place: nil))
    }
    for change in checks.newlyHolding {
      lines.append(Line(direction: .better, text: "\(change.id) holds now", place: nil))
    }
    return Section(title: "Checks", lines: lines)
  }

  var cutSetSection: Section {
    var lines: [Line] = []
    for change in diff.cutSets {
      func add(_ sets: [[ComponentID]], _ direction: Direction, _ words: String) {
        guard !sets.isEmpty else { return }
        let texts = sets.map { $0.map(\.text).joined(separator: " + ") }
        lines.append(
          Line(
            direction: direction, text: "\(title(change.component)): \(words) \(enumeration(of: texts, limit: 6))",
            place: nil)
        )
      }
      add(change.gainedSingle.map { [$0] }, .worse, "now taken down alone by")
      add(change.gainedPairs, .worse, "now taken down together by")
      add(change.lostSingle.map { [$0] }, .better, "no longer taken down alone by")
      add(change.lostPairs, .better, "no longer taken down together by")
    }
    return Section(title: "What takes it down", lines: lines)
  }

  var redundancySection: Section {
    Section(
      title: "Redundancy",
      lines: diff.redundancy.map { change in
        change.isLost
          ? Line(
            direction: .worse,
            text:
              "\(title(change.fault)) now takes down '\(change.group.text(limit: 4))' of \(title(change.component)): the redundancy became false",
            place: change.place)
          : Line(
            direction: .better,
            text:
              "\(title(change.fault)) no longer takes down '\(change.group.text(limit: 4))' of \(title(change.component))",
            place: change.place)
      })
  }

  var impactSection: Section {
    Section(
      title: "Blast radius",
      lines: diff.impacts.map { change in
        func text(_ radius: ModelDiff.Radius?) -> String {
          radius.map { "\(grouped($0.count))" + ($0.degraded > 0 ? " (\(grouped($0.down)) down)" : "") } ?? "–"
        }
        let weights = change.before?.count == change.after?.count && change.before?.weight != change.after?.weight
        let weight = weights ? ", weight \(change.before?.weight ?? .zero) → \(change.after?.weight ?? .zero)" : ""
        let name = change.isNamed ? "fault \(change.fault)" : title(change.fault)
        return Line(
          direction: change.hasGrown ? .worse : .better,
          text:
            "\(name): \(text(change.before)) → \(text(change.after))\(weight)\(Self.lostDemand(change))\(Self.tiers(change))",
          place: nil)
      })
  }

  /// The share of all demand that a fault loses, where that changes: `, lost demand 5% → 12%`.
  private static func lostDemand(_ change: ModelDiff.ImpactChange) -> String {
    let (before, after) = (change.before?.lostDemand, change.after?.lostDemand)
    guard before != after else { return "" }
    func text(_ share: Double?) -> String { share.map { percentage($0) } ?? "–" }
    return ", lost demand \(text(before)) → \(text(after))"
  }

  var headroomSection: Section {
    guard let change = diff.headroom else { return Section(title: "Headroom", lines: []) }
    func factor(_ value: Double) -> String { Loads.number(value) }
    let text =
      "demand may grow to \(factor(change.before)) → \(factor(change.after)) times what it is, then "
      + "\(title(change.component)) is overloaded"
    var lines = [Line(direction: change.hasFallen ? .worse : .better, text: text, place: nil)]
    let weak = [
      WeakNumberWording.sentence(change.weakNumbers, diff.model, subject: "it may rest on"),
      WeakNumberWording.sentence(change.oldWeakNumbers, diff.oldModel, subject: "before, it may rest on"),
    ]
    // What is the same in both models is said once.
    let isSame = weak[0].map { weak[1]?.hasSuffix($0) ?? false } ?? false
    for note in (isSame ? [weak[0]] : weak) {
      if let note { lines.append(Line(direction: .neutral, text: String(note.dropLast()), place: nil)) }
    }
    return Section(title: "Headroom", lines: lines)
  }

  /// What changes for the lowest tier that is affected: `; tier 0: none → 1 down`; empty if nothing does.
  private static func tiers(_ change: ModelDiff.ImpactChange) -> String {
    let effects = [change.before?.lowestTier, change.after?.lowestTier]
    guard effects[0] != effects[1] else { return "" }
    let tiers = Set(effects.compactMap { $0?.tier })
    func text(_ effect: TierEffect?, naming: Bool) -> String {
      effect.map { naming ? Ranking.text($0) : Ranking.extent($0) } ?? "none"
    }
    guard tiers.count == 1, let tier = tiers.first else {
      return "; \(text(effects[0], naming: true)) → \(text(effects[1], naming: true))"
    }
    return "; tier \(tier): \(text(effects[0], naming: false)) → \(text(effects[1], naming: false))"
  }

  /// What the signs of lines mean; `nil` if no line has one.
  func legend(_ sections: [Section], weaker: String, stronger: String) -> String? {
    let directions = Set(sections.flatMap { $0.lines.map(\.direction) })
    let parts = [(Direction.worse, "\(weaker) weaker"), (.better, "\(stronger) stronger")]
    let used = parts.filter { directions.contains($0.0) }.map(\.1)
    return used.isEmpty ? nil : used.joined(separator: ", ")
  }

  var availabilitySection: Section {
    Section(
      title: "Availability",
      lines: diff.availability.map { change in
        let coverages = [change.coverageBefore, change.coverageAfter]
        let isPartial = zip(coverages, [change.before, change.after]).contains { coverage, figure in
          figure != nil && coverage?.isWhole == false
        }
        let countsPoints = coverages.contains { ($0?.singlePointWithoutCount ?? 0) > 0 }
        func text(_ value: Double?, _ coverage: Coverage?, apartFrom other: Double?) -> String {
          guard let value else { return "not stated" }
          let others = other.map { [$0] } ?? []
          var text =
            "\(Figures.availability(unavailability: value, apartFrom: others)), down \(Figures.downtime(value, apartFrom: others)) per year"
          guard isPartial, let coverage, coverage.count > 0 else { return text }
          if value == 0, !coverage.isWhole {
            let most = coverage.unavailabilityAtMost ?? 1
            text = most < 1 ? "\(Figures.availability(unavailability: most)) or more" : "not known"
          }
          return "\(text), \(CoverageWording.source(coverage, countingSinglePoints: countsPoints))"
        }
        return Line(
          direction: change.hasFallen.map { $0 ? .worse : .better } ?? .neutral,
          text: "\(title(change.component)): \(text(change.before, change.coverageBefore, apartFrom: change.after)) → "
            + text(change.after, change.coverageAfter, apartFrom: change.before)
            + (isPartial ? without(change) : restsOn(change)), place: nil)
      })
  }

  /// What states no unavailability in the newer model.
  private func without(_ change: ModelDiff.AvailabilityChange) -> String {
    guard let coverage = change.coverageAfter, !coverage.isWhole else { return "" }
    let without = CoverageWording(diff.model).namedWithout(coverage)
    return "; \(without.names) \(without.count == 1 ? "states" : "state") none"
  }

  /// What the figures of a component rest on: that of the newer model, with that of the older one if it differs.
  private func restsOn(_ change: ModelDiff.AvailabilityChange) -> String {
    let coverage = CoverageWording(diff.model)
    guard change.after != nil, let after = change.coverageAfter, after.count > 0 else { return "" }
    let phrase = coverage.phrase(after)
    let before = change.coverageBefore.flatMap { $0.count > 0 ? CoverageWording(diff.oldModel).phrase($0) : nil }
    guard change.before != nil, let before, before != phrase else { return " (\(phrase))" }
    return " (\(phrase); before: \(before))"
  }

  var assumptionSection: Section {
    func line(_ sign: String, _ assumption: Assumption) -> Line {
      Line(direction: .neutral, text: "\(sign) \(CoverageWording.text(assumption))", place: assumption.place)
    }
    return Section(
      title: "Assumptions",
      lines: diff.addedAssumptions.map { line("+", $0) } + diff.removedAssumptions.map { line("-", $0) })
  }

  var componentSection: Section {
    var lines: [Line] = []
    let renamed = Set(diff.renamed.flatMap { [$0.from, $0.to] })
    for (from, to) in diff.renamed {
      lines.append(
        Line(direction: .neutral, text: "~ \(from) was probably renamed to \(to)", place: diff.model[to]?.place))
    }
    for id in diff.addedComponents where !renamed.contains(id) {
      lines.append(Line(direction: .neutral, text: "+ \(title(id))", place: diff.model[id]?.place))
    }
    for id in diff.removedComponents where !renamed.contains(id) {
      lines.append(Line(direction: .neutral, text: "- \(title(id))", place: nil))
    }
    let units = Dictionary(diff.units.map { ($0.component, $0.isWorse) }) { first, _ in first }
    for change in diff.changedComponents {
      let direction = units[change.id].map { $0 ? Direction.worse : .better } ?? .neutral
      lines.append(
        Line(
          direction: direction, text: "~ \(title(change.id)): \(change.texts.joined(separator: ", "))",
          place: diff.model[change.id]?.place))
    }
    return Section(title: "Components", lines: lines)
  }

  var requirementSection: Section {
    let onlyConfidence = diff.requirements.filter(\.isOnlyConfidence)
    var lines = diff.requirements.filter { onlyConfidence.count == 1 || !$0.isOnlyConfidence }.map { change in
      let verb = change.kind.traits.verb
      let text: String
      switch (change.beforeText, change.afterText) {
      case (nil, let after?): text = "+ \(change.component) \(verb) \(after)"
      case (let before?, nil): text = "- \(change.component) \(verb) \(before)"
      case (let before, let after): text = "~ \(change.component) \(verb) \(before ?? "") → \(after ?? "")"
      }
      return Line(direction: .neutral, text: text, place: change.place)
    }
    if onlyConfidence.count > 1 {
      lines.append(
        Line(
          direction: .neutral,
          text:
            "~ \(grouped(onlyConfidence.count)) requirements differ only in how sure they are\(names.phrase(" (", .listInJSON, " lists them)"))",
          place: nil))
    }
    return Section(title: "Requirements", lines: lines)
  }
}
