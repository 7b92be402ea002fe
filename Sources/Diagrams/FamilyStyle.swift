internal import DependencyModel

/// How a family of kinds is drawn: it is recognized by its shape without the colour, by its colour without the shape.
struct FamilyStyle {
  /// A shape of Graphviz's.
  let shape: String
  /// Styles besides `filled`, such as `rounded`.
  var style: String?
  /// Bars inside, at the left and at the right end, as shares of the width.
  var bars: (left: Double, right: Double)?
  /// Stands before the kind on a mark and in the legend, so that the two are found together without shape or colour.
  let symbol: String
  /// The colour of the outline, dark on white.
  let line: String
  /// The colour of the inside, pale.
  let fill: String

  /// By family. A colour tells the class, the shape the family. Colours after Okabe and Ito's set, safe for colour-blind
  /// people, darkened for outlines and paled for insides.
  ///
  /// Only shapes whose outline is the one that arrows end at, and that leave the text alone: not `cds`, nor `signature`.
  static func style(of family: KindFamily) -> FamilyStyle {
    func styled(_ shape: String, _ symbol: String, style: String? = nil, bars: (Double, Double)? = nil) -> FamilyStyle {
      let colours = FamilyClass(of: family).colours
      return FamilyStyle(
        shape: shape, style: style, bars: bars, symbol: symbol, line: colours.line, fill: colours.fill)
    }
    switch family {
    case .compute: return styled("box3d", "❒")
    case .container: return styled("component", "▤")
    case .function: return styled("box", "ƒ", bars: (0.05, 0.05))
    case .storage: return styled("folder", "◫")
    case .database: return styled("cylinder", "⛁")
    case .cache: return styled("tab", "◔")
    case .queue: return styled("box", "➔", bars: (0.08, 0))
    case .network: return styled("hexagon", "⬡")
    case .balancer: return styled("box", "◇", style: "diagonals")
    case .dns: return styled("invhouse", "▽")
    case .controlPlane: return styled("octagon", "⚙")
    case .identity: return styled("house", "⌂")
    case .observability: return styled("septagon", "◎")
    case .configuration: return styled("note", "◱")
    case .application: return styled("box", "▢", style: "rounded")
    case .external: return styled("ellipse", "◯")
    case .person: return styled("egg", "☺")
    case .domain: return styled("tab", "◰")
    case .other: return styled("box", "□")
    }
  }
}

/// What families have in common; each class has a colour of its own.
enum FamilyClass: String, CaseIterable {
  case compute = "runs code"
  case data = "keeps data"
  case messages = "passes messages"
  case network
  case operations = "operations"
  case application
  case outside = "outside"
  case domain
  case other

  init(of family: KindFamily) {
    switch family {
    case .compute, .container, .function: self = .compute
    case .storage, .database, .cache: self = .data
    case .queue: self = .messages
    case .network, .balancer, .dns: self = .network
    case .controlPlane, .identity, .observability, .configuration: self = .operations
    case .application: self = .application
    case .external, .person: self = .outside
    case .domain: self = .domain
    case .other: self = .other
    }
  }

  /// The outline, dark on white, and the inside, pale.
  var colours: (line: String, fill: String) {
    switch self {
    case .compute: ("#0060A8", "#D6E6F7")
    case .data: ("#00755A", "#D3EFE5")
    case .messages: ("#9C3F79", "#F8E0EF")
    case .network: ("#00808C", "#D9F4F4")
    case .operations: ("#7A6F00", "#FAF6C4")
    case .application: ("#3F4A5A", "#EDF0F4")
    case .outside: ("#7A4B20", "#F4E8DC")
    case .domain: ("#6B7280", "#F3F4F6")
    case .other: ("#5F6672", "#FFFFFF")
    }
  }
}

/// How a condition is drawn: apart from the colour each has a sign, a word and an outline of its own.
struct ConditionStyle {
  let sign: String
  let fill: String
  let line: String
  let text: String
  let minorText: String
  /// The width of the outline, in points.
  let width: String
  let isDashed: Bool
  /// How many outlines.
  let outlines: Int

  /// `nil` where the family's own style counts.
  static func style(of condition: Diagram.Condition) -> ConditionStyle? {
    switch condition {
    case .plain: nil
    case .untouched:
      ConditionStyle(
        sign: "", fill: "#FFFFFF", line: "#848B96", text: "#3A404B", minorText: "#565D69", width: "1",
        isDashed: false,
        outlines: 1)
    case .noSpare:
      ConditionStyle(
        sign: "△", fill: "#E3F0FA", line: "#0072B2", text: "#12364F", minorText: "#3D5A70", width: "2", isDashed: false,
        outlines: 1)
    case .degraded:
      ConditionStyle(
        sign: "◐", fill: "#FDEBC5", line: "#A86600", text: "#3D2800", minorText: "#6B4E1B", width: "1.8",
        isDashed: true,
        outlines: 1)
    case .down:
      ConditionStyle(
        sign: "✖", fill: "#BF4A00", line: "#7A2F00", text: "#FFFFFF", minorText: "#FFE9DB", width: "1.5",
        isDashed: false,
        outlines: 1)
    case .fault:
      ConditionStyle(
        sign: "⚡", fill: "#1B1B1F", line: "#1B1B1F", text: "#FFFFFF", minorText: "#D6D6DC", width: "1.5",
        isDashed: false, outlines: 2)
    case .changed:
      ConditionStyle(
        sign: "~", fill: "#F1F1F4", line: "#4B5260", text: "#1B1B1F", minorText: "#4B5260", width: "1.8",
        isDashed: false, outlines: 1)
    case .updated:
      ConditionStyle(
        sign: "~", fill: "#F1F1F4", line: "#4B5260", text: "#1B1B1F", minorText: "#4B5260", width: "1.8",
        isDashed: false, outlines: 1)
    case .replaced:
      ConditionStyle(
        sign: "−/+", fill: "#FDEBC5", line: "#A86600", text: "#3D2800", minorText: "#6B4E1B", width: "2",
        isDashed: false, outlines: 2)
    case .replacedCreatingFirst:
      ConditionStyle(
        sign: "+/−", fill: "#E3F0FA", line: "#0072B2", text: "#12364F", minorText: "#3D5A70", width: "2",
        isDashed: false, outlines: 2)
    case .added, .created:
      ConditionStyle(
        sign: "+", fill: "#DDF3E4", line: "#1B7F4B", text: "#0B3D24", minorText: "#2F5D45", width: "2", isDashed: false,
        outlines: 1)
    case .removed, .destroyed:
      ConditionStyle(
        sign: "−", fill: "#FFFFFF", line: "#8A5A00", text: "#5C3D00", minorText: "#7A5A24", width: "1.5",
        isDashed: true, outlines: 1)
    case .newSinglePoint:
      ConditionStyle(
        sign: "●", fill: "#1B1B1F", line: "#1B1B1F", text: "#FFFFFF", minorText: "#D6D6DC", width: "1.5",
        isDashed: false, outlines: 2)
    case .weakened:
      ConditionStyle(
        sign: "▲", fill: "#BF4A00", line: "#7A2F00", text: "#FFFFFF", minorText: "#FFE9DB", width: "1.5",
        isDashed: false, outlines: 2)
    }
  }
}

extension FamilyStyle {
  /// The style and the colours inside, with the bars in the colour of the outline.
  ///
  /// - Parameters:
  ///   - fill: the colour of the inside.
  ///   - line: the colour of the outline.
  ///   - width: about the width of the mark, in points: bars stay within the margin beside its text.
  func inside(fill: String, line: String, width: Double) -> (style: String, colours: String) {
    guard let bars else { return ("filled", fill) }
    func share(_ bar: Double) -> Double { (min(bar, 5 / max(1, width)) * 1_000).rounded() / 1_000 }
    let (left, right) = (share(bars.left), share(bars.right))
    let end = right > 0 ? ":\(line);\(right)" : ""
    let middle = ((1 - left - right) * 1_000).rounded() / 1_000
    return ("striped", "\(line);\(left):\(fill);\(middle)\(end)")
  }
}
