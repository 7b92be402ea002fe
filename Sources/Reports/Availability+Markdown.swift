internal import DependencyModel
public import ResilienceAnalysis

extension Availability {
  /// The answer for a page or a pull request: the components with their downtime, and the main causes of each one's.
  ///
  /// - Parameter options: `rowLimit` is the most rows of a table; what is left out is counted.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    let rowLimit = options.rowLimit
    let text = AvailabilityText(self, TextStyle(naming: options.names), isComplete: false)
    let wording = Wording(model: model)
    let threshold = allowed.map { [$0] } ?? []
    var lines = ["### Availability", "", "\(Markdown.escaped(text.stated)).", ""]
    let cells = ComponentCells(options.columns, in: model)
    let rows = entries.prefix(rowLimit).map { entry -> [String] in
      let chance = entry.unavailability
      let owed = text.ranked(entry).prefix(3).filter { $0.importance.criticality ?? 0 > 0 }.map {
        "\(Markdown.code($0.name)) \(percentage($0.importance.criticality!))"
      }
      // A figure of 0 that may be more says nothing.
      let isOpen = entry.coverage?.isEmpty == true || chance?.high == 0 && entry.coverage?.unavailabilityAtMost != 0
      return [
        Markdown.code(wording.id(entry.component)),
        isOpen
          ? "not known"
          : chance.map { Figures.availability(unavailability: $0.high, apartFrom: threshold) } ?? "not computed",
        isOpen ? "" : chance.map { Figures.downtime($0.high, apartFrom: threshold) } ?? "",
        entry.coverage.map { "\(grouped($0.statedCount)) of \(grouped($0.count))" } ?? "",
        owed.joined(separator: ", "),
      ] + cells.markdown(of: entry.component)
    }
    let header = ["component", "availability", "downtime per year", "rests on", "main causes"]
    lines += Markdown.table(header + options.columns.map(\.rawValue), Array(rows))
    if entries.count > rowLimit { lines += ["", "… and \(grouped(entries.count - rowLimit)) more."] }
    let partial = entries.filter { $0.unavailability != nil && $0.coverage.map { !$0.isWhole } ?? false }
    let coverage = CoverageWording(model)
    for entry in partial.prefix(5) {
      guard let covered = entry.coverage else { continue }
      let name = Markdown.code(wording.id(entry.component))
      let bound = coverage.bound(covered, of: entry.component, apartFrom: threshold).map { "; \($0)" } ?? ""
      lines += ["", "\(name) \(Markdown.escaped(coverage.phrase(covered) + bound))."]
    }
    if partial.count > 5 {
      lines += ["", "… and \(grouped(partial.count - 5)) more rest on a part of what can take them down."]
    }
    if let assumed = CoverageWording.sentence(assumptions) { lines += ["", Markdown.escaped(assumed)] }
    if let weak = WeakWording.sentence(weakRequirements, options.names) { lines += ["", Markdown.escaped(weak)] }
    if let low = RelatednessWording.sentence(model) { lines += ["", "**\(Markdown.escaped(low))**"] }
    for entry in entries where allowed != nil && (entry.unavailability?.high ?? 0) > allowed! {
      let improvements = improvements(of: entry).prefix(5).map {
        "\(Markdown.code(wording.id($0.component))) \(AvailabilityText.text($0))"
      }
      let help =
        improvements.isEmpty
        ? "no single improvement would reach it"
        : "any of these would reach it: \(improvements.joined(separator: ", "))"
      lines += [
        "",
        "\(Markdown.code(wording.id(entry.component))) misses \(Figures.availability(unavailability: allowed!, apartFrom: [entry.unavailability?.high ?? 0])): \(help).",
      ]
    }
    if let allowed {
      let open = entries.filter { $0.unavailability != nil && $0.holds(allowed) == nil }
      if !open.isEmpty {
        let names = open.prefix(5).map { Markdown.code(wording.id($0.component)) }
        let rest = open.count > names.count ? " and \(grouped(open.count - names.count)) more" : ""
        let promised = Figures.availability(
          unavailability: allowed, apartFrom: open.compactMap { $0.unavailability?.high })
        lines += [
          "",
          "It is not known whether \(promised) is kept by \(names.joined(separator: ", "))\(rest): "
            + "not everything states an unavailability.",
        ]
      }
    }
    for shortfall in shortfalls { lines += ["", "**\(Markdown.escaped(text.sentence(shortfall)))**"] }
    return lines.joined(separator: "\n") + "\n"
  }
}
