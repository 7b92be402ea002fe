internal import Graphs

/// The levels of all nodes at a time, and the clocks of what is tolerated and of what starts.
///
/// At each instant, levels settle in three steps. *Retracting* makes degraded components better whose cause is gone: parts
/// of the graph from causes to effects, and all of a circle at once, for what only degrades itself has no cause. *Worsening*
/// makes components worse in synchronous rounds. *Starting* makes those that were down better, as soon as all that they need
/// to start is there. Each step touches only what changes and what reads it.
///
/// Worsening begins from levels that are nowhere worse than the least fixpoint, and adds what faults and ended tolerances
/// bring, so that it ends in the least fixpoint. What is down stays so until it starts, so only degraded levels are ever
/// retracted.
struct LevelState {
  /// A time that never comes.
  static let never = Int64.max

  let network: ReplayNetwork
  var now: Int64 = 0

  /// Per node: 0 up, 1 degraded, 2 down.
  var level: [UInt8]
  /// Per component the level at which a fault puts it.
  var fault: [UInt8]
  /// Per edge the level of its source that is felt: what is tolerated is not, what is cut never.
  var felt: [UInt8]
  var isCut: [Bool]
  /// Per node the weight of its inputs that are felt as degraded or worse, and as down.
  var lostDegraded: [Int64]
  private var lostDown: [Int64]
  /// Per component how many inputs that it needs only to start are down.
  private var lostStart: [Int32]
  /// Per node since when it is at a level or worse without a break, as of the instant before.
  var sinceDegraded: [Int64]
  var sinceDown: [Int64]
  /// Per component since when it has all that it needs to start; of meaning while it is down.
  var readySince: [Int64]
  /// Per component the edge whose source came back last while it was down; -1 for its own fault that ended.
  private(set) var returned: [Int32]
  /// Per component the edge that put it at its level; -1 for a fault.
  var causeEdge: [Int32]
  /// Per component the members behind a group that is a cause.
  var causeMembers: [UInt32: [UInt32]] = [:]
  /// Per node when, among all changes, it came to its level.
  var sequence: [Int]
  private var lastSequence = 0

  var queue = TimeQueue()

  // What an instant collects.
  var touched: [UInt32] = []
  var oldLevel: [UInt8]
  var isTouched: [Bool]
  private var worsening: [UInt32] = []
  private var isWorsening: [Bool]
  private var pendingParts: PositionSet
  private var pending: [UInt32: [UInt32]] = [:]
  private var isPending: [Bool]
  private var candidates: [UInt32] = []
  private var isCandidate: [Bool]
  var looked: [UInt32] = []
  var isLooked: [Bool]
  private var step = Step.collecting
  private var deleting: [UInt32] = []
  private var rederiving: [UInt32] = []
  /// Whether something watches the component's level, and what was watched and has changed.
  var isWatched: [Bool]
  var watchedChanges: [UInt32] = []

  private enum Step {
    case collecting
    case retracting(part: UInt32)
    case worsening
  }

  init(_ network: ReplayNetwork) {
    self.network = network
    let (nodes, components, edges) = (network.nodeCount, network.componentCount, network.source.count)
    level = [UInt8](repeating: 0, count: nodes)
    fault = [UInt8](repeating: 0, count: components)
    felt = [UInt8](repeating: 0, count: edges)
    isCut = [Bool](repeating: false, count: edges)
    lostDegraded = [Int64](repeating: 0, count: nodes)
    lostDown = lostDegraded
    lostStart = [Int32](repeating: 0, count: components)
    sinceDegraded = [Int64](repeating: Self.never, count: nodes)
    sinceDown = sinceDegraded
    readySince = [Int64](repeating: Self.never, count: components)
    returned = [Int32](repeating: -1, count: components)
    causeEdge = returned
    sequence = [Int](repeating: 0, count: nodes)
    oldLevel = level
    isTouched = [Bool](repeating: false, count: nodes)
    isWorsening = [Bool](repeating: false, count: components)
    pendingParts = PositionSet(bound: network.isCircle.count)
    isPending = isWorsening
    isCandidate = isWorsening
    isLooked = isWorsening
    isWatched = isWorsening
  }

  // MARK: What changes from outside

  /// Sets the level at which a fault puts a component; 0 for none.
  mutating func setFault(_ component: Int, _ new: UInt8) {
    let old = fault[component]
    guard old != new else { return }
    fault[component] = new
    if new > old {
      addWorsening(component)
    } else if level[component] == 1 {
      addPending(component)
    }
    if level[component] == 2 {
      if new < 2 { returned[component] = -1 }
      addCandidate(component)
    }
  }

  /// Cuts an edge, or joins it again.
  mutating func setCut(_ edge: Int, _ new: Bool) {
    isCut[edge] = new
    updateFelt(edge)
  }

  /// Feels the source of an edge once what is tolerated is over.
  mutating func updateFelt(_ edge: Int) { setFelt(edge, feltNow(edge)) }

  /// Looks at a component that may start now.
  mutating func addCandidate(_ component: Int) {
    if !isCandidate[component] {
      isCandidate[component] = true
      candidates.append(UInt32(component))
    }
    if !isLooked[component] {
      isLooked[component] = true
      looked.append(UInt32(component))
    }
  }

  /// Lets levels settle after what has changed from outside.
  mutating func settle() {
    retract()
    worsen()
    startAll()
    step = .collecting
  }

  // MARK: Edges

  /// The level of the source of an edge that is felt now.
  private func feltNow(_ edge: Int) -> UInt8 {
    if isCut[edge] { return 0 }
    let source = Int(network.source[edge])
    let level = level[source]
    let delay = network.delay[edge]
    guard delay > 0, level > 0 else { return level }
    if level == 2, sinceDown[source] != Self.never, sinceDown[source] <= now - delay { return 2 }
    return sinceDegraded[source] != Self.never && sinceDegraded[source] <= now - delay ? 1 : 0
  }

  private mutating func setFelt(_ edge: Int, _ new: UInt8) {
    let old = felt[edge]
    guard old != new else { return }
    felt[edge] = new
    let target = Int(network.target[edge])
    let role = network.role[edge]
    if role == .start {
      guard (old == 2) != (new == 2) else { return }
      lostStart[target] += new == 2 ? 1 : -1
      if level[target] == 2 {
        if new < 2 { returned[target] = Int32(edge) }
        addCandidate(target)
      }
      return
    }
    let weight = network.weight[edge]
    let degraded = role == .eased ? (old == 2, new == 2) : (old >= 1, new >= 1)
    if degraded.0 != degraded.1 { lostDegraded[target] += degraded.1 ? weight : -weight }
    let down = role == .full && (old == 2) != (new == 2)
    if down { lostDown[target] += new == 2 ? weight : -weight }
    guard down || degraded.0 != degraded.1 else { return }
    if target >= network.componentCount {
      let slack = network.slack[target]
      let state: UInt8 = lostDown[target] > slack ? 2 : lostDegraded[target] > slack ? 1 : 0
      if state != level[target] { setLevel(target, state) }
      // What is left of its losses may rest on its owner alone.
      if new < old, state > 0, network.isCircle[Int(network.part[target])] { doubt(target) }
    } else {
      note(target, edge, isWorse: new > old)
    }
  }

  /// Looks again at the component whose requirements contain a group on a circle.
  private mutating func doubt(_ group: Int) {
    for place in network.outputRange(of: group) {
      let edge = Int(network.outputs[place])
      let owner = Int(network.target[edge])
      guard network.role[edge] != .start else { continue }
      if owner >= network.componentCount {
        doubt(owner)
      } else if level[owner] == 1 {
        note(owner, edge, isWorse: false)
      }
    }
  }

  /// Looks at what a component's change of an input means for it.
  private mutating func note(_ target: Int, _ edge: Int, isWorse: Bool) {
    if level[target] == 2 {
      if !isWorse { returned[target] = Int32(edge) }
      addCandidate(target)
    }
    switch step {
    case .collecting, .worsening:
      if isWorse { addWorsening(target) } else if level[target] == 1 { addPending(target) }
    case .retracting(let part):
      if !isWorse, level[target] == 1 {
        if network.part[target] == part { deleting.append(UInt32(target)) } else { addPending(target) }
      } else if isWorse, level[target] == 0, network.part[target] == part {
        rederiving.append(UInt32(target))
      }
    }
  }

  private mutating func setLevel(_ node: Int, _ new: UInt8) {
    if !isTouched[node] {
      isTouched[node] = true
      oldLevel[node] = level[node]
      touched.append(UInt32(node))
    }
    level[node] = new
    lastSequence += 1
    sequence[node] = lastSequence
    if node < network.componentCount, isWatched[node] { watchedChanges.append(UInt32(node)) }
    for place in network.outputRange(of: node) { updateFelt(Int(network.outputs[place])) }
  }

  private mutating func addWorsening(_ component: Int) {
    guard !isWorsening[component] else { return }
    isWorsening[component] = true
    worsening.append(UInt32(component))
  }

  private mutating func addPending(_ component: Int) {
    guard !isPending[component] else { return }
    isPending[component] = true
    let part = network.part[component]
    pending[part, default: []].append(UInt32(component))
    pendingParts.insert(Int(part))
  }

  // MARK: Retracting

  /// Whether a component that is not down has a cause to be degraded.
  private func isDegraded(_ component: Int) -> Bool { fault[component] > 0 || lostDegraded[component] > 0 }

  private mutating func retract() {
    var place = 0
    while let part = pendingParts.first(from: place) {
      pendingParts.remove(part)
      place = part
      let components = (pending.removeValue(forKey: UInt32(part)) ?? []).sorted()
      for component in components { isPending[Int(component)] = false }
      step = .retracting(part: UInt32(part))
      if network.isCircle[part] { retractCircle(components) } else { retractAlone(Int(components[0])) }
    }
    step = .collecting
  }

  private mutating func retractAlone(_ component: Int) {
    guard level[component] == 1 || isStarting(component) else { return }
    let new: UInt8 = isDegraded(component) ? 1 : 0
    if new == 1 { renewCause(of: component) }
    if new != level[component] { setLevel(component, new) }
    endStart(component)
  }

  /// Finds another cause of a degraded component where its own has gone. What the cause rests on has been found before, so
  /// causes never go in circles.
  private mutating func renewCause(of component: Int) {
    let edge = Int(causeEdge[component])
    let isGone =
      edge < 0
      ? fault[component] == 0 : !isEnough(edge, 1) || Int(network.source[edge]) >= network.componentCount
    guard isGone || level[component] == 2 else { return }
    noteCause(of: component, 1)
  }

  private mutating func retractCircle(_ components: [UInt32]) {
    var deleted: [UInt32] = []
    // What is degraded again has been so all the time.
    var sequences: [UInt32: Int] = [:]
    deleting = components.filter { level[Int($0)] == 1 || isStarting(Int($0)) }
    while let next = deleting.popLast() {
      let component = Int(next)
      guard level[component] == 1 || isStarting(component) else { continue }
      if level[component] == 1 { sequences[next] = sequence[component] }
      setLevel(component, 0)
      endStart(component)
      deleted.append(next)
    }
    rederiving = deleted.sorted { $0 > $1 }
    while let next = rederiving.popLast() {
      guard level[Int(next)] == 0, isDegraded(Int(next)) else { continue }
      renewCause(of: Int(next))
      setLevel(Int(next), 1)
      if let before = sequences[next] { sequence[Int(next)] = before }
    }
  }

  // MARK: Worsening

  private mutating func worsen() {
    step = .worsening
    while !worsening.isEmpty {
      let round = worsening.sorted()
      worsening = []
      var changes: [(component: Int, level: UInt8)] = []
      for next in round {
        let component = Int(next)
        isWorsening[component] = false
        let new: UInt8 =
          fault[component] == 2 || lostDown[component] > 0 ? 2 : isDegraded(component) ? 1 : 0
        guard new > level[component] else { continue }
        noteCause(of: component, new)
        changes.append((component, new))
      }
      for (component, level) in changes { setLevel(component, level) }
    }
    step = .collecting
  }

  /// The first input that is bad enough now, by what the round before has left; of a group the members that brought it
  /// about, the earliest first, and no more of them than it takes.
  private mutating func noteCause(of component: Int, _ new: UInt8) {
    causeMembers[UInt32(component)] = nil
    causeEdge[component] = -1
    guard fault[component] < new else { return }
    for edge in network.inputs(of: component) where isEnough(edge, new) {
      causeEdge[component] = Int32(edge)
      let source = Int(network.source[edge])
      guard source >= network.componentCount else { return }
      var members: [UInt32] = []
      collect(source, network.role[edge] == .full ? new : network.role[edge] == .eased ? 2 : 1, into: &members)
      causeMembers[UInt32(component)] = members
      return
    }
  }

  func isEnough(_ edge: Int, _ level: UInt8) -> Bool {
    switch network.role[edge] {
    case .full: felt[edge] >= level
    case .eased: level == 1 && felt[edge] == 2
    case .capped: level == 1 && felt[edge] >= 1
    case .start: false
    }
  }

  func collect(_ group: Int, _ level: UInt8, into members: inout [UInt32]) {
    let lost = network.inputs(of: group).filter { felt[$0] >= level }.sorted { left, right in
      let (first, second) = (network.source[left], network.source[right])
      let since = level == 2 ? sinceDown : sinceDegraded
      let times = (min(since[Int(first)], now), min(since[Int(second)], now))
      if times.0 != times.1 { return times.0 < times.1 }
      // Within one instant, the order of rounds.
      return times.0 == now && sequence[Int(first)] != sequence[Int(second)]
        ? sequence[Int(first)] < sequence[Int(second)] : left < right
    }
    var weight: Int64 = 0
    for edge in lost {
      let source = network.source[edge]
      if Int(source) >= network.componentCount {
        collect(Int(source), level, into: &members)
      } else if !members.contains(source) {
        members.append(source)
      }
      weight += network.weight[edge]
      if weight > network.slack[group] { return }
    }
  }

  // MARK: Starting

  /// The components that start in the present round.
  private var starting: Set<UInt32> = []

  private func isStarting(_ component: Int) -> Bool { !starting.isEmpty && starting.contains(UInt32(component)) }

  private mutating func endStart(_ component: Int) { starting.remove(UInt32(component)) }

  /// Whether a component that is down has all that it needs to start.
  func isReady(_ component: Int) -> Bool {
    fault[component] < 2 && lostDown[component] == 0 && lostStart[component] == 0
  }

  private mutating func startAll() {
    while !candidates.isEmpty {
      let round = candidates.sorted()
      candidates = []
      for next in round {
        let component = Int(next)
        isCandidate[component] = false
        guard level[component] == 2, isReady(component) else { continue }
        let wait = network.restarts[component]
        if readySince[component] == Self.never {
          readySince[component] = now
          if wait > 0 { queue.add(.start(component), at: now + wait) }
        }
        if readySince[component] <= now - wait {
          starting.insert(next)
          addPending(component)
        }
      }
      retract()
    }
  }
}
