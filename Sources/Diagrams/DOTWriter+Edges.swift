internal import DependencyModel

extension DOTWriter {
  func statement(for edge: Diagram.Edge) -> String {
    var list: [(String, DOTValue)] = []
    let isPlain = diagram.legend.conditions.contains(.plain)
    let color: String
    var width: String
    switch edge.carried {
    case .none:
      color = isPlain ? "#5B6270" : "#8E95A0"
      width = isPlain ? "1.1" : "1"
    case .down, .fault:
      color = "#8F3800"
      width = "2.8"
    default:
      color = "#A86600"
      width = "2.2"
    }
    if let flow = edge.flow {
      // From thin to five points; what carried the failure keeps its colour.
      width = "\(((0.8 + 4.2 * flow.squareRoot()) * 10).rounded() / 10)"
    }
    let change = edge.change.flatMap { ConditionStyle.style(of: $0) }
    let ink = change?.line ?? color
    // Two parallel lines are drawn as lines side by side of which the middle one is not seen.
    let isDouble = edge.kind.traits.line == .double && edge.change == nil
    list.append(("color", .text(isDouble ? "\(ink):transparent:\(ink)" : ink)))
    list.append(("penwidth", .text(change == nil ? width : "2")))
    switch edge.kind.traits.line {
    case _ where edge.change == .removed: list.append(("style", .text("dashed")))
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
    // Out of a group's side an edge would run through the groups beside it.
    if style.hasPorts || diagram.marks[edge.from].role == .group {
      list.append(("tailport", .text(direction == .right ? "e" : "s")))
    }
    if style.hasPorts { list.append(("headport", .text(direction == .right ? "w" : "n"))) }
    if let weight = edge.weight {
      list.append(("headlabel", .text("\(weight)")))
      list.append(("labeldistance", .text("1.6")))
      list.append(("fontcolor", .text("#4B5260")))
    }
    // Nothing but the frame of a cluster is drawn of such a mark.
    if let frame = diagram.marks[edge.to].frame { list.append(("lhead", .text("cluster_\(frame)"))) }
    if let frame = diagram.marks[edge.from].frame { list.append(("ltail", .text("cluster_\(frame)"))) }
    if let sign = change?.sign {
      list.append(("label", .text(sign)))
      list.append(("fontcolor", .text(change!.line)))
    }
    if edge.carried != nil { list.append(("class", .text("carried"))) }
    if let change = edge.change { list.append(("class", .text("\(change)"))) }
    return "n\(edge.from) -> n\(edge.to) [\(attributes(list))];"
  }
}
