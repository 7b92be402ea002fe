/// The least fixpoint of a fault, and the memory it is computed in.
///
/// Make one for a graph and use it for many faults: a run clears what the run before touched and allocates nothing that
/// grows with the graph.
///
///     var propagation = Propagation(for: graph)
///     propagation.run(graph, from: [(node: 7, state: .failed)])
///     propagation.state(of: 3)
///
/// See ``run(_:from:)`` for the algorithm, ``runMoments(_:from:)`` for when things happen,
/// ``FailureGraph/origin(of:in:)`` for why.
public struct Propagation: Sendable {
  /// A component and the state that the fault puts it in.
  public typealias Fault = (node: NodeIndex, state: FailureState)

  /// Per node: in bits 0–1 the state reached, in bits 2–3 the state that its dependents know.
  var states: [UInt8]
  /// The changes of components, in order: `node << 1 | isFailed`; also the work list.
  var log: [UInt32]
  var logCount = 0
  /// Where each round begins in `log`; round 0 is the fault.
  var roundStarts: [Int] = []
  /// The changes of groups, in order, and where each round begins there.
  var groupLog: [UInt32]
  var groupLogCount = 0
  var groupRoundStarts: [Int] = []
  /// Per group: the weight of its inputs that are impaired or worse, and that are failed.
  var lostImpaired: [Int64]
  var lostFailed: [Int64]
  /// The groups that have lost anything.
  var touchedGroups: [UInt32]
  var touchedGroupCount = 0
  /// Per node: the round in which it became impaired or worse, and failed; made by ``recordRounds()``.
  var impairedRound: [UInt32] = []
  var failedRound: [UInt32] = []
  /// The components that are not working, each once, in the order in which they first got worse; of a run with
  /// rounds, not of ``runStates(_:from:)``.
  public private(set) var affectedComponents: [NodeIndex] = []
  /// When things happen; empty unless the graph has delays and ``runMoments(_:from:)`` was called.
  var moments = Moments()
  /// The moment after which nothing counts; `nil` for no limit.
  var limit: Int64?
  /// The state in which the fault puts each component that it names.
  var faults: [(node: NodeIndex, state: FailureState)] = []

  static let never = UInt32.max

  /// Room for runs on this graph: about 9 bytes a component and 33 a group.
  public init(for graph: FailureGraph) {
    states = [UInt8](repeating: 0, count: graph.nodeCount)
    log = [UInt32](repeating: 0, count: 2 * graph.componentCount)
    groupLog = [UInt32](repeating: 0, count: 2 * graph.groupCount)
    lostImpaired = [Int64](repeating: 0, count: graph.groupCount)
    lostFailed = lostImpaired
    touchedGroups = [UInt32](repeating: 0, count: graph.groupCount)
  }

  /// The state that a node reached.
  public func state(of node: NodeIndex) -> FailureState {
    FailureState(rawValue: states[Int(node)] & 3)!
  }

  /// The number of rounds, that of the fault included.
  public var roundCount: Int { roundStarts.count }

  /// The round in which a node reached a state or worse; `nil` where it never did.
  public func round(of node: NodeIndex, reaching state: FailureState) -> Int? {
    let round = state == .failed ? failedRound[Int(node)] : impairedRound[Int(node)]
    return round == Self.never ? nil : Int(round)
  }

  /// Forgets the run before, at a cost in proportion to what that run touched.
  mutating func reset() {
    for entry in log[..<logCount] { states[Int(entry >> 1)] = 0 }
    for entry in groupLog[..<groupLogCount] { states[Int(entry >> 1)] = 0 }
    if !impairedRound.isEmpty {
      for entry in log[..<logCount] {
        impairedRound[Int(entry >> 1)] = Self.never
        failedRound[Int(entry >> 1)] = Self.never
      }
      for entry in groupLog[..<groupLogCount] {
        impairedRound[Int(entry >> 1)] = Self.never
        failedRound[Int(entry >> 1)] = Self.never
      }
    }
    for group in touchedGroups[..<touchedGroupCount] {
      lostImpaired[Int(group)] = 0
      lostFailed[Int(group)] = 0
    }
    logCount = 0
    groupLogCount = 0
    touchedGroupCount = 0
    roundStarts.removeAll(keepingCapacity: true)
    groupRoundStarts.removeAll(keepingCapacity: true)
    faults.removeAll(keepingCapacity: true)
    affectedComponents.removeAll(keepingCapacity: true)
  }

  /// Writes down for each node that got worse in which round it did; called once after a run, before rounds are asked for.
  mutating func recordRounds() {
    if impairedRound.isEmpty {
      impairedRound = [UInt32](repeating: Self.never, count: states.count)
      failedRound = impairedRound
    }
    record(log, starts: roundStarts, count: logCount) { $0.affectedComponents.append($1) }
    record(groupLog, starts: groupRoundStarts, count: groupLogCount) { _, _ in }
  }

  /// Notes the rounds of one log; calls `first` for each node that it meets for the first time.
  private mutating func record(
    _ log: [UInt32], starts: [Int], count: Int, first: (inout Propagation, NodeIndex) -> Void
  ) {
    for round in starts.indices {
      let end = round + 1 < starts.count ? starts[round + 1] : count
      for entry in log[starts[round]..<end] {
        let node = Int(entry >> 1)
        if impairedRound[node] == Self.never {
          impairedRound[node] = UInt32(round)
          first(&self, NodeIndex(node))
        }
        if entry & 1 == 1 { failedRound[node] = UInt32(round) }
      }
    }
  }
}
