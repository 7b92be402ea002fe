internal import CGraphviz

/// Moves the titles of clusters to where no line runs through them.
///
/// Graphviz puts a title into a corner of its frame, and lets lines run over it. Here each title that a line runs through
/// takes the free place in its frame that is nearest to that corner: free of lines, marks, other titles and inner frames.
/// Where there is none, it stays.
///
/// Time O(lines + for each title that moves, places tried · what is in its frame).
enum TitlePlacement {
  /// A box in points, y upwards.
  struct Box {
    var left = 0.0
    var bottom = 0.0
    var right = 0.0
    var top = 0.0

    init(left: Double, bottom: Double, right: Double, top: Double) {
      (self.left, self.bottom, self.right, self.top) = (left, bottom, right, top)
    }

    init(_ box: WFBox) { self.init(left: box.left, bottom: box.bottom, right: box.right, top: box.top) }
  }

  typealias Point = (x: Double, y: Double)

  /// A straight piece of a line.
  struct Line {
    let from: Point
    let to: Point

    /// Whether the two have a point in common that is an end of neither.
    func meets(_ other: Line) -> Bool {
      func side(_ a: Point, _ b: Point, _ c: Point) -> Double { (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) }
      return side(from, to, other.from) * side(from, to, other.to) < 0
        && side(other.from, other.to, from) * side(other.from, other.to, to) < 0
    }

    /// Whether some of it is in the box: it is cut to what is between the box's sides (Liang and Barsky 1984).
    func crosses(_ box: Box) -> Bool {
      var (start, end) = (0.0, 1.0)
      let (x, y) = (to.x - from.x, to.y - from.y)
      for (step, room) in [
        (-x, from.x - box.left), (x, box.right - from.x), (-y, from.y - box.bottom), (y, box.top - from.y),
      ] {
        if step == 0 {
          if room < 0 { return false }
        } else if step < 0 {
          start = max(start, room / step)
        } else {
          end = min(end, room / step)
        }
      }
      return start <= end
    }
  }

  /// What titles must keep clear of.
  private struct Obstacles {
    var marks: [Box] = []
    /// Straight pieces of lines.
    var lines: [Line] = []
    /// Per line the marks at its ends, by position.
    var ends: [(Int, Int)] = []
    /// The curves, each with the number of its edge, its pieces, and the box around them.
    var curves: [(edge: Int, lines: Range<Int>, box: Box)] = []

    /// The marks that a line of others runs behind; of large pictures it isn't counted.
    var crossedMarks: Int {
      guard marks.count * lines.count <= 1_000_000 else { return 0 }
      return marks.indices.count { mark in
        let box = marks[mark]
        let (width, height) = (box.right - box.left, box.top - box.bottom)
        // The corners of some shapes are empty.
        let inside = Box(
          left: box.left + width * 0.08, bottom: box.bottom + height * 0.12, right: box.right - width * 0.08,
          top: box.top - height * 0.12)
        return lines.indices.contains { line in
          ends[line].0 != mark && ends[line].1 != mark && lines[line].crosses(inside)
        }
      }
    }

    mutating func addCurve(ofEdge edge: Int, _ pieces: Range<Int>) {
      var box = Box(left: .infinity, bottom: .infinity, right: -.infinity, top: -.infinity)
      for line in lines[pieces] {
        for point in [line.from, line.to] {
          box.left = min(box.left, point.x)
          box.right = max(box.right, point.x)
          box.bottom = min(box.bottom, point.y)
          box.top = max(box.top, point.y)
        }
      }
      curves.append((edge, pieces, box))
    }

    /// How often lines that have no mark in common cross, per line; of large pictures it isn't counted.
    var crossingsPerEdge: Double {
      guard lines.count <= 4_000, !lines.isEmpty else { return 0 }
      // Curves from left to right, so that each is compared with those only that begin before it ends.
      let curves = self.curves.sorted { $0.box.left < $1.box.left }
      var crossings: Set<[Int]> = []
      for (place, curve) in curves.enumerated() {
        let ends = ends[curve.lines.lowerBound]
        for other in curves[(place + 1)...] {
          if other.box.left > curve.box.right { break }
          guard curve.box.bottom < other.box.top, other.box.bottom < curve.box.top, curve.edge != other.edge else {
            continue
          }
          let (from, to) = self.ends[other.lines.lowerBound]
          if ends.0 == from || ends.0 == to || ends.1 == from || ends.1 == to { continue }
          let pair = [min(curve.edge, other.edge), max(curve.edge, other.edge)]
          guard !crossings.contains(pair) else { continue }
          search: for number in curve.lines {
            for next in other.lines where lines[number].meets(lines[next]) {
              crossings.insert(pair)
              break search
            }
          }
        }
      }
      return Double(crossings.count) / Double(max(1, curves.reduce(0) { max($0, $1.edge) } + 1))
    }
  }

  /// What lines run through, and how often they cross.
  struct Crossings {
    /// Marks that a line of others runs behind, and titles that one runs through.
    var texts: Int
    /// Crossings of lines that have no mark in common, per line.
    var perEdge: Double
  }

  /// The most clusters in a picture whose titles are looked at.
  private static let clusterLimit = 400

  /// - Returns: what lines run through nevertheless.
  static func moveTitles(of graph: UnsafeMutablePointer<Agraph_t>) -> Crossings {
    let obstacles = obstacles(in: graph)
    var crossed = Crossings(texts: obstacles.crossedMarks, perEdge: obstacles.crossingsPerEdge)
    var clusters: [UnsafeMutablePointer<Agraph_t>] = []
    collect(graph, into: &clusters)
    guard !clusters.isEmpty, clusters.count <= clusterLimit else { return crossed }
    var titles = clusters.map { cluster in
      var box = WFBox()
      return wf_title(cluster, &box) == 1 ? Box(box) : nil
    }
    for (number, cluster) in clusters.enumerated() {
      guard let title = titles[number] else { continue }
      let frame = Box(wf_frame(cluster))
      let lines = obstacles.lines.filter { $0.crosses(frame) }
      guard lines.contains(where: { $0.crosses(title.grown(by: 1)) }) else { continue }
      var boxes = obstacles.marks.filter { $0.overlaps(frame) }
      for (other, box) in titles.enumerated() where other != number { if let box { boxes.append(box) } }
      for (other, inner) in clusters.enumerated() where other != number {
        let box = Box(wf_frame(inner))
        if frame.contains(box) { boxes.append(box) }
      }
      guard let place = freePlace(for: title, in: frame, boxes: boxes, lines: lines) else {
        crossed.texts += 1
        continue
      }
      titles[number] = place
      wf_move_title(cluster, (place.left + place.right) / 2, (place.bottom + place.top) / 2)
    }
    return crossed
  }

  /// The free place nearest to the title's own, by the width of a letter along and the height of a line across.
  private static func freePlace(
    for title: Box, in frame: Box, boxes: [Box], lines: [Line]
  ) -> Box? {
    let (width, height) = (title.right - title.left, title.top - title.bottom)
    let (left, top) = (frame.left + 4, frame.top - 3)
    let across = max(0, Int((frame.right - 4 - width - left) / 6))
    let down = max(0, Int((top - frame.bottom - 2 - height) / 5))
    var places: [(distance: Double, box: Box)] = []
    for step in 0...min(across, 400) {
      for row in 0...min(down, 400) {
        let (x, y) = (left + Double(step) * 6, top - Double(row) * 5)
        let box = Box(left: x, bottom: y - height, right: x + width, top: y)
        // Along the frame's upper edge a title is found first; in the middle it would seem to belong to something else.
        let distance = Double(step) * 6 + Double(row) * 5 * 4
        places.append((distance, box))
      }
    }
    places.sort { $0.distance < $1.distance }
    return places.lazy.map(\.box).first { box in
      let clear = box.grown(by: 1.5)
      return frame.contains(box) && !boxes.contains { $0.overlaps(clear) } && !lines.contains { $0.crosses(clear) }
    }
  }

  private static func collect(
    _ graph: UnsafeMutablePointer<Agraph_t>, into clusters: inout [UnsafeMutablePointer<Agraph_t>]
  ) {
    for number in 0..<wf_cluster_count(graph) {
      guard let cluster = wf_cluster(graph, number) else { continue }
      clusters.append(cluster)
      collect(cluster, into: &clusters)
    }
  }

  private static func obstacles(in graph: UnsafeMutablePointer<Agraph_t>) -> Obstacles {
    var obstacles = Obstacles()
    var numbers: [UnsafeMutableRawPointer: Int] = [:]
    var node = wf_next_node(graph, nil)
    while let current = node {
      numbers[UnsafeMutableRawPointer(current)] = obstacles.marks.count
      obstacles.marks.append(Box(wf_node_box(current)))
      node = wf_next_node(graph, current)
    }
    node = wf_next_node(graph, nil)
    var number = 0
    while let current = node {
      var edge = wf_next_edge(graph, current, nil)
      while let line = edge {
        for piece in 0..<wf_piece_count(line) {
          let points = (0..<wf_point_count(line, piece)).map {
            Point(wf_point_x(line, piece, $0), wf_point_y(line, piece, $0))
          }
          let pieces = straightPieces(of: points)
          obstacles.lines += pieces
          let ends = (numbers[wf_tail(line)] ?? -1, numbers[wf_head(line)] ?? -1)
          obstacles.ends += repeatElement(ends, count: pieces.count)
          for first in stride(from: obstacles.lines.count - pieces.count, to: obstacles.lines.count, by: 8) {
            obstacles.addCurve(ofEdge: number, first..<first + 8)
          }
        }
        number += 1
        edge = wf_next_edge(graph, current, line)
      }
      node = wf_next_node(graph, current)
    }
    return obstacles
  }

  /// A chain of cubic Bézier curves as straight pieces, eight for each curve.
  static func straightPieces(of points: [Point]) -> [Line] {
    var pieces: [Line] = []
    var start = 0
    while start + 3 < points.count {
      let (a, b, c, d) = (points[start], points[start + 1], points[start + 2], points[start + 3])
      var last = a
      for step in 1...8 {
        let t = Double(step) / 8
        let u = 1 - t
        let (p, q, r, s) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        let next = Point(p * a.x + q * b.x + r * c.x + s * d.x, p * a.y + q * b.y + r * c.y + s * d.y)
        pieces.append(Line(from: last, to: next))
        last = next
      }
      start += 3
    }
    return pieces
  }
}

extension TitlePlacement.Box {
  fileprivate func grown(by margin: Double) -> TitlePlacement.Box {
    TitlePlacement.Box(left: left - margin, bottom: bottom - margin, right: right + margin, top: top + margin)
  }

  fileprivate func overlaps(_ other: TitlePlacement.Box) -> Bool {
    left < other.right && other.left < right && bottom < other.top && other.bottom < top
  }

  fileprivate func contains(_ other: TitlePlacement.Box) -> Bool {
    left <= other.left && other.right <= right && bottom <= other.bottom && other.top <= top
  }
}
