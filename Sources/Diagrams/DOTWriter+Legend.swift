internal import DependencyModel

extension DOTWriter {
  var titleLabel: String {
    var rows = ["<TR><TD ALIGN=\"LEFT\">" + font("<B>\(DOTText.html(diagram.title))</B>", size: "17", color: "#1B1B1F") + "</TD></TR>"]
    if let subtitle = diagram.subtitle {
      rows.append("<TR><TD ALIGN=\"LEFT\">" + font(DOTText.html(subtitle), size: "11", color: "#3F4654") + "</TD></TR>")
    }
    return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">\(rows.joined())</TABLE>"
  }

  /// A table in rows: what the boxes are, how they stand, what the lines mean, and what was left out.
  var legendLabel: String {
    let legend = diagram.legend
    var rows: [[String]] = []
    let families = legend.families.filter { $0 != .other }.map { family in
      let style = FamilyStyle.style(of: family)
      return cell("\(style.symbol) \(family.rawValue)", fill: style.fill, color: style.line)
    }
    rows += families.chunks(of: 7)
    let conditions = legend.conditions.filter { $0 != .plain }.map { condition in
      let style = ConditionStyle.style(of: condition)!
      let sign = style.sign.isEmpty ? "" : "\(style.sign) "
      return cell("\(sign)\(condition.legendWords)", fill: style.fill, color: style.text, isBold: condition > .untouched)
    }
    if !conditions.isEmpty { rows.append(conditions) }
    var lines: [String] = []
    for kind in legend.edgeKinds { lines.append(cell(kind.legendText)) }
    if legend.hasCarriedEdges { lines.append(cell("━━ carried the failure, against the arrow")) }
    if legend.hasGroups { lines.append(cell("▢ 1 of 2: one of the two is enough")) }
    if legend.hasFocus { lines.append(cell("◎ in focus")) }
    rows += lines.chunks(of: 4)
    rows.append([cell(countText)])
    let body = rows.map { row in
      "<TR><TD ALIGN=\"LEFT\"><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"3\" CELLPADDING=\"2\"><TR>\(row.joined())</TR></TABLE></TD></TR>"
    }
    return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">\(body.joined())</TABLE>"
  }

  private func cell(_ text: String, fill: String? = nil, color: String = "#3F4654", isBold: Bool = false) -> String {
    let background = fill.map { " BGCOLOR=\"\($0)\"" } ?? ""
    let content = isBold ? "<B>\(DOTText.html(text))</B>" : DOTText.html(text)
    return "<TD ALIGN=\"LEFT\"\(background)>\(font(" \(content) ", size: "9", color: color))</TD>"
  }

  private var countText: String {
    let legend = diagram.legend
    var parts = ["\(counted(legend.shown, "component")) shown"]
    if legend.folded > 0 {
      parts.append("folded: \(counted(legend.folded, "component")) in \(counted(legend.foldedMarks, "mark"))")
    }
    if legend.hidden > 0 { parts.append("hidden: \(counted(legend.hidden))") }
    return parts.joined(separator: "; ")
  }
}

extension Diagram.Condition {
  fileprivate var legendWords: String {
    switch self {
    case .plain, .untouched: "untouched"
    case .noSpare: "no spare left: holds, but not through one more loss"
    case .degraded: "degraded"
    case .down: "down"
    case .fault: "fault"
    }
  }
}

extension Component.Relation.Kind {
  fileprivate var legendText: String {
    switch self {
    case .needs: "A ──▶ B  A needs B"
    case .uses: "A ╌╌▶ B  A uses B"
    case .startNeeds: "A ┈┈▶ B  A needs B to start"
    case .configuredBy: "A ┈┈○ B  A is configured by B"
    case .in: "A ──◆ B  A is in B besides"
    }
  }
}

extension Array {
  fileprivate func chunks(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
