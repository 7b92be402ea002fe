internal import Graphs

/// Splits what waits into strongly connected parts: components and groups each of which waits, in the end, for every other.
///
/// Memory is kept for further calls; each call costs time linear in the nodes that it is asked about and their inputs.
struct WaitingParts {
  /// A part by its components, ascending.
  struct Part {
    var components: [NodeIndex]
    /// Whether it waits for another part.
    var waitsForOthers: Bool
    /// Whether any group is in it.
    var hasGroups: Bool
  }

  private var search: StronglyConnectedSearch
  /// For each node whether it waits for a node of another part.
  private var waitsForOthers: [Bool]
  /// The input edges looked at so far, in all calls.
  private(set) var effort = 0

  init(for graph: FailureGraph) {
    search = StronglyConnectedSearch(nodeCount: graph.nodeCount)
    waitsForOthers = [Bool](repeating: false, count: graph.nodeCount)
  }

  /// The parts of some waiting components (with their groups), each after those that it waits for.
  ///
  /// - Precondition: what the components wait for is among them.
  mutating func split(_ components: [NodeIndex], of graph: FailureGraph, in run: StartRun) -> [Part] {
    for component in components { forget(component, graph) }
    var waitsForOthers: [Bool] = []
    swap(&waitsForOthers, &self.waitsForOthers)
    var effort = self.effort
    var parts: [Part] = []
    for root in components {
      search.search(
        from: root, row: { graph.inputRange(of: $0) },
        target: { _, number in
          effort += 1
          let packed = graph.inputs[number]
          return packed & 1 == 0 && run.isWaiting(packed >> 1) ? packed >> 1 : nil
        },
        crossing: { waitsForOthers[Int($0)] = true },
        part: { nodes in
          let components = nodes.filter { !graph.isGroup($0) }
          // A group by itself is not a part: it has one dependent, and is counted with what it waits for.
          guard !components.isEmpty else { return }
          parts.append(
            Part(
              components: components.sorted(), waitsForOthers: nodes.contains { waitsForOthers[Int($0)] },
              hasGroups: components.count < nodes.count))
        })
    }
    swap(&waitsForOthers, &self.waitsForOthers)
    self.effort = effort
    return parts
  }

  /// Forgets a component and its groups.
  private mutating func forget(_ component: NodeIndex, _ graph: FailureGraph) {
    var stack = [component]
    while let node = stack.popLast() {
      search.forget(node)
      waitsForOthers[Int(node)] = false
      for number in graph.inputRange(of: node) where graph.isGroup(graph.inputs[number] >> 1) {
        stack.append(graph.inputs[number] >> 1)
      }
    }
  }
}
