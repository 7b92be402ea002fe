internal import DependencyModel
internal import ResilienceAnalysis

/// Plays a scenario: jumps from one instant at which something can change to the next.
///
/// At each instant, conditions that have held for long enough come first, then the events of the time, in the order written,
/// then levels settle; as long as that makes conditions hold that need not last, their events follow at the same instant.
/// Time and memory are in proportion to what changes and what reads it.
struct ReplayRun {
  /// The most changes and events that are kept.
  static let recordLimit = 2_000_000
  /// How often one event may happen at one instant before it counts as endless.
  private static let repeatLimit = 100

  private let compiled: CompiledModel
  private let scenario: Scenario
  private let end: Int64
  private let recordLimit: Int
  private var state: LevelState
  private var tally: ReplayTally

  /// The events that happen at times, by time, then in the order written; the next of them.
  private var timed: [(time: Int64, event: Int)] = []
  private var nextTimed = 0
  /// The conditions of events that wait for one.
  private var clocks: [Int: ConditionClock] = [:]
  private var holds: Set<Int> = []
  private var isSpent: Set<Int> = []
  private var watchers: [Int: [Int]] = [:]
  private var dirtyEvents: Set<Int>

  private(set) var happenings: [Replay.Happening] = []
  private(set) var changes: [Replay.Change] = []

  init(
    _ compiled: CompiledModel, _ scenario: Scenario, without: Set<Int>, until end: Duration,
    recordLimit: Int = ReplayRun.recordLimit
  ) {
    self.compiled = compiled
    self.scenario = scenario
    self.end = end.milliseconds
    self.recordLimit = recordLimit
    let network = ReplayNetwork(compiled)
    state = LevelState(network)
    tally = ReplayTally(compiled.model)
    dirtyEvents = []
    for (number, event) in scenario.events.enumerated() where !without.contains(number) {
      switch event.trigger {
      case .at(let time): timed.append((time.milliseconds, number))
      case .when(let condition, _):
        let clock = ConditionClock(condition, in: compiled.model)
        for component in Set(clock.components) {
          watchers[component, default: []].append(number)
          state.isWatched[component] = true
        }
        clocks[number] = clock
        dirtyEvents.insert(number)
      }
    }
    timed.sort { ($0.time, $0.event) < ($1.time, $1.event) }
  }

  /// Plays to the end, or until the time of the question is over.
  ///
  /// - Returns: the limit that cut it short; `nil` for none.
  mutating func run() throws(ReplayProblem) -> WorkLimit.Allowance? {
    var instants = 0
    var next: Int64? = 0
    while let time = next, time <= end {
      instants += 1
      if instants % 256 == 0, compiled.limit.isReached { return compiled.limit.reached }
      try play(at: time)
      next = [nextTimed < timed.count ? timed[nextTimed].time : nil, state.queue.first].compactMap { $0 }.min()
    }
    state.now = end
    return nil
  }

  private mutating func play(at time: Int64) throws(ReplayProblem) {
    state.now = time
    while let item = state.queue.take(at: time) {
      switch item {
      case .edge(let edge): state.updateFelt(edge)
      case .start(let component): state.addCandidate(component)
      case .event(let event): dirtyEvents.insert(event)
      }
    }
    var due = dueEvents()
    while nextTimed < timed.count, timed[nextTimed].time == time {
      due.append(timed[nextTimed].event)
      nextTimed += 1
    }
    var counts: [Int: Int] = [:]
    repeat {
      for event in due {
        happen(event)
        counts[event, default: 0] += 1
      }
      state.settle()
      for component in state.watchedChanges { dirtyEvents.formUnion(watchers[Int(component)] ?? []) }
      state.watchedChanges = []
      due = dueEvents()
      if due.contains(where: { counts[$0, default: 0] >= Self.repeatLimit }) {
        throw .endless(events: counts.filter { $0.value >= 2 }.keys.sorted(), time: .milliseconds(time))
      }
    } while !due.isEmpty
    record(time)
    guard changes.count + happenings.count <= recordLimit else {
      throw .tooMany(limit: recordLimit, time: .milliseconds(time))
    }
  }

  // MARK: Events

  /// The events whose conditions have come to hold, in the order written.
  private mutating func dueEvents() -> [Int] {
    guard !dirtyEvents.isEmpty else { return [] }
    var due: [Int] = []
    for event in dirtyEvents.sorted() {
      guard !isSpent.contains(event) else { continue }
      var times: [Int64] = []
      let isHolding = clocks[event]!.holds(at: state.now, state.level) { times.append($0) }
      for time in times where time <= end { state.queue.add(.event(event), at: time) }
      guard isHolding else {
        holds.remove(event)
        continue
      }
      guard holds.insert(event).inserted else { continue }
      due.append(event)
      if case .when(_, repeats: false) = scenario.events[event].trigger { isSpent.insert(event) }
    }
    dirtyEvents = []
    return due
  }

  private mutating func happen(_ event: Int) {
    happenings.append(Replay.Happening(time: .milliseconds(state.now), event: event))
    for action in scenario.events[event].actions {
      switch action {
      case .fault(let level, let targets):
        for target in targets {
          let counted = target.share.map { scenario.thresholds.level(of: $0, named: level) } ?? level
          setFault(target.component, counted)
        }
      case .restore(let components): for component in components { setFault(component, .up) }
      case .cut(let link): setCut(link, true)
      case .join(let link): setCut(link, false)
      }
    }
  }

  private mutating func setFault(_ id: ComponentID, _ level: Level) {
    let component = compiled.model.index(of: id)!.position
    tally.setFault(component, level > .up)
    state.setFault(component, level.rawValue)
  }

  private mutating func setCut(_ link: Scenario.Link, _ isCut: Bool) {
    guard let from = compiled.model.index(of: link.from), let to = compiled.model.index(of: link.to) else { return }
    for edge in state.network.edges(from: to.position, to: from.position) { state.setCut(edge, isCut) }
  }

  // MARK: Records

  private mutating func record(_ time: Int64) {
    for (component, old) in state.finish() {
      let new = state.level[component]
      let isWorse = new > old
      var returned: Replay.Cause?
      var wait = Duration.zero
      if !isWorse {
        if old == 2 {
          returned = cause(state.returned[component], of: component, members: nil, isBack: true)
          wait = .milliseconds(state.network.restarts[component])
        } else {
          // Members that are as bad as before have been cut.
          returned = cause(
            state.causeEdge[component], of: component,
            members: state.causeMembers[UInt32(component)]?.filter { state.level[Int($0)] == 0 },
            isBack: true)
        }
      }
      var reason: Replay.Cause?
      if new > 0 {
        reason = cause(state.causeEdge[component], of: component, members: state.causeMembers[UInt32(component)])
      }
      let change = Replay.Change(
        time: .milliseconds(time), component: ComponentIndex(component), old: Level(rawValue: old)!,
        level: Level(rawValue: new)!, cause: reason, returned: returned, wait: wait)
      changes.append(change)
      tally.add(change)
    }
    tally.finishInstant(.milliseconds(time))
  }

  private func cause(
    _ edge: Int32, of component: Int, members: [UInt32]?, isBack: Bool = false
  ) -> Replay.Cause {
    guard edge >= 0 else { return .fault }
    // Nothing has come back: the requirement was cut.
    if isBack, state.isCut[Int(edge)] { return .relation(relation(of: Int(edge)), by: []) }
    let source = state.network.source[Int(edge)]
    let by = members ?? (Int(source) < state.network.componentCount ? [source] : [])
    return .relation(relation(of: Int(edge)), by: by.map { ComponentIndex(Int($0)) })
  }

  /// The relation of an edge: of one into a group, that of the component which requires the group.
  private func relation(of edge: Int) -> Int { Int(state.network.relation[edge]) }

  // MARK: The answer

  /// The answer, once it has run.
  func replay(without: Set<Int>, cut: WorkLimit.Allowance?) -> Replay {
    let end = Duration.milliseconds(state.now)
    let rest = ReplayRemainder(state)
    return Replay(
      model: compiled.model, scenario: scenario, without: without, end: end, shortfall: cut, happenings: happenings,
      changes: changes, hits: tally.hits(at: end), worst: tally.worst, mostAffected: tally.mostAffected,
      unrecovered: rest.unrecovered, circles: rest.circles, distrustedCount: compiled.distrustedCount,
      weakRequirements: compiled.weakRequirements)
  }
}
