import FailureGraph
import Testing

/// The graph by itself: rows, labels, weights, and what a run leaves behind.
@Suite struct FailureGraphTests {
  /// The six nodes of the documentation: `c` needs any of `a` and `b`, `d` needs `c`, `e` uses `d`, `f` needs `e`.
  static func sixNodes() -> FailureGraph {
    var builder = FailureGraphBuilder(componentCount: 6)
    builder.finishComponent()
    builder.finishComponent()
    let pair = builder.addGroup(threshold: 1, of: [.init(0), .init(1)])
    builder.addInput(pair)
    builder.finishComponent()
    builder.addInput(2)
    builder.finishComponent()
    builder.addInput(3, effect: .eased)
    builder.finishComponent()
    builder.addInput(4)
    builder.finishComponent()
    return builder.build()
  }

  @Test("The six-node example of the documentation propagates as described")
  func sixNodeExample() {
    let graph = Self.sixNodes()
    var propagation = Propagation(for: graph)
    propagation.run(graph, from: [(node: 0, state: .failed)])
    #expect(propagation.affectedComponents == [0])
    #expect(graph.groupsWithoutSpare(in: propagation) == [6])

    propagation.run(graph, from: [(node: 0, state: .failed), (node: 1, state: .failed)])
    #expect((0..<6).map { propagation.state(of: $0) } == [.failed, .failed, .failed, .failed, .impaired, .impaired])
    #expect((2..<6).map { propagation.round(of: $0, reaching: .impaired) } == [1, 2, 3, 4])
    #expect(propagation.round(of: 4, reaching: .failed) == nil)
    #expect(graph.origin(of: 2, in: propagation) == .input(graph.inputRange(of: 2).lowerBound, by: [0, 1]))
    #expect(graph.origin(of: 0, in: propagation) == .fault)
    #expect(graph.groupsWithoutSpare(in: propagation).isEmpty)
  }

  @Test("A capped input impairs its component whenever it is not working, and never fails it")
  func cappedInput() {
    // 1 is degraded by 0 after 5, 2 needs 1, 3 is degraded by any of 0 and 2.
    var builder = FailureGraphBuilder(componentCount: 4)
    builder.finishComponent()
    builder.addInput(0, effect: .capped, delay: 5)
    builder.finishComponent()
    builder.addInput(1)
    builder.finishComponent()
    builder.addInput(builder.addGroup(threshold: 1, of: [.init(0), .init(2)]), effect: .capped)
    builder.finishComponent()
    let graph = builder.build()
    #expect((0..<3).map { graph.input($0).effect } == [.capped, .full, .capped])
    var propagation = Propagation(for: graph)
    let nodes = NodeIndex(0)..<4
    let lanes = SweepLanes(for: FaultSweep(graph), mayImpair: true)
    for (lane, state) in [FailureState.impaired, .failed].enumerated() {
      let fault: [Propagation.Fault] = [(node: 0, state: state)]
      propagation.runMoments(graph, from: fault)
      propagation.run(graph, from: fault)
      #expect(nodes.map { propagation.state(of: $0) } == [state, .impaired, .impaired, .impaired])
      #expect(nodes.map { propagation.round(of: $0, reaching: .impaired) } == [0, 1, 2, 3])
      #expect(nodes.map { propagation.moment(of: $0, reaching: .impaired) } == [0, 5, 5, 5])
      #expect(propagation.moment(of: 1, reaching: .failed) == nil)
      #expect(graph.origin(of: 3, in: propagation) == .input(graph.inputRange(of: 3).lowerBound, by: [0, 2]))
      lanes.run([.init(lane: lane, node: 0, state: state)])
      #expect(nodes.map { lanes.state(of: $0, lane: lane) } == [state, .impaired, .impaired, .impaired])
      propagation.run(graph, from: fault, within: 4)
      #expect(nodes.dropFirst().map { propagation.state(of: $0) } == [.working, .working, .working])
    }
  }

  @Test("A run does not see what the run before left")
  func runsAreIndependent() {
    let graph = Self.sixNodes()
    var used = Propagation(for: graph)
    for first in NodeIndex(0)..<6 {
      for second in NodeIndex(0)..<6 {
        used.run(graph, from: [(node: first, state: .failed)])
        used.run(graph, from: [(node: second, state: .impaired)])
        var fresh = Propagation(for: graph)
        fresh.run(graph, from: [(node: second, state: .impaired)])
        #expect((0..<7).map { used.state(of: $0) } == (0..<7).map { fresh.state(of: $0) })
        #expect(used.affectedComponents == fresh.affectedComponents)
      }
    }
  }

  @Test("Inputs keep their order and labels")
  func rowsKeepTheirOrderAndLabels() {
    var builder = FailureGraphBuilder(componentCount: 3)
    let group = builder.addGroup(threshold: 5, of: [.init(2, weight: 3, delay: 7), .init(1, weight: 4), .init(2)])
    builder.addInput(1, delay: 9)
    builder.addInput(group, effect: .eased)
    builder.addInput(1)
    builder.finishComponent()
    builder.finishComponent()
    builder.finishComponent()
    let graph = builder.build()
    #expect(graph.edgeCount == 6)
    #expect(graph.groupCount == 1)
    #expect(graph.hasDelays)
    #expect(graph.inputRange(of: 0).map { graph.input($0).source } == [1, 3, 1])
    #expect(graph.inputRange(of: 0).map { graph.input($0).label.delay } == [9, 0, 0])
    #expect(graph.inputRange(of: 3).map { graph.input($0).label.weight } == [3, 4, 1])
    #expect(graph.slack(of: 3) == 3)
    #expect(graph.component(of: 3) == 0)
  }

  @Test("A fault that names a component twice counts the worse level, and a degraded component can still go down")
  func faultLevels() {
    let graph = Self.sixNodes()
    var propagation = Propagation(for: graph)
    propagation.run(graph, from: [(node: 3, state: .impaired), (node: 3, state: .failed), (node: 5, state: .working)])
    #expect(propagation.state(of: 3) == .failed)
    #expect(propagation.state(of: 5) == .impaired)
    propagation.run(graph, from: [(node: 3, state: .impaired), (node: 2, state: .failed)])
    #expect(propagation.state(of: 3) == .failed)
    #expect(propagation.round(of: 3, reaching: .impaired) == 0)
    #expect(propagation.round(of: 3, reaching: .failed) == 1)
  }

  @Test("A run over an empty graph affects nothing")
  func emptyGraph() {
    let graph = FailureGraphBuilder(componentCount: 0).build()
    var propagation = Propagation(for: graph)
    propagation.run(graph, from: [])
    #expect(propagation.affectedComponents.isEmpty)
    #expect(graph.nodeCount == 0)
  }

  @Test("A failure runs along a chain of 200,000 nodes without using the stack")
  func longChain() {
    let count = 200_000
    var builder = FailureGraphBuilder(componentCount: count)
    for node in 0..<count {
      if node > 0 { builder.addInput(NodeIndex(node - 1)) }
      builder.finishComponent()
    }
    let graph = builder.build()
    var propagation = Propagation(for: graph)
    propagation.run(graph, from: [(node: 0, state: .failed)])
    #expect(propagation.affectedComponents.count == count)
    #expect(propagation.roundCount == count)
  }

  @Test("An edge takes 8 bytes, and 16 bytes with a weight or delay")
  func memory() {
    func graph(delay: Int64) -> FailureGraph {
      var builder = FailureGraphBuilder(componentCount: 1_000)
      for node in 0..<1_000 {
        for step in 1...100 { builder.addInput(NodeIndex((node + step) % 1_000), delay: step == 1 ? delay : 0) }
        builder.finishComponent()
      }
      return builder.build()
    }
    #expect(Double(graph(delay: 0).byteCount) / 100_000 < 8.2)
    #expect(Double(graph(delay: 5).byteCount) / 100_000 < 16.2)
  }

  @Test("The builder traps on an unknown source, a threshold out of reach and an unused group")
  func wrongGraphsAreRefused() async {
    await #expect(processExitsWith: .failure) {
      var builder = FailureGraphBuilder(componentCount: 1)
      builder.addInput(5)
      builder.finishComponent()
      _ = builder.build()
    }
    await #expect(processExitsWith: .failure) {
      var builder = FailureGraphBuilder(componentCount: 1)
      _ = builder.addGroup(threshold: 2, of: [.init(0)])
    }
    await #expect(processExitsWith: .failure) {
      var builder = FailureGraphBuilder(componentCount: 1)
      _ = builder.addGroup(threshold: 1, of: [.init(0)])
      builder.finishComponent()
      _ = builder.build()
    }
  }
}
