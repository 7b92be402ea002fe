/// The strongly connected components of a graph in compressed rows: which nodes lie on circles together.
///
/// Components come in the order in which each is finished: after all those that it points to. Time and space are linear.
///
/// Literature: Tarjan, *Depth-first search and linear graph algorithms*, 1972; here with a stack of its own.
struct StronglyConnectedComponents {
  /// The nodes, component after component.
  private(set) var nodes: [UInt32] = []
  /// Where each component begins in `nodes`; one more at the end.
  private(set) var offsets: [Int] = [0]

  var count: Int { offsets.count - 1 }
  func range(_ component: Int) -> Range<Int> { offsets[component]..<offsets[component + 1] }

  /// - Parameters:
  ///   - offsets: per node where its targets begin; one more at the end.
  ///   - targets: the nodes that each points to.
  init(offsets rows: [Int], targets: [UInt32]) {
    let nodeCount = rows.count - 1
    var index = [UInt32](repeating: 0, count: nodeCount)
    var lowest = [UInt32](repeating: 0, count: nodeCount)
    var isOnStack = [Bool](repeating: false, count: nodeCount)
    var stack: [UInt32] = []
    var path: [(node: UInt32, next: Int)] = []
    var counter: UInt32 = 0
    nodes.reserveCapacity(nodeCount)
    for start in 0..<nodeCount where index[start] == 0 {
      path.append((UInt32(start), rows[start]))
      while let (node, next) = path.last {
        let place = Int(node)
        if next == rows[place], index[place] == 0 {
          counter += 1
          index[place] = counter
          lowest[place] = counter
          stack.append(node)
          isOnStack[place] = true
        }
        if next < rows[place + 1] {
          path[path.count - 1].next += 1
          let target = Int(targets[next])
          if index[target] == 0 {
            path.append((UInt32(target), rows[target]))
          } else if isOnStack[target] {
            lowest[place] = min(lowest[place], index[target])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last { lowest[Int(parent.node)] = min(lowest[Int(parent.node)], lowest[place]) }
        guard lowest[place] == index[place] else { continue }
        while let member = stack.popLast() {
          isOnStack[Int(member)] = false
          nodes.append(member)
          if member == node { break }
        }
        offsets.append(nodes.count)
      }
    }
  }
}
