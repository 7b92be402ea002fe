/// A part of the logic that shares nothing with the rest: for the rest it is as good as an event.
///
/// Nodes are numbered within the module: its leaves, then its gates, each after its inputs but for circles.
struct LogicModule {
  typealias Node = FaultLogic.Node
  typealias Gate = ReducedLogic.Gate

  /// A part of a module: an event, or a smaller module by its number.
  enum Leaf: Hashable {
    case event(Node)
    case module(Int)
  }

  var leaves: [Leaf] = []
  var gates: [Gate] = []
  /// Ranges of gates, each after those it reads; see ``ReducedLogic/blocks``.
  var blocks: [Range<Int>] = []
  /// The nodes whose values are asked for: the module's own first, then roots that lie inside.
  var outputs: [Node] = []

  func isLeaf(_ node: Node) -> Bool { Int(node) < leaves.count }
  func gate(_ node: Node) -> Gate { gates[Int(node) - leaves.count] }
  func isCircle(_ block: Range<Int>) -> Bool {
    block.count > 1 || gates[block.lowerBound].inputs.contains(Node(leaves.count + block.lowerBound))
  }
}
