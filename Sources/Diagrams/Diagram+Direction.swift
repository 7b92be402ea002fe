extension Diagram {
  /// The direction in which a picture of these marks comes out nearer to the proportions of a page.
  ///
  /// Marks are wider than high, so that a layer of many is better a column than a row. The layers are those of the longest
  /// paths, with circles broken where they close.
  static func betterDirection(marks: [Mark], edges: [Edge]) -> DiagramOptions.Direction {
    var next = [[Int]](repeating: [], count: marks.count)
    for edge in edges where edge.from != edge.to { next[edge.from].append(edge.to) }
    let order = topologicalOrder(next)
    var position = [Int](repeating: 0, count: marks.count)
    for (place, mark) in order.enumerated() { position[mark] = place }
    var layers = [Int](repeating: 0, count: marks.count)
    for mark in order {
      for other in next[mark] where position[other] > position[mark] {
        layers[other] = max(layers[other], layers[mark] + 1)
      }
    }
    let depth = Double((layers.max() ?? 0) + 1)
    var sizes: [Int: Int] = [:]
    for layer in layers { sizes[layer, default: 0] += 1 }
    let width = Double(sizes.values.max() ?? 1)
    // Proportions of width to height as pictures of some dozens of marks came out: their spread is a factor of two.
    let rightwards = 1.4 * depth / width
    let downwards = 2.4 * width / depth
    func strain(_ ratio: Double) -> Double { max(ratio / 1.5, 1.5 / ratio) }
    // A picture that is too high is scrolled; one too wide is shrunk until nobody can read it.
    return strain(downwards) * 1.25 < strain(rightwards) ? .down : .right
  }

  /// The marks with what they lead to after them, but for the edges that close circles.
  private static func topologicalOrder(_ next: [[Int]]) -> [Int] {
    var state = [UInt8](repeating: 0, count: next.count)
    var order: [Int] = []
    for start in next.indices where state[start] == 0 {
      state[start] = 1
      var path = [(mark: start, next: 0)]
      while let (mark, step) = path.last {
        guard step < next[mark].count else {
          order.append(mark)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let other = next[mark][step]
        if state[other] == 0 {
          state[other] = 1
          path.append((other, 0))
        }
      }
    }
    return order.reversed()
  }
}
