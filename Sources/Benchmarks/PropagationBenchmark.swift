import CBenchmarkKernels
import FailureGraph

/// The impact of one fault against the same traversal in C on the same arrays, in turn.
enum PropagationBenchmark {
  static func run() {
    let count = 1_000_000
    var graph = LayeredGraph.make(components: 1, degree: 1)
    let building = milliseconds { graph = LayeredGraph.make(components: count, degree: 10) }
    print("graph: \(graph.componentCount) components, \(graph.edgeCount) edges, built in \(fixed(building)) ms")
    print("memory: \(fixed(Double(graph.byteCount) / Double(graph.edgeCount))) bytes an edge in the graph's arrays")

    var propagation = Propagation(for: graph)
    var states = [UInt8](repeating: 0, count: count)
    var log = [UInt32](repeating: 0, count: 2 * count)
    var reached = 0
    var swift = Rounds()
    var swiftWithRounds = Rounds()
    var c = Rounds()
    var ratios = Rounds()
    var fullRatios = Rounds()
    for round in 0..<9 {
      let fault = NodeIndex(round * 17 + 3)
      let cTime = milliseconds {
        // A run first clears what the run before left, as the library's does.
        wf_reset(&states, log, reached)
        log[0] = fault << 1 | 1
        states[Int(fault)] = 2
        var rounds = 0
        reached = wf_propagate(graph.dependentOffsets, graph.dependents, &states, &log, 1, &rounds)
      }
      let swiftTime = milliseconds { propagation.runStates(graph, from: [(node: fault, state: .failed)]) }
      let fullTime = milliseconds { propagation.run(graph, from: [(node: fault, state: .failed)]) }
      precondition(propagation.affectedComponents.count <= reached, "the two must agree")
      if round > 0 {
        c.add(cTime)
        swift.add(swiftTime)
        swiftWithRounds.add(fullTime)
        ratios.add(swiftTime / cTime)
        fullRatios.add(fullTime / cTime)
      }
    }
    print("impact of one fault (\(propagation.affectedComponents.count) components not working):")
    print("  C                         \(c.text("ms"))")
    print("  library, states           \(swift.text("ms")), \(fixed(ratios.median)) × C")
    print("  library, states and waves \(swiftWithRounds.text("ms")), \(fixed(fullRatios.median)) × C")
  }
}
