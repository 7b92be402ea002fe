extension Settling {
  /// The share of each component that fails or is degraded, from zero, for the shares that fail.
  mutating func notUpShares() -> [Double] {
    var notUp = [Double](repeating: 0, count: graph.componentCount)
    // Of a group of `uses`, the chance by what is down; of any other, by what is not up.
    var groups = [Double](repeating: 0, count: graph.groups.count)
    var queue = SettlingQueue(order: graph.shareOrder)
    var left = 0
    while let step = queue.next() {
      switch step {
      case .alone(let component):
        notUp[component] = notUpShare(component, notUp, &groups)
      case .enters(let circle):
        left = Self.mostInCircle.at + Self.mostInCircle.each * circle.count
        queue.mark(positions: circle)
      case .within(let component):
        left -= 1
        if left < 0 {
          isSettled = false
          queue.giveUp()
          continue
        }
        let share = notUpShare(component, notUp, &groups)
        guard share > notUp[component] * (1 + 1e-14) else { continue }
        let position = Int(queue.order.positions[component])
        guard let circle = queue.order.circle(at: position) else { continue }
        let together = graph.notUpCircles[component]
        if together == 0 {
          notUp[component] = share
          passOnNotUp(component, circle, &queue)
        } else {
          for position in circle {
            let other = queue.component(at: position)
            guard graph.notUpCircles[other] == together, notUp[other] < 1 else { continue }
            notUp[other] = 1
            passOnNotUp(other, circle, &queue)
          }
        }
      case .leaves: break
      }
    }
    return notUp
  }

  private func passOnNotUp(_ component: Int, _ circle: Range<Int>, _ queue: inout SettlingQueue) {
    for call in graph.incoming[graph.incomingRow(component)] {
      if call.kind != .uses, queue.isAt(circle, Int(call.owner)) { queue.mark(Int(call.owner)) }
    }
    for owner in graph.inside[graph.insideRow(component)] where queue.isAt(circle, Int(owner)) {
      queue.mark(Int(owner))
    }
  }

  private mutating func notUpShare(_ component: Int, _ notUp: [Double], _ groups: inout [Double]) -> Double {
    var share = either(min(1, faultDown[component] + faultDegraded[component]), refused[component])
    for number in graph.groupRow(component).reversed() {
      let group = graph.groups[number]
      groups[number] = failing(group, group.kind == .uses ? down : notUp, groups)
    }
    for number in graph.roots(component) {
      let call = graph.calls[number]
      share = either(share, lost(call, call.kind == .uses ? down : notUp, groups))
    }
    for domain in graph.domains[graph.domainRow(component)] { share = either(share, notUp[Int(domain)]) }
    return snapped(share)
  }
}
