internal import DependencyModel

extension DOTWriter {
  /// Title and legend above the picture: Graphviz keeps the place of the whole graph's label free, but lets edges run over
  /// those of clusters.
  var headLabel: String {
    var rows = ["<B>\(DOTText.html(diagram.title))</B>"].map { font($0, size: "17", color: "#1B1B1F") }
    if let subtitle = diagram.subtitle { rows.append(font(DOTText.html(subtitle), size: "11", color: "#3F4654")) }
    let cells = rows.map { "<TR><TD ALIGN=\"LEFT\">\($0)</TD></TR>" }.joined()
    return "<TABLE ALIGN=\"LEFT\" BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">\(cells)"
      + "<TR><TD ALIGN=\"LEFT\">\(legendTable)</TD></TR><TR><TD HEIGHT=\"8\"></TD></TR></TABLE>"
  }

  /// A table in rows: what the boxes are, what their states are, what the lines mean, and what was left out.
  private var legendTable: String {
    let legend = diagram.legend
    var rows: [[String]] = []
    let families = legend.families.filter { $0 != .other }.map { family in
      let style = FamilyStyle.style(of: family)
      return cell("\(style.symbol) \(family.rawValue)", fill: style.fill, color: style.line)
    }
    rows += families.chunks(of: 8)
    let conditions = legend.conditions.filter { $0 != .plain }.map { condition in
      let style = ConditionStyle.style(of: condition)!
      let sign = style.sign.isEmpty ? "" : "\(style.sign) "
      return cell(
        "\(sign)\(condition.legendWords)", fill: style.fill, color: style.text, isBold: condition > .untouched)
    }
    if !conditions.isEmpty { rows.append(conditions) }
    var lines: [String] = legend.edgeKinds.isEmpty ? [] : [cell("A ─▶ B  A depends on B:")]
    for kind in legend.edgeKinds { lines.append(cell(kind.legendText)) }
    if legend.hasCarriedEdges { lines.append(cell("━━  the failure came along it, against the arrow")) }
    if legend.hasGroups { lines.append(cell("(1 of 2)  one of the two is enough")) }
    if legend.hasOneOfSeveral { lines.append(cell("──▷  one of several")) }
    if legend.hasFocus { lines.append(cell("◎ in focus")) }
    lines.append(cell(countText))
    rows += lines.chunks(of: 5)
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

  private var countText: String {
    let legend = diagram.legend
    var parts = ["\(count(legend.shown, "component")) shown"]
    if legend.folded > 0 {
      parts.append("folded: \(count(legend.folded, "component")) in \(count(legend.foldedMarks, "mark"))")
    }
    if legend.hidden > 0 { parts.append("hidden: \(grouped(legend.hidden))") }
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
    case .changed: "changed"
    case .added: "added"
    case .removed: "removed"
    case .weakened: "newly fragile: one fault takes it, or redundancy of it, that did not"
    }
  }
}

extension Component.Relation.Kind {
  fileprivate var legendText: String {
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

extension Array {
  fileprivate func chunks(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
