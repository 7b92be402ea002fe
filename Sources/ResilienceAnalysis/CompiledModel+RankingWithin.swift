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
  ///   - within: the time, inclusive.
  ///   - threadCount: the most threads to use; `nil` for one a core. The answer does not depend on it.
  ///   - progress: is called now and then with how many faults have been tried, and of how many; on any thread.
  /// - Complexity: O(e log e) for each fault and the e requirements downstream of it.
  public func ranking(
    of components: [ComponentIndex]? = nil, within: Duration, threadCount: Int? = nil,
    progress: @escaping @Sendable (_ tried: Int, _ of: Int) -> Void = { _, _ in }
  ) -> Ranking {
    guard graph.hasDelays else {
      var ranking = ranking(of: components, threadCount: threadCount, progress: progress)
      ranking.within = within
      return ranking
    }
    let faults = SortedFaults(components ?? rankedComponents, in: self).nodes
    let counter = Atomic(0)
    let found = Mutex<[Ranking.Entry]>([])
    Workers.run(min(threadCount ?? Workers.coreCount, faults.count)) {
      var propagation = makePropagation()
      var mine: [Ranking.Entry] = []
      while !limit.isReached, let number = counter.takeUp(below: faults.count) {
        mine.append(entry(ComponentIndex(faults[number]), within, &propagation))
        if number & 0x3FF == 0x3FF { progress(number + 1, faults.count) }
      }
      let entries = mine
      found.withLock { $0 += entries }
    }
    let entries = found.withLock { $0.sorted() }
    var shortfall: Ranking.Shortfall?
    if entries.count < faults.count, let allowance = limit.reached {
      shortfall = Ranking.Shortfall(asked: faults.count, allowance: allowance)
    }
    return Ranking(
      model: model, question: .single, followsConfiguration: options.followsConfiguration, within: within,
      triedCount: entries.count, total: entries.count, entries: entries, shortfall: shortfall)
  }

  private func entry(
    _ fault: ComponentIndex, _ within: Duration, _ propagation: inout Propagation
  ) -> Ranking.Entry {
    propagation.run(graph, from: [(node: NodeIndex(fault), state: .failed)], within: within.milliseconds)
    var (down, degraded) = (0, 0)
    var weight = Amount.zero
    for node in propagation.affectedComponents {
      let component = ComponentIndex(node)
      guard component != fault, !model.isDomain(component) else { continue }
      if propagation.state(of: node) == .failed { down += 1 } else { degraded += 1 }
      weight = weight.adding(model.outline(component).weight) ?? Amount(millionths: .max)
    }
    return Ranking.Entry(
      fault: [fault], down: down, degraded: degraded,
      of: model.components.count - model.domainCount - (model.isDomain(fault) ? 0 : 1), weight: weight)
  }
}
