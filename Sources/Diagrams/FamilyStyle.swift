internal import DependencyModel

/// How a family of kinds is drawn: it is recognized by its shape without the colour, by its colour without the shape.
struct FamilyStyle {
  /// A shape of Graphviz's.
  let shape: String
  /// Styles besides `filled`, such as `rounded`.
  var style: String?
  /// Stands before the kind on a mark and in the legend, so that the two are found together without shape or colour.
  let symbol: String
  /// The colour of the outline, dark on white.
  let line: String
  /// The colour of the inside, pale.
  let fill: String

  /// By family; colours after Okabe and Ito's set, safe for colour-blind people, darkened for outlines and paled
  /// for insides.
  static func style(of family: KindFamily) -> FamilyStyle {
    switch family {
    case .compute: FamilyStyle(shape: "box3d", symbol: "❒", line: "#0072B2", fill: "#DCEBF6")
    case .container: FamilyStyle(shape: "component", symbol: "▤", line: "#0072B2", fill: "#DCEBF6")
    case .function: FamilyStyle(shape: "signature", symbol: "ƒ", line: "#0072B2", fill: "#DCEBF6")
    case .storage: FamilyStyle(shape: "folder", symbol: "◫", line: "#A46A00", fill: "#FBEBCD")
    case .database: FamilyStyle(shape: "cylinder", symbol: "⛁", line: "#00755A", fill: "#D6EFE7")
    case .cache: FamilyStyle(shape: "tab", symbol: "◔", line: "#00755A", fill: "#D6EFE7")
    case .queue: FamilyStyle(shape: "cds", symbol: "➔", line: "#9C4A7C", fill: "#F7E4EF")
    case .network: FamilyStyle(shape: "hexagon", symbol: "⬡", line: "#2B7CA8", fill: "#E0F2FC")
    case .balancer: FamilyStyle(shape: "box", style: "diagonals", symbol: "◇", line: "#2B7CA8", fill: "#E0F2FC")
    case .dns: FamilyStyle(shape: "invhouse", symbol: "▽", line: "#2B7CA8", fill: "#E0F2FC")
    case .controlPlane: FamilyStyle(shape: "octagon", symbol: "⚙", line: "#857A00", fill: "#FBF8CC")
    case .identity: FamilyStyle(shape: "house", symbol: "⌂", line: "#857A00", fill: "#FBF8CC")
    case .observability: FamilyStyle(shape: "septagon", symbol: "◎", line: "#857A00", fill: "#FBF8CC")
    case .configuration: FamilyStyle(shape: "note", symbol: "◱", line: "#857A00", fill: "#FBF8CC")
    case .application: FamilyStyle(shape: "box", style: "rounded", symbol: "▢", line: "#3F4A5A", fill: "#EDF0F4")
    case .external: FamilyStyle(shape: "ellipse", symbol: "◯", line: "#5F5F5F", fill: "#EFEFEF")
    case .person: FamilyStyle(shape: "egg", symbol: "☺", line: "#5F5F5F", fill: "#EFEFEF")
    case .domain: FamilyStyle(shape: "tab", symbol: "◰", line: "#6B7280", fill: "#F3F4F6")
    case .other: FamilyStyle(shape: "box", symbol: "□", line: "#5F6672", fill: "#FFFFFF")
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
        sign: "", fill: "#FFFFFF", line: "#B4B9C1", text: "#6A707A", minorText: "#7B818B", width: "0.8",
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
    case .added:
      ConditionStyle(
        sign: "+", fill: "#DDF3E4", line: "#1B7F4B", text: "#0B3D24", minorText: "#2F5D45", width: "2", isDashed: false,
        outlines: 1)
    case .removed:
      ConditionStyle(
        sign: "−", fill: "#FFFFFF", line: "#8A5A00", text: "#5C3D00", minorText: "#7A5A24", width: "1.5",
        isDashed: true, outlines: 1)
    case .weakened:
      ConditionStyle(
        sign: "▲", fill: "#BF4A00", line: "#7A2F00", text: "#FFFFFF", minorText: "#FFE9DB", width: "1.5",
        isDashed: false, outlines: 2)
    }
  }
}
