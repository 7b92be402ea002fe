internal import DependencyModel
internal import FailureGraph

extension CompiledModel {
  /// What is affected, or has lost redundancy, among everything that a component depends on.
  ///
  /// - Complexity: O(requirements of what it depends on).
  func dependencies(of component: ComponentIndex, in propagation: Propagation) -> Explanation.Dependencies {
    let start = NodeIndex(component)
    var isReached = [Bool](repeating: false, count: graph.nodeCount)
    isReached[Int(start)] = true
    var open = [start]
    var reached: [ComponentIndex] = []
    let direct = directInputs(of: start)
    while let node = open.popLast() {
      if !graph.isGroup(node), node != start { reached.append(ComponentIndex(node)) }
      for number in graph.inputRange(of: node) {
        let source = graph.input(number).source
        guard !isReached[Int(source)] else { continue }
        isReached[Int(source)] = true
        open.append(source)
      }
    }
    let affected = model.byImportance(
      reached.filter { propagation.state(of: NodeIndex($0)) > .working && !direct.contains(NodeIndex($0)) }.sorted()
    ).map { (component: $0, level: propagation.state(of: NodeIndex($0)).level) }
    let groups = graph.groupsWithoutSpare(in: propagation).filter {
      isReached[Int(graph.component(of: $0))] && graph.component(of: $0) != start
    }
    return Explanation.Dependencies(
      count: reached.count, affected: affected.filter { $0.level == .down } + affected.filter { $0.level < .down },
      fragileGroups: fragileGroups(groups, in: propagation))
  }

  /// The components that a component's own requirements name, groups looked through.
  private func directInputs(of component: NodeIndex) -> Set<NodeIndex> {
    var direct: Set<NodeIndex> = []
    var open = [component]
    while let node = open.popLast() {
      for number in graph.inputRange(of: node) {
        let source = graph.input(number).source
        if graph.isGroup(source) { open.append(source) } else { direct.insert(source) }
      }
    }
    return direct
  }
}
