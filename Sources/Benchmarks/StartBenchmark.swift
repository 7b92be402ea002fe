import CBenchmarkKernels
import FailureGraph

/// Start orders: the rounds against the same in C on the same arrays, and sets to start by hand of hostile models.
enum StartBenchmark {
  static func run() {
    rounds()
    print("sets to start by hand:")
    byHand("a circle of 100,000", circle(100_000))
    byHand("a chain of 1,000,000 behind a circle", circle(2, chain: 1_000_000))
    byHand("500,000 circles of two, each waiting for the one before", pairs(500_000))
    byHand("2,000 components, each needing half of the others", random(2_000, needs: 1_000, groups: 0))
    byHand("100,000 components with 3 random needs each", random(100_000, needs: 3, groups: 0))
    byHand("100,000 components with a random need and 2 of 4 each", random(100_000, needs: 1, groups: 1))
    byHand("100,000 components with 2 groups of 2 of 4 each", random(100_000, needs: 0, groups: 2))
    byHand("60 components with 2 random needs and 2 of 4 each", random(60, needs: 2, groups: 1))
  }

  private static func rounds() {
    let graph = LayeredGraph.make(components: 1_000_000, degree: 10)
    var run = StartRun(for: graph)
    var required = [Int64](repeating: 0, count: graph.nodeCount)
    for node in 0..<graph.nodeCount {
      for number in graph.inputRange(of: NodeIndex(node)) where !graph.input(number).isSoft { required[node] += 1 }
    }
    var missing = required
    var rounds = [UInt32](repeating: 0, count: graph.nodeCount)
    var log = rounds
    var started = 0
    var swift = Rounds()
    var c = Rounds()
    var ratios = Rounds()
    for round in 0..<9 {
      let cTime = milliseconds {
        missing = required
        started = wf_start(graph.dependentOffsets, graph.dependents, &missing, &rounds, &log, graph.componentCount)
      }
      let swiftTime = milliseconds { run.run(graph) }
      precondition(started == graph.componentCount && run.roundCount == 10, "the two must agree")
      if round > 0 {
        c.add(cTime)
        swift.add(swiftTime)
        ratios.add(swiftTime / cTime)
      }
    }
    print("start rounds of \(graph.componentCount) components, \(graph.edgeCount) edges:")
    print("  C        \(c.text("ms"))")
    print("  library  \(swift.text("ms")), \(fixed(ratios.median)) × C")
  }

  private static func byHand(_ name: String, _ graph: FailureGraph) {
    var run = StartRun(for: graph)
    run.run(graph)
    var set = StartByHand(after: run, of: circle(2))
    let time = milliseconds { set = StartByHand(after: run, of: graph) }
    run.run(graph, startingByHand: set.choices.map(\.node))
    precondition((0..<NodeIndex(graph.componentCount)).allSatisfy { run.round(of: $0) != nil }, "all must be free")
    print("  \(name): \(set.choices.count), \(set.quality), \(fixed(time)) ms")
  }

  private static func circle(_ count: Int, chain: Int = 0) -> FailureGraph {
    var builder = FailureGraphBuilder(componentCount: count + chain)
    for node in 0..<(count + chain) {
      builder.addInput(NodeIndex(node == 0 ? count - 1 : node - 1))
      builder.finishComponent()
    }
    return builder.build()
  }

  private static func pairs(_ count: Int) -> FailureGraph {
    var builder = FailureGraphBuilder(componentCount: 2 * count)
    for node in 0..<2 * count {
      builder.addInput(NodeIndex(node ^ 1))
      if node >= 2, node % 2 == 0 {
        builder.addInput(builder.addGroup(threshold: 1, of: [.init(NodeIndex(node - 1)), .init(NodeIndex(node - 2))]))
      }
      builder.finishComponent()
    }
    return builder.build()
  }

  private static func random(_ count: Int, needs: Int, groups: Int) -> FailureGraph {
    var state: UInt64 = 7
    func next() -> NodeIndex {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return NodeIndex(state % UInt64(count))
    }
    var builder = FailureGraphBuilder(componentCount: count)
    for _ in 0..<count {
      for _ in 0..<needs { builder.addInput(next()) }
      for _ in 0..<groups { builder.addInput(builder.addGroup(threshold: 2, of: (0..<4).map { _ in .init(next()) })) }
      builder.finishComponent()
    }
    return builder.build()
  }
}
