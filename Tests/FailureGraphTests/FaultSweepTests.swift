import FailureGraph
import TestSupport
import Testing

/// Sweeps against single runs of the propagation, which knows nothing of lanes, order or circles.
@Suite struct FaultSweepTests {
  /// A graph with soft inputs, repeated inputs, nested and weighted groups; with circles or without.
  static func graph(
    seed: UInt64, count: Int, hasCircles: Bool = true, hasSoftInputs: Bool = true
  ) -> FailureGraph {
    var random = SplitMix64(seed: seed)
    var builder = FailureGraphBuilder(componentCount: count)
    let shift = Int.random(in: 0..<count, using: &random)
    func source(_ component: Int) -> NodeIndex? {
      // Without circles each needs only those before it; turned around, so that numbers do not give the order away.
      let place = (component + shift) % count
      if hasCircles { return NodeIndex.random(in: 0..<NodeIndex(count), using: &random) }
      return place == 0
        ? nil : NodeIndex((Int.random(in: max(0, place - 40)..<place, using: &random) + count - shift) % count)
    }
    func group(_ component: Int, depth: Int) -> NodeIndex? {
      let isPlain = Bool.random(using: &random)
      var members: [FailureGraphBuilder.Member] = []
      for _ in 0..<Int.random(in: 1...9, using: &random) {
        let isNested = depth > 0 && Int.random(in: 0..<4, using: &random) == 0
        guard let node = isNested ? group(component, depth: depth - 1) : source(component) else { continue }
        let greatest: Int64 = Bool.random(using: &random) ? 7 : 1 << 58
        members.append(.init(node, weight: isPlain ? 1 : .random(in: 1...greatest, using: &random)))
      }
      let total = members.reduce(Int64(0)) { $0 + $1.label.weight }
      guard total > 0 else { return nil }
      let threshold = [1, total, Int64.random(in: 1...total, using: &random)].randomElement(using: &random)!
      return builder.addGroup(threshold: threshold, of: members)
    }
    for component in 0..<count {
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let isGroup = Int.random(in: 0..<3, using: &random) == 0
        guard let node = isGroup ? group(component, depth: 2) : source(component) else { continue }
        let effect: FailureGraph.Effect = [.full, .full, .full, .full, .eased, .capped].randomElement(using: &random)!
        builder.addInput(node, effect: hasSoftInputs ? effect : .full)
      }
      builder.finishComponent()
    }
    return builder.build()
  }

  @Test("Every lane of a sweep has the states of a single run", arguments: 0..<UInt64(48))
  func againstSingleRuns(seed: UInt64) {
    var random = SplitMix64(seed: seed &+ 99)
    let count = 1 + Int(seed) * Int(seed) / 16
    let graph = Self.graph(seed: seed, count: count, hasCircles: seed % 3 > 0, hasSoftInputs: seed % 5 > 0)
    let mayImpair = seed % 4 == 0
    let lanes = SweepLanes(for: FaultSweep(graph), mayImpair: mayImpair)
    var propagation = Propagation(for: graph)
    // Several runs in the same memory: each must not see what the one before left.
    for _ in 0..<2 {
      var faults: [SweepLanes.Fault] = []
      for lane in 0..<512 where Int.random(in: 0..<8, using: &random) > 0 {
        for _ in 0..<(Int.random(in: 0..<6, using: &random) == 0 ? 3 : 1) {
          let isImpairing = mayImpair && Int.random(in: 0..<3, using: &random) == 0
          faults.append(
            .init(
              lane: lane, node: .random(in: 0..<NodeIndex(count), using: &random),
              state: isImpairing ? .impaired : .failed))
        }
      }
      lanes.run(faults)
      let byLane = Dictionary(grouping: faults, by: \.lane)
      for lane in stride(from: Int(seed % 3), to: 512, by: count > 50 ? 11 : 1) {
        propagation.runStates(graph, from: (byLane[lane] ?? []).map { (node: $0.node, state: $0.state) })
        let wrong = (0..<NodeIndex(count)).first { lanes.state(of: $0, lane: lane) != propagation.state(of: $0) }
        #expect(wrong == nil, "seed \(seed), lane \(lane)")
        if wrong != nil { return }
      }
    }
  }

  @Test("A sweep's totals are those of single runs, without the fault itself", arguments: 0..<UInt64(24))
  func totals(seed: UInt64) {
    var random = SplitMix64(seed: seed &+ 7)
    let count = 20 + Int(seed) * 9
    let graph = Self.graph(seed: seed, count: count, hasSoftInputs: seed % 3 > 0)
    let greatest: Int64 = [1, 5, 1_000_000_000, .max / 3][Int(seed % 4)]
    let weights = (0..<count).map { _ in Int64.random(in: (seed % 8 == 0 ? 1 : 0)...greatest, using: &random) }
    let counted = count / 7..<count
    let sweep = FaultSweep(graph)
    // No priorities, few of them, or as many as there are components.
    let priorities = (0..<count).map { component -> Int? in
      seed % 5 == 0 ? component : seed % 5 == 1 || component % 4 == 0 ? nil : component * 7 % 3 + 2
    }
    let tally = SweepTally(
      of: sweep, counted: counted, weights: weights, priorities: seed % 7 == 6 ? [] : priorities)
    let lanes = SweepLanes(for: sweep)
    let faults = (0..<512).map { lane in
      SweepLanes.Fault(lane: lane, node: .random(in: 0..<NodeIndex(count), using: &random))
    }
    lanes.run(faults)
    // The fault is named twice, and must not be taken away twice.
    let totals = lanes.totals(tally, without: faults + faults)
    var propagation = Propagation(for: graph)
    for fault in faults where seed < 6 || fault.lane % 11 == 0 {
      propagation.runStates(graph, from: [(node: fault.node, state: .failed)])
      let hit = counted.filter { $0 != fault.node && propagation.state(of: NodeIndex($0)) > .working }
      let failed = hit.count { propagation.state(of: NodeIndex($0)) == .failed }
      let weight = hit.reduce(Int64(0)) { sum, component in
        let (sum, overflow) = sum.addingReportingOverflow(weights[component])
        return overflow ? .max : sum
      }
      let first = seed % 7 == 6 ? nil : hit.compactMap { priorities[$0] }.min()
      let foremost = first.map { first in
        let same = hit.filter { priorities[$0] == first }
        let failed = same.count { propagation.state(of: NodeIndex($0)) == .failed }
        return SweepTally.Foremost(priority: first, failed: failed, impaired: same.count - failed)
      }
      #expect(
        totals[fault.lane]
          == .init(failed: failed, impaired: hit.count - failed, weight: weight, foremost: foremost), "seed \(seed)")
    }
  }

  @Test("Worse pairs are those that single runs of all pairs find", arguments: 0..<UInt64(40))
  func pairs(seed: UInt64) {
    let count = 4 + Int(seed) * 2 + (seed == 38 ? 500 : 0)
    let graph = Self.graph(seed: seed, count: count, hasCircles: seed % 3 > 0, hasSoftInputs: seed % 4 > 0)
    let sweep = FaultSweep(graph)
    let nodes = (0..<NodeIndex(count)).filter { seed % 2 == 0 || $0 % 4 > 0 }
      .sorted { sweep.position(of: $0) < sweep.position(of: $1) }
    let counted = Int(seed % 3)..<count
    let tally = SweepTally(of: sweep, counted: counted, weights: (0..<count).map { Int64($0 % 3) })
    let blocks = stride(from: 0, to: nodes.count, by: 512).map { start in
      let lanes = SweepLanes(for: sweep)
      lanes.run(nodes[start..<min(nodes.count, start + 512)].enumerated().map { .init(lane: $0, node: $1) })
      return lanes
    }
    var pairs = PairLanes(for: PairSweep(sweep, nodes: nodes, blocks: blocks, tally: tally))
    var found: [Set<NodeIndex>: SweepTally.Total] = [:]
    let firsts = nodes.indices.filter { nodes.count < 512 || $0 % 60 == 3 }
    for first in firsts.reversed() {
      pairs.forEachWorsePair(with: first) { found[[nodes[first], nodes[$0]]] = $1 }
    }
    var propagation = Propagation(for: graph)
    func states(_ failing: [NodeIndex]) -> [FailureState] {
      propagation.runStates(graph, from: failing.map { (node: $0, state: .failed) })
      return (0..<NodeIndex(count)).map { propagation.state(of: $0) }
    }
    let alone = nodes.map { states([$0]) }
    var expected: [Set<NodeIndex>: SweepTally.Total] = [:]
    for first in firsts {
      for second in nodes.indices.dropFirst(first + 1) {
        let both = states([nodes[first], nodes[second]])
        guard counted.contains(where: { both[$0] > max(alone[first][$0], alone[second][$0]) }) else { continue }
        let hit = counted.filter { ![nodes[first], nodes[second]].contains(NodeIndex($0)) && both[$0] > .working }
        let failed = hit.count { both[$0] == .failed }
        expected[[nodes[first], nodes[second]]] = .init(
          failed: failed, impaired: hit.count - failed, weight: hit.reduce(0) { $0 + Int64($1 % 3) })
      }
    }
    #expect(found == expected, "seed \(seed)")
    #expect(seed < 30 || seed % 2 == 1 || !expected.isEmpty)
  }

  @Test("A sweep of the six-node example finds the one pair that is worse than its parts")
  func sixNodeExample() {
    let graph = FailureGraphTests.sixNodes()
    let sweep = FaultSweep(graph)
    let lanes = SweepLanes(for: sweep)
    lanes.run([.init(lane: 0, node: 0), .init(lane: 511, node: 0), .init(lane: 511, node: 1)])
    #expect((0..<6).map { lanes.state(of: $0, lane: 0) } == [.failed] + Array(repeating: .working, count: 5))
    #expect(
      (0..<6).map { lanes.state(of: $0, lane: 511) } == [.failed, .failed, .failed, .failed, .impaired, .impaired])
    #expect((0..<6).allSatisfy { lanes.state(of: $0, lane: 100) == .working })
    let tally = SweepTally(of: sweep, counted: 0..<6, weights: [Int64](repeating: 1, count: 6))
    let nodes = (NodeIndex(0)..<6).sorted { sweep.position(of: $0) < sweep.position(of: $1) }
    let alone = SweepLanes(for: sweep)
    alone.run(nodes.enumerated().map { .init(lane: $0, node: $1) })
    var pairs = PairLanes(for: PairSweep(sweep, nodes: nodes, blocks: [alone], tally: tally))
    var found: [[NodeIndex]] = []
    for first in nodes.indices {
      pairs.forEachWorsePair(with: first) { second, _ in found.append([nodes[first], nodes[second]].sorted()) }
    }
    #expect(found == [[0, 1]])
  }

  @Test("A sweep over an empty graph has totals of zero")
  func emptyGraph() {
    let sweep = FaultSweep(FailureGraphBuilder(componentCount: 0).build())
    let lanes = SweepLanes(for: sweep)
    lanes.run([])
    let totals = lanes.totals(SweepTally(of: sweep, counted: 0..<0, weights: []), without: [])
    #expect(totals == [SweepTally.Total](repeating: .init(failed: 0, impaired: 0, weight: 0), count: 512))
  }

  @Test(
    "Sweeps over long chains and rings need neither stack nor quadratic time",
    arguments: [[1], [-1], [1, -1], [1, -1, 2, -3]], [false, true])
  func longChain(steps: [Int], isRing: Bool) {
    let count = 60_000
    var builder = FailureGraphBuilder(componentCount: count)
    for node in 0..<count {
      for step in steps where isRing || 0..<count ~= node + step {
        builder.addInput(NodeIndex((node + step + count) % count))
      }
      builder.finishComponent()
    }
    let lanes = SweepLanes(for: FaultSweep(builder.build()))
    lanes.run([.init(lane: 3, node: 10_000)])
    let reachesStart = isRing || steps.contains(1)
    let reachesEnd = isRing || steps.contains(-1)
    #expect(lanes.state(of: 0, lane: 3) == (reachesStart ? .failed : .working))
    #expect(lanes.state(of: 59_999, lane: 3) == (reachesEnd ? .failed : .working))
  }

  @Test("A sweep traps on an unknown lane or node")
  func wrongFaultsAreRefused() async {
    await #expect(processExitsWith: .failure) {
      SweepLanes(for: FaultSweep(FailureGraphTests.sixNodes())).run([.init(lane: 512, node: 0)])
    }
    await #expect(processExitsWith: .failure) {
      SweepLanes(for: FaultSweep(FailureGraphTests.sixNodes())).run([.init(lane: 0, node: 6)])
    }
  }
}
