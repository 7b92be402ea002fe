package import DependencyModel
internal import FailureGraph

/// The outcome of a fault if one requirement had been different.
///
///     let impact = compiled.impact(of: fault)
///     WhatIf(impact, in: compiled).level(of: web, relaxing: 0, of: database)
package struct WhatIf: Sendable {
  private let compiled: CompiledModel
  private let counterfactual: Counterfactual

  /// Prepares for changes to what a fault does.
  ///
  /// - Complexity: linear in the requirements of the affected components.
  package init(_ impact: Impact, in compiled: CompiledModel) {
    self.compiled = compiled
    counterfactual = Counterfactual(
      of: compiled.graph,
      under: impact.fault.levels.map { (NodeIndex($0.component), $0.level.failureState) },
      affecting: impact.effects.map { NodeIndex($0.component) })
  }

  /// The level of a component if a relation asked for less: a group has one more member, which never fails and is as heavy
  /// as the heaviest that it has; any other requirement is gone.
  ///
  /// Tolerances have no part in it: what the fault affects in the end is computed again.
  ///
  /// - Parameters:
  ///   - component: the component whose level is asked for.
  ///   - relation: the position of the relation among those of its owner.
  ///   - owner: the component that states the relation.
  package func level(of component: ComponentIndex, relaxing relation: Int, of owner: ComponentIndex) -> Level {
    let graph = compiled.graph
    let number = graph.inputRange(of: NodeIndex(owner)).first { compiled.inputRelations[$0] == UInt32(relation) }
    guard let number else { return counterfactual.state(of: NodeIndex(component), after: .none).level }
    let source = graph.input(number).source
    let change: Counterfactual.Change = graph.isGroup(source) ? .withSpare(group: source) : .withoutInput(number)
    return counterfactual.state(of: NodeIndex(component), after: change).level
  }
}
