extension Settling {
  /// Brings how long work lasts up to date for all components, and what is held at those with slots.
  mutating func settleWaits() {
    var left = 0
    while let step = waitQueue.next() {
      switch step {
      case .alone(let component):
        let time = timeOfWork(component)
        guard time != lasts[component] else { continue }
        lasts[component] = time
        markCallers(component, inside: nil, outside: nil)
      case .enters(let circle):
        left = Self.mostInCircle.at + Self.mostInCircle.each * circle.count
        before.removeAll(keepingCapacity: true)
        for position in circle {
          let component = waitQueue.component(at: position)
          before.append(lasts[component])
          lasts[component] = 0
        }
        waitQueue.mark(positions: circle)
      case .within(let component):
        left -= 1
        circleWork += 1
        var time = timeOfWork(component)
        guard time > lasts[component] * (1 + 1e-14) else { continue }
        // A sum that does not settle is an endless wait.
        if left < 0 { time = .infinity }
        lasts[component] = time
        let position = Int(waitQueue.order.positions[component])
        markCallers(component, inside: waitQueue.order.circle(at: position), outside: nil)
      case .leaves(let circle):
        for position in circle {
          let component = waitQueue.component(at: position)
          if lasts[component] != before[position - circle.lowerBound] {
            markCallers(component, inside: nil, outside: circle)
          }
        }
      }
    }
    for component in graph.slotted { held[Int(component)] = holding(Int(component)) }
  }

  private mutating func markCallers(_ component: Int, inside: Range<Int>?, outside: Range<Int>?) {
    for call in graph.incoming[graph.incomingRow(component)] where graph.calls[Int(call.call)].carries {
      let owner = Int(call.owner)
      if let inside, !waitQueue.isAt(inside, owner) { continue }
      if let outside, waitQueue.isAt(outside, owner) { continue }
      waitQueue.mark(owner)
    }
  }

  /// How long one piece of a component's work lasts, for how long that of what it calls does.
  private mutating func timeOfWork(_ component: Int) -> Double {
    var time = graph.components[component].takes
    let row = graph.row(component)
    let roots = graph.roots(component)
    if row.count > roots.count {
      while scratchRates.count < row.count { scratchRates.append(0) }
      for number in (roots.upperBound..<row.upperBound).reversed() {
        scratchRates[number - row.lowerBound] = wait(graph.calls[number], row.lowerBound)
      }
    }
    for number in roots { time += wait(graph.calls[number], row.lowerBound) }
    return time
  }

  /// How long the owner of a call waits for it and for its retries.
  private func wait(_ call: LoadGraph.Call, _ rowStart: Int) -> Double {
    var time = 0.0
    if call.isGroup {
      let group = graph.groups[Int(call.target)]
      for member in group.members {
        let wait = scratchRates[member - rowStart]
        time = group.spread == .each ? max(time, wait) : time + times(portions[member], wait)
      }
    } else {
      guard call.carries else { return 0 }
      let target = Int(call.target)
      time = min(call.timeout, lasts[target])
      if graph.components[target].hangs || collapsed[target] {
        time = times(1 - down[target], time) + times(down[target], call.timeout)
      }
    }
    if call.isPlain { return time }
    var made = call.calls
    if call.retries > 0 { made *= tries(failing: failing(call, down, groupDown), retries: call.retries) }
    return times(made, time)
  }

  /// The pieces of work that a component with slots holds at the same time.
  private func holding(_ component: Int) -> Double {
    guard graph.isHeldByAny[component] else { return times(load[component], lasts[component]) }
    var sum = 0.0
    for incoming in graph.incoming[graph.incomingRow(component)] where rates[Int(incoming.call)] != 0 {
      let call = graph.calls[Int(incoming.call)]
      let owner = Int(call.owner)
      sum += times(
        started[owner] * rates[Int(incoming.call)], call.isHeld ? lasts[owner] : graph.components[component].takes)
    }
    return sum
  }
}
