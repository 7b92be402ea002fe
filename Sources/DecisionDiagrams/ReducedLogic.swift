/// Logic made small: what can't be true is gone, each part appears once, and circles of mere "or" are one gate.
///
/// Events are numbered as they are come upon, see `originalEvents`. Gates are numbered anew, each after its inputs, but for those in a circle through an "and",
/// which follow each other in one block.
struct ReducedLogic {
  typealias Node = FaultLogic.Node

  enum Kind: UInt8 {
    case or, and, threshold
  }

  struct Gate: Hashable {
    var kind: Kind
    /// Ascending, each once.
    var inputs: [Node]
    /// For a threshold: in step with `inputs`.
    var weights: [Int64] = []
    var threshold: Int64 = 0
  }

  let eventCount: Int
  /// Per event its number in the logic that was reduced.
  var originalEvents: [Node] = []
  var gates: [Gate] = []
  /// Ranges of gates, each after those it reads; more than one gate, or one that reads itself, is a circle.
  var blocks: [Range<Int>] = []
  /// Per root that was asked for: the node that it is now; `nil` where it can never be true.
  var roots: [Node?] = []

  func isEvent(_ node: Node) -> Bool { Int(node) < eventCount }
  func gate(_ node: Node) -> Gate { gates[Int(node) - eventCount] }
  func isCircle(_ block: Range<Int>) -> Bool {
    block.count > 1 || gates[block.lowerBound].inputs.contains(Node(eventCount + block.lowerBound))
  }
}
