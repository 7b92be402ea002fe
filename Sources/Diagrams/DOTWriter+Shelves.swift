internal import DependencyModel

extension DOTWriter {
  /// Invisible edges that put unconnected parts one behind the other on shelves, in place of all of them in one long row.
  ///
  /// What is directly in a cluster, or in none, is divided into parts: marks and inner clusters that edges connect. Parts
  /// that nothing connects with the rest are put on shelves as long as the picture is deep, or as makes it about as wide as
  /// high; the deepest parts first, each on the first shelf with room for it.
  func shelves() -> [(from: Int, to: Int)] {
    // Larger ones are refused, or drawn at all costs.
    guard diagram.marks.count <= Diagram.markLimit else { return [] }
    let parts = UnconnectedParts(diagram)
    guard parts.count > 2 else { return [] }
    let layers = Diagram.Layers(markCount: diagram.marks.count, edges: diagram.edges.map { ($0.from, $0.to) })
    // The extent of a mark along the shelves, and across them, in points.
    let (along, across) = direction == .right ? (150.0, 50.0) : (70.0, 130.0)
    let proportions = (direction == .right ? 1.4 : 0.7) * style.shelfLength
    var edges: [(from: Int, to: Int)] = []
    for group in parts.groups where group.count > 1 {
      let sized = group.map { marks in Part(marks: marks, layers: layers) }.enumerated()
        .sorted { (-$0.element.depth, $0.offset) < (-$1.element.depth, $1.offset) }.map(\.element)
      let area = sized.reduce(0) { $0 + $1.depth * $1.width }
      let square = Int((Double(area) * proportions * across / along).squareRoot().rounded(.up))
      let length = max(square, sized[0].depth, parts.isAlone(group) ? 1 : layers.depth)
      var ends: [(part: Part, used: Int)] = []
      for part in sized {
        if let shelf = ends.firstIndex(where: { $0.used + part.depth <= length }) {
          edges.append((ends[shelf].part.last, part.first))
          ends[shelf] = (part, ends[shelf].used + part.depth)
        } else {
          ends.append((part, part.depth))
        }
      }
    }
    return edges
  }

  private struct Part {
    let depth: Int
    let width: Int
    /// A mark of its first layer, and one of its last.
    let first: Int
    let last: Int

    init(marks: [Int], layers: Diagram.Layers) {
      first = marks.min { (layers.ofMark[$0], $0) < (layers.ofMark[$1], $1) }!
      last = marks.min { (-layers.ofMark[$0], $0) < (-layers.ofMark[$1], $1) }!
      let start = layers.ofMark[first]
      depth = layers.ofMark[last] - start + 1
      var sizes: [Int: Int] = [:]
      for mark in marks { sizes[layers.ofMark[mark], default: 0] += 1 }
      width = sizes.values.max() ?? 1
    }
  }
}

/// The parts of a picture that neither edges nor clusters connect with the rest of what is in the same cluster.
private struct UnconnectedParts {
  /// Per cluster, and for those in none, the parts: their marks, ascending.
  private(set) var groups: [[[Int]]] = []
  /// How many parts there are.
  private(set) var count = 0
  private let markCount: Int

  init(_ diagram: Diagram) {
    markCount = diagram.marks.count
    // The clusters around each cluster, itself first.
    let chains: [[Int]] = diagram.clusters.indices.map { number in
      var chain = [number]
      while let parent = diagram.clusters[chain.last!].parent { chain.append(parent) }
      return chain
    }
    let chainOf = diagram.marks.map { $0.cluster.map { chains[$0] } ?? [] }
    for container in [nil] + diagram.clusters.indices.map(Optional.some) {
      // Per mark in the container what of it is directly in the container: the mark, or a cluster (as -1 - number).
      func unit(_ mark: Int) -> Int? {
        guard let container else { return chainOf[mark].last.map { -1 - $0 } ?? mark }
        guard let depth = chainOf[mark].firstIndex(of: container) else { return nil }
        return depth == 0 ? mark : -1 - chainOf[mark][depth - 1]
      }
      var parent: [Int: Int] = [:]
      func root(_ unit: Int) -> Int {
        var unit = unit
        while let next = parent[unit] { unit = next }
        return unit
      }
      var isTied: Set<Int> = []
      for edge in diagram.edges {
        switch (unit(edge.from), unit(edge.to)) {
        case (let from?, let to?):
          let (one, other) = (root(from), root(to))
          if one != other { parent[max(one, other)] = min(one, other) }
        case (let inside?, nil), (nil, let inside?): isTied.insert(inside)
        case (nil, nil): break
        }
      }
      let tied = Set(isTied.map(root))
      var numbers: [Int: Int] = [:]
      var parts: [[Int]] = []
      for mark in diagram.marks.indices {
        guard let unit = unit(mark) else { continue }
        let part = root(unit)
        guard !tied.contains(part) else { continue }
        if let number = numbers[part] {
          parts[number].append(mark)
        } else {
          numbers[part] = parts.count
          parts.append([mark])
        }
      }
      groups.append(parts)
      count += parts.count
    }
  }

  /// Whether the parts are the whole picture.
  func isAlone(_ group: [[Int]]) -> Bool { group.reduce(0) { $0 + $1.count } == markCount }
}
