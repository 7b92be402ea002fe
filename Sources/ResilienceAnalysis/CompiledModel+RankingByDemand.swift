public import DependencyModel
internal import FailureGraph
internal import LoadGraph
internal import Synchronization

extension CompiledModel {
  /// The demand that is lost and the blast radius if each component goes down alone, and of named faults, worst first.
  ///
  /// Each entry has the numbers of `impact(of:)` for that fault. Lost demand is rounded to a billionth of all demand.
  ///
  /// - Parameters: as for `ranking(of:namedFaults:threadCount:progress:)`.
  /// - Throws: ``LoadProblem`` where the loads of a fault cannot be computed.
  /// - Complexity: for each fault a pass over the components, and over the calls whose loads change.
  public func rankingByDemand(
    of components: [ComponentIndex]? = nil, namedFaults: [Int] = [], threadCount: Int? = nil,
    progress: @escaping @Sendable (_ tried: Int, _ of: Int) -> Void = { _, _ in }
  ) throws(LoadProblem) -> Ranking {
    var result = try findRanking(of: components, namedFaults, threadCount, progress)
    let entries = result.entries
    let isComplete = result.isComplete
    result.weakNumbers = weakNumbersOfLoads
    result.weakRequirements = supporting(weakRequirements) { surer in
      let other = try? surer.findRanking(of: components, namedFaults, threadCount) { _, _ in }
      return isComplete && entries == other?.entries
    }
    return result
  }

  private func findRanking(
    of components: [ComponentIndex]?, _ namedFaults: [Int], _ threadCount: Int?,
    _ progress: @escaping @Sendable (_ tried: Int, _ of: Int) -> Void
  ) throws(LoadProblem) -> Ranking {
    var prepared = try LoadQuestions(self)
    let before = try prepared.before()
    let questions = prepared
    // Those with the most dependents first, so that an answer in part is of use.
    let faults = SortedFaults(components ?? rankedComponents, in: self).nodes.map { ComponentIndex($0) }
    let tally = DemandTally(model, tiers, before)
    let counter = Atomic(0)
    let found = Mutex<(entries: [Ranking.Entry], problem: LoadProblem?)>(([], nil))
    Workers.run(min(threadCount ?? Workers.coreCount, faults.count)) {
      var mine = questions
      var propagation = makePropagation()
      var entries: [Ranking.Entry] = []
      while !limit.isReached, found.withLock({ $0.problem == nil }), let next = counter.takeUp(below: faults.count) {
        do throws(LoadProblem) {
          let fault = withConfigured(FaultSet([(faults[next], .down)], text: ""), using: &propagation)
          let state = try mine.state(under: fault.ofLoads)
          entries.append(tally.entry([faults[next]], state, lostDemand: state.lostDemand(of: mine.graph)))
        } catch {
          found.withLock { $0.problem = $0.problem ?? error }
        }
        if next % 64 == 63 { progress(next + 1, faults.count) }
      }
      let part = entries
      found.withLock { $0.entries += part }
    }
    var (entries, problem) = found.withLock { $0 }
    if let problem { throw problem }
    var triedNamed = 0
    for place in namedFaults where !limit.isReached {
      let fault = model.faults[place]
      let impact = following(fault).impact(of: FaultSet(fault, in: model))
      if case .failed(let problem) = impact.loads { throw problem }
      entries.append(tally.entry(impact, named: place))
      triedNamed += 1
    }
    entries.sort()
    let asked = faults.count + namedFaults.count
    var shortfall: Ranking.Shortfall?
    if entries.count < asked, let allowance = limit.reached {
      shortfall = Ranking.Shortfall(asked: asked, allowance: allowance)
    }
    return Ranking(
      model: model, question: .single, followsConfiguration: options.followsConfiguration, triedCount: entries.count,
      triedNamedCount: triedNamed, total: entries.count, entries: entries, shortfall: shortfall,
      lostDemandBefore: DemandTally.rounded(before.lostDemand(of: questions.graph)))
  }
}

/// Counts what a fault affects once loads have settled.
private struct DemandTally: Sendable {
  private let components: Range<Int>
  private let tiers: [Int?]
  private let weights: [Amount]
  /// The state without a fault: a component that is as it was then is not affected.
  private let before: LoadState

  init(_ model: Model, _ tiers: [Int?], _ before: LoadState) {
    self.before = before
    components = model.domainCount..<model.components.count
    self.tiers = tiers
    weights = model.components.map(\.weight)
  }

  func entry(_ fault: [ComponentIndex], _ state: LoadState, lostDemand: Double) -> Ranking.Entry {
    var down: [Int] = []
    var degraded: [Int] = []
    let named = Set(fault.map(\.position))
    for position in components where state.isWorse(than: before, at: position) && !named.contains(position) {
      if state.down[position] >= 1 { down.append(position) } else { degraded.append(position) }
    }
    return entry(fault, nil, down, degraded, lostDemand)
  }

  func entry(_ impact: Impact, named: Int) -> Ranking.Entry {
    entry(
      impact.fault.levels.map(\.component), named, impact.blastRadius.down.map(\.position),
      impact.blastRadius.degraded.map(\.position), impact.loadSummary?.lostDemand ?? 0)
  }

  private func entry(
    _ fault: [ComponentIndex], _ named: Int?, _ down: [Int], _ degraded: [Int], _ lostDemand: Double
  ) -> Ranking.Entry {
    let affected = down + degraded
    var lowest: TierEffect?
    if !tiers.isEmpty, let tier = affected.lazy.compactMap({ tiers[$0] }).min() {
      lowest = TierEffect(
        tier: tier, down: down.count { tiers[$0] == tier }, degraded: degraded.count { tiers[$0] == tier })
    }
    return Ranking.Entry(
      fault: fault, named: named, lowestTier: lowest, down: down.count, degraded: degraded.count,
      of: components.count - fault.count { components.contains($0.position) },
      weight: affected.reduce(.zero) { $0.adding(weights[$1]) ?? Amount(millionths: .max) },
      lostDemand: Self.rounded(lostDemand))
  }

  static func rounded(_ share: Double) -> Double { (share * 1e9).rounded() / 1e9 }
}
