extension Diagram {
  /// The marks in layers, each below what leads to it by the longest path; edges that close circles are left out of this.
  struct Layers {
    /// Per mark its layer, from 0.
    let ofMark: [Int]
    /// The number of layers, and of marks in the largest.
    let depth: Int
    let width: Int

    init(markCount: Int, edges: [(from: Int, to: Int)]) {
      var next = [[Int]](repeating: [], count: markCount)
      for edge in edges where edge.from != edge.to { next[edge.from].append(edge.to) }
      let order = Layers.topologicalOrder(next)
      var position = [Int](repeating: 0, count: markCount)
      for (place, mark) in order.enumerated() { position[mark] = place }
      var layers = [Int](repeating: 0, count: markCount)
      for mark in order {
        for other in next[mark] where position[other] > position[mark] {
          layers[other] = max(layers[other], layers[mark] + 1)
        }
      }
      ofMark = layers
      depth = (layers.max() ?? 0) + 1
      var sizes: [Int: Int] = [:]
      for layer in layers { sizes[layer, default: 0] += 1 }
      width = sizes.values.max() ?? 1
    }

    /// The marks with what they lead to after them, but for the edges that close circles.
    private static func topologicalOrder(_ next: [[Int]]) -> [Int] {
      var isMet = [Bool](repeating: false, count: next.count)
      var order: [Int] = []
      for start in next.indices where !isMet[start] {
        isMet[start] = true
        var path = [(mark: start, next: 0)]
        while let (mark, step) = path.last {
          guard step < next[mark].count else {
            order.append(mark)
            path.removeLast()
            continue
          }
          path[path.count - 1].next += 1
          let other = next[mark][step]
          if !isMet[other] {
            isMet[other] = true
            path.append((other, 0))
          }
        }
      }
      return order.reversed()
    }
  }

  /// The cost of the layout: the marks, for each edge the layers that it spans, since it takes up room in each, and
  /// something for each cluster.
  ///
  /// Graphviz's time grows with this number, and faster: see ``effortLimit``.
  static func layoutEffort(_ layers: Layers, edges: [Edge], clusterCount: Int) -> Int {
    edges.reduce(layers.ofMark.count + 12 * clusterCount) {
      $0 + max(1, abs(layers.ofMark[$1.from] - layers.ofMark[$1.to]))
    }
  }
}
