/// Orders of a module's leaves that are likely to make small diagrams, found from its structure.
///
/// Leaves that meet in the same gates should be close together. All orders come from depth-first walks, which differ
/// in which input of a gate they take first.
///
/// Literature: Malik, Wang, Brayton, Sangiovanni-Vincentelli, *Logic verification using binary decision diagrams in a
/// logic synthesis environment*, 1988; Bouissou, Bruyère, Rauzy, *BDD based fault-tree processing: a comparison of variable
/// ordering heuristics*, 1997; Aloul, Markov, Sakallah, *FORCE: a fast and easy-to-implement variable-ordering
/// heuristic*, 2003.
enum VariableOrder: CaseIterable {
  case largestFirst, asWritten, smallestFirst, leavesFirst, mostReadFirst, fewestReadFirst, deepestFirst,
    shallowestFirst

  typealias Node = FaultLogic.Node

  /// The module's leaves, from the root's level down.
  func leaves(of module: LogicModule) -> [Node] {
    let leafCount = module.leaves.count
    let keys = sortKeys(of: module)
    var isSeen = [Bool](repeating: false, count: leafCount + module.gates.count)
    var order: [Node] = []
    var path: [(inputs: [Node], next: Int)] = []
    func visit(_ node: Node) {
      guard !isSeen[Int(node)] else { return }
      isSeen[Int(node)] = true
      if module.isLeaf(node) {
        order.append(node)
      } else {
        let inputs = module.gate(node).inputs
        path.append((keys.isEmpty ? inputs : inputs.sorted { (keys[Int($0)], $0) < (keys[Int($1)], $1) }, 0))
      }
    }
    for output in module.outputs {
      visit(output)
      while let (inputs, next) = path.last {
        if next < inputs.count {
          path[path.count - 1].next += 1
          visit(inputs[next])
        } else {
          path.removeLast()
        }
      }
    }
    return order
  }

  /// Per node what its place among a gate's inputs goes by, the least first; empty for the order written.
  private func sortKeys(of module: LogicModule) -> [Int] {
    let leafCount = module.leaves.count
    let count = leafCount + module.gates.count
    switch self {
    case .asWritten: return []
    case .leavesFirst: return (0..<count).map { $0 < leafCount ? 0 : 1 }
    case .mostReadFirst, .fewestReadFirst:
      var readers = [Int](repeating: 0, count: count)
      for gate in module.gates { for input in gate.inputs { readers[Int(input)] += self == .mostReadFirst ? -1 : 1 } }
      return readers
    case .largestFirst, .smallestFirst:
      // How many nodes are below, one that is read twice counted twice; kept from overflowing.
      var size = [Int](repeating: 1, count: count)
      for (place, gate) in module.gates.enumerated() {
        size[leafCount + place] = min(gate.inputs.reduce(1) { min($0 + size[Int($1)], 1 << 40) }, 1 << 40)
      }
      return self == .smallestFirst ? size : size.map { -$0 }
    case .deepestFirst, .shallowestFirst:
      var depth = [Int](repeating: 0, count: count)
      for (place, gate) in module.gates.enumerated() {
        depth[leafCount + place] = 1 + (gate.inputs.map { depth[Int($0)] }.max() ?? 0)
      }
      return self == .shallowestFirst ? depth : depth.map { -$0 }
    }
  }
}
