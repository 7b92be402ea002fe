/// The strongly connected components of a graph in rows: the nodes that lie on circles together, or single ones.
///
/// Parts come in the order in which a depth-first search finishes them, each after all that it points to; time and space
/// are linear.
///
/// Literature: Tarjan, *Depth-first search and linear graph algorithms*, SIAM Journal on Computing 1 (1972); here with a
/// stack of its own.
struct StronglyConnectedParts {
  /// The nodes, part after part; within each in the order in which the search leaves them.
  private(set) var nodes: [UInt32] = []
  /// Where each part begins in `nodes`; one more at the end.
  private(set) var offsets: [UInt32] = [0]

  /// The number of parts.
  var count: Int { offsets.count - 1 }

  /// - Parameters:
  ///   - offsets: per node where its row of edges begins; one more at the end.
  ///   - target: the node that an edge leads to; `nil` for one that does not count.
  @inline(__always)
  init(offsets: [UInt32], target: (_ source: UInt32, _ edge: Int) -> UInt32?) {
    let rows = offsets.span
    let count = rows.count - 1
    nodes.reserveCapacity(count)
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
      path.append((UInt32(start), Int(rows[start])))
      while let (node, next) = path.last {
        let place = Int(node)
        if met[place] == 0 {
          metCount += 1
          met[place] = metCount
          lowest[place] = metCount
          waiting.append(node)
          isWaiting[place] = true
        }
        if next < Int(rows[place + 1]) {
          path[path.count - 1].next += 1
          guard let target = target(node, next) else { continue }
          if met[Int(target)] == 0 {
            path.append((target, Int(rows[Int(target)])))
          } else if isWaiting[Int(target)] {
            lowest[place] = min(lowest[place], met[Int(target)])
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
        if nodes.count - first > 1 { nodes[first...].sort { left[Int($0)] < left[Int($1)] } }
        self.offsets.append(UInt32(nodes.count))
      }
    }
  }
}
