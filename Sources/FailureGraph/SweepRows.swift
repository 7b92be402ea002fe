/// Writes a graph's rows of inputs by position, as ``FaultSweep`` reads them.
struct SweepRows {
  let graph: FailureGraph
  let order: SweepOrder
  private(set) var starts: [UInt32] = [0]
  private(set) var cappedStarts: [UInt32] = []
  private(set) var easedStarts: [UInt32] = []
  private(set) var sources: [UInt32] = []
  private(set) var gates: [UInt32] = []
  private(set) var counters: [FaultSweep.Counter] = []
  private(set) var weights: [Int64] = []
  private(set) var hasSoftInputs = false

  init(of graph: FailureGraph, in order: SweepOrder) {
    self.graph = graph
    self.order = order
    starts.reserveCapacity(graph.nodeCount + 1)
    cappedStarts.reserveCapacity(graph.nodeCount)
    easedStarts.reserveCapacity(graph.nodeCount)
    gates.reserveCapacity(graph.nodeCount)
    sources.reserveCapacity(graph.edgeCount)
  }

  mutating func fill() {
    for node in order.nodes {
      if !graph.isOr(node) {
        appendGroup(node)
      } else if isDissolved(node) {
        endHardInputs()
        gates.append(FaultSweep.or)
      } else {
        appendOr(node)
      }
      starts.append(UInt32(sources.count))
    }
  }

  /// Whether a group is an OR that feeds an OR, and so needs no state of its own.
  private func isDissolved(_ node: NodeIndex) -> Bool {
    guard graph.isGroup(node) else { return false }
    return graph.isOr(graph.dependents[Int(graph.dependentOffsets[Int(node)])] >> 1)
  }

  private mutating func appendOr(_ node: NodeIndex) {
    var hard: [UInt32] = []
    var capped: [UInt32] = []
    var eased: [UInt32] = []
    // Groups that are ORs give way to their members, at any depth, with the effect of the outermost one.
    var waiting = graph.inputRange(of: node).map { number in
      let input = graph.input(number)
      return (source: input.source, effect: input.effect)
    }
    while let (source, effect) = waiting.popLast() {
      if graph.isGroup(source), graph.isOr(source) {
        waiting += graph.inputRange(of: source).map { (graph.inputs[$0] >> 1, effect) }
        continue
      }
      let position = order.positions[Int(source)]
      switch effect {
      case .full: hard.append(position)
      case .capped: capped.append(position)
      case .eased: eased.append(position)
      }
    }
    appendSorted(&hard)
    cappedStarts.append(UInt32(sources.count))
    appendSorted(&capped)
    easedStarts.append(UInt32(sources.count))
    appendSorted(&eased)
    if !capped.isEmpty || !eased.isEmpty { hasSoftInputs = true }
    gates.append(FaultSweep.or)
  }

  /// Ends the inputs of a node that has no soft ones.
  private mutating func endHardInputs() {
    cappedStarts.append(UInt32(sources.count))
    easedStarts.append(UInt32(sources.count))
  }

  /// Appends positions in ascending order, each once.
  private mutating func appendSorted(_ row: inout [UInt32]) {
    row.sort()
    var last: UInt32?
    for position in row where position != last {
      sources.append(position)
      last = position
    }
  }

  private mutating func appendGroup(_ node: NodeIndex) {
    let inputs = graph.inputRange(of: node).map { graph.input($0) }
    let slack = graph.slack(of: node)
    let total = inputs.reduce(Int64(0)) { $0 + $1.label.weight }
    let least = inputs.lazy.map(\.label.weight).min() ?? 0
    for input in inputs { sources.append(order.positions[Int(input.source)]) }
    endHardInputs()
    if slack >= total - least {
      gates.append(FaultSweep.and)
      return
    }
    gates.append(FaultSweep.firstCounter + UInt32(counters.count))
    let digits = Int64.bitWidth - slack.leadingZeroBitCount
    let isPlain = inputs.allSatisfy { $0.label.weight == 1 }
    counters.append(
      FaultSweep.Counter(
        digits: digits, bias: Int64(bitPattern: UInt64(1) << UInt64(digits) &- 1) - slack,
        weights: isPlain ? -1 : weights.count))
    if !isPlain { weights += inputs.map(\.label.weight) }
  }

  /// For each position on a circle, the positions on the same circle that read it.
  func readersOnCircles() -> (starts: [UInt32], positions: [UInt32]) {
    guard !order.circles.isEmpty else { return ([], []) }
    var counts = [UInt32](repeating: 0, count: gates.count + 1)
    func forEachReading(_ body: (_ source: Int, _ reader: Int) -> Void) {
      for circle in order.circles {
        for reader in circle {
          for edge in Int(starts[reader])..<Int(starts[reader + 1]) where circle.contains(Int(sources[edge])) {
            body(Int(sources[edge]), reader)
          }
        }
      }
    }
    forEachReading { source, _ in counts[source + 1] += 1 }
    for position in gates.indices { counts[position + 1] += counts[position] }
    var next = counts
    var readers = [UInt32](repeating: 0, count: Int(counts[gates.count]))
    forEachReading { source, reader in
      readers[Int(next[source])] = UInt32(reader)
      next[source] += 1
    }
    return (counts, readers)
  }
}
