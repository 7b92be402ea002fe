internal import DependencyModel

extension ComponentListing: Answer {
  /// The answer as `whatfails/list/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> ListAnswer { ListAnswer(self) }

  /// Writes the answer as `whatfails/list/1`, piece by piece.
  public func writeJSON<Failure>(
    naming names: RemedyNames, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try JSONPieces.write(
      ListAnswer(self, components: []),
      lists: [.init("components", components) { ListAnswer.Component($0, in: self) }], to: sink)
  }

  /// The table for a terminal: requirements as ids where the page has room for them, and otherwise as numbers.
  ///
  /// - Parameter options: `isComplete` decides whether every row is shown. Otherwise a long table ends with the count of what
  ///   is left out.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    ComponentListingText(self, options.style, isComplete: options.isComplete).lines.joined(separator: "\n") + "\n"
  }

  /// The table for a page; requirements as numbers.
  ///
  /// - Parameter options: `rowLimit` is the most rows; what is left out is counted.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    let columns = shownColumns
    let rows = components.prefix(options.rowLimit).map { index in
      columns.map { column in
        let cell = cell(column, of: index)
        return cell.isEmpty ? "" : column.isCode ? Markdown.code(cell) : Markdown.escaped(cell)
      }
    }
    var lines = [Markdown.escaped(verdict)]
    if !rows.isEmpty { lines += [""] + Markdown.table(columns.map(\.heading), Array(rows)) }
    let rest = components.count - rows.count
    if rest > 0 { lines += ["", "… and \(grouped(rest)) more."] }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension ComponentListing.Column {
  fileprivate var isCode: Bool {
    switch self {
    case .id, .domain, .location: true
    default: false
    }
  }
}

/// Writes a table of components as text.
private struct ComponentListingText {
  /// The most rows without `isComplete`.
  private static let rowLimit = 50
  /// The most columns that an id, or a list of ids, takes beside others.
  private static let idLimit = 32
  private static let leastWidth = 8

  private let listing: ComponentListing
  private let style: TextStyle
  private let shown: ArraySlice<ComponentIndex>

  init(_ listing: ComponentListing, _ style: TextStyle, isComplete: Bool) {
    self.listing = listing
    self.style = style
    let all = listing.components
    // One more row takes no more room than the line about it.
    shown = isComplete || all.count <= Self.rowLimit + 1 ? all[...] : all.prefix(Self.rowLimit)
  }

  var lines: [String] {
    var lines = style.paragraph(listing.verdict, .heading)
    guard !shown.isEmpty else { return lines }
    var columns = listing.shownColumns
    var rows = cells(columns)
    if listing.columns == nil, width(of: columns, rows) > style.width {
      columns.removeAll { ComponentListing.softColumns.contains($0) }
      rows = cells(columns)
    }
    lines += [""] + table(columns, rows)
    let rest = listing.components.count - shown.count
    if rest > 0 { lines.append(style.paint("  and \(grouped(rest)) more\(style.showAll)", .faint)) }
    return lines
  }

  // MARK: Cells

  private typealias Rows = [[String]]

  /// The rows with as many ids of relations as there is room for.
  private func cells(_ columns: [ComponentListing.Column]) -> Rows {
    let plain = shown.map { index in columns.map { listing.cell($0, of: index).printable } }
    // More rows than a reader reads are for other programs.
    guard shown.count <= 1_000 else { return plain }
    var rows = plain
    for (place, column) in columns.enumerated() {
      let ids: [String]
      switch column {
      case .requires(let kind): ids = shown.map { requirements(of: $0, kind) }
      case .requiredBy(let kind): ids = dependents(kind)
      default: continue
      }
      let before = rows
      for (row, text) in ids.enumerated() { rows[row][place] = text }
      if width(of: columns, rows) > style.width { rows = before }
    }
    return rows
  }

  private func requirements(of index: ComponentIndex, _ kind: Component.Relation.Kind) -> String {
    enumeration(of: listing.model[index].requirements(kind).map { $0.text(limit: 3).printable }, limit: 3)
  }

  private func dependents(_ kind: Component.Relation.Kind) -> [String] {
    let found = listing.model.relations(naming: Array(shown), limit: 5)
    return shown.map { index in
      var ids: [String] = []
      for relation in found[index] ?? [] where relation.kind == kind {
        let id = listing.model.outline(relation.owner).id.text.printable
        if ids.last != id { ids.append(id) }
      }
      let all = listing.counts.dependents(kind, of: index)
      return all > ids.count || ids.count > 4
        ? "\(ids.prefix(3).joined(separator: ", ")) and \(grouped(all - min(3, ids.count))) more" : enumeration(of: ids)
    }
  }

  // MARK: The table

  private func widths(_ columns: [ComponentListing.Column], _ rows: Rows) -> [Int] {
    columns.indices.map { place in
      rows.reduce(TextStyle.displayWidth(columns[place].heading)) { max($0, TextStyle.displayWidth($1[place])) }
    }
  }

  private func width(of columns: [ComponentListing.Column], _ rows: Rows) -> Int {
    widths(columns, rows).reduce(0) { $0 + $1 + 2 }
  }

  private func table(_ columns: [ComponentListing.Column], _ rows: Rows) -> [String] {
    var widths = widths(columns, rows)
    let isRight = columns.indices.map { place in
      columns[place].isNumber && rows.allSatisfy { $0[place].allSatisfy { $0.isNumber || ",.".contains($0) } }
    }
    // A long id is above its row.
    if let place = columns.firstIndex(of: .id) {
      widths[place] = min(widths[place], max(Self.idLimit, Self.leastWidth))
    }
    narrow(&widths, columns)
    if widths.reduce(0, { $0 + $1 + 2 }) > style.width { return entries(columns, rows) }
    func row(_ cells: [String]) -> String {
      var line = ""
      for place in columns.indices {
        let cell = cells[place]
        let space = String(repeating: " ", count: max(0, widths[place] - TextStyle.displayWidth(cell)))
        line += "  " + (isRight[place] ? space + cell : cell + space)
      }
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
    var lines = [style.paint(row(columns.map(\.heading)), .faint)]
    for cells in rows {
      var cells = cells
      for place in columns.indices where TextStyle.displayWidth(cells[place]) > widths[place] {
        if columns[place] == .id {
          lines.append("  \(cells[place])")
          cells[place] = ""
        } else {
          cells[place] = Self.cut(cells[place], to: widths[place])
        }
      }
      lines.append(row(cells))
    }
    return lines
  }

  /// Every row as lines of its own, where the page has no room for all columns side by side.
  private func entries(_ columns: [ComponentListing.Column], _ rows: Rows) -> [String] {
    let nameWidth = columns.map { TextStyle.displayWidth($0.heading) }.max() ?? 0
    let inset = String(repeating: " ", count: nameWidth + 4)
    return rows.enumerated().flatMap { number, cells in
      var lines: [String] = number == 0 ? [] : [""]
      for (column, cell) in zip(columns, cells) where !cell.isEmpty && (cell != "0" || column == .tier) {
        for (place, line) in TextStyle.wrap(cell, to: style.width - inset.count).enumerated() {
          let name = style.paint(TextStyle.pad(column.heading, to: nameWidth), .faint)
          lines.append(place == 0 ? "  \(name)  \(line)" : inset + line)
        }
      }
      return lines
    }
  }

  /// Narrows the widest columns until the table fits on the page, or each is as narrow as is of use.
  ///
  /// An id that is cut can't be copied, so ids are narrowed last, and a long one is above its row.
  private func narrow(_ widths: inout [Int], _ columns: [ComponentListing.Column]) {
    var excess = widths.reduce(0) { $0 + $1 + 2 } - style.width
    for (isID, least) in [(false, 12), (true, 20), (false, Self.leastWidth), (true, Self.leastWidth)] {
      while excess > 0 {
        let widest = columns.indices
          .filter { (columns[$0] == .id) == isID && widths[$0] > max(least, columns[$0].heading.count) }
          .max { (widths[$0], -$0) < (widths[$1], -$1) }
        guard let widest else { break }
        widths[widest] -= 1
        excess -= 1
      }
    }
  }

  private static func cut(_ text: String, to width: Int) -> String {
    var result = ""
    var used = 1
    for character in text {
      used += TextStyle.displayWidth(String(character))
      if used > width { break }
      result.append(character)
    }
    return result + "…"
  }
}
