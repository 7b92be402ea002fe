/// Why more comes to a component than it can do or hold.
public enum OverloadTrigger: Sendable, Hashable {
  /// It is so without a fault, or nothing tells.
  case unknown
  /// It takes over the work of others.
  case tookOver
  /// It waits for others, and holds its work for so long.
  case waits
  /// Others call it more often.
  case calledMore
}

/// What most of the share follows from that a component loses.
public struct LossCause: Sendable, Hashable {
  /// The sort of a cause.
  public enum Kind: Sendable, Hashable {
    /// More work comes to it than it can do or hold.
    case overload(OverloadTrigger)
    /// A requirement, by its place among those of the component in the order added.
    case requirement(Int)
    /// A domain, by its place among those of the component in the order added.
    case domain(Int)
  }

  /// The component.
  public let component: UInt32
  /// The sort of the cause.
  public let kind: Kind
  /// The components behind it, none where an overload is there without a fault.
  public let by: [UInt32]
  /// One more than the latest wave of what is behind it.
  public let wave: Int
}

extension OverloadWaves {
  /// The most components that are named behind one overload.
  private static let namedLimit = 20
  /// An overload of which nothing more is known.
  private static let overload = LossCause.Kind.overload(.unknown)

  /// Why components lose something whose loss does not follow from what fails alone: because of overload, or of what is
  /// overloaded.
  ///
  /// Of all that a component loses something for, the greatest loss is its cause, and an overload only if it is greater
  /// than all others. Causes are found in waves, each from those before it, so that none rests on itself.
  ///
  /// - Parameters:
  ///   - state: the state under the fault.
  ///   - before: the state without it.
  ///   - known: by component the wave of those whose cause is known already; negative for others.
  /// - Returns: the causes by wave, then by component.
  /// - Complexity: linear in the calls of the affected components, and in those that lead to them.
  public mutating func causes(in state: LoadState, before: LoadState, known: [Int]) -> [LossCause] {
    let peaks = Dictionary(breaks.map { ($0.component, $0.load) }) { first, _ in first }
    var search = CauseSearch(state: state, before: before, waves: known, peaks: peaks)
    var result: [LossCause] = []
    var wave = 0
    // What is overloaded without the fault too does not come about in any later wave.
    for component in search.affected where search.isOpen(component) && before.isOverloaded(Int(component)) {
      guard greatestLoss(of: Int(component), search) == Self.overload else { continue }
      result.append(LossCause(component: component, kind: Self.overload, by: [], wave: 1))
    }
    for cause in result { search.place(cause.component, at: 1) }
    var last = search.buckets.keys.max() ?? 0
    while search.unplaced > 0 {
      if wave > last {
        let rest = startWithout(&search, wave: wave)
        result += rest
        last = wave
      }
      let found = follow(search.buckets[wave] ?? [], &search, wave: wave + 1)
      if !found.isEmpty { last = max(last, wave + 1) }
      result += found
      wave += 1
    }
    return result
  }

  /// What of the unplaced components is placed without all of its causes before it: what is overloaded, or else what some of
  /// its causes are known of, or else all.
  private mutating func startWithout(_ search: inout CauseSearch, wave: Int) -> [LossCause] {
    var result: [LossCause] = []
    let rest = search.affected.filter { search.waves[Int($0)] < 0 }
    let overloaded = rest.filter { greatestLoss(of: Int($0), search) == Self.overload }
    // What broke in a later overload wave may rest on what broke before.
    let first = overloaded.map { search.state.waves[Int($0)] }.min()
    for component in overloaded where search.state.waves[Int(component)] == first {
      result.append(LossCause(component: component, kind: Self.overload, by: [], wave: wave))
    }
    if result.isEmpty {
      for component in rest {
        let kind = greatestLoss(of: Int(component), search)
        let by = search.placed(targets(of: Int(component), kind), by: wave - 1)
        result.append(LossCause(component: component, kind: kind, by: by, wave: wave))
      }
      let known = result.filter { !$0.by.isEmpty }
      if !known.isEmpty { result = known }
    }
    for cause in result { search.place(cause.component, at: wave) }
    return result
  }

  /// The causes of a wave: of what loses something for components of the wave before.
  private mutating func follow(_ placed: [UInt32], _ search: inout CauseSearch, wave: Int) -> [LossCause] {
    var candidates: Set<UInt32> = []
    for component in placed {
      for incoming in graph.incoming[graph.incomingRow(Int(component))] {
        if search.isOpen(incoming.owner) { candidates.insert(incoming.owner) }
        guard search.losesMore(component), let group = group(of: Int(incoming.call), owner: Int(incoming.owner)),
          search.groups.insert(group).inserted
        else { continue }
        for member in graph.groups[group].members where !graph.calls[member].isGroup {
          if search.isOpen(graph.calls[member].target) { candidates.insert(graph.calls[member].target) }
        }
      }
      for inside in graph.inside[graph.insideRow(Int(component))] where search.isOpen(inside) {
        candidates.insert(inside)
      }
      for call in graph.row(Int(component)) where !graph.calls[call].isGroup {
        if search.isOpen(graph.calls[call].target) { candidates.insert(graph.calls[call].target) }
      }
    }
    candidates.formUnion(search.deferred.filter(search.isOpen))
    search.deferred = []
    var result: [LossCause] = []
    for component in candidates.sorted() {
      let kind = greatestLoss(of: Int(component), search)
      var found = kind
      let targets = targets(of: Int(component), kind)
      // All that is lost of a requirement has its cause first.
      if targets.contains(where: search.isOpen) { continue }
      var by = search.placed(targets, by: wave - 1)
      if kind == Self.overload {
        guard let (trigger, others) = triggers(of: Int(component), search, placedBy: wave - 1) else {
          search.deferred.insert(component)
          continue
        }
        (found, by) = (.overload(trigger), others)
      }
      if !by.isEmpty { result.append(LossCause(component: component, kind: found, by: by, wave: wave)) }
    }
    for cause in result { search.place(cause.component, at: wave) }
    return result
  }

  /// What a component loses most for.
  private mutating func greatestLoss(of component: Int, _ search: CauseSearch) -> LossCause.Kind {
    let state = search.state
    // What broke had not failed for anything else by then.
    if state.waves[component] > 0 { return Self.overload }
    // What is down counts; what is only degraded, where nothing is.
    let isDown = state.down[component] > 0
    var best: (kind: LossCause.Kind, loss: Double) = (Self.overload, 0)
    func offer(_ kind: LossCause.Kind, _ loss: Double) { if loss > best.loss { best = (kind, loss) } }
    let losses = settling.losses(of: component, down: state.down, notUp: isDown ? state.down : state.notUp)
    for (place, loss) in losses.enumerated() where !isDown || loss.kind == .needs {
      offer(.requirement(place), loss.share)
    }
    for (place, domain) in graph.domains[graph.domainRow(component)].enumerated() {
      offer(.domain(place), isDown ? state.down[Int(domain)] : state.notUp[Int(domain)])
    }
    offer(Self.overload, state.refused[component])
    return best.kind
  }

  /// The components of a requirement, or the domain; none of an overload.
  private func targets(of component: Int, _ kind: LossCause.Kind) -> [UInt32] {
    switch kind {
    case .overload: return []
    case .domain(let place):
      let row = graph.domainRow(component)
      return [graph.domains[row][row.lowerBound + place]]
    case .requirement(let place):
      var targets: [UInt32] = []
      var open = [graph.roots(component).lowerBound + place]
      while let call = open.popLast() {
        if graph.calls[call].isGroup {
          open += graph.groups[Int(graph.calls[call].target)].members.reversed()
        } else {
          targets.append(graph.calls[call].target)
        }
      }
      return targets
    }
  }

  /// The components whose loss brought a component above its limits: those whose work it took over, what it waits for, or
  /// what calls it again. `nil` where one of those broke in an earlier overload wave, and has no wave yet.
  private func triggers(of component: Int, _ search: CauseSearch, placedBy wave: Int) -> (OverloadTrigger, [UInt32])? {
    // Little comes to what broke afterwards.
    let load = max(search.state.load[component], search.peaks[UInt32(component)] ?? 0)
    let isBusier = load > search.before.load[component] * (1 + 1e-9)
    guard isBusier else {
      let found = search.placed(callees(of: component), by: wave)
      if !found.isEmpty { return (.waits, Array(found.prefix(Self.namedLimit))) }
      return (.waits, Array(search.placed(awaitedByHolders(of: component), by: wave).prefix(Self.namedLimit)))
    }
    let ownWave = search.state.waves[component]
    var siblings: [UInt32] = []
    var callers: [UInt32] = []
    for incoming in graph.incoming[graph.incomingRow(component)] {
      callers.append(incoming.owner)
      guard siblings.count < Self.namedLimit, let group = group(of: Int(incoming.call), owner: Int(incoming.owner))
      else {
        continue
      }
      for member in graph.groups[group].members.prefix(10_000) where !graph.calls[member].isGroup {
        let other = Int(graph.calls[member].target)
        guard other != component, search.losesMore(UInt32(other)) else { continue }
        if search.isOpen(UInt32(other)), (1..<max(1, ownWave)).contains(search.state.waves[other]) { return nil }
        siblings.append(UInt32(other))
        if siblings.count >= Self.namedLimit { break }
      }
    }
    let found = search.placed(siblings, by: wave)
    if !found.isEmpty { return (.tookOver, found) }
    return (.calledMore, Array(search.placed(callers, by: wave).prefix(Self.namedLimit)))
  }

  /// What a component calls.
  private func callees(of component: Int) -> [UInt32] {
    graph.row(component).lazy.map { graph.calls[$0] }.filter { !$0.isGroup }.map(\.target)
  }

  /// What those wait for that hold a component for as long as their own work lasts.
  private func awaitedByHolders(of component: Int) -> [UInt32] {
    graph.incoming[graph.incomingRow(component)].lazy.filter { graph.calls[Int($0.call)].isHeld }.prefix(
      Self.namedLimit
    )
    .flatMap { callees(of: Int($0.owner)) }.filter { $0 != UInt32(component) }
  }

  /// The group that a call is a member of; `nil` if it is a requirement by itself.
  private func group(of call: Int, owner: Int) -> Int? {
    graph.groupRow(owner).first { graph.groups[$0].members.contains(call) }
  }
}

/// What a search for causes knows.
private struct CauseSearch {
  let state: LoadState
  let before: LoadState
  /// By component its wave; negative while it has none.
  private(set) var waves: [Int]
  /// The components that lose anything.
  let affected: [UInt32]
  /// The components of each wave.
  private(set) var buckets: [Int: [UInt32]] = [:]
  /// How many affected components have no wave.
  private(set) var unplaced = 0
  /// The groups whose members were looked at.
  var groups: Set<Int> = []
  /// What waits for others that broke before it.
  var deferred: Set<UInt32> = []
  /// What came per second to those that broke, just before.
  let peaks: [UInt32: Double]

  init(state: LoadState, before: LoadState, waves: [Int], peaks: [UInt32: Double]) {
    self.peaks = peaks
    self.state = state
    self.before = before
    self.waves = waves
    affected = state.notUp.indices.lazy.filter { state.notUp[$0] > 0 }.map { UInt32($0) }
    for component in affected {
      if waves[Int(component)] < 0 {
        unplaced += 1
      } else {
        buckets[waves[Int(component)], default: []].append(component)
      }
    }
  }

  func isOpen(_ component: UInt32) -> Bool { waves[Int(component)] < 0 && state.notUp[Int(component)] > 0 }

  /// Whether more of a component is down than without the fault.
  func losesMore(_ component: UInt32) -> Bool { state.down[Int(component)] > before.down[Int(component)] }

  mutating func place(_ component: UInt32, at wave: Int) {
    waves[Int(component)] = wave
    buckets[wave, default: []].append(component)
    unplaced -= 1
  }

  /// Those of some components that have a wave up to some, each once, the earliest first.
  func placed(_ components: [UInt32], by wave: Int) -> [UInt32] {
    Set(components).filter { 0...wave ~= waves[Int($0)] && state.notUp[Int($0)] > 0 }
      .sorted { (waves[Int($0)], $0) < (waves[Int($1)], $1) }
  }
}

extension LoadState {
  /// Whether more comes to a component than it can do or hold.
  fileprivate func isOverloaded(_ component: Int) -> Bool { refused[component] > 0 || waves[component] > 0 }
}

extension Settling {
  /// What each requirement of a component loses: by `down` for what is used, by `notUp` for all else.
  mutating func losses(
    of component: Int, down: [Double], notUp: [Double]
  ) -> [(kind: LoadGraph.Kind, share: Double)] {
    if chances.count < graph.groups.count { chances = [Double](repeating: 0, count: graph.groups.count) }
    for number in graph.groupRow(component).reversed() {
      let group = graph.groups[number]
      chances[number] = failing(group, group.kind == .uses ? down : notUp, chances)
    }
    return graph.roots(component).map { number in
      let call = graph.calls[number]
      return (call.kind, lost(call, call.kind == .uses ? down : notUp, chances))
    }
  }
}
