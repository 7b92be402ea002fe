extension OverloadWaves {
  /// The pieces of work that a component with slots would hold, at the rates of the last run, if all that is called hung
  /// until the time-outs end.
  ///
  /// A call without a time-out counts only if what is called states that it hangs or queues: then it waits for ever, and
  /// the answer is infinity. So the answer is not above what is held then.
  public func heldIfCallsHang(_ component: Int) -> Double {
    guard graph.isHeldByAny[component] else {
      return times(settling.load[component], hangingWait(of: component, besides: nil))
    }
    // A pool is held for as long as the work of its owners lasts.
    var sum = 0.0
    for incoming in graph.incoming[graph.incomingRow(component)]
    where settling.rates[Int(incoming.call)] != 0 && graph.calls[Int(incoming.call)].isHeld {
      let owner = Int(incoming.owner)
      sum += times(
        settling.started[owner] * settling.rates[Int(incoming.call)], hangingWait(of: owner, besides: component))
    }
    return sum
  }

  /// How many seconds one piece of a component's work waits if all that it calls, besides one component, hangs.
  private func hangingWait(of component: Int, besides other: Int?) -> Double {
    let row = graph.row(component)
    let roots = graph.roots(component)
    var waits = [Double](repeating: 0, count: row.count)
    // Members come after their group.
    for number in row.reversed() {
      let call = graph.calls[number]
      var wait = 0.0
      if call.isGroup {
        let group = graph.groups[Int(call.target)]
        for member in group.members {
          let each = waits[member - row.lowerBound]
          // Members that are all lost are tried one after the other.
          wait = group.spread == .each ? max(wait, each) : wait + each
        }
      } else if call.carries, Int(call.target) != other {
        let target = graph.components[Int(call.target)]
        wait = call.timeout < .infinity ? call.timeout : target.hangs || target.overload == .queues ? .infinity : 0
      }
      waits[number - row.lowerBound] = times(call.calls * (Double(call.retries) + 1), wait)
    }
    return roots.reduce(0) { $0 + waits[$1 - row.lowerBound] }
  }
}
