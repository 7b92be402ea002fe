extension Settling {
  /// The chance that one call fails, for shares of components and chances of groups.
  @inline(__always)
  func failing(_ call: LoadGraph.Call, _ shares: [Double], _ groups: [Double]) -> Double {
    let target = Int(call.target)
    if call.isGroup { return groups[target] }
    return call.units == 1 ? shares[target] : fewerHold(than: call.atLeast, of: call.units, failing: shares[target])
  }

  /// The chance that a call and all its retries fail.
  @inline(__always)
  func lost(_ call: LoadGraph.Call, _ shares: [Double], _ groups: [Double]) -> Double {
    let once = failing(call, shares, groups)
    return call.retries == 0 ? once : power(once, call.retries &+ 1)
  }

  /// The chance that one call of a group fails.
  mutating func failing(_ group: LoadGraph.Group, _ shares: [Double], _ groups: [Double]) -> Double {
    var none = 1.0
    var any = 0.0
    // What surely holds, and what may.
    var sure: Int64 = 0
    var likely: Int64 = 0
    for member in group.members {
      let chance = lost(graph.calls[member], shares, groups)
      none *= chance
      any = either(any, chance)
      if chance == 0 {
        sure += graph.weights[member]
      } else if chance < 1 {
        likely += graph.weights[member]
      }
    }
    let chance: Double
    let missing = group.threshold - sure
    if missing <= 0 {
      chance = 0
    } else if likely < missing {
      chance = 1
    } else if group.threshold == group.total {
      chance = any
    } else if group.threshold <= group.leastWeight {
      chance = none
    } else {
      threshold.begin(threshold: missing, total: likely)
      for member in group.members {
        let chance = lost(graph.calls[member], shares, groups)
        if chance > 0, chance < 1 { threshold.add(weight: graph.weights[member], lost: chance) }
      }
      chance = threshold.finish()
    }
    // Exactly 1 if both are: what is wholly lost is left out of what is called.
    return chance + (1 - group.coverage) * (any - chance)
  }

  /// The portion of a group's calls that goes to each of its members.
  ///
  /// Callers go from member to member, round and round, until one answers; what is wholly lost is left out unless all is.
  /// One pass adds up those that began before a member, one backwards those that began after it and came round.
  mutating func apportion(_ group: LoadGraph.Group) {
    if group.spread == .each { return }
    var weight: Int64 = 0
    for member in group.members where lost(graph.calls[member], down, groupDown) < 1 { weight += graph.weights[member] }
    let all = weight == 0
    if all { weight = group.total }
    var isFirst = true
    func begins(_ member: Int) -> Double {
      if group.spread == .even { return Double(graph.weights[member]) / Double(weight) }
      defer { isFirst = false }
      return isFirst ? 1 : 0
    }
    var arriving = 0.0
    for member in group.members {
      let chance = lost(graph.calls[member], down, groupDown)
      guard all || chance < 1 else {
        portions[member] = 0
        continue
      }
      let portion = begins(member) + arriving
      portions[member] = portion
      arriving = portion * chance
    }
    // Nothing comes round if all begin with the first, or nearly nothing fails.
    guard group.spread == .even, arriving > 0 else { return }
    // What arrives at the beginning of the row from behind each member.
    var after = 0.0
    var product = 1.0
    let room = Int(group.count)
    if scratch.count < room { scratch = [Double](repeating: 0, count: room) }
    for member in group.members.reversed() {
      let chance = lost(graph.calls[member], down, groupDown)
      scratch[member - Int(group.first)] = after
      guard all || chance < 1 else { continue }
      product *= chance
      after += Double(graph.weights[member]) / Double(weight) * product
    }
    product = 1
    for member in group.members {
      let chance = lost(graph.calls[member], down, groupDown)
      guard all || chance < 1 else { continue }
      portions[member] += product * scratch[member - Int(group.first)]
      product *= chance
      if product == 0 { return }
    }
  }
}
