internal import DecisionDiagrams
internal import DependencyModel
internal import FailureGraph

/// Finds what can take components down, and how much of it has an unavailability.
///
/// The logic of each target is made by itself and reduced: the events that the reduced logic still reads can make a
/// difference. Each is then tried alone. Arrays as long as the graph are made once and serve all targets.
struct CoverageSearch {
  /// The most inputs that are looked at for all targets together: a few seconds.
  private static let workLimit = 100_000_000

  private let compiled: CompiledModel
  /// By node of the graph the number of its gate, from 1; 0 for none. All 0 between targets.
  private var gates: [UInt32]
  private var work = 0
  /// For each group for which switching to what is left may not work, the weight of that event.
  private let switchWeights: [Int: Int64]
  /// What is known of each component.
  private let facts: [Facts]

  private struct Facts: OptionSet {
    let rawValue: UInt8
    static let isLogic = Facts(rawValue: 1)
    static let isStated = Facts(rawValue: 2)
    static let isAssumed = Facts(rawValue: 4)
  }

  init(_ compiled: CompiledModel, _ chances: StatedChances) {
    self.compiled = compiled
    gates = [UInt32](repeating: 0, count: compiled.graph.nodeCount)
    var weights: [Int: Int64] = [:]
    for node in compiled.graph.componentCount..<compiled.graph.nodeCount {
      if let weight = compiled.switchWeight(of: NodeIndex(node)) { weights[node] = weight }
    }
    switchWeights = weights
    facts = compiled.model.components.indices.map { index in
      let component = compiled.model.outline(index)
      var facts: Facts = component.isLogic ? .isLogic : []
      if component.unavailability != nil { facts.insert(.isStated) }
      if chances.isAssumed(index) { facts.formUnion([.isStated, .isAssumed]) }
      return facts
    }
  }

  /// The coverage of a target; `nil` if there was no time for it.
  ///
  /// - Complexity: linear in what the target rests on, and once more for each 512 components of it.
  mutating func coverage(of target: ComponentIndex) -> Coverage? {
    guard work < Self.workLimit, !compiled.limit.isReached else { return nil }
    let order = nodes(under: target)
    defer { for node in order { gates[node] = 0 } }
    let componentCount = compiled.graph.componentCount
    var events = order.filter { $0 < componentCount && $0 != target.position && !facts[$0].contains(.isLogic) }
    // Without redundancy, each of them takes the target down alone.
    let isPlain = order.allSatisfy { $0 < componentCount || compiled.graph.slack(of: NodeIndex($0)) == 0 }
    if isPlain { return coverage(of: target, relevant: events, single: events) }
    events.sort()
    let logic = logic(order, events)
    guard
      let sets = SmallCutSets(of: UInt32(logic.eventCount), in: logic, upTo: 1, isOver: compiled.limit.signal),
      sets.triedSize == 1
    else { return nil }
    // The events after those of components are of switching that does not work.
    return coverage(
      of: target, relevant: sets.usedEvents.filter { $0 < events.count }.map { events[Int($0)] },
      single: sets.sets.filter { $0[0] < events.count }.map { events[Int($0[0])] })
  }

  private func coverage(of target: ComponentIndex, relevant: [Int], single: [Int]) -> Coverage {
    var (relevant, single) = (relevant, single)
    let own = facts[target.position]
    if own.contains(.isStated) || relevant.isEmpty && !own.contains(.isLogic) {
      relevant.append(target.position)
      single.append(target.position)
    }
    let without = single.filter { !facts[$0].contains(.isStated) }.sorted()
    let statedCount = relevant.count { facts[$0].contains(.isStated) }
    var others: [Int] = []
    if relevant.count - statedCount > without.count {
      let isSingle = Set(without)
      others = relevant.filter { !facts[$0].contains(.isStated) && !isSingle.contains($0) }.sorted()
    }
    return Coverage(
      count: relevant.count, statedCount: statedCount,
      assumedCount: relevant.count { facts[$0].contains(.isAssumed) }, singlePointCount: single.count,
      singlePointWithoutCount: without.count,
      singlePointsWithout: without.prefix(Coverage.listLimit).map { ComponentIndex($0) },
      othersWithout: others.prefix(Coverage.listLimit).map { ComponentIndex($0) })
  }

  /// The nodes that a target rests on, itself first; notes the number of each.
  private mutating func nodes(under target: ComponentIndex) -> [Int] {
    var order: [Int] = []
    func visit(_ node: Int, _ gates: inout [UInt32]) {
      guard gates[node] == 0 else { return }
      order.append(node)
      gates[node] = UInt32(order.count)
    }
    visit(target.position, &gates)
    var next = 0
    while next < order.count {
      for number in compiled.graph.inputRange(of: NodeIndex(order[next])) {
        let input = compiled.graph.input(number)
        work += 1
        if !input.isSoft { visit(Int(input.source), &gates) }
      }
      work += 1
      next += 1
    }
    return order
  }

  /// The logic of being down: a gate for each node, and an event for each component that can fail by itself; then one for
  /// each group for which switching to what is left may not work.
  private func logic(_ order: [Int], _ events: [Int]) -> FaultLogic {
    let componentCount = compiled.graph.componentCount
    var event: [Int: UInt32] = [:]
    event.reserveCapacity(events.count)
    for (number, node) in events.enumerated() { event[node] = UInt32(number) }
    let switches = switchWeights.isEmpty ? [] : order.filter { switchWeights[$0] != nil }
    for (number, node) in switches.enumerated() { event[node] = UInt32(events.count + number) }
    var logic = FaultLogic(eventCount: events.count + switches.count)
    var members: [(node: FaultLogic.Node, weight: Int64)] = []
    for node in order {
      members.removeAll(keepingCapacity: true)
      let isGroup = node >= componentCount
      if let event = event[node] { members.append((event, isGroup ? switchWeights[node] ?? 1 : 1)) }
      for number in compiled.graph.inputRange(of: NodeIndex(node)) {
        let input = compiled.graph.input(number)
        guard !input.isSoft else { continue }
        let gate = UInt32(logic.eventCount) + gates[Int(input.source)] - 1
        members.append((gate, isGroup ? input.label.weight : 1))
      }
      logic.addGate(atLeast: isGroup ? compiled.graph.slack(of: NodeIndex(node)) + 1 : 1, of: members)
    }
    return logic
  }
}
