extension Settling {
  /// Brings the shares of all marked components up to date, and those that follow from them.
  mutating func settleShares() {
    var left = 0
    while let step = shareQueue.next() {
      switch step {
      case .alone(let component):
        roundWork += 1
        let share = downShare(component)
        guard share != down[component] else { continue }
        down[component] = share
        passOn(component, inside: nil, outside: nil)
      case .enters(let circle):
        left = Self.mostInCircle.at + Self.mostInCircle.each * circle.count
        before.removeAll(keepingCapacity: true)
        for position in circle { before.append(down[shareQueue.component(at: position)]) }
        if !isRising {
          for position in circle { down[shareQueue.component(at: position)] = 0 }
          shareQueue.mark(positions: circle)
        }
      case .within(let component):
        rise(component)
        circleWork += 1
        left -= 1
        if left < 0 {
          isSettled = false
          shareQueue.giveUp()
        }
      case .leaves(let circle):
        for position in circle {
          let component = shareQueue.component(at: position)
          if down[component] != before[position - circle.lowerBound] {
            passOn(component, inside: nil, outside: circle)
          }
        }
      }
    }
  }

  /// Raises the share of a component on a circle.
  private mutating func rise(_ component: Int) {
    let share = downShare(component)
    guard share > down[component] * (1 + 1e-14) else { return }
    let position = Int(shareQueue.order.positions[component])
    guard let circle = shareQueue.order.circle(at: position) else { return }
    let together = graph.downCircles[component]
    guard together != 0 else {
      down[component] = share
      passOn(component, inside: circle, outside: nil)
      return
    }
    for position in circle {
      let other = shareQueue.component(at: position)
      guard graph.downCircles[other] == together, down[other] < 1 else { continue }
      down[other] = 1
      passOn(other, inside: circle, outside: nil)
    }
  }

  /// Marks what follows from a component's share: only inside of a circle, or all but what is inside of it.
  private mutating func passOn(_ component: Int, inside: Range<Int>?, outside: Range<Int>?) {
    let hangs = graph.components[component].hangs || collapsed[component]
    for call in graph.incoming[graph.incomingRow(component)] {
      let owner = Int(call.owner)
      if let inside {
        if call.kind == .needs, shareQueue.isAt(inside, owner) { shareQueue.mark(owner) }
        continue
      }
      if call.kind == .needs, outside.map({ !shareQueue.isAt($0, owner) }) ?? true { shareQueue.mark(owner) }
      if graph.varies[owner] {
        becomeStale(owner)
      } else if hangs {
        waitQueue.mark(owner)
      }
    }
    for number in graph.inside[graph.insideRow(component)] {
      let owner = Int(number)
      if let inside {
        if shareQueue.isAt(inside, owner) { shareQueue.mark(owner) }
        continue
      }
      if outside.map({ !shareQueue.isAt($0, owner) }) ?? true { shareQueue.mark(owner) }
      loadQueue.mark(owner)
    }
  }

  @inline(__always)
  private mutating func becomeStale(_ component: Int) {
    if isStale[component] { return }
    isStale[component] = true
    stale.append(UInt32(component))
  }

  /// The share of a component that fails, for the shares of what it needs.
  mutating func downShare(_ component: Int) -> Double {
    var share = either(min(1, faultDown[component]), refused[component])
    for number in graph.groupRow(component).reversed() where graph.groups[number].kind == .needs {
      updateLosses(ofGroup: number)
    }
    for number in graph.roots(component) where graph.calls[number].kind == .needs {
      share = either(share, lost(graph.calls[number], down, groupDown))
    }
    for domain in graph.domains[graph.domainRow(component)] { share = either(share, down[Int(domain)]) }
    return snapped(share)
  }
}
