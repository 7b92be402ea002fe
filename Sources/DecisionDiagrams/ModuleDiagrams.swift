/// Makes the diagrams of a module's outputs, with the leaves in a given order.
struct ModuleDiagrams {
  typealias Node = FaultLogic.Node

  /// How a gate's diagram is made of those of its inputs.
  enum Algebra {
    /// Functions, as binary diagrams.
    case functions
    /// Minimal solutions of at most a number of leaves, as zero-suppressed diagrams.
    case minimalSolutions(upTo: UInt32)
  }

  let module: LogicModule
  let arena: DiagramArena
  let algebra: Algebra
  /// Per node of the module its diagram, where it is known.
  private var diagrams: [DiagramArena.Node?]
  /// How many gates got their diagram.
  private(set) var finishedGates = 0

  init(_ module: LogicModule, in arena: DiagramArena, algebra: Algebra) {
    self.module = module
    self.arena = arena
    self.algebra = algebra
    diagrams = [DiagramArena.Node?](repeating: nil, count: module.leaves.count + module.gates.count)
  }

  /// The diagrams of the outputs.
  /// - Parameters:
  ///   - order: the leaves from the root down.
  ///   - firstLevel: the level of the first of them.
  mutating func build(order: [Node], firstLevel: UInt32) throws(LimitReached) -> [DiagramArena.Node] {
    for (place, leaf) in order.enumerated() {
      // The function of one variable, and the family of its set alone, are the same node.
      diagrams[Int(leaf)] = try arena.variable(firstLevel + UInt32(place))
    }
    for block in module.blocks {
      if module.isCircle(block) {
        try solveCircle(block)
      } else {
        diagrams[module.leaves.count + block.lowerBound] = try value(of: module.gates[block.lowerBound])
      }
      finishedGates += block.count
    }
    return module.outputs.map { diagrams[Int($0)]! }
  }

  /// The least fixpoint of a circle: from false on, until nothing changes.
  ///
  /// Each round carries a cause one gate further at least, so there are at most as many rounds as gates.
  private mutating func solveCircle(_ block: Range<Int>) throws(LimitReached) {
    for gate in block { diagrams[module.leaves.count + gate] = DiagramArena.falseNode }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for gate in block {
        let value = try value(of: module.gates[gate])
        if value != diagrams[module.leaves.count + gate] {
          diagrams[module.leaves.count + gate] = value
          hasChanged = true
        }
      }
    }
  }

  private func value(of gate: LogicModule.Gate) throws(LimitReached) -> DiagramArena.Node {
    var inputs: [(diagram: DiagramArena.Node, weight: Int64)] = []
    inputs.reserveCapacity(gate.inputs.count)
    for (place, input) in gate.inputs.enumerated() {
      inputs.append((diagrams[Int(input)]!, gate.kind == .threshold ? gate.weights[place] : 1))
    }
    // From the leaves of the order up: what is made of the lower ones is passed through once and not taken apart.
    inputs.sort { (arena.level($0.diagram), $0.diagram) > (arena.level($1.diagram), $1.diagram) }
    switch gate.kind {
    case .or:
      var result = DiagramArena.falseNode
      for input in inputs { result = try arena.or(input.diagram, result, algebra) }
      return result
    case .and:
      var result = DiagramArena.trueNode
      for input in inputs { result = try arena.and(input.diagram, result, algebra) }
      return result
    case .threshold:
      return try arena.threshold(gate.threshold, of: inputs, algebra)
    }
  }
}

extension DiagramArena {
  func or(_ left: Node, _ right: Node, _ algebra: ModuleDiagrams.Algebra) throws(LimitReached) -> Node {
    switch algebra {
    case .functions: try or(left, right)
    case .minimalSolutions: try united(left, right)
    }
  }

  func and(_ left: Node, _ right: Node, _ algebra: ModuleDiagrams.Algebra) throws(LimitReached) -> Node {
    switch algebra {
    case .functions: try and(left, right)
    case .minimalSolutions(let size): try joined(left, right, upTo: size)
    }
  }
}
