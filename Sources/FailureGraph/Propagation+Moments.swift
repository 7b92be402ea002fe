extension Propagation {
  /// Computes the earliest moment at which each node reaches each state; each edge adds its delay, and a group is lost at
  /// the moment when the inputs that are still better weigh less than its threshold.
  ///
  /// Dijkstra's algorithm (1959) over effects instead of nodes, for monotone threshold functions (Knuth 1977, "A
  /// generalization of Dijkstra's algorithm"): effects are taken in the order in which they arrive, so a node's first
  /// is its earliest. Does nothing on a graph without delays.
  ///
  /// - Complexity: O(e log e) for the e edges out of the nodes that got worse.
  public mutating func runMoments(_ graph: FailureGraph, from faults: some Sequence<Fault>) {
    guard graph.hasDelays else { return }
    moments.prepare(for: graph)
    for (node, state) in faults where state > .working {
      moments.queue.insert(.init(moment: 0, target: node << 1 | (state == .failed ? 1 : 0), weight: 0))
    }
    while let event = moments.queue.popFirst() {
      let target = Int(event.target >> 1)
      let isFailed = event.target & 1 == 1
      if target < graph.componentCount {
        reach(graph, target, isFailed: isFailed, at: event.moment)
      } else {
        let group = target - graph.componentCount
        if moments.lostImpaired[group] == 0, moments.lostFailed[group] == 0 {
          moments.touchedGroups.append(UInt32(group))
        }
        if isFailed {
          moments.lostFailed[group] += event.weight
          if moments.lostFailed[group] > graph.slack[group] { reach(graph, target, isFailed: true, at: event.moment) }
        } else {
          moments.lostImpaired[group] += event.weight
          if moments.lostImpaired[group] > graph.slack[group] {
            reach(graph, target, isFailed: false, at: event.moment)
          }
        }
      }
    }
  }

  /// Notes the first moment of a state and sends its effects on their way. A node that fails is impaired as well.
  private mutating func reach(_ graph: FailureGraph, _ node: Int, isFailed: Bool, at moment: Int64) {
    if moments.impaired[node] == Moments.never {
      if moments.failed[node] == Moments.never { moments.touchedNodes.append(UInt32(node)) }
      moments.impaired[node] = moment
      send(graph, node, isFailed: false, at: moment)
    }
    if isFailed, moments.failed[node] == Moments.never {
      moments.failed[node] = moment
      send(graph, node, isFailed: true, at: moment)
    }
  }

  private mutating func send(_ graph: FailureGraph, _ node: Int, isFailed: Bool, at moment: Int64) {
    for edge in Int(graph.dependentOffsets[node])..<Int(graph.dependentOffsets[node + 1]) {
      let packed = graph.dependents[edge]
      let isSoft = packed & 1 == 1
      let target = packed >> 1
      let label = graph.dependentLabels.isEmpty ? graph.labels[0] : graph.labels[Int(graph.dependentLabels[edge])]
      // A soft input impairs: an eased one when it fails, a capped one when it is impaired, which it is before it fails.
      if isSoft, isFailed == (label.cap == 1) { continue }
      let (arrival, overflow) = moment.addingReportingOverflow(label.delay)
      // A group counts both states by themselves.
      let effect: UInt32 = isFailed && !isSoft ? 1 : 0
      moments.queue.insert(
        .init(moment: overflow ? Moments.never - 1 : arrival, target: target << 1 | effect, weight: label.weight))
    }
  }

  /// When a node reached a state or worse, in the unit of the graph's delays; `nil` where it did not (by the limit).
  public func moment(of node: NodeIndex, reaching state: FailureState) -> Int64? {
    guard self.state(of: node) >= state else { return nil }
    if moments.impaired.isEmpty { return 0 }
    return state == .failed ? moments.failed[Int(node)] : moments.impaired[Int(node)]
  }
}
