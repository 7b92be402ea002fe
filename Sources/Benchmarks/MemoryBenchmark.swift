import CBenchmarkKernels
import FailureGraph

/// The allocations of a query on a compiled model: nothing that grows with the model, once memory for it is there.
enum MemoryBenchmark {
  static func run() {
    for count in [10_000, 100_000, 1_000_000] {
      let before = wf_heap_bytes()
      let graph = LayeredGraph.make(components: count, degree: 10)
      let built = wf_heap_bytes()
      var propagation = Propagation(for: graph)
      let faults: [Propagation.Fault] = [(node: 5, state: .failed)]
      propagation.run(graph, from: faults)
      let first = wf_heap_bytes()
      propagation.run(graph, from: faults)
      let growth = Int(wf_heap_bytes()) - Int(first)
      print(
        "\(count) components, \(graph.edgeCount) edges: \(fixed(Double(built - before) / Double(graph.edgeCount)))"
          + " bytes an edge on the heap; a second query grows it by \(growth) bytes")
    }
  }
}
