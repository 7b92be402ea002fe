internal import DependencyModel
internal import FailureGraph

extension CompiledModel {
  /// The most visits that comparing sets may take.
  private static let setVisitLimit = 1_000_000

  /// The same risks with the listed sets of each size worst first: by what else they take down or degrade, as a ranking
  /// orders faults (tier, weight, count, number down), then in model order.
  ///
  /// Sets that were counted and not listed have no part in it. The order stays as it is, and ``Risks/isWorstFirst`` false,
  /// where the time is over before, and for so many sets of so large a model that comparing them takes longer than finding
  /// them: more than a million visits of components and requirements, 512 sets a visit.
  ///
  /// - Complexity: O(requirements · sets / 512).
  public func worstFirst(_ risks: Risks) -> Risks {
    let sets = risks.minimalCutSets
    guard risks.likelihood?.isOrder != true else { return risks }
    var ordered = risks
    ordered.isWorstFirst = sets.count <= 1
    guard sets.count > 1 else { return ordered }
    let blockCount = (sets.count + FaultSweep.laneCount - 1) / FaultSweep.laneCount
    guard blockCount <= Self.setVisitLimit / max(1, graph.nodeCount + graph.edgeCount) else { return ordered }
    let faults = sets.map { set in set.map { (component: $0, level: Level.down) } }
    guard let totals = self.totals(of: faults) else { return ordered }
    let entries = zip(sets, totals).map { set, total in entry(set, total) }
    // Entries that are equally bad are in model order already.
    // Moments are known of the first sets, which stay the first.
    func isTimed(_ number: Int) -> Bool { number < risks.moments.count }
    let order = entries.indices.sorted { left, right in
      if isTimed(left) != isTimed(right) { return isTimed(left) }
      let sizes = (risks.causes(ofSet: left).count, risks.causes(ofSet: right).count)
      if sizes.0 != sizes.1 { return sizes.0 < sizes.1 }
      return entries[left] < entries[right]
    }
    ordered.isWorstFirst = true
    ordered.minimalCutSets = order.map { sets[$0] }
    if !risks.causes.isEmpty { ordered.causes = order.map { risks.causes[$0] } }
    ordered.likelihood?.chances = order.map { risks.likelihood!.chances[$0] }
    ordered.moments = order.filter(isTimed).map { risks.moments[$0] }
    return ordered
  }
}
