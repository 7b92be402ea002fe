/// Why a component is in its state.
public enum FailureOrigin: Hashable, Sendable {
  /// The fault names it.
  case fault
  /// The input with this number (see ``FailureGraph/input(_:)``), and the components behind it, the earliest first.
  case input(Int, by: [NodeIndex])
}

extension FailureGraph {
  /// The cause of a component's final state, in the round when it got there: the fault, else the first of its inputs,
  /// in the order added, that was bad enough in the round before. Of several the first that had come through when the
  /// component got there is the cause: a loss that is tolerated for a while does not explain what happens at once.
  ///
  /// Behind a group are the members that were that bad in the round before, the earliest first (by round, then in the
  /// order added), and no more of them than it takes; behind a group in a group its members likewise, each component once.
  ///
  /// - Returns: `nil` for a component that works.
  /// - Complexity: O(inputs · log) of the component and the groups behind the input.
  public func origin(of node: NodeIndex, in propagation: Propagation) -> FailureOrigin? {
    var first: FailureOrigin?
    forEachOrigin(of: node, in: propagation) {
      first = $0
      return false
    }
    return first
  }

  /// Calls `body` for each input that is a cause as ``origin(of:in:)`` says, in the order added, until it returns `false`;
  /// for the fault once, and not at all for a component that works.
  ///
  /// - Complexity: O(inputs · log) of the component and the groups behind the inputs.
  public func forEachOrigin(
    of node: NodeIndex, in propagation: Propagation, _ body: (FailureOrigin) -> Bool
  ) {
    let state = propagation.state(of: node)
    guard state > .working, let round = propagation.round(of: node, reaching: state) else { return }
    if round == 0 {
      _ = body(.fault)
      return
    }
    let moment = propagation.moment(of: node, reaching: state)!
    let felt = inputRange(of: node).lazy.filter { number in
      neededState(of: number, for: state).map { propagation.isFelt(input(number), reaching: $0, by: round - 1) }
        ?? false
    }
    func origin(_ number: Int) -> FailureOrigin {
      var members: [NodeIndex] = []
      let needed = neededState(of: number, for: state)!
      collect(input(number).source, reaching: needed, by: round - 1, in: propagation, into: &members)
      return .input(number, by: members)
    }
    var hasArrived = false
    for number in felt {
      let needed = neededState(of: number, for: state)!
      guard propagation.hasArrived(input(number), reaching: needed, by: moment) else { continue }
      hasArrived = true
      guard body(origin(number)) else { return }
    }
    if hasArrived { return }
    // A component gets worse in a round only when an input that was bad enough in the round before notifies it, and
    // 'isFelt' asks what the propagation asked. A limit on time removes an effect together with all that came by it.
    guard let number = felt.first else { preconditionFailure("a component got worse without a cause") }
    _ = body(origin(number))
  }

  /// The state of the source of an input at which a component comes to a state by it.
  private func neededState(of number: Int, for state: FailureState) -> FailureState? {
    input(number).effect.neededState(for: state)
  }

  private func collect(
    _ source: NodeIndex, reaching state: FailureState, by round: Int, in propagation: Propagation,
    into members: inout [NodeIndex]
  ) {
    guard isGroup(source) else {
      if !members.contains(source) { members.append(source) }
      return
    }
    let lost = inputRange(of: source).filter { propagation.isFelt(input($0), reaching: state, by: round) }
      .sorted {
        let left = propagation.round(of: input($0).source, reaching: state)!
        let right = propagation.round(of: input($1).source, reaching: state)!
        return (left, $0) < (right, $1)
      }
    var weight: Int64 = 0
    for number in lost {
      let input = self.input(number)
      collect(input.source, reaching: state, by: round, in: propagation, into: &members)
      weight += input.label.weight
      if weight > slack(of: source) { return }
    }
  }
}

extension Propagation {
  /// Whether the effect of an input's source, having reached a state, had come through by a moment.
  func hasArrived(_ input: FailureGraph.Input, reaching state: FailureState, by limit: Int64) -> Bool {
    guard !moments.impaired.isEmpty else { return true }
    let gate = moments.gate(until: limit)
    return gate.arrivedState(state.rawValue, of: Int(input.source), after: input.label.delay) >= state.rawValue
  }

  /// Whether an input had reached a state by a round, and the effect had come through by the run's limit.
  func isFelt(_ input: FailureGraph.Input, reaching state: FailureState, by round: Int) -> Bool {
    guard let reached = self.round(of: input.source, reaching: state), reached <= round else { return false }
    return limit.map { hasArrived(input, reaching: state, by: $0) } ?? true
  }
}
