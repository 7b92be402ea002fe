/// An order of a graph's nodes in which each comes after its inputs, but for those it lies on circles with.
///
/// Nodes that lie on circles together (a strongly connected component of more than one node) stand side by side, within
/// it in the order in which a depth-first search leaves them, so that few inputs come later than what reads them.
///
/// Time and space are linear in nodes and edges. Literature: Tarjan, *Depth-first search and linear graph algorithms*,
/// SIAM Journal on Computing 1 (1972); here with a stack of its own.
struct SweepOrder {
  /// The nodes in order.
  private(set) var nodes: [UInt32] = []
  /// Where each node stands in `nodes`.
  private(set) var positions: [UInt32]
  /// The positions of the nodes that lie on circles together; ascending, each of two nodes or more.
  private(set) var circles: [Range<Int>] = []

  init(of graph: FailureGraph) {
    let count = graph.nodeCount
    let offsets = graph.inputOffsets.span
    let inputs = graph.inputs.span
    nodes.reserveCapacity(count)
    positions = [UInt32](repeating: 0, count: count)
    // 0: not met yet. The search numbers nodes as it meets them; `left` numbers them as it leaves them.
    var met = [UInt32](repeating: 0, count: count)
    var lowest = met
    var left = met
    var isWaiting = [Bool](repeating: false, count: count)
    var waiting: [UInt32] = []
    var path: [(node: UInt32, next: Int)] = []
    var metCount: UInt32 = 0
    var leftCount: UInt32 = 0
    for start in 0..<count where met[start] == 0 {
      path.append((UInt32(start), Int(offsets[start])))
      while let (node, next) = path.last {
        let place = Int(node)
        if met[place] == 0 {
          metCount += 1
          met[place] = metCount
          lowest[place] = metCount
          waiting.append(node)
          isWaiting[place] = true
        }
        if next < Int(offsets[place + 1]) {
          path[path.count - 1].next += 1
          let source = inputs[next] >> 1
          if met[Int(source)] == 0 {
            path.append((source, Int(offsets[Int(source)])))
          } else if isWaiting[Int(source)] {
            lowest[place] = min(lowest[place], met[Int(source)])
          }
          continue
        }
        path.removeLast()
        leftCount += 1
        left[place] = leftCount
        if let parent = path.last { lowest[Int(parent.node)] = min(lowest[Int(parent.node)], lowest[place]) }
        guard lowest[place] == met[place] else { continue }
        let first = nodes.count
        while let member = waiting.popLast() {
          isWaiting[Int(member)] = false
          nodes.append(member)
          if member == node { break }
        }
        if nodes.count - first > 1 {
          nodes[first...].sort { left[Int($0)] < left[Int($1)] }
          circles.append(first..<nodes.count)
        }
      }
    }
    for (position, node) in nodes.enumerated() { positions[Int(node)] = UInt32(position) }
  }
}
