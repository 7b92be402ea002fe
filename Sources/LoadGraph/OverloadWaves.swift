/// Answers what fails, and how much of it, for one fault after the other.
///
/// What fails or queues above its capacity does so in waves: with everything else settled, all that is above its capacity
/// and not wholly down already fails or collapses at once; then everything is settled again, until no more does.
public struct OverloadWaves: Sendable {
  /// A smaller part above the capacity does not count.
  private static let tolerance = 1e-9

  /// A component that failed or collapsed because of its load.
  public struct Break: Sendable, Hashable {
    /// The component's number.
    public let component: UInt32
    /// The overload wave, from 1.
    public let wave: UInt32
    /// What came to it per second, and what it held, just before.
    public let load: Double
    public let held: Double
  }

  /// The graph that is asked.
  public let graph: LoadGraph
  /// What failed or collapsed because of its load in the last run, wave by wave.
  public private(set) var breaks: [Break] = []
  var settling: Settling
  private var faulty: [UInt32] = []
  private var isBroken: [Bool]

  /// Memory for the questions about a graph.
  public init(_ graph: LoadGraph) {
    self.graph = graph
    settling = Settling(graph: graph)
    isBroken = [Bool](repeating: false, count: graph.componentCount)
  }

  /// The state under faults; those of one component add up.
  public mutating func settle(_ faults: [LoadFault] = []) throws(EndlessCalls) -> LoadState {
    try run(faults)
    return state()
  }

  /// Settles everything under faults; those of one component add up. Then ``amounts(of:)`` and ``breaks`` answer.
  ///
  /// - Complexity: in proportion to what differs from the run before, and to what has limits.
  public mutating func run(_ faults: [LoadFault] = []) throws(EndlessCalls) {
    begin(faults, hasLimits: true)
    for wave in 1... {
      try settleAll()
      let broken = graph.breaking.filter { component in
        !isBroken[Int(component)] && settling.down[Int(component)] < 1 && isOver(Int(component))
      }
      if broken.isEmpty { break }
      for number in broken {
        let component = Int(number)
        breaks.append(
          Break(
            component: number, wave: UInt32(wave), load: settling.load[component], held: settling.held[component]))
        isBroken[component] = true
        fail(component)
      }
    }
  }

  /// What a component carries in the last run: the work per second that comes to it, the pieces that it holds (infinite for
  /// an endless hold), the share that it refuses and the share that fails, both 0...1.
  public func amounts(of component: Int) -> (load: Double, held: Double, refused: Double, down: Double) {
    (settling.load[component], settling.held[component], settling.refused[component], settling.down[component])
  }

  /// The first component to which more than so much work comes per second in the last run; `nil` if none.
  public func firstLoad(above most: Double) -> Int? { settling.load.firstIndex { !($0 <= most) } }

  /// Whether every number of the last run settled.
  public var isSettled: Bool { settling.isSettled }

  /// The state under faults if everything could carry any load.
  public mutating func settleWithoutLimits(_ faults: [LoadFault] = []) throws(EndlessCalls) -> LoadState {
    begin(faults, hasLimits: false)
    try settleAll()
    return state()
  }

  /// The components that queue and, once they collapsed, keep each other above their capacity without any fault, by
  /// number, with the load of each.
  ///
  /// It is the greatest such set: all that can collapse, less what is not above its capacity, until nothing is left out.
  public mutating func stuckIfCollapsed() throws(EndlessCalls) -> [(component: UInt32, load: Double)] {
    begin([], hasLimits: true)
    var collapsed = graph.breaking.filter {
      graph.components[Int($0)].overload == .queues && graph.components[Int($0)].capacity < .infinity
    }
    for component in collapsed { settling.setCollapsed(Int(component), true) }
    while !collapsed.isEmpty {
      try settleAll()
      let recover = collapsed.filter { !isAboveCapacity(Int($0)) }
      if recover.isEmpty { break }
      for component in recover { settling.setCollapsed(Int(component), false) }
      collapsed.removeAll { !isAboveCapacity(Int($0)) }
    }
    return collapsed.map { ($0, settling.load[Int($0)]) }
  }

  private mutating func begin(_ faults: [LoadFault], hasLimits: Bool) {
    if !settling.isSettled { reset() }
    for each in breaks { isBroken[Int(each.component)] = false }
    breaks.removeAll(keepingCapacity: true)
    for component in graph.breaking { settling.setCollapsed(Int(component), false) }
    for component in faulty { settling.setFault(Int(component), down: 0, degraded: 0) }
    faulty.removeAll(keepingCapacity: true)
    for fault in faults {
      let component = Int(fault.component)
      settling.setFault(
        component, down: min(1, settling.faultDown[component] + fault.down),
        degraded: min(1, settling.faultDegraded[component] + fault.degraded))
      faulty.append(fault.component)
    }
    settling.setLimits(hasLimits)
    settling.rounds = 0
  }

  /// Settles, and begins anew after calls without end: they leave everything half done.
  private mutating func settleAll() throws(EndlessCalls) {
    do {
      try settling.settle()
    } catch {
      reset()
      throw error
    }
  }

  private mutating func reset() {
    settling = Settling(graph: graph)
    faulty = []
  }

  private mutating func fail(_ component: Int) {
    if graph.components[component].overload == .queues {
      settling.setCollapsed(component, true)
    } else {
      settling.setFault(component, down: 1, degraded: settling.faultDegraded[component])
      faulty.append(UInt32(component))
    }
  }

  private func isAboveCapacity(_ component: Int) -> Bool {
    settling.load[component] > graph.components[component].capacity * (1 + Self.tolerance)
  }

  private func isOver(_ component: Int) -> Bool {
    isAboveCapacity(component) || settling.held[component] > graph.components[component].slots * (1 + Self.tolerance)
  }

  private mutating func state() -> LoadState {
    var waves = [UInt32](repeating: 0, count: graph.componentCount)
    for each in breaks { waves[Int(each.component)] = each.wave }
    let notUp = settling.notUpShares()
    return LoadState(
      down: settling.down, notUp: notUp, load: settling.load, refused: settling.refused,
      lasts: settling.lasts, held: settling.held, waves: waves, rounds: settling.rounds, isSettled: settling.isSettled)
  }
}

extension OverloadWaves {
  /// The calls per second that each component makes of others in the state that was settled last.
  public func callsMade() -> [(owner: UInt32, target: UInt32, rate: Double)] {
    graph.calls.enumerated().compactMap { number, call in
      guard !call.isGroup else { return nil }
      let rate = times(settling.started[Int(call.owner)], settling.rates[number])
      return rate > 0 ? (call.owner, call.target, rate) : nil
    }
  }
}
