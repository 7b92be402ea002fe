extension Diagram {
  /// A width and a height, in points.
  struct Extent {
    var width: Double
    var height: Double

    /// How far a picture of that size is from being read at a glance: 1 is best.
    ///
    /// A picture that is too high is scrolled; one too wide is shrunk until it can't be read.
    var strain: Double {
      let ratio = max(1, width) / max(1, height)
      return max(1, ratio / 1.8, 1 / ratio / 1.4) * max(1, width / 1_400)
    }
  }

  /// The direction in which a picture is likely to be read best.
  static func betterDirection(
    _ layers: Layers, _ marks: [Mark], _ edges: [Edge], _ clusters: [Cluster]
  ) -> DiagramOptions.Direction {
    let down = extent(.down, layers, marks, edges, clusters).strain
    let right = extent(.right, layers, marks, edges, clusters).strain
    return down * 1.1 < right ? .down : .right
  }

  /// About the size of the picture.
  ///
  /// Along the layers it is the sum of the largest mark of each. Across them it is what the fullest layer takes: its marks,
  /// the edges that run through it, and each cluster that reaches over it with the width of that cluster's fullest layer.
  static func extent(
    _ direction: DiagramOptions.Direction, _ layers: Layers, _ marks: [Mark], _ edges: [Edge], _ clusters: [Cluster]
  ) -> Extent {
    var along = [Double](repeating: 0, count: layers.depth)
    // Per cluster, and last for what is in none, what each layer takes.
    var taken = [[Int: Double]](repeating: [:], count: clusters.count + 1)
    for (number, mark) in marks.enumerated() where mark.frame == nil {
      let size = size(of: mark)
      let layer = layers.ofMark[number]
      let home = mark.cluster ?? clusters.count
      along[layer] = max(along[layer], direction == .down ? size.height + 34 : size.width + 34)
      taken[home][layer, default: 0] += direction == .down ? size.width + 18 : size.height + 10
    }
    for edge in edges {
      let (one, other) = (layers.ofMark[edge.from], layers.ofMark[edge.to])
      guard abs(one - other) > 1 else { continue }
      for layer in (min(one, other) + 1)..<max(one, other) {
        taken[clusters.count][layer, default: 0] += direction == .down ? 16 : 9
      }
    }
    // The clusters within another come after it.
    for number in clusters.indices.reversed() {
      guard let first = taken[number].keys.min(), let last = taken[number].keys.max() else { continue }
      let width = taken[number].values.max()! + 24
      for layer in first...last { taken[clusters[number].parent ?? clusters.count][layer, default: 0] += width }
    }
    let across = taken[clusters.count].values.max() ?? 0
    let length = along.reduce(0, +)
    return direction == .down
      ? Extent(width: across, height: length + 80) : Extent(width: length, height: across + 80)
  }

  /// About the size of a mark.
  static func size(of mark: Mark) -> Extent {
    guard mark.role != .group else { return Extent(width: 36, height: 20) }
    let titles = LabelText.lines(mark.title)
    let minor = mark.subtitleLines + mark.noteLines
    let longest = max(
      7.2 * Double(titles.map(\.count).max() ?? 0), 5.6 * Double(minor.map(\.count).max() ?? 0))
    let lines = titles.count + minor.count + (mark.status.condition > .untouched ? 1 : 0)
    return Extent(width: longest + 24, height: Double(lines) * 13 + 12)
  }
}

extension Diagram.Mark {
  /// The longest line in small letters, in characters.
  private static let minorWidth = 20

  /// The subtitle, in lines as it is drawn: narrow marks make narrow pictures.
  var subtitleLines: [String] { subtitle.map { LabelText.minorLines($0, width: Self.minorWidth) } ?? [] }

  /// The notes, in lines as they are drawn.
  var noteLines: [String] { notes.flatMap { LabelText.minorLines($0, width: Self.minorWidth) } }
}
