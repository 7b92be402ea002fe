/// Puts a ``LoadGraph`` together in one pass, component by component.
///
///     var builder = LoadGraphBuilder(componentCount: 2)
///     builder.addRequirement(.init(.component(1), calls: 2, retries: 1), kind: .needs)
///     builder.finishComponent(.init(demand: 100))                   // component 0 calls component 1
///     builder.finishComponent(.init(capacity: 150))                 // component 1
///     let graph = builder.build()
///
/// Time and space are linear in components and calls.
public struct LoadGraphBuilder {
  private let componentCount: Int
  private var components: [LoadGraph.Component] = []
  private var callOffsets: [UInt32] = [0]
  private var rootCounts: [UInt32] = []
  private var calls: [LoadGraph.Call] = []
  private var weights: [Int64] = []
  private var groupOffsets: [UInt32] = [0]
  private var groups: [LoadGraph.Group] = []
  private var domainOffsets: [UInt32] = [0]
  private var domains: [UInt32] = []
  /// Of the component that is being written: its groups, whose members are still to be added.
  private var open: [(group: LoadGroup, call: Int)] = []

  /// - Parameter componentCount: the number of components that will be finished, below 2³¹.
  public init(componentCount: Int) {
    precondition(componentCount < 1 << 31, "too many components")
    self.componentCount = componentCount
    components.reserveCapacity(componentCount)
    callOffsets.reserveCapacity(componentCount + 1)
  }

  /// Adds a requirement to the component that is being written.
  public mutating func addRequirement(_ requirement: LoadRequirement, kind: LoadGraph.Kind) {
    add(requirement, weight: 1, kind: kind, timeout: .infinity, isHeld: false)
  }

  /// Puts the component that is being written inside of a domain, which is a component too.
  public mutating func addDomain(_ domain: UInt32) {
    precondition(Int(domain) < componentCount, "a domain does not exist")
    domains.append(domain)
  }

  /// Ends the component that is being written; the next requirement belongs to the next one.
  public mutating func finishComponent(_ component: LoadGraph.Component) {
    precondition(component.demand >= 0 && component.demand < .infinity, "a demand must not be below 0")
    precondition(component.capacity > 0 && component.slots > 0, "a capacity must be above 0")
    precondition(component.takes >= 0 && component.takes < .infinity, "a duration must not be below 0")
    rootCounts.append(UInt32(calls.count) - callOffsets[components.count])
    addMembers()
    components.append(component)
    callOffsets.append(UInt32(calls.count))
    groupOffsets.append(UInt32(groups.count))
    domainOffsets.append(UInt32(domains.count))
  }

  private mutating func add(
    _ requirement: LoadRequirement, weight: Int64, kind: LoadGraph.Kind, timeout: Double, isHeld: Bool
  ) {
    let stated = requirement.calls ?? 1
    precondition(stated >= 0 && stated < .infinity, "a number of calls must not be below 0")
    precondition(requirement.timeout >= 0, "a duration must not be below 0")
    var call = LoadGraph.Call(
      calls: stated, timeout: min(timeout, requirement.timeout), target: 0, owner: UInt32(components.count), units: 1,
      atLeast: 1, retries: requirement.retries, kind: kind, flags: 0)
    if isHeld || requirement.isHeld { call.flags |= LoadGraph.Call.held }
    switch requirement.target {
    case .component(let target, let units, let atLeast):
      precondition(Int(target) < componentCount, "a call leads to a component that does not exist")
      precondition(atLeast >= 1 && atLeast <= units, "as many units must hold as are needed, and at least 1")
      call.target = target
      call.units = units
      call.atLeast = atLeast
      call.flags |= LoadGraph.Call.carries
      if requirement.calls != nil { call.flags |= LoadGraph.Call.stated }
      if units == 1, stated == 1, requirement.retries == 0 { call.flags |= LoadGraph.Call.plain }
    case .group(let group):
      call.flags |= LoadGraph.Call.group
      open.append((group, calls.count))
    }
    calls.append(call)
    weights.append(weight)
  }

  /// Adds the members of all groups of a row, breadth first, so that each group's are side by side.
  private mutating func addMembers() {
    var next = 0
    while next < open.count {
      let (group, place) = open[next]
      next += 1
      precondition(group.coverage >= 0 && group.coverage <= 1, "a coverage must be 0...1")
      var total: Int64 = 0
      var least = Int64.max
      let first = calls.count
      let owner = calls[place]
      for member in group.members {
        precondition(member.weight > 0, "a weight must be above 0")
        total += member.weight
        least = min(least, member.weight)
        add(
          member.requirement, weight: member.weight, kind: owner.kind, timeout: owner.timeout, isHeld: owner.isHeld)
      }
      precondition(
        group.threshold > 0 && group.threshold <= total, "a threshold must be above 0 and not above the total weight")
      calls[place].target = UInt32(groups.count)
      groups.append(
        LoadGraph.Group(
          first: UInt32(first), count: UInt32(group.members.count), kind: owner.kind,
          spread: group.spread, threshold: group.threshold, total: total,
          leastWeight: least, coverage: group.coverage, call: UInt32(place),
          isLevel: total == least.multipliedReportingOverflow(by: Int64(group.members.count)).partialValue))
    }
    open.removeAll(keepingCapacity: true)
  }

  /// The finished graph.
  ///
  /// - Precondition: every component was finished, and there are fewer than 2³¹ calls.
  public consuming func build() -> LoadGraph {
    precondition(components.count == componentCount, "every component must be finished, and no other")
    precondition(calls.count < 1 << 31, "too many calls")
    // One order is enough for all where nothing lies on a circle.
    let all = order { _ in true }
    if all.hasCircles { leaveOutUnstated(in: all) }
    markPlainGroups()
    let callees = all.hasCircles ? order { $0.carries } : all
    let shares = domains.isEmpty ? all : order(withDomains: true) { _ in true }
    let incoming = Self.transpose(calls.lazy.map { $0.isGroup ? nil : $0.target }, count: componentCount) { number in
      LoadGraph.Incoming(call: UInt32(number), owner: calls[number].owner, kind: calls[number].kind)
    }
    var owners: [UInt32] = []
    for component in 0..<componentCount {
      for _ in domainOffsets[component]..<domainOffsets[component + 1] { owners.append(UInt32(component)) }
    }
    let inside = Self.transpose(domains.lazy.map { $0 }, count: componentCount) { owners[$0] }
    var isHeld = [Bool](repeating: false, count: componentCount)
    for call in calls where call.isHeld && !call.isGroup { isHeld[Int(call.target)] = true }
    let varies = varyingOwners()
    let none = [UInt32](repeating: 0, count: componentCount)
    let limited = components.indices.filter { components[$0].isLimited }.map { UInt32($0) }
    return LoadGraph(
      components: components, callOffsets: callOffsets, rootCounts: rootCounts, calls: calls, weights: weights,
      groupOffsets: groupOffsets, groups: groups, domainOffsets: domainOffsets, domains: domains,
      insideOffsets: inside.offsets, inside: inside.rows, incomingOffsets: incoming.offsets, incoming: incoming.rows,
      shareOrder: shares, callerOrder: callees.reversed(), calleeOrder: callees,
      hasCircles: shares.hasCircles || callees.hasCircles,
      downCircles: shares.hasCircles ? surelyTogether { $0 == .needs } : none,
      notUpCircles: shares.hasCircles ? surelyTogether { $0 != .uses } : none,
      varies: varies, varying: varies.indices.filter { varies[$0] }.map { UInt32($0) },
      shedding: limited.filter { components[Int($0)].overload == .sheds },
      breaking: limited.filter { components[Int($0)].overload != .sheds },
      slotted: limited.filter { components[Int($0)].slots < .infinity }, isHeldByAny: isHeld)
  }

  /// Leaves out, inside circles, what states no number of calls.
  private mutating func leaveOutUnstated(in order: SettlingOrder) {
    for place in calls.indices where !calls[place].isGroup && calls[place].flags & LoadGraph.Call.stated == 0 {
      let call = calls[place]
      let circle = order.circle(at: Int(order.positions[Int(call.owner)]))
      if circle?.contains(Int(order.positions[Int(call.target)])) == true {
        calls[place].flags &= ~LoadGraph.Call.carries
      }
    }
  }

  private mutating func markPlainGroups() {
    for number in groups.indices {
      groups[number].isPlain = groups[number].members.allSatisfy {
        calls[$0].isPlain && !calls[$0].isGroup && calls[$0].carries
      }
    }
  }

  /// Components after those that their calls lead to.
  private func order(withDomains: Bool = false, where counts: (LoadGraph.Call) -> Bool) -> SettlingOrder {
    var offsets = [0]
    var targets: [UInt32] = []
    offsets.reserveCapacity(componentCount + 1)
    targets.reserveCapacity(calls.count)
    for component in 0..<componentCount {
      for place in Int(callOffsets[component])..<Int(callOffsets[component + 1]) {
        let call = calls[place]
        if !call.isGroup, counts(call) { targets.append(call.target) }
      }
      if withDomains {
        targets += domains[Int(domainOffsets[component])..<Int(domainOffsets[component + 1])]
      }
      offsets.append(targets.count)
    }
    return SettlingOrder(offsets: offsets, sources: targets)
  }

  /// Numbers the circles of requirements that fail at least as often as what they lead to. A share above 0 on one of them
  /// is 1 on all: it would meet itself again and again.
  private func surelyTogether(_ counts: (LoadGraph.Kind) -> Bool) -> [UInt32] {
    // Groups precede their members, so one pass knows whether a member is surely needed.
    var isSure = [Bool](repeating: true, count: calls.count)
    for group in groups {
      let call = Int(group.call)
      let isNeeded = isSure[call] && calls[call].retries == 0 && group.threshold == group.total
      if !isNeeded { for member in group.members { isSure[member] = false } }
    }
    var offsets = [0]
    var sources: [UInt32] = []
    for component in 0..<componentCount {
      for place in Int(callOffsets[component])..<Int(callOffsets[component + 1]) {
        let call = calls[place]
        guard isSure[place], !call.isGroup, counts(call.kind), call.retries == 0, call.atLeast == call.units else {
          continue
        }
        sources.append(call.target)
      }
      sources += domains[Int(domainOffsets[component])..<Int(domainOffsets[component + 1])]
      offsets.append(sources.count)
    }
    let order = SettlingOrder(offsets: offsets, sources: sources)
    var circles = [UInt32](repeating: 0, count: componentCount)
    for position in order.nodes.indices {
      if let circle = order.circle(at: position) {
        circles[Int(order.nodes[position])] = UInt32(circle.lowerBound) + 1
      }
    }
    return circles
  }

  /// Whether the calls of each component depend on what is down.
  private func varyingOwners() -> [Bool] {
    var varies = [Bool](repeating: false, count: componentCount)
    for call in calls where call.retries > 0 { varies[Int(call.owner)] = true }
    for group in groups where group.spread != .each { varies[Int(calls[Int(group.call)].owner)] = true }
    return varies
  }

  /// Rows the other way round, by a counting sort.
  ///
  /// - Parameters:
  ///   - targets: where each entry leads to; `nil` for one that does not count.
  ///   - count: the number of targets.
  ///   - entry: what is in the row of the target of an entry.
  private static func transpose<Entry>(
    _ targets: some Collection<UInt32?>, count: Int, entry: (Int) -> Entry
  ) -> (offsets: [UInt32], rows: [Entry]) {
    var starts = [UInt32](repeating: 0, count: count + 1)
    for case let target? in targets { starts[Int(target) + 1] += 1 }
    for node in 0..<count { starts[node + 1] += starts[node] }
    var next = starts
    var numbers = [UInt32](repeating: 0, count: Int(starts[count]))
    for (number, target) in targets.enumerated() {
      guard let target else { continue }
      numbers[Int(next[Int(target)])] = UInt32(number)
      next[Int(target)] += 1
    }
    return (starts, numbers.map { entry(Int($0)) })
  }
}
