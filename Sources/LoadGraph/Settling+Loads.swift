extension Settling {
  /// The computations after which the calls in a circle are without end: so many, and so many for each component.
  static let mostInCircle = (at: 100_000, each: 100)

  /// Brings the loads of all components up to date.
  mutating func settleLoads() throws(EndlessCalls) {
    while let owner = stale.popLast() {
      isStale[Int(owner)] = false
      computeRates(Int(owner))
    }
    var left = 0
    var circle = 0..<0
    while let step = loadQueue.next() {
      switch step {
      case .alone(let component):
        roundWork += 1
        computeLoad(component)
        let work = startedWork(component)
        guard work != started[component] else { continue }
        started[component] = work
        callOn(component, inside: nil, outside: nil)
      case .enters(let entered):
        circle = entered
        left = Self.mostInCircle.at + Self.mostInCircle.each * circle.count
        before.removeAll(keepingCapacity: true)
        for position in circle {
          let component = loadQueue.component(at: position)
          before.append(started[component])
          load[component] = 0
          touch(component)
          started[component] = 0
        }
        loadQueue.mark(positions: circle)
      case .within(let component):
        left -= 1
        circleWork += 1
        guard left > 0 else { throw endless(circle) }
        computeLoad(component)
        let work = startedWork(component)
        guard work > started[component] * (1 + 1e-14) else { continue }
        guard work < 1e100 else { throw endless(circle) }
        started[component] = work
        callOn(component, inside: circle, outside: nil)
      case .leaves(let circle):
        for position in circle {
          let component = loadQueue.component(at: position)
          if started[component] != before[position - circle.lowerBound] {
            callOn(component, inside: nil, outside: circle)
          }
        }
      }
    }
  }

  private func endless(_ circle: Range<Int>) -> EndlessCalls {
    EndlessCalls(circle: circle.map { graph.callerOrder.nodes[$0] })
  }

  mutating func computeLoad(_ component: Int) {
    let sum =
      graph.components[component].demand
      + Self.sum(graph.incoming, graph.incomingRow(component), rates: rates, started: started)
    if load[component] == sum { return }
    load[component] = sum
    touch(component)
  }

  /// The calls per second along a row.
  @inline(__always)
  private static func sum(
    _ incoming: [LoadGraph.Incoming], _ row: Range<Int>, rates: [Double], started: [Double]
  ) -> Double {
    let incoming = incoming.span
    let rates = rates.span
    let started = started.span
    var sum = 0.0
    for place in row {
      let rate = rates[Int(incoming[place].call)]
      if rate != 0 { sum += started[Int(incoming[place].owner)] * rate }
    }
    return sum
  }

  /// The work that a component starts: what is itself dead calls nothing.
  func startedWork(_ component: Int) -> Double {
    var work = load[component]
    if hasLimits { work = min(work, graph.components[component].capacity) }
    work *= 1 - min(1, faultDown[component])
    for domain in graph.domains[graph.domainRow(component)] { work *= 1 - down[Int(domain)] }
    return work
  }

  /// Marks what a component calls: only inside of a circle, or all but what is inside of it.
  private mutating func callOn(_ component: Int, inside: Range<Int>?, outside: Range<Int>?) {
    for number in graph.row(component) where rates[number] != 0 && !graph.calls[number].isGroup {
      let target = Int(graph.calls[number].target)
      if let inside, !loadQueue.isAt(inside, target) { continue }
      if let outside, loadQueue.isAt(outside, target) { continue }
      loadQueue.mark(target)
    }
  }

  /// Computes how often each call of a component is made for each piece of its work, and marks what follows from it.
  @inline(__always)
  mutating func computeRates(_ component: Int, marks: Bool = true) {
    for number in graph.groupRow(component).reversed() {
      // Those that are needed are known from the shares.
      if graph.groups[number].kind != .needs { updateLosses(ofGroup: number) }
      apportion(graph.groups[number])
    }
    if marks { waitQueue.mark(component) }
    let roots = graph.roots(component)
    for number in roots { setRate(number, 1, rowStart: roots.lowerBound, marks: marks) }
    // Groups come before those that are members of theirs.
    for number in graph.groupRow(component) where !graph.groups[number].isPlain {
      for member in graph.groups[number].members {
        setRate(member, scratchRates[member - roots.lowerBound], rowStart: roots.lowerBound, marks: marks)
      }
    }
  }

  /// Sets the rate of a call, for the part of its owner's work that comes to it; of a group, hands it on to its members.
  @inline(__always)
  private mutating func setRate(_ number: Int, _ part: Double, rowStart: Int, marks: Bool) {
    let call = graph.calls[number]
    var rate = part
    if !call.isPlain {
      rate *= call.calls
      if call.retries > 0 {
        rate *= tries(failing: failing(call, down, groupDown), retries: call.retries)
      }
    }
    if call.isGroup {
      let group = graph.groups[Int(call.target)]
      if group.isPlain {
        for member in group.members { setRate(member, to: rate * portions[member], marks: marks) }
        return
      }
      let room = Int(group.first) + Int(group.count) - rowStart
      while scratchRates.count < room { scratchRates.append(0) }
      for member in group.members { scratchRates[member - rowStart] = rate * portions[member] }
      return
    }
    setRate(number, to: call.carries ? rate * Double(call.units) : 0, marks: marks)
  }

  @inline(__always)
  private mutating func setRate(_ number: Int, to rate: Double, marks: Bool) {
    if rates[number] == rate { return }
    rates[number] = rate
    if marks { loadQueue.mark(Int(graph.calls[number].target)) }
  }
}
