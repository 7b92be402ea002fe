internal import DependencyModel

extension DOTWriter {
  /// Title and legend above the picture: Graphviz keeps the place of the whole graph's label free, but lets edges run over
  /// those of clusters.
  var headLabel: String {
    var rows = LabelText.wrapped(diagram.title, width: headWidth * 4 / 9).map {
      font("<B>\(DOTText.html($0))</B>", size: "17", color: "#1B1B1F")
    }
    for line in diagram.subtitle.map({ LabelText.wrapped($0, width: headWidth * 4 / 5) }) ?? [] {
      rows.append(font(DOTText.html(line), size: "11", color: "#3F4654"))
    }
    let cells = rows.map { "<TR><TD ALIGN=\"LEFT\">\($0)</TD></TR>" }.joined()
    return "<TABLE ALIGN=\"LEFT\" BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">\(cells)"
      + "<TR><TD ALIGN=\"LEFT\">\(legendTable)</TD></TR><TR><TD HEIGHT=\"8\"></TD></TR></TABLE>"
  }

  /// The longest line of the legend, in characters: no longer than what is above a small picture may be.
  private var headWidth: Int {
    switch diagram.marks.count {
    case ..<2: 26
    case ..<5: 36
    case ..<9: 50
    default: 72
    }
  }

  /// A table in rows: what the boxes are, what their states are, what the lines mean, and what was left out.
  private var legendTable: String {
    let legend = diagram.legend
    var cells: [(text: String, cell: String)] = []
    func add(_ text: String, fill: String? = nil, color: String = "#3F4654", isBold: Bool = false) {
      cells.append((text, cell(text, fill: fill, color: color, isBold: isBold)))
    }
    var rows: [[String]] = []
    func endRow() {
      rows += Self.rows(of: cells, width: headWidth)
      cells = []
    }
    // In the picture of a fault, colours are those of conditions.
    if legend.conditions == [.plain] {
      let classes = FamilyClass.allCases.filter { known in
        known != .other && legend.families.contains { FamilyClass(of: $0) == known }
      }
      if classes.count > 1 {
        for known in classes { add(known.rawValue, fill: known.colours.fill, color: known.colours.line) }
      }
    }
    for condition in legend.conditions where condition != .plain {
      let style = ConditionStyle.style(of: condition)!
      let sign = style.sign.isEmpty ? "" : "\(style.sign) "
      add("\(sign)\(condition.legendWords)", fill: style.fill, color: style.text, isBold: condition > .untouched)
    }
    endRow()
    if !legend.edgeKinds.isEmpty { add("A ─▶ B  A depends on B:") }
    for kind in legend.edgeKinds { add(kind.legendText) }
    if legend.hasCarriedEdges { add("━━  the failure came along it, against the arrow") }
    for change in legend.edgeChanges {
      let style = ConditionStyle.style(of: change)!
      add("─ \(style.sign) ─  \(change.words)", color: style.line)
    }
    if legend.hasGroups { add("(1 of 2)  one of the two is enough") }
    if legend.hasOneOfSeveral { add("──▷  one of several") }
    if legend.hasUse { add("▰▰▱ 66%  of what it can carry") }
    if legend.hasFlows { add("the wider a line, the more work goes along it") }
    if legend.hasFocus { add("◎ in focus") }
    for count in legend.counts {
      if count.count <= headWidth {
        add(count)
      } else {
        for part in count.split(separator: "; ").flatMap({ LabelText.wrapped(String($0), width: headWidth) }) {
          add(part)
        }
      }
    }
    endRow()
    let body = rows.map { row in
      "<TR><TD ALIGN=\"LEFT\"><TABLE ALIGN=\"LEFT\" BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"3\" CELLPADDING=\"2\"><TR>\(row.joined())</TR></TABLE></TD></TR>"
    }
    return
      "<TABLE ALIGN=\"LEFT\" BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">\(body.joined())</TABLE>"
  }

  private func cell(_ text: String, fill: String? = nil, color: String = "#3F4654", isBold: Bool = false) -> String {
    let background = fill.map { " BGCOLOR=\"\($0)\"" } ?? ""
    let content = isBold ? "<B>\(DOTText.html(text))</B>" : DOTText.html(text)
    return "<TD ALIGN=\"LEFT\"\(background)>\(font(" \(content) ", size: "9", color: color))</TD>"
  }

  /// The cells in rows, none much longer than a line of a text, so that the legend is no wider than a small picture.
  private static func rows(of cells: [(text: String, cell: String)], width: Int) -> [[String]] {
    var rows: [[String]] = []
    var length = 0
    for (text, cell) in cells {
      if rows.isEmpty || length + text.count > width {
        rows.append([])
        length = 0
      }
      rows[rows.count - 1].append(cell)
      length += text.count + 4
    }
    return rows
  }
}

extension Diagram.Legend {
  /// What is shown, what is not, and why.
  var counts: [String] {
    var parts = ["\(count(shown, "component")) shown"]
    if folded > 0 { parts.append("folded: \(count(folded, "component")) in \(count(foldedMarks, "mark"))") }
    let others = hidden - hiddenSettings
    if others > 0 {
      parts.append(isOnlyAffected ? "not affected, and hidden: \(grouped(others))" : "hidden: \(grouped(others))")
    }
    if hiddenSettings > 0 { parts.append("settings not drawn: \(grouped(hiddenSettings))") }
    var lines = [parts.joined(separator: "; ")]
    if impliedEdges > 0 { lines.append("not drawn: \(count(impliedEdges, "arrow")) that longer paths of arrows imply") }
    return lines
  }
}

extension Diagram.Condition {
  var legendWords: String {
    switch self {
    case .plain, .untouched: "untouched"
    case .noSpare: "redundancy lost: holds, but not through one more loss"
    case .degraded: "degraded"
    case .down: "down"
    case .fault: "fault"
    case .changed: "changed"
    case .updated: "updated in place"
    case .replaced: "replaced: destroyed, then created anew"
    case .replacedCreatingFirst: "replaced, new first: created, then the old one destroyed"
    case .created: "created"
    case .destroyed: "destroyed"
    case .added: "added"
    case .removed: "removed"
    case .newSinglePoint: "new single point of failure: takes down what is newly fragile"
    case .weakened: "newly fragile: one fault takes it, or redundancy of it, that did not"
    }
  }
}

extension Component.Relation.Kind {
  var legendText: String {
    let line =
      switch traits.line {
      case .solid: "──"
      case .dashed: "╌ ╌"
      case .dotted: "· · ·"
      case .double: "══"
      }
    let arrowhead =
      switch traits.arrowhead {
      case .arrow: "▶"
      case .circle: "○"
      case .diamond: "◆"
      }
    return "\(line)\(arrowhead)  \(traits.verb)\(traits.legendNote)"
  }
}
