internal import DependencyModel
internal import FailureGraph

/// Why each component that a fault affects has its level, and how sure that is.
///
/// Where several requirements bring a component to its level in the same wave, the surest is the cause, then the first
/// written. An effect rests on requirements that are only inferred or assumed if it is another one without them: the fault
/// is tried on the model without these too, and where the level and its time are the same there, the cause and the wave are
/// what they are there.
struct Causes {
  /// All effects, by wave, then in model order.
  private(set) var effects: [Impact.Effect]
  /// Orders what a run with less trust proves: the trust, and the round in that run.
  private var ranks: [ComponentIndex: (trust: Confidence, round: Int)] = [:]
  private let trust: Confidence

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
    trust = compiled.options.trust
    effects = compiled.effects(in: propagation, on: propagation.affectedComponents)
    guard !compiled.weakRequirements.isEmpty else { return }
    var places: [ComponentIndex: Int] = [:]
    for trust in [Confidence.inferred, .referenced] where trust < compiled.options.trust {
      guard compiled.graph.hasDelays || effects.contains(where: { $0.confidence > trust }) else { continue }
      if places.isEmpty { places = self.places }
      let surer = compiled.trusting(trust)
      var run = surer.makePropagation()
      surer.run(fault, within: within, using: &run)
      replace(by: surer.effects(in: run, on: run.affectedComponents), trusting: trust, places)
    }
    // A cause that was taken may have come in a later wave.
    if !ranks.isEmpty { effects.sort { ($0.wave, $0.component) < ($1.wave, $1.component) } }
  }

  /// Takes the causes of a run with less trust where levels and times are the same. Groups that have lost members may fail
  /// there only: what rests on that keeps its cause.
  private mutating func replace(
    by others: [Impact.Effect], trusting trust: Confidence, _ places: [ComponentIndex: Int]
  ) {
    var proven: Set<ComponentIndex> = []
    for other in others {
      guard let place = places[other.component], other.level <= effects[place].level else { continue }
      let effect = effects[place]
      let isSame = other.level == effect.level
      guard !isSame || other.after == effect.after && other.degradedAfter == effect.degradedAfter else {
        // Its time rests on weaker requirements, even if its level does not.
        effects[place] = effect.known(atMostAs: trust == .referenced ? .inferred : .assumed)
        continue
      }
      guard other.cause.by.allSatisfy(proven.contains) else { continue }
      proven.insert(other.component)
      guard isSame else { continue }
      ranks[other.component] = (trust, other.wave)
      if effect.confidence > trust { effects[place] = other }
    }
  }

  private func rank(of effect: Impact.Effect) -> (trust: Confidence, round: Int) {
    ranks[effect.component] ?? (trust, effect.wave)
  }

  /// The place of each component in `effects`.
  private var places: [ComponentIndex: Int] {
    Dictionary(uniqueKeysWithValues: effects.enumerated().map { ($1.component, $0) })
  }

  /// The effects that a component's level rests on, itself first, causes after what they cause.
  func effects(behind component: ComponentIndex) -> [Impact.Effect] {
    let places = places
    guard let start = places[component] else { return [] }
    var met = [start: 0]
    var order = [start]
    var next = 0
    while next < order.count {
      for cause in effects[order[next]].cause.by {
        let place = places[cause]!
        if met[place] == nil {
          met[place] = order.count
          order.append(place)
        }
      }
      next += 1
    }
    return order.sorted { left, right in
      let (first, second) = (effects[left], effects[right])
      // A cause is as bad as what it causes, or worse; of one level it is as sure, and earlier.
      if first.level != second.level { return first.level < second.level }
      let (rank, otherRank) = (rank(of: first), rank(of: second))
      return rank != otherRank ? rank > otherRank : met[left]! < met[right]!
    }.map { effects[$0] }
  }
}

extension Impact.Effect {
  /// The same, known no better than some confidence.
  fileprivate func known(atMostAs confidence: Confidence) -> Impact.Effect {
    Impact.Effect(
      component: component, level: level, wave: wave, after: after, degradedAfter: degradedAfter, cause: cause,
      confidence: max(self.confidence, confidence))
  }
}

extension CompiledModel {
  /// The effects of a run on some components, by wave, then in model order, each with the surest of the causes in its wave.
  ///
  /// - Parameters:
  ///   - propagation: the run.
  ///   - components: affected, and with each one also its causes.
  func effects(in propagation: Propagation, on components: some Collection<NodeIndex>) -> [Impact.Effect] {
    let order = components.map { node in
      (round: propagation.round(of: node, reaching: propagation.state(of: node))!, node: node)
    }.sorted { $0 < $1 }
    var confidences: [NodeIndex: Confidence] = [:]
    return order.map { round, node in
      let state = propagation.state(of: node)
      let (cause, confidence) = surestCause(of: node, in: propagation, confidences)
      // Where all requirements are known in one way, so are the effects.
      if hasSeveralConfidences { confidences[node] = confidence }
      return Impact.Effect(
        component: ComponentIndex(node), level: state.level, wave: round,
        after: .milliseconds(propagation.moment(of: node, reaching: state)!),
        degradedAfter: .milliseconds(propagation.moment(of: node, reaching: .impaired)!), cause: cause,
        confidence: confidence)
    }
  }

  /// The surest cause of a component's level, by the confidences of what comes in earlier rounds.
  private func surestCause(
    of node: NodeIndex, in propagation: Propagation, _ confidences: [NodeIndex: Confidence]
  ) -> (cause: Impact.Cause, confidence: Confidence) {
    guard hasSeveralConfidences else {
      return cause(graph.origin(of: node, in: propagation)!, of: ComponentIndex(node))
    }
    var best: (cause: Impact.Cause, confidence: Confidence)?
    graph.forEachOrigin(of: node, in: propagation) { origin in
      let (cause, evidence) = cause(origin, of: ComponentIndex(node))
      // The confidence of a cause is known, but for one that gets worse later on.
      let confidence = cause.by.reduce(evidence) { max($0, confidences[NodeIndex($1)] ?? options.trust) }
      if best.map({ confidence < $0.confidence }) ?? true { best = (cause, confidence) }
      return confidence > .observed
    }
    return best!
  }

  /// A cause, and the weakest confidence of the requirement itself.
  private func cause(
    _ origin: FailureOrigin, of component: ComponentIndex
  ) -> (cause: Impact.Cause, confidence: Confidence) {
    switch origin {
    case .fault:
      return (Impact.Cause(relation: nil, requirement: nil, by: [], place: model.outline(component).place), .observed)
    case .input(let number, let by):
      let relation = model.relation(Int(inputRelations[number]), of: component)
      let cause = Impact.Cause(
        relation: relation.kind, requirement: relation.requirement, by: by.map { ComponentIndex($0) },
        place: relation.requirement.place ?? model.outline(component).place)
      guard case .group = relation.requirement.target else { return (cause, relation.requirement.confidence) }
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
