/// A graph's circles as an acyclic graph, with all that each of them reaches: finds edges that a longer path makes superfluous.
struct Detours {
  /// Per vertex its part; parts are numbered so that each is before those that lead to it.
  private var partOf: [Int]
  /// Per part those that an edge leads to.
  private var next: [Set<Int>] = []
  /// Per part a bit for each part that it reaches.
  private var reach: [[UInt64]] = []

  init(vertexCount: Int, edges: [(from: Int, to: Int)]) {
    var targets = [[Int]](repeating: [], count: vertexCount)
    for edge in edges where edge.from != edge.to { targets[edge.from].append(edge.to) }
    let (parts, count) = Circles.parts(of: targets)
    partOf = parts
    next = [Set<Int>](repeating: [], count: count)
    for (vertex, list) in targets.enumerated() {
      for target in list where partOf[target] != partOf[vertex] { next[partOf[vertex]].insert(partOf[target]) }
    }
    let words = (count + 63) / 64
    reach = [[UInt64]](repeating: [UInt64](repeating: 0, count: words), count: count)
    for part in 0..<count {
      var bits = reach[part]
      for other in next[part] {
        bits[other / 64] |= 1 << UInt64(other % 64)
        let more = reach[other]
        for word in 0..<words { bits[word] |= more[word] }
      }
      reach[part] = bits
    }
  }

  /// Whether a path of at least two edges leads from one vertex to another in a different part, through a third part.
  func hasDetour(from: Int, to: Int) -> Bool {
    let (start, end) = (partOf[from], partOf[to])
    guard start != end else { return false }
    return next[start].contains { $0 != end && reach[$0][end / 64] & 1 << UInt64(end % 64) != 0 }
  }
}
