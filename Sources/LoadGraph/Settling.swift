/// Settles shares, loads and waits together, in memory that serves many faults one after the other.
///
/// Rounds are repeated until what is refused no longer grows: shares, for what is refused so far; the loads that follow
/// from them; the waits, if anything has slots; and what is refused because of them. Within a round each component is
/// computed after all that it follows from, and only if any of that changed; a circle is gone round until it settles, from
/// zero. So a round costs the calls of the components whose numbers change, and a settling a few passes over all calls.
/// Where most of them change, a round is a pass over all. Where growth would take many rounds to end, its end is
/// extrapolated.
struct Settling {
  /// A smaller growth of a refused share no longer counts.
  static let leastGrowth = 1e-13
  /// Rounds after which a settling is cut short.
  static let mostRounds = 5_000
  /// The computations of components on circles after which it is cut short, too.
  static let mostCircleWork = 2_000_000

  let graph: LoadGraph

  /// The shares of the fault, by component.
  var faultDown: [Double]
  var faultDegraded: [Double]
  /// Whether what a component does above its capacity counts.
  private(set) var hasLimits = true
  var collapsed: [Bool]
  var refused: [Double]
  var down: [Double]
  /// Per group the chance that one call of it fails.
  var groupDown: [Double]
  /// Per member of a group the chance that all its calls are lost, by what is down.
  var losses: [Double]
  var load: [Double]
  /// The work that a component starts.
  var started: [Double]
  /// Per call the rate at which it is made for each piece of its owner's work.
  var rates: [Double]
  /// Per member of a group the portion of the group's calls that goes to it.
  var portions: [Double]
  var lasts: [Double]
  var held: [Double]
  var isSettled = true
  /// The computations of components on circles since a settling began.
  var circleWork = 0
  /// The rounds since this was last set to 0.
  var rounds = 0

  var shareQueue: SettlingQueue
  var loadQueue: SettlingQueue
  var waitQueue: SettlingQueue
  /// The components whose rates must be computed again.
  var stale: [UInt32]
  var isStale: [Bool]
  /// The components whose loads changed since it was last looked at what they refuse.
  var touched: [UInt32]
  var isTouched: [Bool]
  /// The computations of components in this round.
  var roundWork = 0
  /// Whether shares can only grow, so that circles need not begin from zero.
  var isRising = false
  var threshold = ThresholdChance()
  /// What the components of a circle had before it was entered.
  var before: [Double] = []
  /// Room for the calls of one component, and for the members of one group.
  var scratchRates: [Double] = []
  var scratch: [Double] = []
  /// Room for the chances of groups, of the component that is asked about.
  var chances: [Double] = []

  init(graph: LoadGraph) {
    self.graph = graph
    let none = [Double](repeating: 0, count: graph.componentCount)
    faultDown = none
    faultDegraded = none
    refused = none
    down = none
    load = none
    started = none
    lasts = none
    held = none
    collapsed = [Bool](repeating: false, count: graph.componentCount)
    groupDown = [Double](repeating: 0, count: graph.groups.count)
    rates = [Double](repeating: 0, count: graph.callCount)
    losses = rates
    portions = [Double](repeating: 1, count: graph.callCount)
    shareQueue = SettlingQueue(order: graph.shareOrder)
    loadQueue = SettlingQueue(order: graph.callerOrder)
    waitQueue = SettlingQueue(order: graph.calleeOrder)
    stale = Array(0..<UInt32(graph.componentCount))
    isStale = [Bool](repeating: true, count: graph.componentCount)
    touched = stale
    isTouched = isStale
  }

  /// Sets the fault of a component, and what is to be computed again for it.
  mutating func setFault(_ component: Int, down: Double, degraded: Double) {
    faultDegraded[component] = degraded
    guard faultDown[component] != down else { return }
    faultDown[component] = down
    shareQueue.mark(component)
    loadQueue.mark(component)
  }

  /// Sets whether a component collapsed: it works at its capacity, for nothing.
  mutating func setCollapsed(_ component: Int, _ isCollapsed: Bool) {
    guard collapsed[component] != isCollapsed else { return }
    collapsed[component] = isCollapsed
    refused[component] = isCollapsed ? 1 : 0
    shareQueue.mark(component)
    for call in graph.incoming[graph.incomingRow(component)] { waitQueue.mark(Int(call.owner)) }
  }

  /// Sets whether what a component does above its capacity counts.
  mutating func setLimits(_ hasLimits: Bool) {
    guard self.hasLimits != hasLimits else { return }
    self.hasLimits = hasLimits
    for component in graph.shedding {
      loadQueue.mark(Int(component))
      touch(Int(component))
    }
    for component in graph.breaking { loadQueue.mark(Int(component)) }
  }

  /// Settles everything for the faults and collapses that are set.
  mutating func settle() throws(EndlessCalls) {
    for component in graph.shedding where refused[Int(component)] > 0 && !collapsed[Int(component)] {
      setRefused(Int(component), 0)
    }
    isRising = false
    isSettled = true
    circleWork = 0
    roundWork = 0
    var tail = GrowthTail()
    for round in 1... {
      try settleRound()
      guard hasLimits else { break }
      let growth = refuse()
      if growth.count == 0 { break }
      isRising = true
      if round == Self.mostRounds || circleWork > Self.mostCircleWork { isSettled = false }
      if !isSettled { break }
      if canExtrapolate, tail.isLong(after: growth) {
        let before = rounds
        try extrapolate()
        tail.pause(for: rounds - before)
        isRising = false
      }
    }
    if !needsWaits { settleWaits() }
  }

  /// Whether waits have a part in what is refused.
  private var needsWaits: Bool { hasLimits && !graph.slotted.isEmpty }

  /// Brings shares, loads and, where they have a part, waits up to date for what is refused.
  mutating func settleRound() throws(EndlessCalls) {
    rounds += 1
    // Marks are only worth their time where they spare some of it.
    if roundWork > graph.componentCount, !graph.hasCircles, !needsWaits {
      passOverAll()
    } else {
      roundWork = 0
      settleShares()
      try settleLoads()
      if needsWaits { settleWaits() }
    }
  }

  /// Lets everything refuse what is above its limits, and returns by how much more than before.
  private mutating func refuse() -> Growth {
    var growth = Growth()
    forEachTouched { settling, component in
      let share = settling.shareRefused(component)
      let more = share - settling.refused[component]
      if more < -Self.leastGrowth { growth.hasFalls = true }
      guard more > Self.leastGrowth else { return }
      growth.count += 1
      growth.sum += more
      if settling.refused[component] == 0 { growth.hasNew = true }
      settling.setRefused(component, share)
    }
    return growth
  }

  /// Looks at all components that shed and that were touched since the last time.
  mutating func forEachTouched(_ body: (inout Settling, Int) -> Void) {
    let touched = touched
    self.touched.removeAll(keepingCapacity: true)
    for number in touched {
      let component = Int(number)
      isTouched[component] = false
      if graph.components[component].overload == .sheds { body(&self, component) }
    }
    if needsWaits {
      for number in graph.slotted where graph.components[Int(number)].overload == .sheds { body(&self, Int(number)) }
    }
  }

  /// Notes that what a component refuses must be looked at.
  @inline(__always)
  mutating func touch(_ component: Int) {
    if isTouched[component] { return }
    isTouched[component] = true
    touched.append(UInt32(component))
  }

  /// Sets what a component refuses.
  mutating func setRefused(_ component: Int, _ share: Double) {
    touch(component)
    if refused[component] == share { return }
    refused[component] = share
    shareQueue.mark(component)
  }

  /// The share of a component's work that is above its capacity or its slots.
  @inline(__always)
  func shareRefused(_ component: Int) -> Double {
    let stated = graph.components[component]
    var share = 1.0
    if load[component] > stated.capacity { share = stated.capacity / load[component] }
    if held[component] > stated.slots { share = min(share, stated.slots / held[component]) }
    return 1 - share
  }
}
