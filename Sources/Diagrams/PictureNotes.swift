internal import DependencyModel

/// The words of a picture that is written as text for another program to draw: the same for all of them.
enum PictureNotes {
  /// The title, the verdict and the legend, a line each.
  ///
  /// - Parameters:
  ///   - diagram: the picture.
  ///   - glyph: how the program draws a line of a kind.
  static func lines(of diagram: Diagram, glyph: (Component.Relation.Kind.Line) -> String) -> [String] {
    let legend = diagram.legend
    var lines = [diagram.title]
    if let subtitle = diagram.subtitle { lines.append(subtitle) }
    if !legend.edgeKinds.isEmpty { lines.append("A → B: A depends on B") }
    for kind in legend.edgeKinds {
      lines.append("\(glyph(kind.traits.line))▶  \(kind.traits.verb)\(kind.traits.legendNote)")
    }
    for change in legend.edgeChanges {
      lines.append("\"\(change.words)\" on a line: the requirement is \(change.words)")
    }
    for condition in legend.conditions where condition != .plain {
      lines.append("\(ConditionStyle.style(of: condition)!.sign) \(condition.legendWords)")
    }
    if legend.hasCarriedEdges { lines.append("thick line: the failure came along it, against the arrow") }
    if legend.hasUse { lines.append("carries 66%: of what it can") }
    if legend.hasGroups { lines.append("1 of 2: one of the two is enough") }
    return lines + legend.counts
  }

  /// The lines on a mark.
  static func label(of mark: Diagram.Mark) -> [String] {
    var lines = [mark.title]
    if let subtitle = mark.subtitle { lines.append(subtitle) }
    lines += mark.notes
    if let use = mark.use { lines.append("carries \(Diagram.words(ofUse: use))") }
    if mark.role == .group {
      if let sign = ConditionStyle.style(of: mark.status.condition)?.sign, !sign.isEmpty {
        lines[0] = "\(sign) \(lines[0])"
      }
    } else if let words = words(of: mark.status) {
      lines.append(words)
    }
    return lines
  }

  static func label(of cluster: Diagram.Cluster) -> [String] {
    var lines = [cluster.title]
    if let subtitle = cluster.subtitle { lines[0] += " · \(subtitle)" }
    if let words = words(of: cluster.status) { lines.append(words) }
    return lines
  }

  /// What an edge says, where its line does not.
  static func label(of edge: Diagram.Edge) -> String? {
    if let change = edge.change { return change.words }
    if let weight = edge.weight { return "\(weight)" }
    if edge.isOneOfSeveral { return "one of several" }
    return edge.kind == .needs ? nil : edge.kind.traits.verb
  }

  private static func words(of status: Diagram.Status) -> String? {
    guard status.condition > .untouched, let style = ConditionStyle.style(of: status.condition) else { return nil }
    return "\(style.sign) \(status.words)"
  }
}
