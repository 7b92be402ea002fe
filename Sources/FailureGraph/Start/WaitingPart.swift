/// Components that wait for each other, cut out of a run as a graph of their own: what has started is taken off the
/// thresholds, what a fault holds is left out, and so is everything else.
///
/// - Precondition: what the components wait for, started things aside, is among them.
struct WaitingPart {
  /// The part; its components are numbered in the order of `nodes`.
  let graph: FailureGraph
  /// Per component its number in the whole graph, ascending.
  let nodes: [NodeIndex]
  /// Per input of the part its number in the whole graph.
  let inputs: [Int]

  /// Cuts a part out.
  ///
  /// - Parameters:
  ///   - nodes: components that wait, ascending.
  ///   - whole: the graph that they are cut out of.
  ///   - run: what has started in it, and what a fault holds.
  ///   - numbers: memory as large as the whole graph has components; only the entries of `nodes` are used.
  /// - Complexity: O(the components' inputs, through groups).
  init(_ nodes: [NodeIndex], of whole: FailureGraph, in run: StartRun, numbers: inout [UInt32]) {
    for (number, node) in nodes.enumerated() { numbers[Int(node)] = UInt32(number) }
    var builder = FailureGraphBuilder(componentCount: nodes.count)
    var componentInputs: [Int] = []
    var groupInputs: [Int] = []
    var groupNumbers: [NodeIndex: NodeIndex] = [:]
    for node in nodes {
      groupNumbers.removeAll(keepingCapacity: true)
      // A group is numbered before the group that holds it.
      for group in Self.waitingGroups(of: node, whole, run).sorted() {
        var members: [FailureGraphBuilder.Member] = []
        whole.forEachWaitingInput(of: group, in: run) { number, source in
          let local = whole.isGroup(source) ? groupNumbers[source]! : numbers[Int(source)]
          members.append(.init(local, weight: whole.input(number).label.weight))
          groupInputs.append(number)
        }
        groupNumbers[group] = builder.addGroup(threshold: run.missing[Int(group)], of: members)
      }
      whole.forEachWaitingInput(of: node, in: run) { number, source in
        builder.addInput(whole.isGroup(source) ? groupNumbers[source]! : numbers[Int(source)])
        componentInputs.append(number)
      }
      builder.finishComponent()
    }
    self.nodes = nodes
    inputs = componentInputs + groupInputs
    graph = builder.build()
  }

  private static func waitingGroups(of node: NodeIndex, _ whole: FailureGraph, _ run: StartRun) -> [NodeIndex] {
    var groups: [NodeIndex] = []
    var stack = [node]
    while let node = stack.popLast() {
      whole.forEachWaitingInput(of: node, in: run) { _, source in
        guard whole.isGroup(source) else { return }
        groups.append(source)
        stack.append(source)
      }
    }
    return groups
  }

  /// The same with components put together that start together, which changes no smallest set: one that waits for a
  /// single other component is freed with it, so starting that other one is as good (the reductions of H. Levy,
  /// D. W. Low, "A contraction algorithm for finding small cycle cutsets", Journal of Algorithms 9(4), 1988).
  ///
  /// - Returns: the smaller graph, and per component of it the component of this part that it represents.
  /// - Complexity: O(edges) a pass, and no more than 16 passes.
  func contracted() -> (graph: FailureGraph, representatives: [NodeIndex]) {
    var parents = nodes.indices.map { UInt32($0) }
    func root(_ node: UInt32) -> UInt32 {
      var node = node
      while parents[Int(node)] != node {
        parents[Int(node)] = parents[Int(parents[Int(node)])]
        node = parents[Int(node)]
      }
      return node
    }
    var changed = true
    var passes = 0
    while changed, passes < 16 {
      changed = false
      passes += 1
      // Backwards, so that the first of a circle represents it.
      for node in (0..<UInt32(nodes.count)).reversed() where parents[Int(node)] == node {
        var only: UInt32?
        var isSingle = true
        for number in graph.inputRange(of: node) {
          let source = graph.inputs[number] >> 1
          guard !graph.isGroup(source) else {
            isSingle = false
            break
          }
          let root = root(source)
          if only == nil { only = root }
          if only != root {
            isSingle = false
            break
          }
        }
        guard isSingle, let only, only != node else { continue }
        parents[Int(node)] = only
        changed = true
      }
    }
    let representatives = (0..<UInt32(nodes.count)).filter { parents[Int($0)] == $0 }
    var numbers = [UInt32](repeating: 0, count: nodes.count)
    for (number, node) in representatives.enumerated() { numbers[Int(node)] = UInt32(number) }
    return (rebuilt(representatives) { numbers[Int(root($0))] }, representatives)
  }

  /// The graph of some of the components, with sources renumbered; a component that is named twice is needed once.
  private func rebuilt(_ kept: [NodeIndex], renumber: (UInt32) -> UInt32) -> FailureGraph {
    var builder = FailureGraphBuilder(componentCount: kept.count)
    var groupNumbers: [NodeIndex: NodeIndex] = [:]
    for node in kept {
      groupNumbers.removeAll(keepingCapacity: true)
      var groups: [NodeIndex] = []
      var stack = [node]
      while let node = stack.popLast() {
        for number in graph.inputRange(of: node) where graph.isGroup(graph.inputs[number] >> 1) {
          groups.append(graph.inputs[number] >> 1)
          stack.append(graph.inputs[number] >> 1)
        }
      }
      for group in groups.sorted() {
        var total: Int64 = 0
        let members = graph.inputRange(of: group).map { number in
          let input = graph.input(number)
          total += input.label.weight
          let source = graph.isGroup(input.source) ? groupNumbers[input.source]! : renumber(input.source)
          return FailureGraphBuilder.Member(source, weight: input.label.weight)
        }
        groupNumbers[group] = builder.addGroup(threshold: total - graph.slack(of: group), of: members)
      }
      var seen: Set<NodeIndex> = []
      for number in graph.inputRange(of: node) {
        let source = graph.inputs[number] >> 1
        let local = graph.isGroup(source) ? groupNumbers[source]! : renumber(source)
        if seen.insert(local).inserted { builder.addInput(local) }
      }
      builder.finishComponent()
    }
    return builder.build()
  }
}
