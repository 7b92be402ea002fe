package import DependencyModel
package import FailureGraph
internal import LoadGraph

/// The levels that follow from loads and shares under a fault.
package struct LoadedLevels {
  /// By position, the level of each component and domain.
  package let levels: [Level]
  /// By position, whether more of it fails than without the fault.
  package let isWorse: [Bool]
}

extension CompiledModel {
  /// The level of each component and domain under a fault as it follows from loads and shares.
  ///
  /// - Throws: ``LoadProblem`` where loads cannot be computed.
  package func levelsByLoads(
    under fault: FaultSet, using propagation: inout Propagation
  ) throws(LoadProblem) -> LoadedLevels {
    let faults = withConfigured(fault, using: &propagation).ofLoads
    return try withLoads { questions throws(LoadProblem) in
      let before = try questions.before()
      let state = try questions.state(under: faults)
      return LoadedLevels(
        levels: zip(state.down, state.notUp).map { down, notUp in down >= 1 ? .down : notUp > 0 ? .degraded : .up },
        isWorse: state.down.indices.map { state.isWorse(than: before, at: $0) })
    }
  }

  /// A fault with what is configured by what it changes. Loads do not follow configuration: what a change reaches that way
  /// fails as the fault does.
  package func withConfigured(_ fault: FaultSet, using propagation: inout Propagation) -> FaultSet {
    options.followsConfiguration ? fault.adding(configuredIn: effectsOfWhole(fault, using: &propagation)) : fault
  }

  /// All that a fault may hit by failures alone: what fails in part counts as down.
  func effectsOfWhole(_ fault: FaultSet, using propagation: inout Propagation) -> [Impact.Effect] {
    let whole = FaultSet(
      fault.levels.map { ($0.component, (fault.shares[$0.component]?.down ?? 0) > 0 ? .down : $0.level) }, text: "",
      fault: fault.fault, isChange: fault.isChange, changed: fault.changed)
    run(whole, within: nil, using: &propagation)
    return Causes(of: self, whole, within: nil, in: propagation).effects
  }
}

extension FaultSet {
  /// The fault with what is configured by something among effects of it: of a share of what changes, the same share.
  ///
  /// - Parameter effects: by wave.
  func adding(configuredIn effects: [Impact.Effect]) -> FaultSet {
    var known = shares
    var more: [(component: ComponentIndex, level: Level)] = []
    for effect in effects where effect.cause.relation == .configuredBy {
      let parts = effect.cause.by.map { known[$0] }
      if let first = parts.first ?? nil, !parts.contains(where: { $0 == nil }) {
        known[effect.component] = parts.reduce(first) { worst, part in
          FaultShare(down: max(worst.down, part!.down), degraded: max(worst.degraded, part!.degraded))
        }
      } else {
        more.append((effect.component, effect.level))
      }
    }
    guard !more.isEmpty || known.count > shares.count else { return self }
    return FaultSet(
      levels.filter { shares[$0.component] == nil } + more, text: text,
      shares: known.map { (component: $0.key, share: $0.value) }, fault: fault, isChange: isChange, changed: changed,
      parts: parts)
  }
}
