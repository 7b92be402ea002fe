/// Splits what waits into strongly connected parts: components and groups each of which waits, in the end, for every other.
///
/// Tarjan's algorithm with a stack of its own instead of recursion: R. Tarjan, "Depth-first search and linear graph
/// algorithms", SIAM Journal on Computing 1(2), 1972. Memory is kept for further calls; each costs time linear in the
/// nodes that it is asked about and their inputs.
struct WaitingParts {
  /// A part by its components, ascending.
  struct Part {
    var components: [NodeIndex]
    /// Whether it waits for another part.
    var waitsForOthers: Bool
    /// Whether any group is in it.
    var hasGroups: Bool
  }

  /// Per node the order of discovery, counted on from call to call; `done` once its part is known.
  private var index: [UInt32]
  private var low: [UInt32]
  private var leaves: [Bool]
  private var clock: UInt32 = 0
  /// The input edges looked at so far, in all calls.
  private(set) var effort = 0

  private static let done = UInt32.max

  init(for graph: FailureGraph) {
    index = [UInt32](repeating: 0, count: graph.nodeCount)
    low = index
    leaves = [Bool](repeating: false, count: graph.nodeCount)
  }

  /// The parts of some waiting components (with their groups), each after those that it waits for.
  ///
  /// - Precondition: what the components wait for is among them.
  mutating func split(_ components: [NodeIndex], of graph: FailureGraph, in run: StartRun) -> [Part] {
    for component in components {
      forget(component, graph, run)
    }
    var parts: [Part] = []
    var open: [NodeIndex] = []
    var frames: [(node: NodeIndex, next: Int)] = []
    for root in components where index[Int(root)] == 0 {
      enter(root, &open, &frames, graph)
      while let (node, next) = frames.last {
        if next < Int(graph.inputOffsets[Int(node) + 1]) {
          frames[frames.count - 1].next = next + 1
          effort += 1
          let packed = graph.inputs[next]
          let source = packed >> 1
          guard packed & 1 == 0, run.isWaiting(source) else { continue }
          switch index[Int(source)] {
          case 0: enter(source, &open, &frames, graph)
          case Self.done: leaves[Int(node)] = true
          default: low[Int(node)] = min(low[Int(node)], index[Int(source)])
          }
          continue
        }
        frames.removeLast()
        let isRoot = low[Int(node)] == index[Int(node)]
        if isRoot { parts.append(close(node, &open, graph)) }
        guard let parent = frames.last?.node else { continue }
        if isRoot {
          leaves[Int(parent)] = true
        } else {
          low[Int(parent)] = min(low[Int(parent)], low[Int(node)])
        }
      }
    }
    // A group by itself is no part: it has one dependent, and is counted with what it waits for.
    return parts.filter { !$0.components.isEmpty }
  }

  private mutating func forget(_ component: NodeIndex, _ graph: FailureGraph, _ run: StartRun) {
    var stack = [component]
    while let node = stack.popLast() {
      index[Int(node)] = 0
      leaves[Int(node)] = false
      for number in graph.inputRange(of: node) where graph.isGroup(graph.inputs[number] >> 1) {
        stack.append(graph.inputs[number] >> 1)
      }
    }
  }

  private mutating func enter(
    _ node: NodeIndex, _ open: inout [NodeIndex], _ frames: inout [(node: NodeIndex, next: Int)], _ graph: FailureGraph
  ) {
    clock += 1
    index[Int(node)] = clock
    low[Int(node)] = clock
    open.append(node)
    frames.append((node, Int(graph.inputOffsets[Int(node)])))
  }

  private mutating func close(_ root: NodeIndex, _ open: inout [NodeIndex], _ graph: FailureGraph) -> Part {
    var part = Part(components: [], waitsForOthers: false, hasGroups: false)
    while let node = open.popLast() {
      if graph.isGroup(node) { part.hasGroups = true } else { part.components.append(node) }
      if leaves[Int(node)] { part.waitsForOthers = true }
      index[Int(node)] = Self.done
      if node == root { break }
    }
    part.components.sort()
    return part
  }
}
