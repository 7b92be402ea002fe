internal import Graphs

/// Turns logic into ``ReducedLogic``, in time and space linear in its inputs (but for sorting them).
///
/// - What no set of events can make true is left out.
/// - A threshold is taken apart: inputs that suffice alone into an "or", inputs that it can't do without into an "and".
/// - Gates that imply each other by "or" alone have the same value and become one.
/// - With one root: what implies the root by "or" alone is false everywhere else, because where it is true the root
///   is true already (x ∨ f = x ∨ f[x := false]). It makes single points of failure inputs of the root and nothing else.
/// - Gates with the same inputs become one; one with a single input is that input; an "or" within an "or" that has no
///   other reader dissolves in it, likewise an "and".
struct LogicReduction {
  typealias Node = FaultLogic.Node
  typealias Gate = ReducedLogic.Gate

  /// Gates as they are taken apart: events, the gates of the logic, then the parts split off.
  var gates: [Gate] = []
  let eventCount: Int
  /// Events are numbered as a walk from the roots meets them, because what is together in the text often belongs
  /// together: per new number the one before, and the other way round.
  private var originalEvents: [Node] = []
  private var newEvents: [Node] = []

  private func renumbered(_ node: Node) -> Node { Int(node) < eventCount ? newEvents[Int(node)] : node }

  static func reduce(_ logic: FaultLogic, roots: [Node]) -> ReducedLogic {
    var reduction = LogicReduction(logic, roots: roots)
    var roots = roots.map { reduction.renumbered($0) }
    if roots.count == 1, Int(roots[0]) >= logic.eventCount { roots[0] = reduction.absorb(into: roots[0]) }
    reduction.removeImpossible()
    reduction.mergeCirclesOfOr(&roots)
    var result = reduction.numbered(roots: roots)
    result.originalEvents = reduction.originalEvents
    return result
  }

  private init(_ logic: FaultLogic, roots: [Node]) {
    eventCount = logic.eventCount
    // Only what a root reads matters; the rest stays an "or" of nothing.
    gates = [Gate](repeating: Gate(kind: .or, inputs: []), count: logic.gateCount)
    newEvents = [Node](repeating: .max, count: eventCount)
    var isRead = [Bool](repeating: false, count: logic.gateCount)
    var order: [Int] = []
    var path: [(gate: Int, next: Int)] = []
    func visit(_ node: Node, _ reduction: inout LogicReduction) {
      if !logic.isEvent(node) {
        let gate = logic.gateIndex(node)
        guard !isRead[gate] else { return }
        isRead[gate] = true
        order.append(gate)
        path.append((gate, logic.inputRange(ofGate: gate).lowerBound))
      } else if reduction.newEvents[Int(node)] == .max {
        reduction.newEvents[Int(node)] = Node(reduction.originalEvents.count)
        reduction.originalEvents.append(node)
      }
    }
    for root in roots {
      visit(root, &self)
      while let (gate, next) = path.last {
        if next < logic.inputRange(ofGate: gate).upperBound {
          path[path.count - 1].next += 1
          visit(logic.inputs[next], &self)
        } else {
          path.removeLast()
        }
      }
    }
    // Events that nothing reads come last.
    for event in newEvents.indices where newEvents[event] == .max {
      newEvents[event] = Node(originalEvents.count)
      originalEvents.append(Node(event))
    }
    for gate in order {
      takeApart(
        gate, threshold: logic.thresholds[gate],
        inputs: logic.inputRange(ofGate: gate).map {
          (node: renumbered(logic.inputs[$0]), weight: logic.weight(ofInput: $0))
        })
    }
  }

  /// Writes a threshold as an "or" of what suffices, an "and" of what is indispensable, and a threshold of the rest.
  private mutating func takeApart(_ gate: Int, threshold: Int64, inputs: [(node: Node, weight: Int64)]) {
    // A node named twice weighs twice.
    var inputs = inputs.sorted { $0.node < $1.node }
    var kept = 0
    for index in inputs.indices {
      if kept > 0, inputs[kept - 1].node == inputs[index].node {
        inputs[kept - 1].weight += inputs[index].weight
      } else {
        inputs[kept] = inputs[index]
        kept += 1
      }
    }
    inputs.removeSubrange(kept...)
    let sufficient = inputs.filter { $0.weight >= threshold }.map(\.node)
    if sufficient.count == inputs.count {
      gates[gate] = Gate(kind: .or, inputs: sufficient)
      return
    }
    inputs.removeAll { $0.weight >= threshold }
    let rest = Self.group(inputs, threshold: threshold) { made in
      gates.append(made)
      return Node(eventCount + gates.count - 1)
    }
    guard let rest else {
      gates[gate] = Gate(kind: .or, inputs: sufficient)
      return
    }
    if sufficient.isEmpty {
      gates[gate] = rest
    } else {
      gates.append(rest)
      gates[gate] = Gate(kind: .or, inputs: sufficient + [Node(eventCount + gates.count - 1)])
    }
  }

  /// A threshold of inputs none of which suffices: `nil` where all together don't.
  private static func group(
    _ inputs: [(node: Node, weight: Int64)], threshold: Int64, addPart: (Gate) -> Node
  ) -> Gate? {
    let total = inputs.reduce(0) { $0 + $1.weight }
    guard total >= threshold else { return nil }
    let spare = total - threshold
    let indispensable = inputs.filter { $0.weight > spare }
    if indispensable.count == inputs.count { return Gate(kind: .and, inputs: inputs.map(\.node)) }
    // An input that only makes up the weight when nothing is missing doesn't matter.
    let left = threshold - indispensable.reduce(0) { $0 + $1.weight }
    if left <= 0 { return Gate(kind: .and, inputs: indispensable.map(\.node)) }
    let others = inputs.filter { $0.weight <= spare }
    // Weights that take part alike count alike: the least number of the lightest that suffices, of the heaviest, too.
    let rest: Gate
    if others.allSatisfy({ $0.weight >= left }) {
      rest = Gate(kind: .or, inputs: others.map(\.node))
    } else {
      let ordered = others.map(\.weight).sorted()
      let fewest = Self.countReaching(left, ordered.reversed())
      let most = Self.countReaching(left, ordered)
      rest =
        fewest == most
        ? Gate(
          kind: .threshold, inputs: others.map(\.node), weights: others.map { _ in 1 }, threshold: Int64(fewest))
        : Gate(kind: .threshold, inputs: others.map(\.node), weights: others.map(\.weight), threshold: left)
    }
    if indispensable.isEmpty { return rest }
    let part = addPart(rest)
    return Gate(kind: .and, inputs: (indispensable.map(\.node) + [part]).sorted())
  }

  private static func countReaching(_ threshold: Int64, _ weights: some Sequence<Int64>) -> Int {
    var sum: Int64 = 0
    var count = 0
    for weight in weights where sum < threshold {
      sum += weight
      count += 1
    }
    return count
  }

  /// Gathers what implies the root by "or" alone, makes the root read that and nothing else read it.
  private mutating func absorb(into root: Node) -> Node {
    guard gates[Int(root) - eventCount].kind == .or else { return root }
    var isAbsorbed = [Bool](repeating: false, count: eventCount + gates.count)
    isAbsorbed[Int(root)] = true
    var stack = [root]
    var absorbed: [Node] = []
    while let node = stack.popLast() {
      if Int(node) < eventCount || gates[Int(node) - eventCount].kind != .or {
        absorbed.append(node)
        continue
      }
      for input in gates[Int(node) - eventCount].inputs where !isAbsorbed[Int(input)] {
        isAbsorbed[Int(input)] = true
        stack.append(input)
      }
    }
    for gate in gates.indices {
      gates[gate] = without(gates[gate]) { isAbsorbed[Int($0)] }
    }
    gates[Int(root) - eventCount] = Gate(kind: .or, inputs: absorbed.sorted())
    return root
  }

  /// A gate where some inputs are false.
  private func without(_ gate: Gate, _ isFalse: (Node) -> Bool) -> Gate {
    guard gate.inputs.contains(where: isFalse) else { return gate }
    switch gate.kind {
    case .or: return Gate(kind: .or, inputs: gate.inputs.filter { !isFalse($0) })
    case .and: return Gate(kind: .or, inputs: [])
    case .threshold:
      let kept = zip(gate.inputs, gate.weights).filter { !isFalse($0.0) }
      // Nothing that is left suffices, and no part needs to be split off: what is now indispensable may stay inside.
      guard kept.reduce(0, { $0 + $1.1 }) >= gate.threshold else { return Gate(kind: .or, inputs: []) }
      return Self.normalized(
        Gate(kind: .threshold, inputs: kept.map(\.0), weights: kept.map(\.1), threshold: gate.threshold))
    }
  }

  /// A threshold that asks for everything is an "and", one that asks for anything an "or".
  static func normalized(_ gate: Gate) -> Gate {
    guard gate.kind == .threshold, let least = gate.weights.min() else { return gate }
    if least >= gate.threshold { return Gate(kind: .or, inputs: gate.inputs) }
    if gate.weights.reduce(0, +) - least < gate.threshold { return Gate(kind: .and, inputs: gate.inputs) }
    return gate
  }

  /// Takes away what no set of events makes true.
  private mutating func removeImpossible() {
    var readers = Rows(count: eventCount + gates.count)
    for gate in gates { for input in gate.inputs { readers.count(Int(input)) } }
    readers.finishCounting()
    for (index, gate) in gates.enumerated() {
      for (place, input) in gate.inputs.enumerated() {
        readers.add(UInt64(index) << 32 | UInt64(place), to: Int(input))
      }
    }
    var missing = gates.map { gate -> Int64 in
      switch gate.kind {
      case .or: 1
      case .and: Int64(gate.inputs.count)
      case .threshold: gate.threshold
      }
    }
    var isPossible = [Bool](repeating: false, count: eventCount + gates.count)
    var work = Array(0..<eventCount)
    for event in work { isPossible[event] = true }
    while let node = work.popLast() {
      for packed in readers[node] {
        let gate = Int(packed >> 32)
        guard !isPossible[eventCount + gate] else { continue }
        missing[gate] -= gates[gate].kind == .threshold ? gates[gate].weights[Int(packed & 0xFFFF_FFFF)] : 1
        if missing[gate] <= 0 {
          isPossible[eventCount + gate] = true
          work.append(eventCount + gate)
        }
      }
    }
    for gate in gates.indices {
      gates[gate] =
        isPossible[eventCount + gate]
        ? without(gates[gate]) { !isPossible[Int($0)] } : Gate(kind: .or, inputs: [])
    }
  }

  /// Makes gates that imply each other by "or" alone into one.
  private mutating func mergeCirclesOfOr(_ roots: inout [Node]) {
    var offsets = [0]
    var targets: [UInt32] = []
    for gate in gates {
      if gate.kind == .or {
        for input in gate.inputs where Int(input) >= eventCount { targets.append(input - UInt32(eventCount)) }
      }
      offsets.append(targets.count)
    }
    let circles = StronglyConnectedParts(offsets: offsets, targets: targets)
    var standsFor = (0..<Node(eventCount + gates.count)).map { $0 }
    for circle in 0..<circles.count where circles.range(circle).count > 1 {
      let members = circles.nodes[circles.range(circle)]
      let first = members.min()!
      var inputs: [Node] = []
      for member in members {
        inputs += gates[Int(member)].inputs
        if member != first { gates[Int(member)].inputs = [] }
        standsFor[eventCount + Int(member)] = Node(eventCount) + first
      }
      gates[Int(first)].inputs = inputs
    }
    for gate in gates.indices {
      for place in gates[gate].inputs.indices {
        gates[gate].inputs[place] = standsFor[Int(gates[gate].inputs[place])]
      }
      // An "or" that reads itself adds nothing.
      if gates[gate].kind == .or { gates[gate].inputs.removeAll { Int($0) == eventCount + gate } }
    }
    for index in roots.indices { roots[index] = standsFor[Int(roots[index])] }
  }
}

/// Lists of numbers per node, one after the other: counted first, then filled.
struct Rows {
  private var offsets: [Int]
  private var next: [Int] = []
  private var entries: [UInt64] = []

  init(count: Int) { offsets = [Int](repeating: 0, count: count + 1) }

  mutating func count(_ row: Int) { offsets[row + 1] += 1 }

  mutating func finishCounting() {
    for row in 1..<offsets.count { offsets[row] += offsets[row - 1] }
    next = offsets
    entries = [UInt64](repeating: 0, count: offsets.last!)
  }

  mutating func add(_ entry: UInt64, to row: Int) {
    entries[next[row]] = entry
    next[row] += 1
  }

  subscript(row: Int) -> ArraySlice<UInt64> { entries[offsets[row]..<offsets[row + 1]] }
}
