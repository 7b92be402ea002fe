/// A set of components that frees a large part when it is started by hand: good, not proved smallest.
///
/// Components that need themselves first, because they are in every set; then, repeatedly, the one with the most waiting
/// inputs times waiting dependents, the usual greedy choice for feedback vertex sets (P. Festa, P. Pardalos, M. Resende,
/// "Feedback set problems", 1999), until all are free.
struct GreedyStartSet {
  /// The set, in the order chosen.
  private(set) var chosen: [NodeIndex] = []
  /// Whether every one of it needs itself, so that no set is smaller.
  private(set) var isForced = true

  /// Chooses.
  ///
  /// - Complexity: O(edges + components · log) but for choices whose worth has changed, which are weighed again.
  init(_ graph: FailureGraph) {
    var run = StartRun(for: graph)
    run.run(graph)
    var told = 0
    // Per component how many of those that wait name it.
    var waitingDependents = [Int](repeating: 0, count: graph.componentCount)
    for node in 0..<NodeIndex(graph.componentCount) where run.isWaiting(node) {
      Self.forEachLeaf(of: node, graph) { waitingDependents[Int($0)] += 1 }
    }
    func start(_ node: NodeIndex) {
      chosen.append(node)
      run.start(node, in: graph)
      settle()
    }
    func settle() {
      while told < run.log.count {
        Self.forEachLeaf(of: run.log[told], graph) { waitingDependents[Int($0)] -= 1 }
        told += 1
      }
    }
    func worth(_ node: NodeIndex) -> Int {
      run.isWaiting(node) ? Int(run.missing[Int(node)]) * waitingDependents[Int(node)] + 1 : 0
    }
    // Components that started by themselves were never counted.
    told = run.log.count
    for node in 0..<NodeIndex(graph.componentCount)
    where run.isWaiting(node) && graph.inputRange(of: node).contains(where: { graph.inputs[$0] >> 1 == node }) {
      start(node)
    }
    var queue = WorthQueue((0..<NodeIndex(graph.componentCount)).map { (worth($0), $0) })
    while run.log.count < graph.componentCount, let (old, node) = queue.popBest() {
      let now = worth(node)
      if now == 0 { continue }
      // Worth only ever falls, so the best of the queue is the best if it is worth as much as before.
      if now < old {
        queue.push((now, node))
      } else {
        isForced = false
        start(node)
      }
    }
  }

  private static func forEachLeaf(of node: NodeIndex, _ graph: FailureGraph, _ body: (NodeIndex) -> Void) {
    var stack = [node]
    while let node = stack.popLast() {
      for number in graph.inputRange(of: node) {
        let source = graph.inputs[number] >> 1
        if graph.isGroup(source) { stack.append(source) } else { body(source) }
      }
    }
  }
}

/// A binary heap of components by worth, the greatest first; of equals the one with the smaller number.
private struct WorthQueue {
  typealias Entry = (worth: Int, node: NodeIndex)
  private var entries: [Entry] = []

  init(_ entries: [Entry]) {
    for entry in entries { push(entry) }
  }

  private static func isBetter(_ left: Entry, _ right: Entry) -> Bool {
    (left.worth, right.node) > (right.worth, left.node)
  }

  mutating func push(_ entry: Entry) {
    entries.append(entry)
    var place = entries.count - 1
    while place > 0, Self.isBetter(entries[place], entries[(place - 1) / 2]) {
      entries.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func popBest() -> Entry? {
    guard let best = entries.first else { return nil }
    let last = entries.removeLast()
    guard !entries.isEmpty else { return best }
    entries[0] = last
    var place = 0
    while true {
      var next = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < entries.count && Self.isBetter(entries[child], entries[next]) { next = child }
      if next == place { return best }
      entries.swapAt(place, next)
      place = next
    }
  }
}
