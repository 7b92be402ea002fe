/// Which components can start after everything has stopped, in which round, and the memory that this is computed in.
///
/// A component can start once all its inputs have started, a group counts as started once inputs that weigh its threshold
/// have. Soft inputs and delays do not matter. The answer is the least set that is closed under this rule: what is in no
/// round never starts by itself.
///
///     var start = StartRun(for: graph)
///     start.run(graph)
///     start.round(of: 3)
///
/// Seen as logic, each component and each group is a rule that concludes from its inputs, and this is their unit
/// resolution with counters: linear, as in W. F. Dowling, J. H. Gallier, "Linear-time algorithms for testing the
/// satisfiability of propositional Horn formulae", Journal of Logic Programming 1(3), 1984.
public struct StartRun: Sendable {
  /// Per node the round in which it started, or one of the two marks below.
  var rounds: [UInt32]
  /// Per node what is missing: inputs of a component, weight of a group; not above 0 once it is enough.
  var missing: [Int64]
  /// The same before anything has started.
  private let required: [Int64]
  /// The components that have started, in order.
  var log: [UInt32] = []
  /// Where each round begins in `log`.
  var roundStarts: [Int] = []

  static let never = UInt32.max
  static let held = UInt32.max - 1

  /// Room for runs on this graph: 20 bytes a node and 4 more a component.
  public init(for graph: FailureGraph) {
    var required = [Int64](repeating: 0, count: graph.nodeCount)
    for node in 0..<graph.nodeCount {
      var sum: Int64 = 0
      for number in graph.inputRange(of: NodeIndex(node)) {
        let input = graph.input(number)
        if !input.isSoft { sum += node < graph.componentCount ? 1 : input.label.weight }
      }
      required[node] = node < graph.componentCount ? sum : sum - graph.slack[node - graph.componentCount]
    }
    self.required = required
    missing = required
    rounds = [UInt32](repeating: Self.never, count: graph.nodeCount)
    log.reserveCapacity(graph.componentCount)
  }

  /// Starts what can start.
  ///
  /// - Parameters:
  ///   - graph: the graph that this memory was made for.
  ///   - faults: components that can't start; with them all that can't work without them is *held*: it could not start
  ///     even after everything else has.
  ///   - byHand: components that are started whatever they lack, in round 0; held ones are not.
  /// - Complexity: O(nodes + edges).
  public mutating func run(
    _ graph: FailureGraph, without faults: [NodeIndex] = [], startingByHand byHand: [NodeIndex] = []
  ) {
    precondition(rounds.count == graph.nodeCount, "a run belongs to the graph that it was made for")
    missing = required
    rounds = [UInt32](repeating: Self.never, count: graph.nodeCount)
    log.removeAll(keepingCapacity: true)
    roundStarts = [0]
    if !faults.isEmpty {
      var propagation = Propagation(for: graph)
      propagation.runStates(graph, from: faults.map { (node: $0, state: .failed) })
      for node in 0..<graph.nodeCount where propagation.state(of: NodeIndex(node)) == .failed {
        rounds[node] = Self.held
      }
    }
    for node in byHand where rounds[Int(node)] == Self.never {
      rounds[Int(node)] = 0
      log.append(node)
    }
    for node in 0..<graph.componentCount where rounds[node] == Self.never && missing[node] == 0 {
      rounds[node] = 0
      log.append(UInt32(node))
    }
    spread(graph, from: 0, round: 0)
  }

  /// Starts one more component by hand, and with it all that could not start without it; in further rounds.
  ///
  /// - Complexity: O(edges out of the nodes that start).
  mutating func start(_ node: NodeIndex, in graph: FailureGraph) {
    guard rounds[Int(node)] == Self.never else { return }
    let round = roundStarts.count
    roundStarts.append(log.count)
    rounds[Int(node)] = UInt32(round)
    log.append(node)
    spread(graph, from: log.count - 1, round: round)
  }

  /// Tells the dependents of what has started since a position of the log, round by round.
  private mutating func spread(_ graph: FailureGraph, from position: Int, round first: Int) {
    Self.spread(graph, from: position, round: first, &rounds, &missing, &log, &roundStarts)
  }

  /// The kernel: the arrays of a run one by one, so that each is open for writing by itself.
  private static func spread(
    _ graph: FailureGraph, from position: Int, round first: Int, _ roundArray: inout [UInt32],
    _ missingArray: inout [Int64], _ log: inout [UInt32], _ roundStarts: inout [Int]
  ) {
    let componentCount = graph.componentCount
    let isLabelled = !graph.dependentLabels.isEmpty
    let offsets = graph.dependentOffsets.span
    let dependents = graph.dependents.span
    let edgeLabels = graph.dependentLabels.span
    let labels = graph.labels.span
    var rounds = roundArray.mutableSpan
    var missing = missingArray.mutableSpan
    var roundStart = position
    var round = first
    while roundStart < log.count {
      let roundEnd = log.count
      for position in roundStart..<roundEnd {
        let node = Int(log[position])
        for edge in Int(offsets[node])..<Int(offsets[node + 1]) {
          // Follows the news through groups, each of which has one dependent, to a component.
          var edge = edge
          while true {
            let packed = dependents[edge]
            if packed & 1 == 1 { break }
            let target = Int(packed >> 1)
            let isComponent = target < componentCount
            let weight = isComponent || !isLabelled ? 1 : labels[Int(edgeLabels[edge])].weight
            let before = missing[target]
            missing[target] = before - weight
            // Told once: when the last of what was missing has come.
            guard before > 0, before <= weight, rounds[target] == never else { break }
            if isComponent {
              rounds[target] = UInt32(round + 1)
              log.append(UInt32(target))
              break
            }
            rounds[target] = UInt32(round)
            edge = Int(offsets[target])
          }
        }
      }
      roundStart = roundEnd
      round += 1
      if roundStart < log.count { roundStarts.append(roundStart) }
    }
  }

  /// The round in which a component started, or in which a group had enough; `nil` for what has not started.
  public func round(of node: NodeIndex) -> Int? {
    let round = rounds[Int(node)]
    return round < Self.held ? Int(round) : nil
  }

  /// Whether a node can't start because of the faults: not even after everything else has.
  public func isHeld(_ node: NodeIndex) -> Bool { rounds[Int(node)] == Self.held }

  /// Whether a node has not started though no fault holds it.
  public func isWaiting(_ node: NodeIndex) -> Bool { rounds[Int(node)] == Self.never }

  /// The number of rounds; 0 where nothing has started.
  public var roundCount: Int { log.isEmpty ? 0 : roundStarts.count }

  /// The components of a round, ascending.
  public func components(inRound round: Int) -> [NodeIndex] {
    let end = round + 1 < roundStarts.count ? roundStarts[round + 1] : log.count
    return log[roundStarts[round]..<end].sorted()
  }
}

extension FailureGraph {
  /// The inputs of a node that wait themselves: what a waiting node waits for.
  func forEachWaitingInput(of node: NodeIndex, in run: StartRun, _ body: (Int, NodeIndex) -> Void) {
    for number in inputRange(of: node) {
      let packed = inputs[number]
      if packed & 1 == 0, run.isWaiting(packed >> 1) { body(number, packed >> 1) }
    }
  }

  /// The components that a waiting component's input waits for, in the order written, each once: the input itself, or what
  /// of its group has not started, at any depth, but for what a fault holds.
  public func waitingComponents(behind number: Int, in run: StartRun) -> [NodeIndex] {
    var result: [NodeIndex] = []
    var seen: Set<NodeIndex> = []
    var stack = [inputs[number] >> 1]
    while let node = stack.popLast() {
      guard run.isWaiting(node) else { continue }
      if isGroup(node) {
        for number in inputRange(of: node).reversed() { stack.append(inputs[number] >> 1) }
      } else if seen.insert(node).inserted {
        result.append(node)
      }
    }
    return result
  }
}
