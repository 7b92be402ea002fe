internal import DependencyModel

/// Writes a diagram as a Mermaid flowchart, which code hosts draw in Markdown.
///
/// Nodes are called `n0`, `n1` …, subgraphs `c0`, `c1` …, and never by an id. Text of the model is in quoted labels only, where
/// everything but letters, digits and a few signs is a numbered entity: no text ends a label, begins a comment, or is taken
/// for markup.
public struct MermaidWriter {
  /// The largest number of edges, and of characters, that Mermaid draws unless its settings say otherwise.
  public static let limits = (edges: 500, characters: 50_000)

  private let diagram: Diagram

  /// A writer of one diagram.
  public init(_ diagram: Diagram) { self.diagram = diagram }

  /// The whole document; the same diagram gives the same text.
  public var text: String {
    var lines = ["flowchart \(diagram.direction == .right ? "LR" : "TB")"]
    lines += PictureNotes.lines(of: diagram, glyph: Self.glyph(of:)).map { "%% \(Self.comment($0))" }
    lines += content(of: nil, indent: "  ")
    for edge in diagram.edges { lines.append("  " + statement(for: edge)) }
    lines += styles
    return lines.joined(separator: "\n") + "\n"
  }

  private func content(of cluster: Int?, indent: String) -> [String] {
    var lines: [String] = []
    for (number, mark) in diagram.marks.enumerated() where mark.cluster == cluster && mark.frame == nil {
      let (start, end) = Self.brackets(of: mark)
      lines.append(
        "\(indent)n\(number)\(start)\"\(PictureNotes.label(of: mark).map(Self.escaped).joined(separator: "<br/>"))\"\(end)"
          + (mark.status.condition == .plain ? "" : ":::\(mark.status.condition)"))
    }
    for (number, inner) in diagram.clusters.enumerated() where inner.parent == cluster {
      let title = PictureNotes.label(of: inner).map(Self.escaped).joined(separator: "<br/>")
      lines.append("\(indent)subgraph c\(number)[\"\(title)\"]")
      lines += content(of: number, indent: indent + "  ")
      lines.append("\(indent)end")
      if inner.status.condition > .untouched { lines.append("\(indent)class c\(number) \(inner.status.condition)") }
    }
    return lines
  }

  private func statement(for edge: Diagram.Edge) -> String {
    let arrow: String
    let isSolid = Self.isSolid(edge.kind.traits.line) && edge.change != .removed
    switch (edge.carried != nil, isSolid, edge.endsAtGroup) {
    case (true, _, let isOpen): arrow = isOpen ? "===" : "==>"
    case (false, true, let isOpen): arrow = isOpen ? "---" : "-->"
    case (false, false, let isOpen): arrow = isOpen ? "-.-" : "-.->"
    }
    let words = PictureNotes.label(of: edge).map { "|\"\(Self.escaped($0))\"|" } ?? ""
    return "\(name(of: edge.from)) \(arrow)\(words) \(name(of: edge.to))"
  }

  private func name(of mark: Int) -> String { diagram.marks[mark].frame.map { "c\($0)" } ?? "n\(mark)" }

  private static func brackets(of mark: Diagram.Mark) -> (String, String) {
    if mark.role == .group { return ("([", "])") }
    switch mark.family {
    case .database, .storage, .cache: return ("[(", ")]")
    case .network, .balancer, .dns: return ("{{", "}}")
    case .queue: return (">", "]")
    case .external, .person: return ("([", "])")
    case .application, .other, .domain: return ("[", "]")
    default: return ("[[", "]]")
    }
  }

  private var styles: [String] {
    let conditions = Set(diagram.marks.map(\.status.condition) + diagram.clusters.map(\.status.condition))
    return Diagram.Condition.allCases.filter(conditions.contains).compactMap { condition in
      guard let style = ConditionStyle.style(of: condition) else { return nil }
      let dashes = style.isDashed ? ",stroke-dasharray:5 3" : ""
      return "  classDef \(condition) fill:\(style.fill),stroke:\(style.line),color:\(style.text)\(dashes)"
    }
  }

  /// Mermaid has no double lines: all that are not solid are dotted, with a word on each.
  private static func isSolid(_ line: Component.Relation.Kind.Line) -> Bool { line == .solid }

  private static func glyph(of line: Component.Relation.Kind.Line) -> String { isSolid(line) ? "──" : "-·-" }

  /// A line of text in quotes, in which nothing is markup: neither at its start, where digits and a dot or a hyphen begin a
  /// list to Mermaid, nor underscores around a word.
  static func escaped(_ text: String) -> String {
    var result = ""
    let scalars = Array(LabelText.cleaned(text).unicodeScalars)
    func isLetter(_ position: Int) -> Bool {
      scalars.indices.contains(position)
        && (scalars[position].properties.isAlphabetic || scalars[position].properties.numericType != nil)
    }
    let firstOther = scalars.firstIndex { $0.properties.numericType == nil }
    for (position, scalar) in scalars.enumerated() {
      let isMarkup: Bool =
        switch scalar {
        case "-": position == 0
        case ".": position == firstOther
        case "_": !isLetter(position - 1) || !isLetter(position + 1)
        default: false
        }
      if isMarkup {
        result += "#\(scalar.value);"
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || " -_./…×·".unicodeScalars.contains(scalar)
      {
        result.unicodeScalars.append(scalar)
      } else {
        result += "#\(scalar.value);"
      }
    }
    return result
  }

  /// Text on a line of its own, which begins with `%%`: braces after that would be settings, and backquotes could end the
  /// block of Markdown that the picture is in.
  private static func comment(_ text: String) -> String {
    String(LabelText.cleaned(text).map { "{}".contains($0) ? "|" : $0 == "`" ? "'" : $0 })
  }
}
