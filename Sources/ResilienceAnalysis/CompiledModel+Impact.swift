internal import DependencyModel
package import FailureGraph

extension CompiledModel {
  /// The components that fail if the fault happens.
  ///
  /// - Parameters:
  ///   - fault: the components it names and their levels.
  ///   - within: only what fails by then counts, inclusive.
  ///
  /// Where the model states loads, or the fault a share, levels follow from shares: a component is down if all of it is,
  /// and degraded if any of it is down or degraded. Where loads cannot be computed, the answer says why, and follows from
  /// failures alone.
  public func impact(of fault: FaultSet, within: Duration? = nil) -> Impact {
    var propagation = makePropagation()
    guard usesLoads(for: fault) else { return impact(of: fault, within: within, using: &propagation) }
    do {
      if within == nil { return try loadedImpact(of: fault, using: &propagation) }
      var impact = impact(of: fault, within: within, using: &propagation)
      impact.loads = .leftOutByTime
      return impact
    } catch {
      var impact = impact(of: fault, within: within, using: &propagation)
      impact.loads = .failed(error)
      return impact
    }
  }

  private func loadedImpact(of fault: FaultSet, using propagation: inout Propagation) throws(LoadProblem) -> Impact {
    let causes = try LoadedCauses(of: self, fault, using: &propagation)
    // What still holds, by the levels that have come about.
    run(causes.levels, within: nil, using: &propagation)
    return Impact(
      model: model, fault: fault.limited(toChangesOf: options.changed), within: nil,
      followsConfiguration: options.followsConfiguration, effects: causes.effects,
      blastRadius: blastRadius(of: causes.effects, fault),
      fragileGroups: fragileGroups(graph.groupsWithoutSpare(in: propagation), in: propagation),
      loads: .settled(causes.summary))
  }

  /// The same by failures alone, in memory that is used again; see ``makePropagation()``.
  package func impact(of fault: FaultSet, within: Duration?, using propagation: inout Propagation) -> Impact {
    run(fault, within: within, using: &propagation)
    let effects = Causes(of: self, fault, within: within, in: propagation).effects
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

  private func blastRadius(of effects: [Impact.Effect], _ fault: FaultSet) -> BlastRadius {
    let named = Set(fault.levels.lazy.map(\.component))
    var down: [ComponentIndex] = []
    var degraded: [ComponentIndex] = []
    for effect in effects
    where !model.isDomain(effect.component) && !named.contains(effect.component) && !effect.isAsBefore {
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
