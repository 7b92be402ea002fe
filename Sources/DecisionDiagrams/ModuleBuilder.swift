/// Numbers the nodes of one module, and puts what only one of its gates reads into modules of their own.
struct ModuleBuilder {
  typealias Node = FaultLogic.Node
  typealias Gate = ReducedLogic.Gate

  private let logic: ReducedLogic
  private let gates: [Int]
  private let blocks: [Int]
  private let moduleNumber: [Int?]

  init(_ logic: ReducedLogic, gates: [Int], blocks: [Int], moduleNumber: [Int?]) {
    self.logic = logic
    self.gates = gates
    self.blocks = blocks
    self.moduleNumber = moduleNumber
  }

  private func leaf(_ node: Node) -> LogicModule.Leaf? {
    if logic.isEvent(node) { return .event(logic.originalEvents[Int(node)]) }
    return moduleNumber[Int(node) - logic.eventCount].map { .module($0) }
  }

  /// The small modules that were split off, then the module itself.
  func modules(outputs: [Int], after count: Int) -> [LogicModule] {
    var readers: [LogicModule.Leaf: Int] = [:]
    for gate in gates {
      for input in logic.gates[gate].inputs { if let leaf = leaf(input) { readers[leaf, default: 0] += 1 } }
    }
    var parts: [LogicModule] = []
    var module = LogicModule()
    var leafNumber: [LogicModule.Leaf: Node] = [:]
    // Leaves are numbered as they are met; gates are numbered after them, so their inputs are written in a second pass.
    var plans: [(gate: Gate, leaves: [LogicModule.Leaf?], inner: [Int])] = []
    for index in gates {
      let gate = logic.gates[index]
      var leaves = gate.inputs.map(leaf)
      var inner = gate.inputs.map { logic.isEvent($0) ? -1 : Int($0) - logic.eventCount }
      if gate.kind != .threshold {
        let own = gate.inputs.indices.filter { leaves[$0].map { readers[$0] == 1 } ?? false }
        if own.count > 1, own.count < gate.inputs.count {
          var part = LogicModule(leaves: own.map { leaves[$0]! })
          part.gates = [Gate(kind: gate.kind, inputs: own.indices.map { Node($0) })]
          part.blocks = [0..<1]
          part.outputs = [Node(own.count)]
          let bundled = Set(own)
          leaves = leaves.indices.filter { !bundled.contains($0) }.map { leaves[$0] } + [.module(count + parts.count)]
          inner = inner.indices.filter { !bundled.contains($0) }.map { inner[$0] } + [-1]
          parts.append(part)
        }
      }
      for case let leaf? in leaves where leafNumber[leaf] == nil {
        leafNumber[leaf] = Node(module.leaves.count)
        module.leaves.append(leaf)
      }
      plans.append((gate, leaves, inner))
    }
    var gateNumber: [Int: Node] = [:]
    for (place, gate) in gates.enumerated() { gateNumber[gate] = Node(module.leaves.count + place) }
    for plan in plans {
      var gate = plan.gate
      gate.inputs = plan.leaves.indices.map { place in
        plan.leaves[place].map { leafNumber[$0]! } ?? gateNumber[plan.inner[place]]!
      }
      module.gates.append(gate)
    }
    var start = 0
    for block in blocks {
      module.blocks.append(start..<start + logic.blocks[block].count)
      start += logic.blocks[block].count
    }
    module.outputs = outputs.map { gateNumber[$0]! }
    return parts + [module]
  }
}
