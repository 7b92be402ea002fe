/// The outcome of a fault if one requirement had been different.
///
/// With a requirement gone or a group that may lose more no node can get worse, so only the components that the fault affects
/// are computed again, from nothing but the fault upwards.
public struct Counterfactual: Sendable {
  /// A difference to the graph.
  public enum Change: Hashable, Sendable {
    /// None.
    case none
    /// A component's input, by its number, is not there.
    case withoutInput(Int)
    /// A group may lose another weight than before, inclusive.
    case withSlack(Int64, group: NodeIndex)
    /// The members of a group that are at a state or worse never fail.
    case withoutLosses(FailureState, group: NodeIndex)
  }

  private let graph: FailureGraph
  private let faults: [NodeIndex: FailureState]
  /// The states without any change.
  private var states: [NodeIndex: FailureState] = [:]
  /// For each affected component the affected components that read it, directly or through groups.
  private var dependents: [NodeIndex: [NodeIndex]] = [:]

  /// Prepares for changes to what one run found.
  ///
  /// - Parameters:
  ///   - graph: the graph that was run.
  ///   - faults: the components that the fault names, and their states.
  ///   - affected: the components that the run found not to be working.
  /// - Complexity: linear in the inputs of the affected components.
  public init(
    of graph: FailureGraph, under faults: some Sequence<Propagation.Fault>, affecting affected: some Sequence<NodeIndex>
  ) {
    self.graph = graph
    var worst: [NodeIndex: FailureState] = [:]
    for (node, state) in faults { worst[node] = max(state, worst[node] ?? .working) }
    self.faults = worst
    let affected = Set(affected)
    for component in affected.sorted() {
      var rows = [component]
      while let row = rows.popLast() {
        for number in graph.inputRange(of: row) {
          let source = graph.input(number).source
          if graph.isGroup(source) {
            rows.append(source)
          } else if affected.contains(source) {
            dependents[source, default: []].append(component)
          }
        }
      }
    }
    states = states(after: .none)
  }

  /// The states of all components after a change: the least fixpoint over what was affected. Components that are not
  /// among them are working.
  ///
  /// - Complexity: linear in the inputs of the affected components, up to twice for each.
  public func states(after change: Change) -> [NodeIndex: FailureState] {
    var states = faults
    var waiting = faults.keys.sorted()
    while let current = waiting.popLast() {
      for dependent in dependents[current] ?? [] {
        let before = states[dependent] ?? .working
        let after = max(before, state(of: dependent, change, states))
        if after > before {
          states[dependent] = after
          waiting.append(dependent)
        }
      }
    }
    return states
  }

  /// The members of a group, by input, that are at a state or worse under the fault.
  public func losses(of group: NodeIndex, at state: FailureState) -> [Int] {
    graph.inputRange(of: group).filter { isLost($0, state) }
  }

  private func isLost(_ input: Int, _ state: FailureState) -> Bool {
    self.state(ofSource: graph.input(input).source, .none, states) >= state
  }

  /// The state that a node's inputs make it have.
  private func state(of node: NodeIndex, _ change: Change, _ states: [NodeIndex: FailureState]) -> FailureState {
    guard graph.isGroup(node) else {
      var worst = FailureState.working
      for number in graph.inputRange(of: node) where change != .withoutInput(number) {
        let input = graph.input(number)
        worst = max(worst, input.effect.felt(state(ofSource: input.source, change, states)))
      }
      return worst
    }
    var slack = graph.slack(of: node)
    var repaired: FailureState?
    switch change {
    case .withSlack(let other, group: node): slack = other
    case .withoutLosses(let state, group: node): repaired = state
    default: break
    }
    var impaired: Int64 = 0
    var failed: Int64 = 0
    for number in graph.inputRange(of: node) {
      if let repaired, isLost(number, repaired) { continue }
      let input = graph.input(number)
      let state = state(ofSource: input.source, change, states)
      if state >= .impaired { impaired += input.label.weight }
      if state == .failed { failed += input.label.weight }
    }
    return failed > slack ? .failed : impaired > slack ? .impaired : .working
  }

  private func state(
    ofSource source: NodeIndex, _ change: Change, _ states: [NodeIndex: FailureState]
  ) -> FailureState {
    graph.isGroup(source) ? state(of: source, change, states) : states[source] ?? .working
  }
}
