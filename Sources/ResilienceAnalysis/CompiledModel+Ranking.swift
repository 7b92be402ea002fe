public import DependencyModel
internal import FailureGraph
internal import Synchronization

extension CompiledModel {
  /// The components and domains that a ranking tries unless stated: all but those that are logic only.
  public var rankedComponents: [ComponentIndex] { model.components.indices.filter { !model.outline($0).isLogic } }

  /// The blast radius of each component going down alone, and of named faults, worst first.
  ///
  /// Each entry has the numbers of `impact(of:)` for that fault; they are computed 512 faults at a time, on all cores.
  ///
  /// - Parameters:
  ///   - components: those that are tried; `nil` for ``rankedComponents``.
  ///   - namedFaults: the positions in `model.faults` of the named faults that are tried too.
  ///   - threadCount: the most threads to use; `nil` for one a core. The answer does not depend on it.
  ///   - progress: is called now and then with how many faults have been tried, and of how many; on any thread.
  /// - Returns: all of them, or where the time was over before, those that much rests on (see ``Ranking/shortfall``).
  /// - Complexity: O(requirements · faults / 512); 64 or 128 bytes a component and group for each thread.
  public func ranking(
    of components: [ComponentIndex]? = nil, namedFaults: [Int] = [], threadCount: Int? = nil,
    progress: @escaping @Sendable (_ tried: Int, _ of: Int) -> Void = { _, _ in }
  ) -> Ranking {
    var result = ranking(
      of: components, namedFaults: namedFaults, tiers: tiers, threadCount: threadCount, progress: progress)
    result.weakRequirements = supporting(weakRequirements) { surer in
      let other = surer.ranking(of: components, namedFaults: namedFaults, tiers: tiers, threadCount: threadCount)
      return result.isComplete && result.entries == other.entries
    }
    return result
  }

  /// The same with tiers that may be others than those of the model; empty if there are none.
  func ranking(
    of components: [ComponentIndex]? = nil, namedFaults: [Int] = [], tiers: [Int?], threadCount: Int? = nil,
    progress: @escaping @Sendable (_ tried: Int, _ of: Int) -> Void = { _, _ in }
  ) -> Ranking {
    let faults = SortedFaults(components ?? rankedComponents, in: self)
    let tally = makeTally(faults.sweep, tiers)
    let found = Mutex<[Ranking.Entry]>([])
    faults.forEachBlock(threadCount, limit, progress) { _, named, lanes in
      let totals = lanes.totals(tally, without: named)
      let entries = named.map { entry([ComponentIndex($0.node)], totals[$0.lane]) }
      found.withLock { $0 += entries }
    }
    var named: [Ranking.Entry] = []
    if !namedFaults.isEmpty {
      let tried = namedFaults.map { self.levels(of: model.faults[$0]) }
      // Faults that are changes spread along other requirements.
      let isChange = namedFaults.map { model.faults[$0].isChange && !options.followsConfiguration }
      for changes in Set(isChange).sorted(by: { !$0 && $1 }) {
        let places = tried.indices.filter { isChange[$0] == changes }
        let levels = places.map { tried[$0] }
        let totals: [SweepTally.Total]
        if changes {
          let sweep = FaultSweep(following(configuration: true).graph)
          totals = self.totals(of: levels, sweep, makeTally(sweep, tiers))
        } else {
          totals = self.totals(of: levels, faults.sweep, tally)
        }
        for (place, total) in zip(places, totals) {
          named.append(entry(tried[place].map(\.component), total, named: namedFaults[place]))
        }
      }
    }
    let entries = found.withLock { ($0 + named).sorted() }
    return Ranking(
      model: model, question: .single, followsConfiguration: options.followsConfiguration,
      ignoresTolerances: graph.hasDelays, triedCount: entries.count, triedNamedCount: named.count, total: entries.count,
      entries: entries, shortfall: shortfall(entries.count, of: faults.nodes.count + namedFaults.count))
  }

  /// The most pairs that are tried, and the most visits of nodes and edges and bytes that trying them may take.
  private static let pairLimit = 50_000_000
  private static let visitLimit = 100_000_000_000
  private static let byteLimit = 1 << 30

  /// The blast radius of each pair of components that is worse than its parts, worst first.
  ///
  /// A pair is worse than its parts if some component (not a domain) other than the two comes to a worse level when both
  /// are down than the worse of the levels that each alone brings it to.
  ///
  /// - Parameters:
  ///   - components: those of which pairs are tried; `nil` for ``rankedComponents``.
  ///   - limit: the most pairs to list, the worst; all are counted.
  ///   - threadCount: the most threads to use; `nil` for one a core. The answer does not depend on it.
  ///   - progress: is called now and then with how many pairs have been tried, and of how many; on any thread.
  /// - Returns: all that were asked for, or where the time was over before, those tried by then (see
  ///   ``Ranking/shortfall``).
  /// - Throws: ``TooManyPairs`` for more than 50 million, or fewer in a model so large that they would take 10¹¹ visits of
  ///   requirements (512 pairs a visit) or a gigabyte: minutes on two cores.
  /// - Complexity: O(requirements downstream of redundancy · faults² / 1024); n/4 bytes a component and group for n
  ///   faults.
  public func rankingOfPairs(
    of components: [ComponentIndex]? = nil, limit: Int = 1000, threadCount: Int? = nil,
    progress: @Sendable (_ tried: Int, _ of: Int) -> Void = { _, _ in }
  ) throws(TooManyPairs) -> Ranking {
    precondition(limit > 0, "a ranking lists something")
    let chosen = Set(components ?? rankedComponents)
    let pairCount = chosen.count * (chosen.count - 1) / 2
    let most = mostPairs
    guard pairCount <= most else { throw TooManyPairs(pairs: pairCount, limit: most) }
    let faults = SortedFaults(Array(chosen), in: self)
    let tally = makeTally(faults.sweep, tiers)
    let singles = Mutex<[Int: SweepLanes]>([:])
    let isOver = self.limit
    faults.forEachBlock(threadCount, isOver, nil, keepsLanes: true) { block, _, lanes in
      singles.withLock { $0[block] = lanes }
    }
    let blocks = singles.withLock { singles in (0..<faults.blockCount).compactMap { singles[$0] } }
    guard blocks.count == faults.blockCount else {
      return Ranking(
        model: model, question: .pairs, followsConfiguration: options.followsConfiguration, triedCount: 0,
        triedNamedCount: 0, total: 0, entries: [], shortfall: shortfall(0, of: pairCount),
        weakRequirements: weakRequirements)
    }
    let sweep = PairSweep(faults.sweep, nodes: faults.nodes, blocks: blocks, tally: tally)
    let found = Mutex<(worst: [Ranking.Entry], total: Int, tried: Int)>(([], 0, 0))
    let counter = Atomic(0)
    Workers.run(min(threadCount ?? Workers.coreCount, faults.nodes.count)) {
      var lanes = PairLanes(for: sweep, isOver: isOver.signal)
      var worst = WorstEntries(limit: limit)
      var tried = 0
      // The faults with the most dependents come first, so that an answer in part is of use.
      while !isOver.isReached, let first = counter.takeUp(below: faults.nodes.count) {
        var pairs: [Ranking.Entry] = []
        lanes.forEachWorsePair(with: first) { second, total in
          let pair = [ComponentIndex(sweep.nodes[first]), ComponentIndex(sweep.nodes[second])].sorted()
          pairs.append(entry(pair, total))
        }
        if lanes.isCut { break }
        tried += faults.nodes.count - first - 1
        // The pairs of the faults taken so far, in order.
        let left = faults.nodes.count - first - 1
        progress(pairCount - left * (left - 1) / 2, pairCount)
        for pair in pairs { worst.add(pair) }
      }
      let mine = worst.sorted()
      found.withLock { $0 = ($0.worst + mine, $0.total + worst.total, $0.tried + tried) }
    }
    let (worst, total, tried) = found.withLock { $0 }
    return Ranking(
      model: model, question: .pairs, followsConfiguration: options.followsConfiguration,
      triedCount: tried, triedNamedCount: 0, total: total, entries: Array(worst.sorted().prefix(limit)),
      shortfall: shortfall(tried, of: pairCount), weakRequirements: weakRequirements)
  }

  private func shortfall(_ tried: Int, of asked: Int) -> Ranking.Shortfall? {
    guard tried < asked, let allowance = limit.reached else { return nil }
    return Ranking.Shortfall(asked: asked, allowance: allowance)
  }

  /// How many pairs may be tried in a model of this size.
  private var mostPairs: Int {
    let size = graph.nodeCount + graph.edgeCount
    let byTime = Self.visitLimit / max(1, size) * FaultSweep.laneCount
    // n faults take n/4 bytes a node.
    let faults = min(Self.pairLimit, 4 * Self.byteLimit / max(1, graph.nodeCount))
    return min(Self.pairLimit, byTime, faults * (faults - 1) / 2)
  }

  /// The tiers that components state, by position; empty if none does.
  var tiers: [Int?] { model.statesTiers ? model.components.map(\.tier) : [] }

  /// The components that a named fault names, in model order.
  func levels(of fault: Fault) -> [(component: ComponentIndex, level: Level)] {
    FaultSet(fault, in: model).levels
  }

  /// The totals of some faults, each of which names any components, in their order; `nil` if the time was over before.
  func totals(of faults: [[(component: ComponentIndex, level: Level)]]) -> [SweepTally.Total]? {
    let sweep = FaultSweep(graph)
    let totals = self.totals(of: faults, sweep, makeTally(sweep, tiers))
    return totals.count == faults.count ? totals : nil
  }

  /// The totals of some faults, 512 at a time, in their order; fewer than all if the time was over before.
  private func totals(
    of faults: [[(component: ComponentIndex, level: Level)]], _ sweep: FaultSweep, _ tally: SweepTally
  ) -> [SweepTally.Total] {
    let mayImpair = faults.contains { $0.contains { $0.level == .degraded } }
    let lanes = SweepLanes(for: sweep, mayImpair: mayImpair, isOver: limit.signal)
    var totals: [SweepTally.Total] = []
    for start in stride(from: 0, to: faults.count, by: FaultSweep.laneCount) {
      let block = faults[start..<min(faults.count, start + FaultSweep.laneCount)]
      let named = block.enumerated().flatMap { lane, levels in
        levels.map { SweepLanes.Fault(lane: lane, node: NodeIndex($0.component), state: $0.level.failureState) }
      }
      guard !limit.isReached else { break }
      lanes.run(named)
      if lanes.isCut { break }
      totals += lanes.totals(tally, without: named).prefix(block.count)
    }
    return totals
  }

  private func makeTally(_ sweep: FaultSweep, _ tiers: [Int?]) -> SweepTally {
    SweepTally(
      of: sweep, counted: model.domainCount..<model.components.count,
      weights: model.components.map(\.weight.millionths), priorities: tiers)
  }

  func entry(_ fault: [ComponentIndex], _ total: SweepTally.Total, named: Int? = nil) -> Ranking.Entry {
    Ranking.Entry(
      fault: fault, named: named,
      lowestTier: total.foremost.map { TierEffect(tier: $0.priority, down: $0.failed, degraded: $0.impaired) },
      down: total.failed, degraded: total.impaired,
      of: model.components.count - model.domainCount - fault.count { !model.isDomain($0) },
      weight: Amount(millionths: total.weight))
  }
}

/// The faults to try in the order of computation, so that those of a block share what they touch.
struct SortedFaults: Sendable {
  let sweep: FaultSweep
  let nodes: [NodeIndex]

  init(_ components: [ComponentIndex], in compiled: CompiledModel) {
    let sweep = FaultSweep(compiled.graph)
    self.sweep = sweep
    nodes = Set(components).map { NodeIndex($0) }.sorted { sweep.position(of: $0) < sweep.position(of: $1) }
  }

  var blockCount: Int { (nodes.count + FaultSweep.laneCount - 1) / FaultSweep.laneCount }

  /// Computes what the faults lead to, 512 at a time on all cores, until the time is over.
  ///
  /// From the first block on, which are the faults that most rests on: an answer in part is of use.
  ///
  /// - Parameters:
  ///   - threadCount: the most threads to use; `nil` for one a core.
  ///   - limit: when to stop.
  ///   - progress: is called after each block with how many faults have been tried, and of how many.
  ///   - keepsLanes: whether the body keeps what it is given, so that each block gets memory of its own.
  ///   - body: is given the number of a block, its faults and what they lead to, on any thread.
  /// - Returns: the faults that were tried, fewer than all where the time was over.
  @discardableResult
  func forEachBlock(
    _ threadCount: Int?, _ limit: WorkLimit, _ progress: (@Sendable (Int, Int) -> Void)?, keepsLanes: Bool = false,
    _ body: @Sendable (_ block: Int, [SweepLanes.Fault], SweepLanes) -> Void
  ) -> Int {
    let counter = Atomic(0)
    let tried = Atomic(0)
    Workers.run(min(threadCount ?? Workers.coreCount, blockCount)) {
      var lanes = SweepLanes(for: sweep, isOver: limit.signal)
      while !limit.isReached, let block = counter.takeUp(below: blockCount) {
        let named = self.lanes(of: block)
        lanes.run(named)
        if lanes.isCut { break }
        body(block, named, lanes)
        if keepsLanes { lanes = SweepLanes(for: sweep, isOver: limit.signal) }
        let count = tried.add(named.count, ordering: .relaxed).newValue
        progress?(count, nodes.count)
      }
    }
    return tried.load(ordering: .relaxed)
  }

  func lanes(of block: Int) -> [SweepLanes.Fault] {
    let start = block * FaultSweep.laneCount
    let end = min(nodes.count, start + FaultSweep.laneCount)
    return nodes[start..<end].enumerated().map { SweepLanes.Fault(lane: $0, node: $1) }
  }
}

/// The worst of many entries, in memory for twice as many as are kept.
struct WorstEntries {
  let limit: Int
  private var entries: [Ranking.Entry] = []
  /// The last that is kept for certain; what comes after it is not.
  private var bound: Ranking.Entry?
  /// How many were added.
  private(set) var total = 0

  init(limit: Int) { self.limit = limit }

  mutating func add(_ entry: Ranking.Entry) {
    total += 1
    if let bound, bound < entry { return }
    entries.append(entry)
    guard entries.count > limit, entries.count - limit > limit else { return }
    entries.sort()
    entries.removeSubrange(limit...)
    bound = entries.last
  }

  func sorted() -> [Ranking.Entry] { Array(entries.sorted().prefix(limit)) }
}

extension Atomic<Int> {
  /// Takes the least number that is left, from 0 on.
  func takeUp(below end: Int) -> Int? {
    let next = add(1, ordering: .relaxed).oldValue
    return next < end ? next : nil
  }
}
