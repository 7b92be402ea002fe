import CBenchmarkKernels
import FailureGraph

/// Layered graphs with redundancy: three plain needs a component, 2 of 3, and any of 2 or of 4.
struct GroupedGraph {
  let graph: FailureGraph
  private let slack: [UInt32]

  /// `count` components in ten layers, about eleven edges each but in the lowest layer.
  ///
  /// With circles one plain need in two hundred is of any layer. The same arguments give the same graph.
  init(components count: Int, hasCircles: Bool, seed: UInt64 = 1) {
    var random = seed
    func next(_ bound: Int) -> Int {
      random ^= random << 13
      random ^= random >> 7
      random ^= random << 17
      return Int(random % UInt64(bound))
    }
    let layerSize = max(1, count / 10)
    var builder = FailureGraphBuilder(componentCount: count, edgeCapacity: count * 11)
    var slack: [UInt32] = []
    for component in 0..<count {
      let start = (component / layerSize - 1) * layerSize
      if start >= 0 {
        func below() -> NodeIndex { NodeIndex(start + next(layerSize)) }
        for _ in 0..<3 {
          let isBack = next(200) == 0 && hasCircles
          builder.addInput(isBack ? NodeIndex(next(count)) : below())
        }
        for (threshold, members) in [(2, 3), (1, component % 2 == 0 ? 2 : 4)] {
          builder.addInput(
            builder.addGroup(
              threshold: Int64(threshold), of: (0..<members).map { _ in FailureGraphBuilder.Member(below()) }))
          slack.append(UInt32(members - threshold))
        }
      }
      builder.finishComponent()
    }
    graph = builder.build()
    self.slack = slack
  }

  /// Lends the graph to a kernel in C.
  func withC<Result>(_ body: (UnsafePointer<wf_graph>) -> Result) -> Result {
    graph.inputOffsets.withUnsafeBufferPointer { offsets in
      graph.inputs.withUnsafeBufferPointer { inputs in
        slack.withUnsafeBufferPointer { slack in
          var lent = wf_graph(
            component_count: graph.componentCount, node_count: graph.nodeCount, offsets: offsets.baseAddress,
            inputs: inputs.baseAddress, slack: slack.baseAddress)
          return body(&lent)
        }
      }
    }
  }
}
