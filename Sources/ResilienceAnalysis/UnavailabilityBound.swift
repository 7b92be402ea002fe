internal import DecisionDiagrams
internal import DependencyModel
internal import FailureGraph

/// Finds how likely components are to be down at most: if all that has no unavailability were always down.
///
/// The functions of levels are monotone, so nothing that could be stated of those components makes it worse: but for their
/// common causes, which are those of all that states an unavailability. What they take
/// down together is found first, once for all targets. The rest is a probability as ever, of smaller logic.
struct UnavailabilityBound {
  private let compiled: CompiledModel
  private let chances: StatedChances
  /// The chances of common causes if all that has no unavailability is down.
  private let together: CommonCauseChances
  /// By node of the graph whether it is down if all that has no unavailability is.
  private let isDown: [Bool]

  /// - Complexity: linear in the graph.
  init(_ compiled: CompiledModel, _ chances: StatedChances) {
    self.compiled = compiled
    self.chances = chances
    together = compiled.commonCauseChances(chances, restIsDown: true)
    let model = compiled.model
    let without = model.components.indices.filter { chances[$0] == nil && !model.outline($0).isLogic }
    var propagation = compiled.makePropagation()
    compiled.run(FaultSet(without.map { ($0, .down) }, text: ""), within: nil, using: &propagation)
    isDown = (0..<compiled.graph.nodeCount).map { propagation.state(of: NodeIndex($0)).level == .down }
  }

  /// The bounds of some components, in step with them, at the upper end of ranges. A component's own failure does not count
  /// if it has no unavailability: coverage does not count it either.
  func bounds(
    of targets: [ComponentIndex], memoryLimit: Int, _ limit: WorkLimit
  ) throws(LimitReached) -> [Double] {
    var bounds = [Double](repeating: 1, count: targets.count)
    let open = targets.indices.filter { place in
      !compiled.graph.inputRange(of: NodeIndex(targets[place])).contains { number in
        let input = compiled.graph.input(number)
        return !input.isSoft && isDown[Int(input.source)]
      }
    }
    guard !open.isEmpty else { return bounds }
    let logic = compiled.logic(
      of: open.map { targets[$0] }, reaching: .down, seesCoverage: true, together: together.possible, given: isDown
    ) {
      chances[$0] != nil
    }
    let diagrams = try FaultDiagrams(
      logic.logic, roots: logic.roots, memoryLimit: memoryLimit, isOver: limit.signal)
    let values = diagrams.probabilities(chances.events(logic, together, \.high))
    for (place, value) in zip(open, values) { bounds[place] = value }
    return bounds
  }
}

extension Coverage {
  /// The bound where it follows from the coverage alone; `nil` if it has to be computed.
  ///
  /// - Parameter unavailability: the figure that the coverage is about, at the upper end of a range.
  func knownBound(_ unavailability: Double) -> Double? {
    if isWhole { return unavailability }
    return singlePointWithoutCount > 0 || isEmpty ? 1 : nil
  }
}
