/// The strongly connected parts of a graph: the nodes that lie on circles together, and each other node by itself.
///
/// Parts are in the order in which a depth-first search finishes them, so each comes after all that it points to. Time and
/// space are linear. See ``StronglyConnectedSearch`` for the algorithm.
public struct StronglyConnectedParts: Sendable {
  /// The nodes, part after part; within a part in the order in which the search leaves them.
  public private(set) var nodes: [UInt32] = []
  /// Where each part begins in `nodes`; one more at the end.
  public private(set) var offsets: [Int] = [0]

  /// The number of parts.
  public var count: Int { offsets.count - 1 }

  /// Where the nodes of a part are in `nodes`.
  public func range(_ part: Int) -> Range<Int> { offsets[part]..<offsets[part + 1] }

  /// Finds the parts of a graph in compressed rows.
  ///
  /// - Parameters:
  ///   - rows: for each node where its targets begin; one more at the end.
  ///   - targets: the nodes that each node points to.
  public init(offsets rows: [Int], targets: [UInt32]) {
    self.init(
      nodeCount: rows.count - 1, row: { rows[Int($0)]..<rows[Int($0) + 1] }, target: { targets[$1] })
  }

  /// Finds the parts of a graph.
  ///
  /// - Parameters:
  ///   - nodeCount: the number of nodes.
  ///   - row: the numbers of a node's edges.
  ///   - target: the node that an edge leads to, or `nil` for an edge that does not count.
  @inline(__always)
  public init(nodeCount: Int, row: (UInt32) -> Range<Int>, target: (_ source: UInt32, _ edge: Int) -> UInt32?) {
    var search = StronglyConnectedSearch(nodeCount: nodeCount)
    var nodes: [UInt32] = []
    var offsets = [0]
    nodes.reserveCapacity(nodeCount)
    // For each node when the search left it.
    var left = [UInt32](repeating: 0, count: nodeCount)
    var leftCount: UInt32 = 0
    for start in 0..<UInt32(nodeCount) where !search.hasMet(start) {
      search.search(
        from: start, row: row, target: target,
        left: { node in
          leftCount += 1
          left[Int(node)] = leftCount
        },
        part: { part in
          let first = nodes.count
          nodes += part
          if part.count > 1 { nodes[first...].sort { left[Int($0)] < left[Int($1)] } }
          offsets.append(nodes.count)
        })
    }
    self.nodes = nodes
    self.offsets = offsets
  }
}
