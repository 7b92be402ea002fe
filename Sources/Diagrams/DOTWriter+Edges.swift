internal import DependencyModel

extension DOTWriter {
  func statement(for edge: Diagram.Edge) -> String {
    var list: [(String, DOTValue)] = []
    let isPlain = diagram.legend.conditions.contains(.plain)
    let color: String
    let width: String
    switch edge.carried {
    case .none:
      color = isPlain ? "#5B6270" : "#B4B9C1"
      width = isPlain ? "1.1" : "0.9"
    case .down, .fault:
      color = "#8F3800"
      width = "2.8"
    default:
      color = "#A86600"
      width = "2.2"
    }
    // Two parallel lines are drawn as lines side by side of which the middle one is not seen.
    let isDouble = edge.kind.traits.line == .double
    list.append(("color", .text(isDouble ? "\(color):transparent:\(color)" : color)))
    list.append(("penwidth", .text(width)))
    switch edge.kind.traits.line {
    case .solid, .double: break
    case .dashed: list.append(("style", .text("dashed")))
    case .dotted: list.append(("style", .text("dotted")))
    }
    switch edge.kind.traits.arrowhead {
    case .arrow: break
    case .circle: list.append(("arrowhead", .text("odot")))
    case .diamond: list.append(("arrowhead", .text("diamond")))
    }
    if edge.isOneOfSeveral { list.append(("arrowhead", .text("empty"))) }
    if edge.endsAtGroup { list.append(("arrowhead", .text("none"))) }
    if let weight = edge.weight {
      list.append(("headlabel", .text("\(weight)")))
      list.append(("labeldistance", .text("1.6")))
      list.append(("fontcolor", .text("#4B5260")))
    }
    if edge.carried != nil { list.append(("class", .text("carried"))) }
    return "n\(edge.from) -> n\(edge.to) [\(attributes(list))];"
  }
}
