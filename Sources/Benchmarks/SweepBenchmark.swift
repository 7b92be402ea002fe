import CBenchmarkKernels
import Dispatch
import FailureGraph
import Synchronization

/// Every single fault, and every pair, against the same in C: 512 faults at a time there too, written independently.
enum SweepBenchmark {
  static func run() {
    for hasCircles in [false, true] {
      pairs(GroupedGraph(components: 2_000, hasCircles: hasCircles), hasCircles)
    }
    singles(GroupedGraph(components: 100_000, hasCircles: false), false)
  }

  /// The same single faults with circles, for which C takes most of a minute.
  static func runCircles() {
    singles(GroupedGraph(components: 100_000, hasCircles: true), true)
  }

  private static func title(_ graph: FailureGraph, _ hasCircles: Bool) -> String {
    "\(graph.componentCount) components, \(graph.edgeCount) edges, \(hasCircles ? "with" : "no") circles"
  }

  private static func singles(_ grouped: GroupedGraph, _ hasCircles: Bool) {
    let graph = grouped.graph
    let count = graph.componentCount
    print("every single fault (\(title(graph, hasCircles))):")
    var failed = [UInt32](repeating: 0, count: count)
    var impaired = failed
    var c = Rounds()
    var one = Rounds()
    var two = Rounds()
    for round in 0..<2 {
      // With circles C takes most of a minute: once is enough.
      if !hasCircles || round == 0 { c.add(milliseconds { grouped.withC { wf_sweep($0, &failed, &impaired) } }) }
      for threads in [1, 2] {
        var totals: [SweepTally.Total] = []
        let time = milliseconds { totals = sweep(graph, threads: threads) }
        if threads == 1 { one.add(time) } else { two.add(time) }
        // C counts the fault itself.
        let agree = (0..<count).allSatisfy {
          totals[$0].failed + 1 == Int(failed[$0]) && totals[$0].impaired == Int(impaired[$0])
        }
        precondition(agree, "the two must agree")
      }
    }
    var propagation = Propagation(for: graph)
    let sample = 200
    let single = milliseconds {
      for index in 0..<sample {
        propagation.runStates(graph, from: [(node: NodeIndex(index * (count / sample)), state: .failed)])
      }
    }
    print("  C, one core               \(fixed(c.least)) ms")
    print("  library, one core         \(fixed(one.least)) ms, \(fixed(one.least / c.least)) × C")
    print("  library, two cores        \(fixed(two.least)) ms, \(fixed(two.least / c.least)) × C")
    let extrapolated = single / Double(sample) * Double(count)
    print("  one after the other       \(fixed(extrapolated)) ms, extrapolated from \(sample) faults")
  }

  /// The same work as the library's ranking, without the names.
  private static func sweep(_ graph: FailureGraph, threads: Int) -> [SweepTally.Total] {
    let sweep = FaultSweep(graph)
    let tally = SweepTally(
      of: sweep, counted: 0..<graph.componentCount, weights: [Int64](repeating: 1, count: graph.componentCount))
    let nodes = (0..<NodeIndex(graph.componentCount)).sorted { sweep.position(of: $0) < sweep.position(of: $1) }
    let counter = Atomic((nodes.count + 511) / 512)
    let found = Mutex([SweepTally.Total](repeating: .init(failed: 0, impaired: 0, weight: 0), count: nodes.count))
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      let lanes = SweepLanes(for: sweep)
      while true {
        let block = counter.subtract(1, ordering: .relaxed).newValue
        if block < 0 { break }
        let named = nodes[block * 512..<min(nodes.count, block * 512 + 512)].enumerated().map {
          SweepLanes.Fault(lane: $0, node: $1)
        }
        lanes.run(named)
        let totals = lanes.totals(tally, without: named)
        found.withLock { found in for fault in named { found[Int(fault.node)] = totals[fault.lane] } }
      }
    }
    return found.withLock { $0 }
  }

  private static func pairs(_ grouped: GroupedGraph, _ hasCircles: Bool) {
    let graph = grouped.graph
    let count = graph.componentCount
    print("every pair, \(count * (count - 1) / 2) of them (\(title(graph, hasCircles))):")
    var c = Rounds()
    var one = Rounds()
    var two = Rounds()
    var worse = 0
    for _ in 0..<3 {
      c.add(milliseconds { worse = grouped.withC { wf_pairs($0) } })
      for threads in [1, 2] {
        var found = 0
        let time = milliseconds { found = pairs(graph, threads: threads) }
        if threads == 1 { one.add(time) } else { two.add(time) }
        precondition(found == worse, "the two must agree")
      }
    }
    print("  worse than their parts    \(worse)")
    print("  C, one core               \(fixed(c.least)) ms")
    print("  library, one core         \(fixed(one.least)) ms, \(fixed(one.least / c.least)) × C")
    print("  library, two cores        \(fixed(two.least)) ms, \(fixed(two.least / c.least)) × C")
  }

  private static func pairs(_ graph: FailureGraph, threads: Int) -> Int {
    let sweep = FaultSweep(graph)
    let tally = SweepTally(
      of: sweep, counted: 0..<graph.componentCount, weights: [Int64](repeating: 1, count: graph.componentCount))
    let nodes = (0..<NodeIndex(graph.componentCount)).sorted { sweep.position(of: $0) < sweep.position(of: $1) }
    let blocks = stride(from: 0, to: nodes.count, by: 512).map { start in
      let lanes = SweepLanes(for: sweep)
      lanes.run(nodes[start..<min(nodes.count, start + 512)].enumerated().map { .init(lane: $0, node: $1) })
      return lanes
    }
    let all = PairSweep(sweep, nodes: nodes, blocks: blocks, tally: tally)
    let counter = Atomic(nodes.count)
    let found = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      var lanes = PairLanes(for: all)
      var mine = 0
      while true {
        let first = counter.subtract(1, ordering: .relaxed).newValue
        if first < 0 { break }
        lanes.forEachWorsePair(with: first) { _, _ in mine += 1 }
      }
      found.withLock { $0 += mine }
    }
    return found.withLock { $0 }
  }
}
