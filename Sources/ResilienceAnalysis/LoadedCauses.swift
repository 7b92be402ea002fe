internal import DependencyModel
internal import FailureGraph
internal import LoadGraph

/// What a fault does once loads have settled: levels from shares, and the cause of each.
///
/// What follows from failures alone keeps its wave and its cause, as without loads. What follows from overload, or from
/// what is overloaded, comes in the wave after that which brings it about.
struct LoadedCauses {
  /// All effects, by wave, then in model order.
  private(set) var effects: [Impact.Effect] = []
  /// The state under the fault.
  let state: LoadState
  let summary: Impact.LoadSummary
  /// The levels of all that is affected, as a fault.
  var levels: FaultSet { FaultSet(effects.map { ($0.component, $0.level) }, text: "") }

  private let compiled: CompiledModel
  private let fault: FaultSet
  private let before: LoadState
  /// What came to those that failed or collapsed because of their load, just before.
  private let breaks: [Int: OverloadWaves.Break]
  private let graph: LoadGraph

  /// Settles the loads of a model under a fault.
  ///
  /// - Complexity: some passes over the requirements.
  init(of compiled: CompiledModel, _ fault: FaultSet, using propagation: inout Propagation) throws(LoadProblem) {
    self.compiled = compiled
    self.fault = fault
    let plain = compiled.effectsOfWhole(fault, using: &propagation)
    let faults = fault.adding(configuredIn: plain).ofLoads
    let found = try compiled.withLoads { questions throws(LoadProblem) in
      let before = try questions.before()
      let state = try questions.state(under: faults)
      let kept = Self.kept(of: plain, in: state)
      var known = [Int](repeating: -1, count: compiled.model.components.count)
      for effect in kept { known[effect.component.position] = effect.wave }
      let breaks = Dictionary(questions.lastBreaks.map { (Int($0.component), $0) }) { first, _ in first }
      return (
        breaks: breaks, state: state, before: before, graph: questions.graph, kept: kept,
        causes: questions.causes(in: state, before: before, known: known),
        weakNumbers: questions.weakNumbers(before: before, after: state, countsUnits: true)
      )
    }
    (state, before, graph, breaks) = (found.state, found.before, found.graph, found.breaks)
    var units = 0.0
    let named = Set(fault.levels.map(\.component))
    for component in compiled.model.componentIndices {
      let position = component.position
      let more = state.down[position] - before.down[position]
      guard more > 0, !named.contains(component) else { continue }
      units += more * Double(compiled.model.outline(component).units ?? 1)
    }
    let hasDemand = graph.components.contains { $0.demand > 0 }
    summary = Impact.LoadSummary(
      lostDemand: hasDemand ? state.lostDemand(of: graph) : nil,
      lostDemandBefore: hasDemand ? before.lostDemand(of: graph) : nil, units: units,
      isSettled: state.isSettled && before.isSettled,
      hasShares: state.down.contains { $0 > 0 && $0 < 1 } || state.notUp.contains { $0 > 0 && $0 < 1 },
      weakNumbers: found.weakNumbers)
    var byComponent: [ComponentIndex: Impact.Effect] = [:]
    for var effect in found.kept {
      describe(&effect)
      byComponent[effect.component] = effect
    }
    for cause in found.causes { byComponent[ComponentIndex(Int(cause.component))] = effect(of: cause, byComponent) }
    effects = byComponent.values.sorted { ($0.wave, $0.component) < ($1.wave, $1.component) }
  }

  /// The effects that a component's level rests on, itself first, causes after what they cause.
  func effects(behind component: ComponentIndex) -> [Impact.Effect] {
    var places: [ComponentIndex: Int] = [:]
    for (place, effect) in effects.enumerated() { places[effect.component] = place }
    guard let start = places[component] else { return [] }
    // Depth first, each after all that it rests on; the other way round at the end.
    var met: Set<Int> = [start]
    var order: [Int] = []
    var stack = [(place: start, next: 0)]
    while let (place, next) = stack.last {
      let by = effects[place].cause.by
      guard next < by.count else {
        order.append(place)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      if let other = places[by[by.count - 1 - next]], met.insert(other).inserted { stack.append((other, 0)) }
    }
    return order.reversed().map { effects[$0] }
  }

  /// The effects of failures whose causes still hold: not those that are overloaded more than anything else, nor what
  /// follows from them.
  private static func kept(of effects: [Impact.Effect], in state: LoadState) -> [Impact.Effect] {
    var places: [ComponentIndex: Int] = [:]
    for (place, effect) in effects.enumerated() { places[effect.component] = place }
    var isKept = [Bool?](repeating: nil, count: effects.count)
    for start in effects.indices where isKept[start] == nil {
      // Causes first, by a stack of its own: chains may be long.
      var stack = [start]
      isKept[start] = true
      while let place = stack.last {
        let effect = effects[place]
        if let open = effect.cause.by.lazy.compactMap({ places[$0] }).first(where: { isKept[$0] == nil }) {
          isKept[open] = true
          stack.append(open)
          continue
        }
        stack.removeLast()
        let position = effect.component.position
        let isFirst = effect.cause.isFault || !isOverloadedMost(position, in: state)
        // What only degrades does not explain that a part of it is down.
        let explains = effect.level == .down || state.down[position] == 0 || effect.cause.isFault
        isKept[place] =
          state.notUp[position] > 0 && isFirst && explains
          && effect.cause.by.allSatisfy { places[$0].map { isKept[$0] == true } ?? true }
      }
    }
    return effects.indices.filter { isKept[$0] == true }.map { effects[$0] }
  }

  /// Whether overload takes more of a component than all else together.
  private static func isOverloadedMost(_ position: Int, in state: LoadState) -> Bool {
    if state.waves[position] > 0 { return true }
    let refused = state.refused[position]
    guard refused > 0 else { return false }
    let others = refused < 1 ? 1 - (1 - state.down[position]) / (1 - refused) : 0
    return refused > others
  }

  /// Adds what is known of the share of an effect.
  private func describe(_ effect: inout Impact.Effect) {
    let position = effect.component.position
    let share = Impact.Share(down: state.down[position], notUp: state.notUp[position])
    effect.level = share.down >= 1 ? .down : .degraded
    effect.loss = Impact.Loss(
      share: share, overload: overload(position),
      isAsBefore: !effect.cause.isFault && !state.isWorse(than: before, at: position))
  }

  /// What comes to a component that is overloaded; `nil` if it is not.
  private func overload(_ position: Int) -> Impact.Overload? {
    guard state.waves[position] > 0 || state.refused[position] > 0 else { return nil }
    let stated = graph.components[position]
    let load = breaks[position]?.load ?? state.load[position]
    let held = breaks[position]?.held ?? state.held[position]
    let (byCapacity, bySlots) = (load / stated.capacity, held / stated.slots)
    return Impact.Overload(
      load: load, held: held, isOfSlots: bySlots > byCapacity,
      refused: state.waves[position] > 0 ? 1 : state.refused[position])
  }

  /// The effect of overload, or of what is overloaded.
  private func effect(of cause: LossCause, _ known: [ComponentIndex: Impact.Effect]) -> Impact.Effect {
    let component = ComponentIndex(Int(cause.component))
    let by = cause.by.map { ComponentIndex(Int($0)) }
    var relation: Component.Relation?
    var trigger: Impact.Cause.Trigger?
    switch cause.kind {
    case .overload(let found): trigger = Impact.Cause.Trigger(found)
    case .requirement(let place): relation = self.relation(place, of: component, isDomain: false)
    case .domain(let place): relation = self.relation(place, of: component, isDomain: true)
    }
    let place = relation?.requirement.place ?? compiled.model.outline(component).place
    var confidence = relation?.requirement.confidence ?? .observed
    var after = Duration.zero
    for other in by {
      guard let effect = known[other] else { continue }
      confidence = max(confidence, effect.confidence)
      after = max(after, effect.after)
    }
    if let relation { after += relation.requirement.tolerates }
    var effect = Impact.Effect(
      component: component, level: .degraded, wave: cause.wave, after: after, degradedAfter: after,
      cause: Impact.Cause(
        relation: relation?.kind, requirement: relation?.requirement, by: by, place: place,
        overload: trigger),
      confidence: confidence)
    describe(&effect)
    return effect
  }

  /// A relation by its place among those that carry calls and are trusted, or among the domains.
  private func relation(_ place: Int, of component: ComponentIndex, isDomain: Bool) -> Component.Relation? {
    var left = place
    for relation in compiled.model.components[component].relations {
      guard isDomain ? relation.kind == .in : LoadLowering.carries(relation, trust: compiled.options.trust) else {
        continue
      }
      if left == 0 { return relation }
      left -= 1
    }
    return nil
  }
}

extension Impact.Cause.Trigger {
  fileprivate init(_ trigger: OverloadTrigger) {
    switch trigger {
    case .unknown: self = .unknown
    case .tookOver: self = .tookOver
    case .waits: self = .waits
    case .calledMore: self = .calledMore
    }
  }
}
