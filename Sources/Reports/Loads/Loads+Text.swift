internal import DependencyModel
public import ResilienceAnalysis

extension Loads: Answer {
  /// The answer for a terminal: the verdict, the components by how near they are to their limits, what is overloaded first as
  /// demand grows, and what does not recover.
  ///
  /// - Parameter options: `isComplete` decides whether every component has a line. Otherwise 20 have, and the rest is counted.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    LoadsText(self, options).lines.joined(separator: "\n") + "\n"
  }

  /// The answer as a value that is encoded to JSON.
  public func jsonForm(naming names: RemedyNames = .none) -> LoadAnswer { LoadAnswer(self) }
}

/// The cells of the table of loads, in text and in Markdown.
struct LoadCells {
  let loads: Loads
  let header: [String]
  private let hasSlots: Bool

  init(_ loads: Loads, _ entries: some Sequence<Loads.Entry>) {
    self.loads = loads
    hasSlots = entries.contains { $0.after.held != nil || $0.before.held != nil }
    header = ["load", "capacity", "used"] + (hasSlots ? ["slots held"] : []) + ["refused", "down"]
  }

  func row(_ entry: Loads.Entry) -> [String] {
    let component = loads.model.outline(entry.component)
    let unit = component.unitOfWork
    let amounts = entry.after
    var cells = [
      Loads.rate(amounts.peak?.load ?? amounts.load, unit),
      component.capacity.map { Loads.rate($0.value, unit) } ?? "–",
      use(entry),
    ]
    if hasSlots {
      cells.append(component.slots.map { "\(Loads.number(amounts.peak?.held ?? amounts.held ?? 0)) of \($0)" } ?? "–")
    }
    cells.append(amounts.refused > 0 ? percentage(amounts.refused) : "–")
    cells.append(amounts.down > 0 ? percentage(amounts.down) : "–")
    return cells
  }

  /// The share of its capacity, without the fault and with it where the two differ.
  private func use(_ entry: Loads.Entry) -> String {
    guard let capacity = loads.model.outline(entry.component).capacity?.value else { return "–" }
    func share(_ amounts: Loads.Amounts) -> String { Loads.share((amounts.peak?.load ?? amounts.load) / capacity) }
    let (old, new) = (share(entry.before), share(entry.after))
    return old == new ? new : "\(old) → \(new)"
  }
}

/// Writes loads as text.
private struct LoadsText {
  /// The most lines of the table without `isComplete`.
  private static let lineLimit = 20

  private let loads: Loads
  private let style: TextStyle
  private let isComplete: Bool
  private let cells: ComponentCells

  init(_ loads: Loads, _ options: ReportOptions) {
    self.loads = loads
    style = options.style
    isComplete = options.isComplete
    cells = ComponentCells(options.columns, in: loads.model)
  }

  var lines: [String] {
    var lines = style.paragraph(loads.verdict, .heading)
    if let description = loads.faults?.fault?.description { lines += style.paragraph(description.printable, .faint) }
    let shown = isComplete ? loads.entries[...] : loads.entries.prefix(Self.lineLimit)
    if loads.isStated, !shown.isEmpty { lines += [""] + table(Array(shown)) }
    let rest = loads.entries.count - shown.count
    if loads.isStated, rest > 0 { lines.append(style.paint("  and \(grouped(rest)) more\(style.showAll)", .faint)) }
    for note in loads.notes(style.names) { lines += [""] + style.paragraph(note, .faint) }
    if let low = RelatednessWording.sentence(loads.model) { lines += [""] + style.paragraph(low, .degraded) }
    return lines
  }

  private func table(_ entries: [Loads.Entry]) -> [String] {
    let figures = LoadCells(loads, entries)
    let rows = entries.map(figures.row)
    let widths = figures.header.indices.map { column in
      ([figures.header] + rows).map { TextStyle.displayWidth($0[column]) }.max() ?? 0
    }
    let figureWidth = widths.reduce(0) { $0 + $1 + 2 }
    let names = entries.map { Wording(model: loads.model).id($0.component) + cells.inParentheses(of: $0.component) }
    let longest = max(9, names.map { TextStyle.displayWidth($0) }.max() ?? 0)
    let nameWidth = min(max(9, style.width - 2 - figureWidth), longest)
    func row(_ cells: [String]) -> String {
      zip(cells, widths).map { cell, width in
        "  " + String(repeating: " ", count: max(0, width - TextStyle.displayWidth(cell))) + cell
      }.joined()
    }
    var lines = [style.paint("  " + TextStyle.pad("component", to: nameWidth) + row(figures.header), .faint)]
    for ((name, cells), entry) in zip(zip(names, rows), entries) {
      let role: TextStyle.Role? =
        entry.after.down == 1 || loads.isOverloaded(entry.after) ? .down : entry.after.notUp > 0 ? .degraded : nil
      func painted(_ text: String) -> String { role.map { style.paint(text, $0) } ?? text }
      if TextStyle.displayWidth(name) <= nameWidth {
        lines.append("  " + painted(TextStyle.pad(name, to: nameWidth)) + row(cells))
      } else {
        // A long name is above its figures.
        lines += TextStyle.wrap(name, to: style.width - 2).map { "  \(painted($0))" }
        lines.append("  " + String(repeating: " ", count: nameWidth) + row(cells))
      }
    }
    return lines
  }
}
