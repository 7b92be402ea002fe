/// Logic taken apart into modules, each after the modules it is made of.
///
/// A gate is a module when nothing outside reads what is below it. That is found by one walk that notes for each node
/// when it was first and last come upon: the gate's own visit must embrace all of those below. Besides, the events and
/// modules that only one "or" (or only one "and") reads are put together into a module of their own, so that the rest has
/// one variable for all of them. Linear in time and space.
///
/// Literature: Dutuit and Rauzy, *A linear-time algorithm to find modules of fault trees*, 1996.
struct ModuleTree {
  typealias Node = FaultLogic.Node

  /// The meaning of a root: a leaf of the tree, or an output of a module.
  enum Root {
    case never
    case event(Node)
    case output(module: Int, number: Int)
  }

  private(set) var modules: [LogicModule] = []
  private(set) var roots: [Root] = []

  init(_ logic: ReducedLogic) {
    let heads = ModuleTree.moduleHeads(of: logic)
    // Per gate the number of the module that it heads.
    var moduleNumber = [Int?](repeating: nil, count: logic.gates.count)
    var home = [(module: Int, node: Node)?](repeating: nil, count: logic.gates.count)
    var isRoot = [Bool](repeating: false, count: logic.gates.count)
    for case let root? in logic.roots where !logic.isEvent(root) { isRoot[Int(root) - logic.eventCount] = true }
    var blockOfGate = [Int](repeating: 0, count: logic.gates.count)
    for (number, block) in logic.blocks.enumerated() { for gate in block { blockOfGate[gate] = number } }

    func addModule(headedBy tops: [Int]) {
      // The blocks from the heads down to other modules, in their order.
      var blocks: Set<Int> = []
      var stack = tops.map { blockOfGate[$0] }
      blocks.formUnion(stack)
      while let block = stack.popLast() {
        for gate in logic.blocks[block] {
          for input in logic.gates[gate].inputs where !logic.isEvent(input) {
            let inner = Int(input) - logic.eventCount
            if moduleNumber[inner] == nil, blocks.insert(blockOfGate[inner]).inserted {
              stack.append(blockOfGate[inner])
            }
          }
        }
      }
      let gates = blocks.sorted().flatMap { Array(logic.blocks[$0]) }
      let builder = ModuleBuilder(logic, gates: gates, blocks: blocks.sorted(), moduleNumber: moduleNumber)
      let inside = gates.filter { isRoot[$0] && !tops.contains($0) }
      modules += builder.modules(outputs: tops + inside, after: modules.count)
      for (number, gate) in (tops + inside).enumerated() { home[gate] = (modules.count - 1, Node(number)) }
      if tops.count == 1 { moduleNumber[tops[0]] = modules.count - 1 }
    }
    for gate in logic.gates.indices where heads[gate] { addModule(headedBy: [gate]) }
    // Roots that share parts with each other have no module to themselves: all of them are outputs of a last one.
    let shared = logic.gates.indices.filter { isRoot[$0] && home[$0] == nil }
    if !shared.isEmpty { addModule(headedBy: shared) }
    roots = logic.roots.map { root in
      guard let root else { return .never }
      if logic.isEvent(root) { return .event(logic.originalEvents[Int(root)]) }
      let place = home[Int(root) - logic.eventCount]!
      return .output(module: place.module, number: Int(place.node))
    }
  }

  /// Which gates head a module.
  private static func moduleHeads(of logic: ReducedLogic) -> [Bool] {
    // A circle is walked as one node; it can be a module where one gate alone is read from outside.
    let blockCount = logic.blocks.count
    var blockOfGate = [Int](repeating: 0, count: logic.gates.count)
    for (number, block) in logic.blocks.enumerated() { for gate in block { blockOfGate[gate] = number } }
    var entry = [Int](repeating: -1, count: blockCount)  // -2: several
    func noteEntry(_ gate: Int) {
      let block = blockOfGate[gate]
      entry[block] = entry[block] == -1 || entry[block] == gate ? gate : -2
    }
    for (index, gate) in logic.gates.enumerated() {
      for input in gate.inputs where !logic.isEvent(input) {
        let inner = Int(input) - logic.eventCount
        if blockOfGate[inner] != blockOfGate[index] { noteEntry(inner) }
      }
    }
    var isRead = entry.map { $0 != -1 }
    var starts: [Int] = []
    for case let root? in logic.roots where !logic.isEvent(root) {
      let gate = Int(root) - logic.eventCount
      noteEntry(gate)
      if !isRead[blockOfGate[gate]] {
        isRead[blockOfGate[gate]] = true
        starts.append(blockOfGate[gate])
      }
    }
    // A root inside a circle that others read as well is reached from those.
    let count = logic.eventCount + blockCount
    var first = [UInt32](repeating: 0, count: count)
    var finish = first
    var last = first
    var least = [UInt32](repeating: .max, count: count)
    var greatest = first
    var clock: UInt32 = 0
    func inputs(_ block: Int) -> [Int] {
      var result: [Int] = []
      for gate in logic.blocks[block] {
        for input in logic.gates[gate].inputs {
          if logic.isEvent(input) {
            result.append(Int(input))
          } else if blockOfGate[Int(input) - logic.eventCount] != block {
            result.append(logic.eventCount + blockOfGate[Int(input) - logic.eventCount])
          }
        }
      }
      return result
    }
    var path: [(node: Int, inputs: [Int], next: Int)] = []
    func visit(_ node: Int) {
      clock += 1
      last[node] = clock
      guard first[node] == 0 else { return }
      first[node] = clock
      if node >= logic.eventCount { path.append((node, inputs(node - logic.eventCount), 0)) }
    }
    for start in starts {
      visit(logic.eventCount + start)
      while let (node, inputs, next) = path.last {
        if next < inputs.count {
          path[path.count - 1].next += 1
          visit(inputs[next])
        } else {
          path.removeLast()
          clock += 1
          finish[node] = clock
          last[node] = clock
        }
      }
    }
    var isHead = [Bool](repeating: false, count: logic.gates.count)
    // Inputs come before what reads them, so the bounds of all that is below are known in one pass.
    for block in 0..<blockCount {
      let node = logic.eventCount + block
      for input in inputs(block) {
        least[node] = min(least[node], first[input], least[input])
        greatest[node] = max(greatest[node], last[input], greatest[input])
      }
      if first[node] > 0, entry[block] >= 0, least[node] > first[node], greatest[node] < finish[node] {
        isHead[entry[block]] = true
      }
    }
    return isHead
  }
}
