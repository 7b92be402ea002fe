extension Settling {
  /// Brings the shares and loads of all components up to date, in one pass over each: marks would not spare any.
  ///
  /// Only where nothing goes round in circles.
  mutating func passOverAll() {
    for number in graph.shareOrder.nodes { down[Int(number)] = downShare(Int(number)) }
    for owner in graph.varying { computeRates(Int(owner), marks: false) }
    roundWork = 0
    for number in graph.callerOrder.nodes {
      let component = Int(number)
      let old = load[component]
      computeLoad(component)
      // As many shares as loads change where most of both do.
      if load[component] != old { roundWork += 2 }
      started[component] = startedWork(component)
    }
    for owner in stale { isStale[Int(owner)] = false }
    stale.removeAll(keepingCapacity: true)
    shareQueue.clear()
    loadQueue.clear()
    waitQueue.markAll()
  }
}
