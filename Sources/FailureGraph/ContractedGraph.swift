internal import Graphs

/// A graph in which one component represents all that fail together, whatever fails.
struct ContractedGraph {
  /// The smaller graph, without delays.
  private(set) var graph: FailureGraph
  /// Per component of the original graph the one that represents it.
  private(set) var standIns: [UInt32]

  /// Contracts circles of plain needs, as often as that makes new ones.
  ///
  /// Components that need each other, directly or through groups that any single loss takes down, have one state: every
  /// input of one is an input of all. Inputs within such a class say nothing and are left out, in groups of its members
  /// too: where one of the class has failed, the group decides nothing. A group of which all members turn out to
  /// be one becomes a plain need, and that may close further circles. Each round is linear in nodes and edges, but for
  /// sorting rows; a round that merges nothing is the last.
  init(of original: FailureGraph) {
    graph = original
    standIns = Array(0..<UInt32(original.componentCount))
    while true {
      let merged = Self.classes(of: graph)
      guard merged.count < graph.componentCount else { return }
      var contraction = Contraction(of: graph, classes: merged.numbers, count: merged.count)
      graph = contraction.run()
      for component in standIns.indices { standIns[component] = merged.numbers[Int(standIns[component])] }
    }
  }

  /// Numbers for the components, the same for those that need each other.
  private static func classes(of graph: FailureGraph) -> (numbers: [UInt32], count: Int) {
    let isPlain = (0..<NodeIndex(graph.nodeCount)).map { graph.isOr($0) }
    let inputs = graph.inputs
    let parts = StronglyConnectedParts(
      nodeCount: graph.nodeCount, row: { graph.inputRange(of: $0) },
      target: { isPlain[Int($0)] && inputs[$1] & 1 == 0 ? inputs[$1] >> 1 : nil })
    var numbers = [UInt32](repeating: 0, count: graph.componentCount)
    var count = 0
    for part in 0..<parts.count {
      let components = parts.nodes[parts.range(part)].filter { !graph.isGroup($0) }
      guard !components.isEmpty else { continue }
      for component in components { numbers[Int(component)] = UInt32(count) }
      count += 1
    }
    return (numbers, count)
  }
}

extension FailureGraph {
  /// Whether a node is as bad as the worst of its inputs: a component, or a group that any single loss takes down.
  func isOr(_ node: NodeIndex) -> Bool {
    !isGroup(node) || inputRange(of: node).allSatisfy { input($0).label.weight > slack(of: node) }
  }
}

/// One round of contracting: each class of components becomes one component, and groups lose what that makes idle.
private struct Contraction {
  let graph: FailureGraph
  let classes: [UInt32]
  let count: Int

  private struct Member {
    /// A class, or a group of the old graph, whose number is that of its node plus what there are classes less than
    /// components: groups come after classes.
    var source: UInt32
    var weight: Int64
  }

  /// The outcome for a group.
  private enum Outcome {
    /// It cannot fail before its owner.
    case holds
    /// It is in the state of one class or group.
    case same(UInt32)
    /// It stays a group, of some of `members`.
    case group(Range<Int>)
  }

  private var outcomes: [Outcome] = []
  private var members: [Member] = []

  init(of graph: FailureGraph, classes: [UInt32], count: Int) {
    self.graph = graph
    self.classes = classes
    self.count = count
  }

  mutating func run() -> FailureGraph {
    // Groups come before those that hold them.
    outcomes.reserveCapacity(graph.groupCount)
    for group in 0..<graph.groupCount { outcomes.append(outcome(of: NodeIndex(graph.componentCount + group))) }
    let rows = inputRows()
    let isUsed = usedGroups(rows)

    var builder = FailureGraphBuilder(componentCount: count, edgeCapacity: rows.inputs.count)
    var numbers = [NodeIndex](repeating: 0, count: graph.groupCount)
    func number(_ source: UInt32) -> NodeIndex { Int(source) < count ? source : numbers[Int(source) - count] }
    for group in 0..<graph.groupCount {
      guard isUsed[group], case .group(let range) = outcomes[group] else { continue }
      let total = members[range].reduce(0) { $0 + $1.weight }
      numbers[group] = builder.addGroup(
        threshold: total - graph.slack(of: NodeIndex(graph.componentCount + group)),
        of: members[range].map { FailureGraphBuilder.Member(number($0.source), weight: $0.weight) })
    }
    for row in 0..<count {
      for packed in rows.inputs[rows.starts[row]..<rows.starts[row + 1]] {
        builder.addInput(number(packed >> 2), effect: FailureGraph.Effect(rawValue: UInt8(packed & 3))!)
      }
      builder.finishComponent()
    }
    return builder.build()
  }

  /// The new form of a node of the old graph, as seen from a class; `nil` if it has no part in the class's state.
  private func source(_ node: NodeIndex, in owner: UInt32) -> UInt32? {
    guard graph.isGroup(node) else { return classes[Int(node)] == owner ? nil : classes[Int(node)] }
    let group = Int(node) - graph.componentCount
    switch outcomes[group] {
    case .holds: return nil
    case .same(let source): return source
    case .group: return UInt32(count + group)
    }
  }

  private mutating func outcome(of node: NodeIndex) -> Outcome {
    let owner = classes[Int(graph.component(of: node))]
    var inputs: [Member] = []
    for number in graph.inputRange(of: node) {
      let input = graph.input(number)
      guard let source = source(input.source, in: owner) else { continue }
      inputs.append(Member(source: source, weight: input.label.weight))
    }
    inputs.sort { $0.source < $1.source }
    let first = members.count
    var total: Int64 = 0
    for input in inputs {
      total += input.weight
      if members.count > first, members[members.count - 1].source == input.source {
        members[members.count - 1].weight += input.weight
      } else {
        members.append(input)
      }
    }
    if total <= graph.slack(of: node) {
      members.removeLast(members.count - first)
      return .holds
    }
    if members.count == first + 1 { return .same(members.removeLast().source) }
    return .group(first..<members.count)
  }

  /// Per class its inputs, `source << 2 | effect`, each once.
  private func inputRows() -> (starts: [Int], inputs: [UInt32]) {
    var order = Array(0..<UInt32(graph.componentCount))
    order.sort { (classes[Int($0)], $0) < (classes[Int($1)], $1) }
    var starts = [0]
    var inputs: [UInt32] = []
    inputs.reserveCapacity(graph.inputs.count)
    var next = 0
    for row in 0..<UInt32(count) {
      var found: [UInt32] = []
      while next < order.count, classes[Int(order[next])] == row {
        for number in graph.inputRange(of: order[next]) {
          let input = graph.input(number)
          if let source = source(input.source, in: row) { found.append(source << 2 | UInt32(input.effect.rawValue)) }
        }
        next += 1
      }
      found.sort()
      var last: UInt32?
      for packed in found where packed != last {
        inputs.append(packed)
        last = packed
      }
      starts.append(inputs.count)
    }
    return (starts, inputs)
  }

  private func usedGroups(_ rows: (starts: [Int], inputs: [UInt32])) -> [Bool] {
    var isUsed = [Bool](repeating: false, count: graph.groupCount)
    for packed in rows.inputs where Int(packed >> 2) >= count { isUsed[Int(packed >> 2) - count] = true }
    for group in (0..<graph.groupCount).reversed() where isUsed[group] {
      guard case .group(let range) = outcomes[group] else { continue }
      for member in members[range] where Int(member.source) >= count { isUsed[Int(member.source) - count] = true }
    }
    return isUsed
  }
}
