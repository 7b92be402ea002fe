/// A search for the strongly connected parts of a graph, in memory that serves many searches one after the other.
///
/// The search finishes a part after all parts that it points to. The time is linear in the nodes and edges that it meets.
///
/// Literature: Tarjan, *Depth-first search and linear graph algorithms*, SIAM Journal on Computing 1 (1972). This version
/// keeps a stack of its own, so that the depth of a graph has no limit.
public struct StronglyConnectedSearch: Sendable {
  private static let finished = UInt32.max

  /// For each node the order in which the search met it: 0 before that, and `finished` once its part is known.
  private var met: [UInt32]
  private var lowest: [UInt32]
  private var metCount: UInt32 = 0
  /// The nodes that were met and whose part is not known yet.
  private var open: [UInt32] = []
  private var path: [(node: UInt32, next: Int)] = []

  /// Memory for a graph: 8 bytes for each node.
  public init(nodeCount: Int) {
    met = [UInt32](repeating: 0, count: nodeCount)
    lowest = met
  }

  /// Whether a search has met a node.
  @inline(__always)
  public func hasMet(_ node: UInt32) -> Bool { met[Int(node)] != 0 }

  /// Forgets a node, so that a later search can meet it again.
  @inline(__always)
  public mutating func forget(_ node: UInt32) { met[Int(node)] = 0 }

  /// Finds the parts of the nodes that a node leads to and that no search has met before.
  ///
  /// - Parameters:
  ///   - root: where the search begins; nothing happens if it was met before.
  ///   - row: the numbers of a node's edges.
  ///   - target: the node that an edge leads to, or `nil` for an edge that does not count.
  ///   - crossing: is called with a node for each of its edges that leads to another part.
  ///   - left: is called with each node when the search leaves it.
  ///   - part: is called with the nodes of each part, in the order in which the search met them.
  @inline(__always)
  public mutating func search(
    from root: UInt32, row: (UInt32) -> Range<Int>, target: (_ source: UInt32, _ edge: Int) -> UInt32?,
    crossing: (UInt32) -> Void = { _ in }, left: (UInt32) -> Void = { _ in }, part: (ArraySlice<UInt32>) -> Void
  ) {
    guard met[Int(root)] == 0 else { return }
    enter(root, row)
    while let (node, next) = path.last {
      let place = Int(node)
      if next < row(node).upperBound {
        path[path.count - 1].next = next + 1
        guard let target = target(node, next) else { continue }
        switch met[Int(target)] {
        case 0: enter(target, row)
        case Self.finished: crossing(node)
        case let order: lowest[place] = min(lowest[place], order)
        }
        continue
      }
      path.removeLast()
      left(node)
      let isRoot = lowest[place] == met[place]
      if isRoot {
        let first = open.lastIndex(of: node)!
        for member in open[first...] { met[Int(member)] = Self.finished }
        part(open[first...])
        open.removeSubrange(first...)
      }
      guard let parent = path.last?.node else { continue }
      if isRoot {
        crossing(parent)
      } else {
        lowest[Int(parent)] = min(lowest[Int(parent)], lowest[place])
      }
    }
  }

  @inline(__always)
  private mutating func enter(_ node: UInt32, _ row: (UInt32) -> Range<Int>) {
    metCount += 1
    met[Int(node)] = metCount
    lowest[Int(node)] = metCount
    open.append(node)
    path.append((node, row(node).lowerBound))
  }
}
