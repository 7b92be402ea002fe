internal import DependencyModel
package import FailureGraph

extension CompiledModel {
  /// The components that fail if the fault happens.
  ///
  /// - Parameters:
  ///   - fault: the components it names and their levels.
  ///   - within: only what fails by then counts, inclusive.
  public func impact(of fault: FaultSet, within: Duration? = nil) -> Impact {
    var propagation = makePropagation()
    return impact(of: fault, within: within, using: &propagation)
  }

  /// The same in memory that is used again; see ``makePropagation()``.
  package func impact(of fault: FaultSet, within: Duration?, using propagation: inout Propagation) -> Impact {
    run(fault, within: within, using: &propagation)
    let effects = effects(in: propagation, on: propagation.affectedComponents)
    return Impact(
      model: model, fault: fault.limited(toChangesOf: options.changed), within: within,
      followsConfiguration: options.followsConfiguration,
      effects: effects, blastRadius: blastRadius(of: effects, fault),
      fragileGroups: fragileGroups(graph.groupsWithoutSpare(in: propagation), in: propagation))
  }

  /// Groups that have lost their redundancy, in model order of their components.
  func fragileGroups(_ groups: [NodeIndex], in propagation: Propagation) -> [Impact.FragileGroup] {
    groups.map { node in
      Impact.FragileGroup(
        component: ComponentIndex(graph.component(of: node)), requirement: requirement(of: node),
        standing: standing(of: node, in: propagation))
    }.sorted { $0.component < $1.component }
  }

  package func run(_ fault: FaultSet, within: Duration?, using propagation: inout Propagation) {
    let faults = fault.levels.map { (node: NodeIndex($0.component), state: $0.level.failureState) }
    if let within, graph.hasDelays {
      propagation.run(graph, from: faults, within: within.milliseconds)
    } else {
      propagation.runMoments(graph, from: faults)
      propagation.run(graph, from: faults)
    }
  }

  /// The effects of the run on some components, in order of wave.
  ///
  /// - Parameter components: affected, and with each one also its causes.
  func effects(
    in propagation: Propagation, on components: some Collection<NodeIndex>
  ) -> [Impact.Effect] {
    let order = components.map { node in
      (node: node, wave: propagation.round(of: node, reaching: propagation.state(of: node))!)
    }.sorted { ($0.wave, $0.node) < ($1.wave, $1.node) }
    var confidences: [NodeIndex: Confidence] = [:]
    return order.map { node, wave in
      let (cause, evidence) = cause(of: node, in: propagation)
      // Causes come earlier, so their confidence is known.
      let confidence = cause.by.reduce(evidence) { max($0, confidences[NodeIndex($1)] ?? .observed) }
      confidences[node] = confidence
      return Impact.Effect(
        component: ComponentIndex(node), level: propagation.state(of: node).level, wave: wave,
        after: .milliseconds(propagation.moment(of: node, reaching: propagation.state(of: node))!),
        degradedAfter: .milliseconds(propagation.moment(of: node, reaching: .impaired)!), cause: cause,
        confidence: confidence)
    }
  }

  /// The cause of a component's level, and the weakest confidence of the requirement itself.
  func cause(of node: NodeIndex, in propagation: Propagation) -> (cause: Impact.Cause, evidence: Confidence) {
    let component = ComponentIndex(node)
    switch graph.origin(of: node, in: propagation)! {
    case .fault:
      return (Impact.Cause(relation: nil, requirement: nil, by: [], place: model.outline(component).place), .observed)
    case .input(let number, let by):
      let relation = model.relation(Int(inputRelations[number]), of: component)
      let cause = Impact.Cause(
        relation: relation.kind, requirement: relation.requirement, by: by.map { ComponentIndex($0) },
        place: relation.requirement.place ?? model.outline(component).place)
      return (cause, relation.requirement.weakestConfidence(behind: Set(cause.by.map { model.outline($0).id })))
    }
  }

  private func blastRadius(of effects: [Impact.Effect], _ fault: FaultSet) -> BlastRadius {
    let named = Set(fault.levels.lazy.map(\.component))
    var down: [ComponentIndex] = []
    var degraded: [ComponentIndex] = []
    for effect in effects where !model.isDomain(effect.component) && !named.contains(effect.component) {
      if effect.level == .down { down.append(effect.component) } else { degraded.append(effect.component) }
    }
    let namedComponents = named.count { !model.isDomain($0) }
    let weight = (down + degraded).reduce(Amount.zero) {
      $0.adding(model.outline($1).weight) ?? Amount(millionths: .max)
    }
    return BlastRadius(
      down: down.sorted(), degraded: degraded.sorted(),
      of: model.components.count - model.domainCount - namedComponents, weight: weight)
  }

  /// The requirement that a group's node represents.
  func requirement(of group: NodeIndex) -> Requirement { groups[Int(group) - graph.componentCount] }

  /// The losses of a group and what remains.
  func standing(of node: NodeIndex, in propagation: Propagation) -> GroupStanding {
    guard case .group(let group) = requirement(of: node).target else { preconditionFailure("not a group") }
    var down: [UInt32] = []
    var degraded: [UInt32] = []
    for (position, number) in graph.inputRange(of: node).enumerated() {
      let input = graph.input(number)
      if propagation.hasLost(input, .failed) {
        down.append(UInt32(position))
      } else if propagation.hasLost(input, .impaired) {
        degraded.append(UInt32(position))
      }
    }
    return GroupStanding(of: group, down: down, degraded: degraded)
  }
}

extension Requirement {
  /// The weakest confidence among this requirement and those of its members that name one of the components.
  func weakestConfidence(behind components: Set<ComponentID>) -> Confidence {
    guard case .group(let group) = target else { return confidence }
    var weakest = confidence
    if group.members.matched != nil { return components.isEmpty ? weakest : max(weakest, .declared) }
    for member in group.members {
      var names = false
      member.requirement.forEachComponent { if components.contains($0) { names = true } }
      if names { weakest = max(weakest, member.requirement.weakestConfidence(behind: components)) }
    }
    return weakest
  }
}
