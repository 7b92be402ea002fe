extension LevelState {
  // MARK: The end of an instant

  /// Sets the clocks by the levels that are left, and hands out the nodes whose level has changed, with the old one.
  ///
  /// - Returns: components only, in the order in which they came to their levels; each after its causes.
  mutating func finish() -> [(component: Int, old: UInt8)] {
    var changed: [(component: Int, old: UInt8)] = []
    for next in touched {
      let node = Int(next)
      isTouched[node] = false
      let (old, new) = (oldLevel[node], level[node])
      guard old != new else { continue }
      if new >= 1, old < 1 { sinceDegraded[node] = now }
      if new < 1 { sinceDegraded[node] = Self.never }
      if new >= 2, old < 2 { sinceDown[node] = now }
      if new < 2 { sinceDown[node] = Self.never }
      if new > old, network.hasDelayedOutput[node] {
        for place in network.outputRange(of: node) {
          let edge = Int(network.outputs[place])
          if network.delay[edge] > 0 { queue.add(.edge(edge), at: now + network.delay[edge]) }
        }
      }
      if node < network.componentCount { changed.append((node, old)) }
    }
    touched.removeAll(keepingCapacity: true)
    for next in looked {
      let component = Int(next)
      isLooked[component] = false
      if level[component] != 2 || !isReady(component) { readySince[component] = Self.never }
    }
    looked.removeAll(keepingCapacity: true)
    return causesFirst(changed.sorted { sequence[$0.component] < sequence[$1.component] })
  }

  /// The same changes, each after those that brought it about.
  private func causesFirst(_ changes: [(component: Int, old: UInt8)]) -> [(component: Int, old: UInt8)] {
    var places: [Int: Int] = [:]
    for (place, change) in changes.enumerated() where level[change.component] > change.old {
      places[change.component] = place
    }
    guard changes.count > 1, !places.isEmpty else { return changes }
    var isOut = [Bool](repeating: false, count: changes.count)
    var ordered: [(component: Int, old: UInt8)] = []
    for start in changes.indices where !isOut[start] {
      var open = [start]
      while let place = open.last {
        // What is out, or waits for what is before it, is not looked at again.
        let waits =
          isOut[place] ? [] : causes(of: changes[place].component).compactMap { places[$0] }.filter { !isOut[$0] }
        if let next = waits.last(where: { !open.contains($0) }) {
          open.append(next)
        } else {
          if !isOut[place] { ordered.append(changes[place]) }
          isOut[place] = true
          open.removeLast()
        }
      }
    }
    return ordered
  }

  /// The components that brought a component to its level; none for its own fault.
  private func causes(of component: Int) -> [Int] {
    guard level[component] > 0, causeEdge[component] >= 0 else { return [] }
    if let members = causeMembers[UInt32(component)] { return members.map(Int.init) }
    return [Int(network.source[Int(causeEdge[component])])]
  }

  // MARK: Causes

  /// The inputs that keep a component down, or from starting, in the order written.
  func obstacles(of component: Int) -> [Int] {
    network.inputs(of: component).filter { edge in
      (network.role[edge] == .full || network.role[edge] == .start) && felt[edge] == 2
    }
  }

  /// Whether the source of an edge is felt as down.
  func isFeltDown(_ edge: Int) -> Bool { felt[edge] == 2 }

  /// The first input that makes a component at least degraded.
  func degrading(_ component: Int) -> Int? { network.inputs(of: component).first { isEnough($0, 1) } }

  /// The components behind an edge that are at a level or worse; the source itself if it is one.
  func components(behind edge: Int, at level: UInt8) -> [UInt32] {
    let source = Int(network.source[edge])
    guard source >= network.componentCount else { return [UInt32(source)] }
    var members: [UInt32] = []
    collect(source, level, into: &members)
    return members
  }
}
