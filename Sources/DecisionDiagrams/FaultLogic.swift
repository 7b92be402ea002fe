internal import Graphs

/// Monotone Boolean logic: events, and gates that are true when their true inputs weigh a threshold together.
///
/// Events are the nodes 0..<``eventCount``, gates the nodes after them, in the order added. A gate may name any node, also
/// one that is added later: where gates depend on each other in a circle, the meaning is the least fixpoint, in which
/// nothing is true without a cause.
///
///     var logic = FaultLogic(eventCount: 3)
///     let pair = logic.addGate(atLeast: 2, of: [(0, 1), (1, 1)])    // both 0 and 1
///     let top = logic.addGate(atLeast: 1, of: [(pair, 1), (2, 1)])  // either that, or 2
public struct FaultLogic: Sendable {
  /// The number of an event or gate.
  public typealias Node = UInt32

  /// How many events there are.
  public let eventCount: Int
  /// Per gate, where its inputs begin; one more at the end.
  private(set) var offsets: [Int] = [0]
  private(set) var inputs: [Node] = []
  /// In step with `inputs`; empty as long as every weight is 1.
  private var weights: [Int64] = []
  private(set) var thresholds: [Int64] = []

  /// Logic without gates.
  /// - Parameter eventCount: how many events there are, below 2³⁰.
  public init(eventCount: Int) {
    precondition(eventCount < 1 << 30, "too many events")
    self.eventCount = eventCount
  }

  /// How many gates there are.
  public var gateCount: Int { thresholds.count }
  /// Events and gates together.
  public var nodeCount: Int { eventCount + gateCount }

  /// Adds a gate and returns its number.
  ///
  /// - Parameters:
  ///   - threshold: the weight at which it is true, above 0; above the inputs' total it never is.
  ///   - members: nodes and their weights, each above 0 and together below 2⁶³; a node named twice weighs twice.
  /// - Returns: the gate's number: ``eventCount`` for the first, then counting up.
  @discardableResult
  public mutating func addGate(atLeast threshold: Int64, of members: some Sequence<(node: Node, weight: Int64)>) -> Node
  {
    precondition(threshold > 0, "a threshold must be above 0")
    for member in members {
      precondition(member.weight > 0, "a weight must be above 0")
      if member.weight != 1, weights.isEmpty { weights = [Int64](repeating: 1, count: inputs.count) }
      if member.weight != 1 || !weights.isEmpty { weights.append(member.weight) }
      inputs.append(member.node)
    }
    offsets.append(inputs.count)
    thresholds.append(threshold)
    return Node(nodeCount - 1)
  }

  /// Adds a gate whose members weigh 1 each, and returns its number.
  ///
  /// - Parameters:
  ///   - threshold: how many make it true, above 0: 1 for an "or", all of them for an "and".
  ///   - members: its members; one named twice counts twice.
  /// - Returns: the gate's number.
  @discardableResult
  public mutating func addGate(atLeast threshold: Int64, of members: some Sequence<Node>) -> Node {
    addGate(atLeast: threshold, of: members.lazy.map { (node: $0, weight: 1) })
  }

  func isEvent(_ node: Node) -> Bool { Int(node) < eventCount }
  func gateIndex(_ node: Node) -> Int { Int(node) - eventCount }
  func inputRange(ofGate gate: Int) -> Range<Int> { offsets[gate]..<offsets[gate + 1] }
  func weight(ofInput number: Int) -> Int64 { weights.isEmpty ? 1 : weights[number] }
}

extension FaultLogic {
  /// The number of a gate among the gates; `nil` for an event.
  package func gate(_ node: Node) -> Int? { isEvent(node) ? nil : gateIndex(node) }

  /// The weight at which a gate is true.
  package func threshold(ofGate gate: Int) -> Int64 { thresholds[gate] }

  /// The members of a gate, in the order added.
  package func members(ofGate gate: Int) -> [(node: Node, weight: Int64)] {
    inputRange(ofGate: gate).map { (inputs[$0], weight(ofInput: $0)) }
  }

  /// For each gate a number that it shares with the gates that it depends on in a circle, and with no other gate.
  package func circles() -> [Int] {
    let parts = StronglyConnectedParts(
      nodeCount: gateCount, row: { inputRange(ofGate: Int($0)) }, target: { gate(inputs[$1]).map { UInt32($0) } })
    var circles = [Int](repeating: 0, count: gateCount)
    for part in 0..<parts.count {
      for gate in parts.nodes[parts.range(part)] { circles[Int(gate)] = part }
    }
    return circles
  }
}
