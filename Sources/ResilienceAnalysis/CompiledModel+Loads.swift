public import DependencyModel
internal import LoadGraph

extension CompiledModel {
  /// How much each component carries, before a fault and after it.
  ///
  /// The method is described in the article on loads of the module LoadGraph. With everything at its limit left out, loads
  /// grow with demand, so the first overload follows from one settling without limits.
  ///
  /// - Parameters:
  ///   - faults: the fault; `nil` for none.
  ///   - scale: by how much every demand is multiplied, above 0.
  ///   - demands: demands instead of those that the model states.
  /// - Throws: ``LoadProblem`` for calls in a circle that grow without end, too many calls, and too much work.
  /// - Complexity: some passes over the requirements for each overload wave.
  public func loads(
    under faults: FaultSet?, scale: Double = 1, demands: [ComponentIndex: Quantity] = [:]
  ) throws(LoadProblem) -> Loads {
    var propagation = makePropagation()
    let reached = faults.map { withConfigured($0, using: &propagation) }
    guard scale != 1 || !demands.isEmpty else {
      return try withLoads { questions throws(LoadProblem) in try questions.loads(under: faults, reached) }
    }
    var questions = try LoadQuestions(self, scale: scale, demands: demands)
    return try questions.loads(under: faults, reached)
  }
}

extension LoadQuestions {
  fileprivate mutating func loads(under faults: FaultSet?, _ reached: FaultSet?) throws(LoadProblem) -> Loads {
    let free = try answer { waves throws(EndlessCalls) in try waves.settleWithoutLimits() }
    // What broke is known of the state that was settled last.
    let before = try state(under: [])
    let peaksBefore = peaks
    var after: LoadState?
    if let reached { after = try state(under: reached.ofLoads) }
    let peaksAfter = peaks
    let stuck = try stuck()
    let graph = graph
    let demand = graph.components.reduce(0) { $0 + $1.demand }
    var entries: [Loads.Entry] = []
    for position in graph.components.indices {
      let old = Loads.Amounts(of: position, in: before, graph, peak: peaksBefore[position])
      let new = after.map { Loads.Amounts(of: position, in: $0, graph, peak: peaksAfter[position]) } ?? old
      guard old.saysAnything || new.saysAnything || graph.components[position].isLimited else { continue }
      entries.append(Loads.Entry(component: ComponentIndex(position), before: old, after: new))
    }
    entries.sort { left, right in
      let (first, second) = (left.after.use ?? -1, right.after.use ?? -1)
      if first != second { return first > second }
      return left.component < right.component
    }
    return Loads(
      model: model, faults: faults, scale: scale, entries: entries, demand: demand,
      lostBefore: before.lostDemand(of: graph), lostAfter: (after ?? before).lostDemand(of: graph),
      stuck: stuck, firstOverload: Loads.FirstOverload(in: free, graph),
      isSettled: before.isSettled && after?.isSettled ?? true,
      isStated: graph.components.contains { $0.demand > 0 || $0.isLimited }, weakRequirements: weakRequirements,
      weakNumbers: weakNumbers(before: before, after: after ?? before, countsUnits: false))
  }
}

extension LoadQuestions {
  /// What came to each component that failed or collapsed because of its load, by position, in the state that was settled
  /// last.
  fileprivate var peaks: [Int: Loads.Peak] {
    Dictionary(lastBreaks.map { (Int($0.component), Loads.Peak(load: $0.load, held: $0.held)) }) { first, _ in first }
  }
}

extension Loads.Amounts {
  /// - Parameter peak: what came to it just before it failed or collapsed because of its load.
  init(of component: Int, in state: LoadState, _ graph: LoadGraph, peak: Loads.Peak? = nil) {
    let stated = graph.components[component]
    load = state.load[component]
    utilisation = stated.capacity < .infinity ? state.load[component] / stated.capacity : nil
    held = stated.slots < .infinity ? state.held[component] : nil
    refused = state.refused[component]
    down = state.down[component]
    notUp = state.notUp[component]
    wave = state.waves[component] > 0 ? Int(state.waves[component]) : nil
    self.peak = peak
    let uses = [
      utilisation, held.map { $0 / stated.slots }, peak.map { max($0.load / stated.capacity, $0.held / stated.slots) },
    ]
    use = uses.compactMap(\.self).max()
  }

  /// Whether any number is not 0.
  fileprivate var saysAnything: Bool { load > 0 || notUp > 0 }
}

extension Loads.FirstOverload {
  /// - Parameter state: one without limits, in which loads grow in proportion to demand.
  fileprivate init?(in state: LoadState, _ graph: LoadGraph) {
    var least: (component: Int, factor: Double)?
    for (position, component) in graph.components.enumerated() where component.isLimited {
      var factor = Double.infinity
      if state.load[position] > 0 { factor = component.capacity / state.load[position] }
      if component.slots < .infinity, state.held[position] > 0 {
        factor = min(factor, component.slots / state.held[position])
      }
      if factor < least?.factor ?? .infinity { least = (position, factor) }
    }
    guard let least else { return nil }
    self.init(component: ComponentIndex(least.component), factor: least.factor)
  }
}
