extension FailureGraph {
  /// The groups that would have held through the loss of any one input, and now would not: they still hold, but some one
  /// more input takes them down.
  ///
  /// - Returns: groups in the order of their numbers; those of failed components are left out.
  /// - Complexity: O(inputs of the groups that have lost anything).
  public func groupsWithoutSpare(in propagation: Propagation) -> [NodeIndex] {
    var result: [NodeIndex] = []
    for touched in propagation.touchedGroups[..<propagation.touchedGroupCount].sorted() {
      let group = Int(touched)
      let node = NodeIndex(componentCount + group)
      let lost = propagation.lostFailed[group]
      guard greatestWeight[group] <= slack[group], lost > 0, lost <= slack[group],
        lost + greatestWeight[group] > slack[group], propagation.state(of: groupComponent[group]) != .failed
      else { continue }
      let isFragile = inputRange(of: node).contains { number in
        let input = self.input(number)
        return lost + input.label.weight > slack[group]
          && !propagation.isFelt(input, reaching: .failed, by: Int.max)
      }
      if isFragile { result.append(node) }
    }
    return result
  }

  /// The groups that have lost an input and still hold (are not failed), in the order of their numbers.
  public func groupsThatHeld(in propagation: Propagation) -> [NodeIndex] {
    propagation.touchedGroups[..<propagation.touchedGroupCount].sorted().map { NodeIndex(componentCount) + $0 }
      .filter { propagation.state(of: $0) != .failed }
  }
}

extension Propagation {
  /// Whether an input counts as having reached a state, its delay and the run's limit considered.
  public func hasLost(_ input: FailureGraph.Input, _ state: FailureState) -> Bool {
    isFelt(input, reaching: state, by: Int.max)
  }
}
