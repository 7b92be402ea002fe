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

    fileprivate init(_ box: WFBox) { self.init(left: box.left, bottom: box.bottom, right: box.right, top: box.top) }
  }

  typealias Point = (x: Double, y: Double)

  /// A straight piece of a line.
  struct Line {
    let from: Point
    let to: Point

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

    /// The marks that a line of others runs through, where their text is; of large pictures it isn't counted.
    var crossedMarks: Int {
      guard marks.count * lines.count <= 1_000_000 else { return 0 }
      return marks.indices.count { mark in
        let box = marks[mark]
        let (width, height) = (box.right - box.left, box.top - box.bottom)
        let text = Box(
          left: box.left + width * 0.1, bottom: box.bottom + height * 0.1, right: box.right - width * 0.1,
          top: box.top - height * 0.1)
        return lines.indices.contains { line in
          ends[line].0 != mark && ends[line].1 != mark && lines[line].crosses(text)
        }
      }
    }
  }

  /// The most clusters in a picture whose titles are looked at.
  private static let clusterLimit = 400

  /// - Returns: how many marks' texts, and titles, lines run through nevertheless.
  static func moveTitles(of graph: UnsafeMutablePointer<Agraph_t>) -> Int {
    let obstacles = obstacles(in: graph)
    var crossed = obstacles.crossedMarks
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
        crossed += 1
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
      let clear = box.grown(by: 2)
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
        }
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
