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

  private mutating func computeLoad(_ component: Int) {
    var sum = graph.components[component].demand
    for call in graph.incoming[graph.incomingRow(component)] {
      let rate = rates[Int(call.call)]
      if rate != 0 { sum += started[Int(call.owner)] * rate }
    }
    load[component] = sum
  }

  /// The work that a component starts: what is itself dead calls nothing.
  private func startedWork(_ component: Int) -> Double {
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

  /// Computes how often each call of a component is made for each piece of its work.
  private mutating func computeRates(_ component: Int) {
    for number in graph.groupRow(component).reversed() {
      // Those that are needed are known from the shares.
      if graph.groups[number].kind != .needs {
        groupDown[number] = failing(graph.groups[number], down, groupDown)
      }
      apportion(graph.groups[number])
    }
    waitQueue.mark(component)
    let roots = graph.roots(component)
    for number in graph.row(component) {
      let call = graph.calls[number]
      // A group has handed its members their part of its rate before.
      var rate = number < roots.upperBound ? 1 : scratchRates[number - roots.lowerBound]
      if !call.isPlain {
        rate *= call.calls
        if call.retries > 0 {
          rate *= tries(failing: failing(call, down, groupDown), retries: call.retries)
        }
      }
      if call.isGroup {
        let group = graph.groups[Int(call.target)]
        let room = Int(group.first) + Int(group.count) - roots.lowerBound
        while scratchRates.count < room { scratchRates.append(0) }
        for member in group.members { scratchRates[member - roots.lowerBound] = rate * portions[member] }
        continue
      }
      rate = call.carries ? rate * Double(call.units) : 0
      guard rate != rates[number] else { continue }
      rates[number] = rate
      loadQueue.mark(Int(call.target))
    }
  }
}
