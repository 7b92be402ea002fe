package import DependencyModel
internal import FailureGraph

/// The outcome of a fault if one requirement had been different.
///
///     let impact = compiled.impact(of: fault)
///     WhatIf(impact, in: compiled).levels(of: [web], with: .init(.gone, 0, of: database))
package struct WhatIf: Sendable {
  /// How a requirement could be different.
  package enum Difference: Hashable, Sendable {
    /// It is not there; or what it names has a substitute that never fails.
    case gone
    /// Its group has one more member, which never fails and is as heavy as the heaviest that it has. Its threshold is as
    /// written: a percentage then is one of a greater total, and `all` needs the new member too.
    case oneMoreMember
    /// The members of its group that are at a level or worse have substitutes that never fail.
    case substitutes(Level)
  }

  /// A requirement that is different.
  package struct Edit: Hashable, Sendable {
    /// How it is different.
    package let difference: Difference
    /// The position of the relation among those of its owner.
    package let relation: Int
    /// The component that states the relation.
    package let owner: ComponentIndex

    /// An edit.
    package init(_ difference: Difference, _ relation: Int, of owner: ComponentIndex) {
      self.difference = difference
      self.relation = relation
      self.owner = owner
    }
  }

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

  /// The levels of components with an edit; `nil` if the relation has no part in failures, or is no group where the edit
  /// is about one.
  ///
  /// Tolerances have no part in it: what the fault affects in the end is computed again.
  package func levels(of components: [ComponentIndex], with edit: Edit) -> [Level]? {
    guard let change = change(edit) else { return nil }
    let states = counterfactual.states(after: change)
    return components.map { (states[NodeIndex($0)] ?? .working).level }
  }

  /// The members of a group that are at a level or worse, if all of these are components or domains; `nil` if one is a
  /// group, or if the relation is no group.
  package func losses(at level: Level, _ relation: Int, of owner: ComponentIndex) -> [ComponentIndex]? {
    let graph = compiled.graph
    guard let input = input(relation, of: owner), graph.isGroup(graph.input(input).source) else { return nil }
    let lost = counterfactual.losses(of: graph.input(input).source, at: level.failureState)
    let sources = lost.map { graph.input($0).source }
    return sources.contains(where: graph.isGroup) ? nil : sources.map { ComponentIndex($0) }
  }

  private func input(_ relation: Int, of owner: ComponentIndex) -> Int? {
    compiled.graph.inputRange(of: NodeIndex(owner)).first { compiled.inputRelations[$0] == UInt32(relation) }
  }

  private func change(_ edit: Edit) -> Counterfactual.Change? {
    guard let number = input(edit.relation, of: edit.owner) else { return nil }
    let graph = compiled.graph
    let source = graph.input(number).source
    switch edit.difference {
    case .gone: return .withoutInput(number)
    case .oneMoreMember: return graph.isGroup(source) ? .withSlack(slack(of: source), group: source) : nil
    case .substitutes(let level):
      return graph.isGroup(source) ? .withoutLosses(level.failureState, group: source) : nil
    }
  }

  /// The weight that a group may lose, in the units of its node, if it had one more member as heavy as its heaviest.
  private func slack(of node: NodeIndex) -> Int64 {
    let graph = compiled.graph
    guard case .group(let group) = compiled.groups[Int(node) - graph.componentCount].target,
      let total = group.totalWeight, let heaviest = group.members.greatestWeight?.millionths
    else { return graph.slack(of: node) }
    let (sum, overflows) = total.millionths.addingReportingOverflow(heaviest)
    guard !overflows else { return graph.slack(of: node) }
    let required = min(group.requiredWeight(ofTotal: Amount(millionths: sum)).millionths, sum)
    // The node counts in units of the greatest common divisor of its weights.
    let unit = heaviest / graph.greatestWeight(of: node)
    return (sum - required) / unit
  }
}
