internal import DependencyModel

/// Writes a diagram as D2.
///
/// Shapes are called `n0`, `n1` …, containers `c0`, `c1` …, and never by an id. Text of the model is in strings in double
/// quotes only, where quotes, backslashes and `$`, which begins a substitution, are escaped.
public struct D2Writer {
  private let diagram: Diagram

  /// A writer of one diagram.
  public init(_ diagram: Diagram) { self.diagram = diagram }

  /// The whole document; the same diagram gives the same text.
  public var text: String {
    var lines = PictureNotes.lines(of: diagram, glyph: Self.glyph(of:)).map { "# \(LabelText.cleaned($0))" }
    lines += ["direction: \(diagram.direction == .right ? "right" : "down")"]
    lines += classes
    lines += content(of: nil, indent: "")
    for edge in diagram.edges { lines.append(statement(for: edge)) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var classes: [String] {
    let conditions = Set(diagram.marks.map(\.status.condition) + diagram.clusters.map(\.status.condition))
    let styles = Diagram.Condition.allCases.filter(conditions.contains).compactMap { condition -> String? in
      guard let style = ConditionStyle.style(of: condition) else { return nil }
      let dashes = style.isDashed ? "; stroke-dash: 4" : ""
      return
        "  \(condition): { style: { fill: \"\(style.fill)\"; stroke: \"\(style.line)\"; font-color: \"\(style.text)\"\(dashes) } }"
    }
    return styles.isEmpty ? [] : ["classes: {"] + styles + ["}"]
  }

  private func content(of cluster: Int?, indent: String) -> [String] {
    var lines: [String] = []
    for (number, mark) in diagram.marks.enumerated() where mark.cluster == cluster && mark.frame == nil {
      var facts = ["shape: \(Self.shape(of: mark))"]
      if mark.status.condition != .plain { facts.append("class: \(mark.status.condition)") }
      if let url = mark.url { facts.append("link: \(Self.quoted(url))") }
      lines.append("\(indent)n\(number): \(label(PictureNotes.label(of: mark))) { \(facts.joined(separator: "; ")) }")
    }
    for (number, inner) in diagram.clusters.enumerated() where inner.parent == cluster {
      lines.append("\(indent)c\(number): \(label(PictureNotes.label(of: inner))) {")
      if inner.status.condition > .untouched { lines.append("\(indent)  class: \(inner.status.condition)") }
      lines += content(of: number, indent: indent + "  ")
      lines.append("\(indent)}")
    }
    return lines
  }

  private func label(_ lines: [String]) -> String {
    "\"" + lines.map(Self.escaped).joined(separator: "\\n") + "\""
  }

  private func statement(for edge: Diagram.Edge) -> String {
    var facts: [String] = []
    if Self.isDashed(edge.kind.traits.line) || edge.change == .removed { facts.append("stroke-dash: 4") }
    if let carried = edge.carried {
      facts.append("stroke-width: 4; stroke: \"\(carried == .degraded ? "#A86600" : "#8F3800")\"")
    }
    if let style = edge.change.flatMap({ ConditionStyle.style(of: $0) }) { facts.append("stroke: \"\(style.line)\"") }
    let label = PictureNotes.label(of: edge).map { ": \(Self.quoted($0))" } ?? (facts.isEmpty ? "" : ":")
    let style = facts.isEmpty ? "" : " { style: { \(facts.joined(separator: "; ")) } }"
    return "\(path(of: edge.from)) \(edge.endsAtGroup ? "--" : "->") \(path(of: edge.to))\(label)\(style)"
  }

  /// The name of a mark from the outside: with the containers around it.
  private func path(of mark: Int) -> String {
    var names = diagram.marks[mark].frame == nil ? ["n\(mark)"] : []
    var next = diagram.marks[mark].frame ?? diagram.marks[mark].cluster
    while let cluster = next {
      names.append("c\(cluster)")
      next = diagram.clusters[cluster].parent
    }
    return names.reversed().joined(separator: ".")
  }

  /// D2 has no double lines; what is drawn as one here has a word on it.
  private static func isDashed(_ line: Component.Relation.Kind.Line) -> Bool { line == .dashed || line == .dotted }

  private static func glyph(of line: Component.Relation.Kind.Line) -> String { isDashed(line) ? "╌ ╌" : "──" }

  private static func shape(of mark: Diagram.Mark) -> String {
    if mark.role == .group { return "oval" }
    switch mark.family {
    case .database, .storage, .cache: return "cylinder"
    case .network, .balancer, .dns: return "hexagon"
    case .queue: return "queue"
    case .external: return "cloud"
    case .person: return "person"
    case .configuration: return "page"
    default: return "rectangle"
    }
  }

  static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in LabelText.cleaned(text) {
      if "\\\"$".contains(character) { result += "\\" }
      result.append(character)
    }
    return result
  }
}
