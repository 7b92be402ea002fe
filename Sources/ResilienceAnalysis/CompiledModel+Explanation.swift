public import DependencyModel
internal import FailureGraph

extension CompiledModel {
  /// Why a component is down, degraded or up under a fault.
  ///
  /// - Parameters:
  ///   - component: its index in the model.
  ///   - fault: the components that the fault names and their levels.
  ///   - within: only what fails by then counts, inclusive; `nil` for no limit.
  public func explanation(of component: ComponentIndex, under fault: FaultSet, within: Duration? = nil) -> Explanation {
    var propagation = makePropagation()
    guard usesLoads(for: fault) else { return explanation(of: component, fault, within, using: &propagation) }
    if within == nil {
      do {
        return try loadedExplanation(of: component, fault, using: &propagation)
      } catch {
        var explanation = explanation(of: component, fault, within, using: &propagation)
        explanation.loads = .failed(error)
        return explanation
      }
    }
    var explanation = explanation(of: component, fault, within, using: &propagation)
    explanation.loads = .leftOutByTime
    return explanation
  }

  /// Why a component is at its level, by shares.
  private func loadedExplanation(
    of component: ComponentIndex, _ fault: FaultSet, using propagation: inout Propagation
  ) throws(LoadProblem) -> Explanation {
    let causes = try LoadedCauses(of: self, fault, using: &propagation)
    // What held and what did not, by the levels that have come about.
    var explanation = explanation(of: component, causes.levels, nil, asked: fault, using: &propagation)
    explanation.steps = causes.effects(behind: component)
    explanation.loads = .settled(causes.summary)
    return explanation
  }

  /// - Parameter asked: the fault of the question, if that is not the one whose effects are looked at.
  private func explanation(
    of component: ComponentIndex, _ fault: FaultSet, _ within: Duration?, asked: FaultSet? = nil,
    using propagation: inout Propagation
  ) -> Explanation {
    let asked = asked ?? fault
    run(fault, within: within, using: &propagation)
    let state = propagation.state(of: NodeIndex(component))
    return Explanation(
      model: model, fault: asked.limited(toChangesOf: options.changed), within: within,
      followsConfiguration: options.followsConfiguration,
      component: component, level: state.level,
      steps: steps(from: NodeIndex(component), fault, within, in: propagation),
      holds: holdings(of: component, in: propagation),
      softLosses: softLosses(of: component, in: propagation),
      graces: graces(of: component, in: propagation, within: within),
      dependencies: state == .working ? dependencies(of: component, in: propagation) : nil,
      levelIfChanged: levelIfChanged(component, asked, within, state.level))
  }

  /// The level of a component if what a fault names changed instead; `nil` if it is no worse than when that fails.
  private func levelIfChanged(
    _ component: ComponentIndex, _ fault: FaultSet, _ within: Duration?, _ level: Level
  ) -> Level? {
    guard !options.followsConfiguration, level < .down, !model.configured(by: fault).isEmpty else {
      return nil
    }
    let compiled = following(configuration: true)
    var propagation = compiled.makePropagation()
    compiled.run(fault, within: within, using: &propagation)
    let changed = propagation.state(of: NodeIndex(component)).level
    return changed > level ? changed : nil
  }

  /// The effects that the component's state rests on, causes after what they cause.
  private func steps(
    from component: NodeIndex, _ fault: FaultSet, _ within: Duration?, in propagation: Propagation
  ) -> [Impact.Effect] {
    guard propagation.state(of: component) > .working else { return [] }
    return Causes(of: self, fault, within: within, in: propagation).effects(behind: ComponentIndex(component))
  }

  /// The inputs of a component with the relations that they come from.
  private func inputs(of component: ComponentIndex) -> [(relation: Component.Relation, input: FailureGraph.Input)] {
    graph.inputRange(of: NodeIndex(component)).map { number in
      (model.relation(Int(inputRelations[number]), of: component), graph.input(number))
    }
  }

  private func holdings(of component: ComponentIndex, in propagation: Propagation) -> [Explanation.Holding] {
    let held = graph.groupsThatHeld(in: propagation).filter { graph.component(of: $0) == NodeIndex(component) }
    guard !held.isEmpty else { return [] }
    var kinds: [NodeIndex: Component.Relation.Kind] = [:]
    for (relation, input) in inputs(of: component) { markGroups(from: input.source, as: relation.kind, in: &kinds) }
    return held.compactMap { node in
      let standing = standing(of: node, in: propagation)
      guard standing.hasLost || standing.hasDegraded else { return nil }
      return Explanation.Holding(
        requirement: requirement(of: node), kind: kinds[node] ?? .needs, standing: standing,
        level: propagation.state(of: node).level)
    }
  }

  private func markGroups(
    from node: NodeIndex, as kind: Component.Relation.Kind, in kinds: inout [NodeIndex: Component.Relation.Kind]
  ) {
    guard graph.isGroup(node) else { return }
    kinds[node] = kind
    for number in graph.inputRange(of: node) { markGroups(from: graph.input(number).source, as: kind, in: &kinds) }
  }

  private func softLosses(of component: ComponentIndex, in propagation: Propagation) -> [Explanation.SoftLoss] {
    inputs(of: component).compactMap { relation, input in
      let level = propagation.state(of: input.source).level
      return relation.kind.isSoft && level > .up
        ? Explanation.SoftLoss(kind: relation.kind, requirement: relation.requirement, level: level) : nil
    }
  }

  private func graces(
    of component: ComponentIndex, in propagation: Propagation, within: Duration?
  ) -> [Explanation.Grace] {
    guard let within else { return [] }
    return inputs(of: component).compactMap { relation, input in
      // The use of what is down is reported as a soft loss.
      guard input.effect != .eased,
        let needed = input.effect.neededState(for: input.isSoft ? .impaired : .failed),
        let moment = propagation.moment(of: input.source, reaching: needed)
      else { return nil }
      let felt = Duration.milliseconds(moment + input.label.delay)
      return felt > within ? Explanation.Grace(requirement: relation.requirement, feltAfter: felt) : nil
    }
  }
}
