public import DependencyModel
internal import FailureGraph
internal import Synchronization

extension CompiledModel {
  /// The blast radius of each component going down alone, worst first, by a time after it: what tolerates a loss for longer
  /// is not in it.
  ///
  /// Each entry has the numbers of `impact(of:within:)` for that fault. Without a tolerated loss in the model, what fails
  /// fails at once.
  ///
  /// - Parameters:
  ///   - components: those that are tried; `nil` for ``rankedComponents``.
  ///   - namedFaults: the positions in `model.faults` of the named faults that are tried too.
  ///   - within: the time, inclusive.
  ///   - threadCount: the most threads to use; `nil` for one a core. The answer does not depend on it.
  ///   - progress: is called now and then with how many faults have been tried, and of how many; on any thread.
  /// - Complexity: O(e log e) for each fault and the e requirements downstream of it.
  public func ranking(
    of components: [ComponentIndex]? = nil, namedFaults: [Int] = [], within: Duration, threadCount: Int? = nil,
    progress: @escaping @Sendable (_ tried: Int, _ of: Int) -> Void = { _, _ in }
  ) -> Ranking {
    guard graph.hasDelays else {
      var ranking = ranking(
        of: components, namedFaults: namedFaults, threadCount: threadCount, progress: progress)
      ranking.within = within
      return ranking
    }
    var result = findRanking(of: components, namedFaults, within, threadCount, progress)
    result.weakRequirements = supporting(weakRequirements) { surer in
      let other = surer.findRanking(of: components, namedFaults, within, threadCount) { _, _ in }
      return result.isComplete && result.entries == other.entries
    }
    return result
  }

  private func findRanking(
    of components: [ComponentIndex]?, _ namedFaults: [Int], _ within: Duration, _ threadCount: Int?,
    _ progress: @escaping @Sendable (_ tried: Int, _ of: Int) -> Void
  ) -> Ranking {
    let faults = SortedFaults(components ?? rankedComponents, in: self).nodes
    let tiers = tiers
    let counter = Atomic(0)
    let found = Mutex<[Ranking.Entry]>([])
    Workers.run(min(threadCount ?? Workers.coreCount, faults.count)) {
      var propagation = makePropagation()
      var mine: [Ranking.Entry] = []
      while !limit.isReached, let number = counter.takeUp(below: faults.count) {
        mine.append(entry([(ComponentIndex(faults[number]), .down)], within, tiers, &propagation))
        if number & 0x3FF == 0x3FF { progress(number + 1, faults.count) }
      }
      let entries = mine
      found.withLock { $0 += entries }
    }
    var named: [Ranking.Entry] = []
    for number in namedFaults where !limit.isReached {
      let fault = model.faults[number]
      let compiled = following(fault)
      var propagation = compiled.makePropagation()
      named.append(compiled.entry(levels(of: fault), within, tiers, named: number, &propagation))
    }
    let entries = (found.withLock { $0 } + named).sorted()
    var shortfall: Ranking.Shortfall?
    if entries.count < faults.count + namedFaults.count, let allowance = limit.reached {
      shortfall = Ranking.Shortfall(asked: faults.count + namedFaults.count, allowance: allowance)
    }
    return Ranking(
      model: model, question: .single, followsConfiguration: options.followsConfiguration, within: within,
      triedCount: entries.count, triedNamedCount: named.count, total: entries.count, entries: entries,
      shortfall: shortfall)
  }

  private func entry(
    _ fault: [(component: ComponentIndex, level: Level)], _ within: Duration, _ tiers: [Int?], named: Int? = nil,
    _ propagation: inout Propagation
  ) -> Ranking.Entry {
    propagation.run(
      graph, from: fault.map { (node: NodeIndex($0.component), state: $0.level.failureState) },
      within: within.milliseconds)
    let given = Set(fault.map(\.component))
    var (down, degraded) = (0, 0)
    var lowest: (tier: Int, down: Int, degraded: Int)?
    var weight = Amount.zero
    for node in propagation.affectedComponents {
      let component = ComponentIndex(node)
      guard !given.contains(component), !model.isDomain(component) else { continue }
      let isDown = propagation.state(of: node) == .failed
      if isDown { down += 1 } else { degraded += 1 }
      weight = weight.adding(model.outline(component).weight) ?? Amount(millionths: .max)
      guard let tier = tiers.isEmpty ? nil : tiers[component.position], tier <= lowest?.tier ?? tier else { continue }
      if tier < lowest?.tier ?? .max { lowest = (tier, 0, 0) }
      if isDown { lowest!.down += 1 } else { lowest!.degraded += 1 }
    }
    return Ranking.Entry(
      fault: fault.map(\.component), named: named,
      lowestTier: lowest.map { TierEffect(tier: $0.tier, down: $0.down, degraded: $0.degraded) },
      down: down, degraded: degraded,
      of: model.components.count - model.domainCount - given.count { !model.isDomain($0) }, weight: weight)
  }
}
