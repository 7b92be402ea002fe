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
    let room = Int(group.count)
    if scratch.count < room { scratch = [Double](repeating: 0, count: room) }
    for place in 0..<room { scratch[place] = lost(graph.calls[Int(group.first) + place], shares, groups) }
    return failing(group, scratch, from: 0)
  }

  /// Brings the chance that one call of a group fails up to date for what is down, and what its members lose.
  mutating func updateLosses(ofGroup number: Int) {
    let group = graph.groups[number]
    if group.isPlain, group.threshold <= group.leastWeight, group.coverage == 1 {
      groupDown[number] = Self.updateLosses(ofPlain: group, graph.calls, down, &losses)
      return
    }
    for member in group.members { losses[member] = lost(graph.calls[member], down, groupDown) }
    groupDown[number] = failing(group, losses, from: Int(group.first))
  }

  /// The same for a group of which any plain member is enough.
  @inline(__always)
  private static func updateLosses(
    ofPlain group: LoadGraph.Group, _ calls: [LoadGraph.Call], _ down: [Double], _ losses: inout [Double]
  ) -> Double {
    let calls = calls.span
    let down = down.span
    var losses = losses.mutableSpan
    var none = 1.0
    for member in group.members {
      let chance = down[Int(calls[member].target)]
      losses[member] = chance
      none *= chance
    }
    return none
  }

  /// The chance that one call of a group fails, for the chances that its members are lost.
  @inline(__always)
  private mutating func failing(_ group: LoadGraph.Group, _ losses: [Double], from first: Int) -> Double {
    var none = 1.0
    var any = 0.0
    // What surely holds, and what may.
    var sure: Int64 = 0
    var likely: Int64 = 0
    for place in 0..<Int(group.count) {
      let chance = losses[first + place]
      none *= chance
      any = either(any, chance)
      if chance == 0 {
        sure += graph.weights[Int(group.first) + place]
      } else if chance < 1 {
        likely += graph.weights[Int(group.first) + place]
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
      for place in 0..<Int(group.count) {
        let chance = losses[first + place]
        if chance > 0, chance < 1 { threshold.add(weight: graph.weights[Int(group.first) + place], lost: chance) }
      }
      chance = threshold.finish()
    }
    // Exactly 1 if both are: what is wholly lost is left out of what is called.
    return chance + (1 - group.coverage) * (any - chance)
  }

  /// The portion of a group's calls that goes to each of its members.
  ///
  /// Callers go from member to member, round and round, until one answers; what is wholly lost is left out unless all is.
  /// So what comes to a member is what begins with it, and what the one before it lost. Who has been at all of them stops:
  /// with the first that is what begins behind it and comes round, with each other all of its own that comes round to it.
  mutating func apportion(_ group: LoadGraph.Group) {
    if group.spread != .each { Self.apportion(group, losses, graph.weights, &portions) }
  }

  private static func apportion(
    _ group: LoadGraph.Group, _ losses: [Double], _ weights: [Int64], _ portions: inout [Double]
  ) {
    let losses = losses.span
    let weights = weights.span
    var portions = portions.mutableSpan
    let members = group.members
    var weight: Int64 = 0
    for member in members where losses[member] < 1 { weight += weights[member] }
    let all = weight == 0
    if all { weight = group.total }
    let total = Double(weight)
    // Most weights are equal, and one division is enough for all.
    let level = group.isLevel ? Double(group.leastWeight) / total : 0
    // What begins behind the first member and comes round to it, and the chance that all members are lost.
    var round = 0.0
    var lap = 1.0
    if group.spread == .even {
      var isFirst = true
      for member in members where all || losses[member] < 1 {
        if !isFirst { round = (round + (group.isLevel ? level : Double(weights[member]) / total)) * losses[member] }
        isFirst = false
        lap *= losses[member]
      }
    }
    var isFirst = true
    var arriving = round
    for member in members {
      guard all || losses[member] < 1 else {
        portions[member] = 0
        continue
      }
      var portion = arriving
      if group.spread == .even {
        let begins = group.isLevel ? level : Double(weights[member]) / total
        portion += isFirst ? begins : begins * (1 - lap)
      } else if isFirst {
        portion += 1
      }
      isFirst = false
      portions[member] = portion
      arriving = portion * losses[member]
    }
  }
}
