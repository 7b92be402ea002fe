internal import DependencyModel

/// Writes a diagram as DOT text.
///
/// Nodes are called `n0`, `n1` … and never by an id; attributes come from this file and its neighbours alone. Text of the
/// model is in labels and tooltips only, escaped: see `DOTText`.
public struct DOTWriter {
  let diagram: Diagram
  static let font = "DejaVu Sans,Verdana,Helvetica,Arial,sans-serif"

  /// Whether layers run through all clusters, which keeps dependents on one side of the picture everywhere.
  private let ranksAcrossClusters: Bool

  let style: LayoutStyle

  var direction: DiagramOptions.Direction { style.direction }

  /// A writer of one diagram.
  public init(_ diagram: Diagram) {
    self.init(diagram, style: LayoutStyle(diagram.direction))
  }

  init(_ diagram: Diagram, style: LayoutStyle, ranksAcrossClusters: Bool = true) {
    self.diagram = diagram
    self.style = style
    self.ranksAcrossClusters = ranksAcrossClusters
  }

  /// The whole document; the same diagram gives the same text.
  public var text: String {
    var lines = [
      "digraph diagram {",
      "  graph [\(attributes(graphAttributes))];",
      "  node [\(attributes([("fontname", .text(Self.font)), ("fontsize", .text("10")), ("height", .text("0.3")), ("width", .text("0.5")), ("margin", .text("0.12,0.06"))]))];",
      "  edge [\(attributes([("fontname", .text(Self.font)), ("fontsize", .text("9")), ("arrowsize", .text("0.7")), ("labelfontsize", .text("9"))]))];",
    ]
    lines += content(of: nil, indent: "  ")
    for edge in diagram.edges { lines.append("  " + statement(for: edge)) }
    lines += shelves().map { "  n\($0.from) -> n\($0.to) [style=\"invis\", weight=\"2\"];" }
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }

  private var graphAttributes: [(String, DOTValue)] {
    var effort: [(String, DOTValue)] = []
    if diagram.effort > Diagram.carefulEffort {
      // The steps that place the marks: each costs time in proportion to the effort.
      let steps = 12_000_000 / diagram.effort
      let share = Double(steps * 100 / max(1, diagram.marks.count * 3)) / 100
      effort = [("nslimit", .text("\(max(0.05, share))")), ("mclimit", .text("0.2"))]
    }
    return effort + [
      ("fontname", .text(Self.font)), ("fontsize", .text("11")), ("fontcolor", .text("#1B1B1F")),
      ("bgcolor", .text("#FFFFFF")), ("pad", .text("0.2")), ("newrank", .text("\(ranksAcrossClusters)")),
      ("rankdir", .text(direction == .right ? "LR" : "TB")),
      ("nodesep", .text("\((direction == .right ? 0.12 : 0.22) * style.markDistance)")),
      ("ranksep", .text("\((direction == .right ? 0.36 : 0.4) * style.layerDistance)")), ("compound", .text("true")),
      ("outputorder", .text("edgesfirst")),
      ("labelloc", .text("t")), ("labeljust", .text("l")), ("label", .html(headLabel)),
      ("tooltip", .text(DOTText.quoted(diagram.title))),
    ]
  }

  /// The clusters and marks in a cluster, or outside of all.
  private func content(of cluster: Int?, indent: String) -> [String] {
    var lines: [String] = []
    for (number, mark) in diagram.marks.enumerated() where mark.cluster == cluster {
      lines.append(indent + statement(for: mark, number: number))
    }
    for (number, inner) in diagram.clusters.enumerated() where inner.parent == cluster {
      lines.append(indent + "subgraph cluster_\(number) {")
      lines.append(indent + "  graph [\(attributes(clusterAttributes(inner, number: number)))];")
      lines += content(of: number, indent: indent + "  ")
      lines.append(indent + "}")
    }
    return lines
  }

  func attributes(_ attributes: [(String, DOTValue)]) -> String {
    attributes.map { "\($0)=\($1.literal)" }.joined(separator: ", ")
  }
}

/// How a picture is laid out.
struct LayoutStyle {
  let direction: DiagramOptions.Direction
  /// Whether edges leave a mark at one point and reach it at one point. Rightwards, where layers are high columns, lines
  /// then keep clear of the marks beside them; downwards it depends.
  let hasPorts: Bool

  /// The distance between layers, as a multiple of the usual one: it makes a picture that is too wide higher.
  let layerDistance: Double
  /// The distance between marks of a layer, as a multiple of the usual one.
  let markDistance: Double
  /// How much longer than usual the shelves of unconnected parts are.
  let shelfLength: Double
  /// Whether titles of clusters are in short lines: they find a place between edges sooner.
  let wrapsTitles: Bool

  init(
    _ direction: DiagramOptions.Direction, hasPorts: Bool? = nil, layerDistance: Double = 1, markDistance: Double = 1,
    shelfLength: Double = 1, wrapsTitles: Bool = false
  ) {
    self.direction = direction
    self.layerDistance = layerDistance
    self.markDistance = markDistance
    self.shelfLength = shelfLength
    self.wrapsTitles = wrapsTitles
    self.hasPorts = hasPorts ?? (direction == .right)
  }

  /// The ways to lay a diagram out besides the first, in the order in which they are tried.
  static func alternatives(for diagram: Diagram) -> [LayoutStyle] {
    let direction = diagram.direction
    let other: DiagramOptions.Direction = direction == .down ? .right : .down
    var styles: [LayoutStyle] = []
    if !diagram.clusters.isEmpty { styles.append(LayoutStyle(direction, wrapsTitles: true)) }
    if direction == .down { styles.append(LayoutStyle(.down, layerDistance: 1.75)) }
    styles.append(LayoutStyle(direction, hasPorts: direction == .down, wrapsTitles: true))
    if diagram.isDirectionFree {
      styles += [LayoutStyle(other, wrapsTitles: true), LayoutStyle(other, hasPorts: other == .down)]
    }
    if direction == .right || diagram.isDirectionFree {
      styles.append(LayoutStyle(.right, layerDistance: 0.7, markDistance: 1.8))
    }
    styles.append(LayoutStyle(direction, hasPorts: false, layerDistance: 1.3, markDistance: 1.5))
    if direction == .down || diagram.isDirectionFree {
      styles.append(LayoutStyle(.down, layerDistance: 0.7, markDistance: 1.7))
    }
    if diagram.edges.count < diagram.marks.count {
      styles += [LayoutStyle(direction, shelfLength: 2), LayoutStyle(direction, shelfLength: 0.5)]
    }
    return styles
  }
}

/// The value of an attribute, as it is written.
enum DOTValue {
  /// A text without `"`, and with Graphviz's own escapes: ``DOTText/quoted(_:)`` makes one of any text.
  case text(String)
  /// An HTML-like label.
  case html(String)

  var literal: String {
    switch self {
    case .text(let text): "\"\(text)\""
    case .html(let html): "<\(html)>"
    }
  }
}

/// Makes any text safe in DOT.
enum DOTText {
  /// For a quoted attribute such as a tooltip: Graphviz would read backslashes as escapes and `&` as the start of an entity.
  static func quoted(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      case "&": result += "&amp;"
      case "#" where result.last == "#": result += "&#35;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// For an HTML-like label: neither markup nor, once that is read, one of Graphviz's escapes.
  static func html(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\\": result += "&#92;&#92;"
      // Graphviz refuses a label with a piece of text that is nothing but such brackets.
      case "]": result += "&#93;"
      // Two of them and a bracket are a command to a pipeline's runner.
      case "#" where result.last == "#": result += "&#35;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
