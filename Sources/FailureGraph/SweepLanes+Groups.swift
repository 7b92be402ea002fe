extension SweepLanes {
  /// The groups of which an input, at any depth, has failed in some lane; ascending. All others are whole.
  ///
  /// - Parameter graph: the graph that the sweep was made of.
  /// - Complexity: O(nodes + edges from what has failed).
  public func touchedGroups(of graph: FailureGraph) -> [NodeIndex] {
    var isTouched = [Bool](repeating: false, count: graph.groupCount)
    for component in 0..<NodeIndex(graph.componentCount) where failures(of: component, in: graph) != Plane() {
      for edge in graph.dependentOffsets[Int(component)]..<graph.dependentOffsets[Int(component) + 1] {
        var node = graph.dependents[Int(edge)] >> 1
        while graph.isGroup(node), !isTouched[Int(node) - graph.componentCount] {
          isTouched[Int(node) - graph.componentCount] = true
          node = graph.dependents[Int(graph.dependentOffsets[Int(node)])] >> 1
        }
      }
    }
    return isTouched.indices.filter { isTouched[$0] }.map { NodeIndex(graph.componentCount + $0) }
  }

  /// Calls with every lane in which a group has failed, ascending, and whether all of its inputs have.
  ///
  /// A sweep keeps no state of groups that it dissolves or contracts: they are counted here, from the states of the
  /// components, as ``FaultSweep`` counts.
  ///
  /// - Parameters:
  ///   - group: a group's number.
  ///   - graph: the graph that the sweep was made of.
  ///   - body: called with lanes.
  /// - Complexity: O(inputs, those of groups within too).
  public func forEachLane(
    losing group: NodeIndex, of graph: FailureGraph, _ body: (_ lane: Int, _ isTotal: Bool) -> Void
  ) {
    precondition(graph.isGroup(group), "only groups lose inputs")
    let (lost, all) = losses(of: group, in: graph)
    guard lost != Plane() else { return }
    for word in 0..<lost.scalarCount {
      var bits = lost[word]
      while bits != 0 {
        let bit = bits.trailingZeroBitCount
        body(word * 64 + bit, all[word] >> UInt64(bit) & 1 == 1)
        bits &= bits - 1
      }
    }
  }

  /// The lanes in which a node has failed.
  private func failures(of node: NodeIndex, in graph: FailureGraph) -> Plane {
    if graph.isGroup(node) { return losses(of: node, in: graph).lost }
    // SAFETY: the place comes from a position of the sweep.
    return unsafe planes[(sweep.position(of: node) + 1) * planeCount - 1]
  }

  /// The lanes in which a group has failed, and those in which all of its inputs have.
  private func losses(of group: NodeIndex, in graph: FailureGraph) -> (lost: Plane, all: Plane) {
    let range = graph.inputRange(of: group)
    var some = Plane()
    var several = Plane()
    var all = Plane(repeating: .max)
    var total: Int64 = 0
    var least = Int64.max
    var greatest: Int64 = 0
    for number in range {
      let input = graph.input(number)
      let failed = failures(of: input.source, in: graph)
      several |= some & failed
      some |= failed
      all &= failed
      total += input.label.weight
      least = min(least, input.label.weight)
      greatest = max(greatest, input.label.weight)
    }
    let slack = graph.slack(of: group)
    if some == Plane() || slack < least { return (some, all) }
    if slack >= total - least { return (all, all) }
    // Any two are too many, and no one is.
    if slack >= greatest, slack < 2 * least { return (several, all) }
    return (counted(range, in: graph, slack: slack), all)
  }

  /// The lanes in which inputs that weigh more than the slack have failed: a ripple adder in all lanes at once, which
  /// starts so that it overflows exactly then.
  private func counted(_ range: Range<Int>, in graph: FailureGraph, slack: Int64) -> Plane {
    let count = Int64.bitWidth - slack.leadingZeroBitCount
    let bias = Int64(bitPattern: UInt64(1) << UInt64(count) &- 1) - slack
    var sum = (0..<count).map { Plane(repeating: bias >> Int64($0) & 1 == 1 ? .max : 0) }
    var overflow = Plane()
    for number in range {
      let input = graph.input(number)
      let failed = failures(of: input.source, in: graph)
      let weight = input.label.weight
      if weight >> Int64(count) != 0 {
        overflow |= failed
        continue
      }
      var carry = Plane()
      for digit in 0..<count {
        let addend = weight >> Int64(digit) & 1 == 1 ? failed : Plane()
        let half = sum[digit] ^ addend
        let next = sum[digit] & addend | half & carry
        sum[digit] = half ^ carry
        carry = next
      }
      overflow |= carry
    }
    return overflow
  }
}
