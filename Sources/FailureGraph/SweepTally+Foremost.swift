extension SweepLanes {
  /// Adds to the totals of some lanes what their faults do to the components of the first priority that is affected.
  ///
  /// Goes through the priorities in ascending order. A lane is done at the first of which any component is affected that its
  /// faults do not name; a priority that no lane is waiting for costs one pass over its components.
  ///
  /// - Parameters:
  ///   - tally: the components that count, and their priorities.
  ///   - totals: a total for each lane, complete otherwise.
  ///   - lanes: the lanes that are asked about.
  ///   - named: what the faults name, each component once in a lane: it is not counted.
  func addForemost(
    _ tally: SweepTally, to totals: inout [SweepTally.Total], lanes: Set<Int>, without named: Set<Fault>
  ) {
    var open = Plane()
    for lane in lanes where totals[lane].failed + totals[lane].impaired > 0 {
      open[lane >> 6] |= 1 << UInt64(lane & 63)
    }
    var namedByPriority: [Int: [Fault]] = [:]
    for fault in named {
      if let priority = tally.priorities[Int(fault.node)] { namedByPriority[priority, default: []].append(fault) }
    }
    for rank in tally.ranks {
      guard open != Plane() else { return }
      let reached = union(of: rank.positions) & open
      guard reached != Plane() else { continue }
      var affected = counts(of: rank.positions, plane: 0)
      var failed = planeCount == 1 ? affected : counts(of: rank.positions, plane: 1)
      for fault in namedByPriority[rank.priority] ?? [] {
        let state = state(of: fault.node, lane: fault.lane)
        if state > .working { affected[fault.lane] -= 1 }
        if state == .failed { failed[fault.lane] -= 1 }
      }
      for lane in lanes where affected[lane] > 0 && reached[lane >> 6] >> UInt64(lane & 63) & 1 == 1 {
        totals[lane].foremost = SweepTally.Foremost(
          priority: rank.priority, failed: failed[lane], impaired: affected[lane] - failed[lane])
        open[lane >> 6] &= ~(1 << UInt64(lane & 63))
      }
    }
  }

  /// The lanes in which any of some nodes is impaired or worse.
  private func union(of positions: [UInt32]) -> Plane {
    let positions = positions.span
    var union = Plane()
    var index = firstIndex(in: positions)
    while index < positions.count {
      // SAFETY: the tally was made for this sweep, so its positions have planes.
      unsafe union |= planes[Int(positions[index]) &* planeCount]
      index += 1
    }
    return union
  }
}
