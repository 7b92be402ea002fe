extension Propagation {
  /// Computes what a fault leads to: the least assignment of states in which every component is as bad as the fault and
  /// its inputs make it, and every group as its threshold says.
  ///
  /// Synchronous rounds: round 0 is the fault, and in each further round every component takes the state that its inputs
  /// had in the round before. Only components that got worse are visited; each notifies its dependents once a state;
  /// groups count the weight they have lost, so no input is read twice. The states do not depend on the order of
  /// components or inputs (the operator is monotone; Knaster and Tarski), and cycles need no care: nothing fails
  /// without a cause outside it.
  ///
  /// - Complexity: O(edges out of the nodes that got worse) time, no allocation that grows with the graph.
  ///
  /// Six nodes, where `c` needs any of `a` and `b`, `d` needs `c`, `e` uses `d` and `f` needs `e`: failing `a` touches
  /// nothing else; failing `a` and `b` fails `c` in round 1 and `d` in round 2, and impairs `e` in round 3 and `f` in 4.
  public mutating func run(_ graph: FailureGraph, from faults: some Sequence<Fault>) {
    begin(graph, faults, limit: nil)
    spread(graph, through: OpenGate())
    recordRounds()
  }

  /// The same with only what has happened by a moment: an input counts once its effect has arrived.
  ///
  /// - Parameters:
  ///   - graph: the graph that this memory was made for.
  ///   - faults: the components that the fault names, and their states.
  ///   - limit: the last moment that counts, in the unit of the graph's delays.
  public mutating func run(_ graph: FailureGraph, from faults: some Sequence<Fault>, within limit: Int64) {
    guard graph.hasDelays else { return run(graph, from: faults) }
    runMoments(graph, from: faults)
    begin(graph, faults, limit: limit)
    spread(graph, through: moments.gate(until: limit))
    recordRounds()
  }

  /// The states alone, without the rounds: what a sweep over many faults asks for.
  public mutating func runStates(_ graph: FailureGraph, from faults: some Sequence<Fault>) {
    begin(graph, faults, limit: nil)
    spread(graph, through: OpenGate())
  }

  private mutating func begin(_ graph: FailureGraph, _ faults: some Sequence<Fault>, limit: Int64?) {
    precondition(states.count == graph.nodeCount, "a propagation belongs to the graph it was made for")
    reset()
    self.limit = limit
    roundStarts.append(0)
    groupRoundStarts.append(0)
    for (node, state) in faults where state > .working {
      precondition(Int(node) < graph.componentCount, "a fault names components, not groups")
      let old = states[Int(node)]
      guard old < state.rawValue else { continue }
      states[Int(node)] = state.rawValue
      if old == 0 {
        self.faults.append((node, state))
      } else if let place = self.faults.firstIndex(where: { $0.node == node }) {
        self.faults[place].state = state
      }
    }
    for (node, state) in self.faults {
      log[logCount] = node << 1 | (state == .failed ? 1 : 0)
      logCount += 1
    }
  }

  /// Runs rounds until nothing changes. The gate says which effects count; the open one costs nothing.
  private mutating func spread(_ graph: FailureGraph, through gate: some EffectGate) {
    Self.spread(
      graph, through: gate, &states, &log, &logCount, &roundStarts, &groupLog, &groupLogCount, &groupRoundStarts,
      &lostImpaired, &lostFailed, &touchedGroups, &touchedGroupCount)
  }

  /// The kernel: the arrays of a propagation one by one, so that each is open for writing by itself.
  private static func spread(
    _ graph: FailureGraph, through gate: some EffectGate, _ stateArray: inout [UInt8], _ logArray: inout [UInt32],
    _ logCount: inout Int, _ roundStarts: inout [Int], _ groupLogArray: inout [UInt32], _ groupLogCount: inout Int,
    _ groupRoundStarts: inout [Int], _ lostImpairedArray: inout [Int64], _ lostFailedArray: inout [Int64],
    _ touchedGroupArray: inout [UInt32], _ touchedGroupCount: inout Int
  ) {
    let componentCount = graph.componentCount
    let offsets = graph.dependentOffsets.span
    let dependents = graph.dependents.span
    let edgeLabels = graph.dependentLabels.span
    let labels = graph.labels.span
    let slack = graph.slack.span
    let isLabelled = !graph.dependentLabels.isEmpty
    let defaultLabel = graph.labels[0]
    var states = stateArray.mutableSpan
    var log = logArray.mutableSpan
    var groupLog = groupLogArray.mutableSpan
    var lostImpaired = lostImpairedArray.mutableSpan
    var lostFailed = lostFailedArray.mutableSpan
    var touchedGroups = touchedGroupArray.mutableSpan

    var roundStart = 0
    while roundStart < logCount {
      let roundEnd = logCount
      for position in roundStart..<roundEnd {
        let entry = log[position]
        let node = Int(entry >> 1)
        let state = UInt8(truncatingIfNeeded: entry & 1) + 1
        let told = states[node] >> 2
        states[node] = states[node] & 3 | state << 2
        for edge in Int(offsets[node])..<Int(offsets[node + 1]) {
          // Follows the effect through groups, each of which has one dependent, to a component.
          // SAFETY: rows end within the array; `build` made the offsets by summing its lengths.
          var packed = unsafe dependents[unchecked: edge]
          var label = isLabelled ? labels[Int(edgeLabels[edge])] : defaultLabel
          var source = node
          var known = told
          var reached = state
          while true {
            let target = Int(packed >> 1)
            if target < componentCount {
              // An eased input counts one state better than it is (2 as 1, 1 as 0), a capped one (its label has the
              // cap 1) as 1 at most.
              let soft = UInt8(truncatingIfNeeded: packed & 1)
              let arrived = gate.arrivedState(reached, of: source, after: label.delay)
              let effect = arrived &>> soft | arrived & label.cap
              // SAFETY: targets were checked against the number of nodes when the graph was built.
              let old = unsafe states[unchecked: target]
              if effect > old & 3 {
                states[target] = old & 12 | effect
                log[logCount] = UInt32(target) << 1 | UInt32(effect >> 1)
                logCount += 1
              }
              break
            }
            let arrived = gate.arrivedState(reached, of: source, after: label.delay)
            let isImpaired = known < 1 && arrived >= 1
            let isFailed = arrived == 2
            let group = target - componentCount
            if lostImpaired[group] == 0, lostFailed[group] == 0, isImpaired || isFailed {
              touchedGroups[touchedGroupCount] = UInt32(group)
              touchedGroupCount += 1
            }
            if isImpaired { lostImpaired[group] &+= label.weight }
            if isFailed { lostFailed[group] &+= label.weight }
            let groupState: UInt8 = lostFailed[group] > slack[group] ? 2 : lostImpaired[group] > slack[group] ? 1 : 0
            let old = states[target]
            if groupState <= old { break }
            states[target] = groupState
            groupLog[groupLogCount] = UInt32(target) << 1 | UInt32(groupState >> 1)
            groupLogCount += 1
            let next = Int(offsets[target])
            packed = dependents[next]
            label = isLabelled ? labels[Int(edgeLabels[next])] : defaultLabel
            source = target
            known = old
            reached = groupState
          }
        }
      }
      roundStart = roundEnd
      roundStarts.append(roundEnd)
      groupRoundStarts.append(groupLogCount)
    }
    // The last round had no effect: drop the empty one after it.
    roundStarts.removeLast()
    groupRoundStarts.removeLast()
  }
}

/// Says how much of a node's state has come through an edge.
protocol EffectGate {
  /// The state (0, 1 or 2) that is felt at the other end of an edge from a node that reached `state`.
  func arrivedState(_ state: UInt8, of source: Int, after delay: Int64) -> UInt8
}

/// Every effect counts, whenever it comes.
struct OpenGate: EffectGate {
  @inline(__always)
  func arrivedState(_ state: UInt8, of source: Int, after delay: Int64) -> UInt8 { state }
}
