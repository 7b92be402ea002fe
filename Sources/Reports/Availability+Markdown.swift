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
    let stated = count(statedCount, "component states", "components state")
    var lines = ["### Availability", "", "\(stated) an unavailability.", ""]
    let rows = entries.prefix(rowLimit).map { entry -> [String] in
      let chance = entry.unavailability
      let owed = text.ranked(entry).prefix(3).filter { $0.importance.criticality ?? 0 > 0 }.map {
        "\(Markdown.code($0.name)) \(percentage($0.importance.criticality!))"
      }
      return [
        Markdown.code(wording.id(entry.component)),
        chance.map { Figures.availability(unavailability: $0.high) } ?? "not computed",
        chance.map { Figures.time(seconds: $0.high * Self.secondsPerYear) } ?? "",
        owed.joined(separator: ", "),
      ]
    }
    lines += Markdown.table(["component", "availability", "downtime a year", "main causes"], Array(rows))
    if entries.count > rowLimit { lines += ["", "… and \(grouped(entries.count - rowLimit)) more."] }
    for entry in entries where allowed != nil && (entry.unavailability?.high ?? 0) > allowed! {
      let improvements = improvements(of: entry).prefix(5).map {
        "\(Markdown.code(wording.id($0.component))) to \(Figures.chance($0.sufficient))"
      }
      let help =
        improvements.isEmpty
        ? "no single improvement would reach it"
        : "any of these would reach it: \(improvements.joined(separator: ", "))"
      lines += [
        "",
        "\(Markdown.code(wording.id(entry.component))) misses \(Figures.availability(unavailability: allowed!)): \(help).",
      ]
    }
    for shortfall in shortfalls { lines += ["", "**\(Markdown.escaped(text.sentence(shortfall)))**"] }
    return lines.joined(separator: "\n") + "\n"
  }
}
