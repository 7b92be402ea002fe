internal import Graphs

/// The last step of the reduction: equal gates become one, nested ones dissolve, and all get their final numbers.
extension LogicReduction {
  func numbered(roots: [Node]) -> ReducedLogic {
    var offsets = [0]
    var targets: [UInt32] = []
    for gate in gates {
      for input in gate.inputs where Int(input) >= eventCount { targets.append(input - UInt32(eventCount)) }
      offsets.append(targets.count)
    }
    let circles = StronglyConnectedParts(offsets: offsets, targets: targets)
    var result = ReducedLogic(eventCount: eventCount)
    // The meaning of each node in the result; gates are filled in as they come.
    var meaning = (0..<Node(eventCount)).map { Optional($0) } + [Node?](repeating: nil, count: gates.count)
    var known: [Gate: Node] = [:]
    for circle in 0..<circles.count {
      let members = circles.nodes[circles.range(circle)]
      let first = Int(members.first!)
      if members.count == 1, !gates[first].inputs.contains(Node(eventCount + first)) {
        guard let gate = Self.mapped(gates[first], by: meaning) else { continue }
        if gate.inputs.count == 1 {
          meaning[eventCount + first] = gate.inputs[0]
          continue
        }
        let node = Node(eventCount + result.gates.count)
        let same = known[gate]
        meaning[eventCount + first] = same ?? node
        if same == nil {
          known[gate] = node
          result.blocks.append(result.gates.count..<result.gates.count + 1)
          result.gates.append(gate)
        }
      } else {
        let start = result.gates.count
        for (place, member) in members.enumerated() {
          meaning[eventCount + Int(member)] = Node(eventCount + start + place)
        }
        // Everything in a circle can be true, so none of its gates vanishes.
        for member in members { result.gates.append(Self.mapped(gates[Int(member)], by: meaning)!) }
        result.blocks.append(start..<result.gates.count)
      }
    }
    result.roots = roots.map { meaning[Int($0)] }
    result.removeUnreadGates()
    result.dissolveNestedGates()
    return result
  }

  /// The gate over the nodes of the result; `nil` where it is false.
  private static func mapped(_ gate: Gate, by meaning: [Node?]) -> Gate? {
    var pairs: [(node: Node, weight: Int64)] = []
    for (place, input) in gate.inputs.enumerated() {
      guard let node = meaning[Int(input)] else { continue }
      pairs.append((node, gate.kind == .threshold ? gate.weights[place] : 1))
    }
    guard !pairs.isEmpty else { return nil }
    pairs.sort { $0.node < $1.node }
    var mapped = Gate(kind: gate.kind, inputs: [])
    mapped.threshold = gate.threshold
    for pair in pairs {
      if mapped.inputs.last == pair.node {
        if gate.kind == .threshold { mapped.weights[mapped.weights.count - 1] += pair.weight }
      } else {
        mapped.inputs.append(pair.node)
        if gate.kind == .threshold { mapped.weights.append(pair.weight) }
      }
    }
    return normalized(mapped)
  }
}

extension ReducedLogic {
  /// Leaves out what no root reads any longer.
  mutating func removeUnreadGates() {
    var isRead = [Bool](repeating: false, count: gates.count)
    var stack: [Int] = []
    func read(_ node: Node) {
      guard !isEvent(node), !isRead[Int(node) - eventCount] else { return }
      isRead[Int(node) - eventCount] = true
      stack.append(Int(node) - eventCount)
    }
    for case let root? in roots { read(root) }
    while let gate = stack.popLast() { gates[gate].inputs.forEach(read) }
    if isRead.contains(false) { keep { isRead[$0] } }
  }

  /// An "or" that only another "or" reads becomes part of it; likewise an "and".
  mutating func dissolveNestedGates() {
    var readers = [Int](repeating: 0, count: gates.count)
    for gate in gates { for input in gate.inputs where !isEvent(input) { readers[Int(input) - eventCount] += 1 } }
    for case let root? in roots where !isEvent(root) { readers[Int(root) - eventCount] += 1 }
    var isInCircle = [Bool](repeating: false, count: gates.count)
    for block in blocks where isCircle(block) { for gate in block { isInCircle[gate] = true } }

    for index in gates.indices where gates[index].kind != .threshold && !isInCircle[index] {
      let gate = gates[index]
      func dissolves(_ input: Node) -> Bool {
        guard !isEvent(input) else { return false }
        let inner = Int(input) - eventCount
        return readers[inner] == 1 && gates[inner].kind == gate.kind && !isInCircle[inner]
      }
      guard gate.inputs.contains(where: dissolves) else { continue }
      var inputs: [Node] = []
      for input in gate.inputs {
        if dissolves(input) {
          inputs += gates[Int(input) - eventCount].inputs
          readers[Int(input) - eventCount] = 0
        } else {
          inputs.append(input)
        }
      }
      inputs.sort()
      var kept: [Node] = []
      for input in inputs {
        if kept.last == input {
          if !isEvent(input) { readers[Int(input) - eventCount] -= 1 }
        } else {
          kept.append(input)
        }
      }
      gates[index].inputs = kept
    }
    keep { readers[$0] > 0 }
  }

  /// Leaves out the gates that nothing reads, and closes the gaps.
  private mutating func keep(_ isKept: (Int) -> Bool) {
    var number = [Node](repeating: 0, count: gates.count)
    var kept: [Gate] = []
    var keptBlocks: [Range<Int>] = []
    for block in blocks {
      let start = kept.count
      for gate in block where isKept(gate) {
        number[gate] = Node(eventCount + kept.count)
        kept.append(gates[gate])
      }
      if kept.count > start { keptBlocks.append(start..<kept.count) }
    }
    for gate in kept.indices {
      for place in kept[gate].inputs.indices where !isEvent(kept[gate].inputs[place]) {
        kept[gate].inputs[place] = number[Int(kept[gate].inputs[place]) - eventCount]
      }
    }
    gates = kept
    blocks = keptBlocks
    roots = roots.map { root in root.map { isEvent($0) ? $0 : number[Int($0) - eventCount] } }
  }
}
