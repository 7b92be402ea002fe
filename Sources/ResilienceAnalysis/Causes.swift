internal import DependencyModel
internal import FailureGraph

/// Why each component that a fault affects has its level, and how sure that is.
///
/// Where several requirements bring a component to its level in the same wave, the surest is the cause, then the first
/// written. An effect rests on requirements that are only inferred or assumed if it is another one without them: the fault
/// is tried on the model without these too, and where the level is the same there, the cause is what it is there.
struct Causes {
  typealias CausesOfRun = [NodeIndex: (cause: Impact.Cause, confidence: Confidence, round: Int)]

  private struct Found {
    var cause: Impact.Cause
    var confidence: Confidence
    /// The weakest confidence that was trusted, and the round in that run.
    var rank: (trust: Confidence, round: Int)
  }

  private let compiled: CompiledModel
  private let propagation: Propagation
  private var found: [NodeIndex: Found] = [:]

  /// Finds the causes in a run.
  ///
  /// - Parameters:
  ///   - compiled: the model.
  ///   - fault: the fault that was run.
  ///   - within: the limit of time of the run.
  ///   - propagation: the run.
  /// - Complexity: O(inputs of the affected components · log), and a run on the model without weak requirements if effects
  ///   rest on them.
  init(of compiled: CompiledModel, _ fault: FaultSet, within: Duration?, in propagation: Propagation) {
    self.compiled = compiled
    self.propagation = propagation
    found = compiled.causes(in: propagation).mapValues {
      Found(cause: $0.cause, confidence: $0.confidence, rank: (compiled.options.trust, $0.round))
    }
    for trust in [Confidence.inferred, .referenced] where trust < compiled.options.trust {
      guard found.values.contains(where: { $0.confidence > trust }) else { continue }
      let surer = compiled.trusting(trust)
      var run = surer.makePropagation()
      surer.run(fault, within: within, using: &run)
      replace(by: surer.causes(in: run), in: run, trusting: trust)
    }
  }

  /// Takes the causes of a run with less trust where levels are the same. Groups that have lost members may fail there only:
  /// what rests on that keeps its cause.
  private mutating func replace(by others: CausesOfRun, in run: Propagation, trusting trust: Confidence) {
    var proven: Set<NodeIndex> = []
    for (node, other) in others.sorted(by: { ($0.value.round, $0.key) < ($1.value.round, $1.key) }) {
      guard run.state(of: node) <= propagation.state(of: node),
        other.cause.by.allSatisfy({ proven.contains(NodeIndex($0)) })
      else { continue }
      proven.insert(node)
      guard run.state(of: node) == propagation.state(of: node) else { continue }
      found[node]!.rank = (trust, other.round)
      guard found[node]!.confidence > trust else { continue }
      found[node]!.cause = other.cause
      found[node]!.confidence = other.confidence
    }
  }

  /// All effects, by wave, then in model order.
  var effects: [Impact.Effect] { found.keys.map(effect).sorted { ($0.wave, $0.component) < ($1.wave, $1.component) } }

  /// The effects that a component's level rests on, itself first, causes after what they cause.
  func effects(behind component: NodeIndex) -> [Impact.Effect] {
    guard found[component] != nil else { return [] }
    var places = [component: 0]
    var order = [component]
    var next = 0
    while next < order.count {
      for cause in found[order[next]]!.cause.by.map({ NodeIndex($0) }) where places[cause] == nil {
        places[cause] = order.count
        order.append(cause)
      }
      next += 1
    }
    return order.sorted { left, right in
      // A cause is as bad as what it causes, or worse; of one level it is as sure, and earlier.
      let levels = (propagation.state(of: left), propagation.state(of: right))
      if levels.0 != levels.1 { return levels.0 < levels.1 }
      let (first, second) = (found[left]!.rank, found[right]!.rank)
      return first != second ? first > second : places[left]! < places[right]!
    }.map(effect)
  }

  private func effect(_ node: NodeIndex) -> Impact.Effect {
    let state = propagation.state(of: node)
    return Impact.Effect(
      component: ComponentIndex(node), level: state.level, wave: propagation.round(of: node, reaching: state)!,
      after: .milliseconds(propagation.moment(of: node, reaching: state)!),
      degradedAfter: .milliseconds(propagation.moment(of: node, reaching: .impaired)!), cause: found[node]!.cause,
      confidence: found[node]!.confidence)
  }
}

extension CompiledModel {
  /// Per affected component the surest cause of its level among those that brought it there in its round.
  fileprivate func causes(in propagation: Propagation) -> Causes.CausesOfRun {
    let order = propagation.affectedComponents.map { node in
      (node: node, round: propagation.round(of: node, reaching: propagation.state(of: node))!)
    }.sorted { ($0.round, $0.node) < ($1.round, $1.node) }
    var result: Causes.CausesOfRun = [:]
    let unknown = hasSeveralConfidences ? options.trust : .observed
    result.reserveCapacity(order.count)
    for (node, round) in order {
      var best: (cause: Impact.Cause, confidence: Confidence)?
      graph.forEachOrigin(of: node, in: propagation) { origin in
        let (cause, evidence) = cause(origin, of: ComponentIndex(node))
        // Causes come in earlier rounds, so their confidence is known; but for one that gets worse later on.
        let confidence = cause.by.reduce(evidence) { max($0, result[NodeIndex($1)]?.confidence ?? unknown) }
        if best.map({ confidence < $0.confidence }) ?? true { best = (cause, confidence) }
        return confidence > .observed && hasSeveralConfidences
      }
      result[node] = (best!.cause, best!.confidence, round)
    }
    return result
  }

  /// A cause, and the weakest confidence of the requirement itself.
  private func cause(
    _ origin: FailureOrigin, of component: ComponentIndex
  ) -> (cause: Impact.Cause, evidence: Confidence) {
    switch origin {
    case .fault:
      return (Impact.Cause(relation: nil, requirement: nil, by: [], place: model.outline(component).place), .observed)
    case .input(let number, let by):
      let relation = model.relation(Int(inputRelations[number]), of: component)
      let cause = Impact.Cause(
        relation: relation.kind, requirement: relation.requirement, by: by.map { ComponentIndex($0) },
        place: relation.requirement.place ?? model.outline(component).place)
      let components = Set(cause.by.map { model.outline($0).id })
      return (cause, relation.requirement.weakestConfidence(behind: components, trusting: options.trust))
    }
  }
}

extension Requirement {
  /// The weakest confidence among this requirement and those of its trusted members that name one of the components.
  func weakestConfidence(behind components: Set<ComponentID>, trusting trust: Confidence) -> Confidence {
    guard case .group(let group) = target else { return confidence }
    var weakest = confidence
    if group.members.matched != nil { return components.isEmpty ? weakest : max(weakest, .declared) }
    for member in group.members where member.requirement.confidence <= trust {
      var names = false
      member.requirement.forEachComponent { if components.contains($0) { names = true } }
      if names { weakest = max(weakest, member.requirement.weakestConfidence(behind: components, trusting: trust)) }
    }
    return weakest
  }
}
