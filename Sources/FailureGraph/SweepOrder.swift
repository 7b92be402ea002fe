internal import Graphs

/// An order of a graph's nodes in which each comes after its inputs, but for those it lies on circles with.
///
/// Nodes that lie on circles together are side by side, within the circle in the order in which a depth-first search
/// leaves them, so that few inputs come later than what reads them. Time and space are linear in nodes and edges.
struct SweepOrder {
  /// The nodes in order.
  let nodes: [UInt32]
  /// The position of each node in `nodes`.
  private(set) var positions: [UInt32]
  /// The positions of the nodes that lie on circles together; ascending, each of two nodes or more.
  private(set) var circles: [Range<Int>] = []

  init(of graph: FailureGraph) {
    let inputs = graph.inputs
    let parts = StronglyConnectedParts(
      nodeCount: graph.nodeCount, row: { graph.inputRange(of: $0) }, target: { inputs[$1] >> 1 })
    nodes = parts.nodes
    circles = (0..<parts.count).map(parts.range).filter { $0.count > 1 }
    positions = [UInt32](repeating: 0, count: nodes.count)
    for (position, node) in nodes.enumerated() { positions[Int(node)] = UInt32(position) }
  }
}
