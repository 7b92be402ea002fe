import FailureGraph
import TestSupport
import Testing

/// Starting from nothing on the graph itself: rounds, circles, what to start by hand, and large and hostile graphs.
@Suite struct StartByHandTests {
  /// The six nodes of the documentation.
  static func sixNodes() -> FailureGraph {
    var builder = FailureGraphBuilder(componentCount: 6)
    builder.addInput(1)
    builder.finishComponent()
    builder.addInput(builder.addGroup(threshold: 1, of: [.init(0), .init(2)]))
    builder.finishComponent()
    builder.addInput(1)
    builder.finishComponent()
    builder.addInput(0)
    builder.finishComponent()
    builder.addInput(3)
    builder.addInput(4)
    builder.finishComponent()
    builder.finishComponent()
    return builder.build()
  }

  @Test("The six-node example of a start needs two components started by hand")
  func sixNodeExample() {
    let graph = Self.sixNodes()
    var run = StartRun(for: graph)
    run.run(graph)
    #expect(run.roundCount == 1)
    #expect(run.components(inRound: 0) == [5])
    #expect((0..<6).map { run.isWaiting($0) } == [true, true, true, true, true, false])
    #expect(graph.waitingComponents(behind: graph.inputRange(of: 1).lowerBound, in: run) == [0, 2])
    let set = StartByHand(after: run, of: graph)
    #expect(set.quality == .smallest)
    #expect(set.choices.map(\.node) == [1, 4])
    #expect(set.choices.map { $0.circle.map(\.node) } == [[1, 0], [4]])
    #expect(set.choices.map(\.freed) == [3, 0])
    #expect(set.choices.map(\.alternatives) == [[0, 2], []])
    #expect(set.choices[1].circle[0].input == graph.inputRange(of: 4).upperBound - 1)

    run.run(graph, startingByHand: [1, 4])
    #expect((0..<6).map { run.round(of: $0) } == [1, 0, 1, 2, 0, 0])
    run.run(graph, without: [1], startingByHand: [1, 4])
    #expect((0..<6).map { run.isHeld($0) } == [true, true, true, true, true, false])
    #expect(StartByHand(after: run, of: graph).choices.isEmpty)
  }

  @Test("A start does not see what the start before left")
  func runsAreIndependent() {
    let graph = Self.sixNodes()
    var used = StartRun(for: graph)
    for first in NodeIndex(0)..<6 {
      for second in NodeIndex(0)..<6 {
        used.run(graph, without: [first], startingByHand: [second])
        used.run(graph, startingByHand: [second])
        var fresh = StartRun(for: graph)
        fresh.run(graph, startingByHand: [second])
        #expect((0..<7).map { used.round(of: $0) } == (0..<7).map { fresh.round(of: $0) })
      }
    }
  }

  // MARK: Large and hostile

  /// `count` components in a circle, each waiting for the one before, and a chain behind it.
  static func circle(_ count: Int, chain: Int = 0) -> FailureGraph {
    var builder = FailureGraphBuilder(componentCount: count + chain)
    for node in 0..<(count + chain) {
      builder.addInput(NodeIndex(node == 0 ? count - 1 : node - 1))
      builder.finishComponent()
    }
    return builder.build()
  }

  static func byHand(_ graph: FailureGraph, effort: Int = StartByHand.usualEffort) -> StartByHand {
    var run = StartRun(for: graph)
    run.run(graph)
    let set = StartByHand(after: run, of: graph, effort: effort)
    run.run(graph, startingByHand: set.choices.map(\.node))
    #expect((0..<NodeIndex(graph.componentCount)).allSatisfy { run.round(of: $0) != nil }, "all must be free")
    return set
  }

  @Test("A chain of 200,000 components starts in as many rounds")
  func longChain() {
    var builder = FailureGraphBuilder(componentCount: 200_000)
    for node in 0..<NodeIndex(200_000) {
      if node > 0 { builder.addInput(node - 1) }
      builder.finishComponent()
    }
    let graph = builder.build()
    var run = StartRun(for: graph)
    run.run(graph)
    #expect(run.roundCount == 200_000)
    #expect(run.round(of: 199_999) == 199_999)
  }

  @Test("A circle of 100,000 components starts when one of them is started by hand")
  func longCircle() throws {
    let set = Self.byHand(Self.circle(100_000))
    try #require(set.choices.count == 1)
    #expect(set.choices[0].circle.count == 100_000)
    #expect(set.quality == .smallest)
    let behind = Self.byHand(Self.circle(3, chain: 100_000))
    try #require(behind.choices.map(\.freed) == [100_002])
    #expect(behind.choices[0].circle.map(\.node) == [0, 2, 1])
  }

  /// Circles of two, each behind the one before by a group that this opens.
  @Test("Circles that wait for each other need one start by hand each")
  func manyCirclesInARow() {
    let count = 5_000
    var builder = FailureGraphBuilder(componentCount: 2 * count)
    for node in 0..<2 * count {
      builder.addInput(NodeIndex(node ^ 1))
      if node >= 2, node % 2 == 0 {
        builder.addInput(builder.addGroup(threshold: 1, of: [.init(NodeIndex(node - 1)), .init(NodeIndex(node + 1))]))
      }
      builder.finishComponent()
    }
    let set = Self.byHand(builder.build())
    #expect(set.choices.count == count)
    #expect(set.quality == .smallest)
    #expect(set.choices.allSatisfy { $0.circle.count == 2 && $0.freed == 1 })
  }

  @Test("A dense circle needs nearly all components started by hand, and each of them is necessary")
  func denseCircles() {
    var random = SplitMix64(seed: 5)
    var builder = FailureGraphBuilder(componentCount: 300)
    for node in NodeIndex(0)..<300 {
      for other in NodeIndex(0)..<300 where other != node && Bool.random(using: &random) { builder.addInput(other) }
      builder.finishComponent()
    }
    let graph = builder.build()
    let set = Self.byHand(graph)
    #expect(set.choices.count > 270)
    #expect(set.quality == .irreducible)
    var run = StartRun(for: graph)
    let nodes = set.choices.map(\.node)
    for node in nodes {
      run.run(graph, startingByHand: nodes.filter { $0 != node })
      #expect(run.isWaiting(node))
    }
    #expect(set.choices.allSatisfy { !$0.circle.isEmpty })
  }

  @Test("Without effort the set is still sufficient, and says that it may not be the smallest")
  func withoutEffort() {
    var random = SplitMix64(seed: 9)
    var builder = FailureGraphBuilder(componentCount: 2_000)
    for _ in 0..<2_000 {
      builder.addInput(.random(in: 0..<2_000, using: &random))
      let members = (0..<4).map { _ in
        FailureGraphBuilder.Member(.random(in: 0..<2_000, using: &random), weight: .random(in: 1...3, using: &random))
      }
      builder.addInput(builder.addGroup(threshold: 3, of: members))
      builder.finishComponent()
    }
    let graph = builder.build()
    let hasty = Self.byHand(graph, effort: 0)
    #expect(hasty.quality == .sufficient)
    #expect(!hasty.choices[0].circle.isEmpty)
    let thorough = Self.byHand(graph)
    #expect(thorough.quality == .irreducible)
    #expect(thorough.choices.count <= hasty.choices.count)
    #expect(thorough.choices.allSatisfy { !$0.circle.isEmpty })
  }
}
