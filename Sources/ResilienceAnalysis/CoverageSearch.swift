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
  private let chances: StatedChances
  /// By node of the graph the number of its gate, from 1; 0 for none. All 0 between targets.
  private var gates: [UInt32]
  private var work = 0

  init(_ compiled: CompiledModel, _ chances: StatedChances) {
    self.compiled = compiled
    self.chances = chances
    gates = [UInt32](repeating: 0, count: compiled.graph.nodeCount)
  }

  /// The coverage of a target; `nil` if there was no time for it.
  ///
  /// - Complexity: linear in what the target rests on, and once more for each 512 components of it.
  mutating func coverage(of target: ComponentIndex) -> Coverage? {
    guard work < Self.workLimit, !compiled.limit.isReached else { return nil }
    let order = nodes(under: target)
    defer { for node in order { gates[node] = 0 } }
    let componentCount = compiled.graph.componentCount
    let events = order.filter {
      $0 < componentCount && $0 != target.position && !compiled.model.outline(ComponentIndex($0)).isLogic
    }.sorted()
    let logic = logic(order, events)
    guard
      let sets = SmallCutSets(of: UInt32(events.count), in: logic, upTo: 1, isOver: compiled.limit.signal),
      sets.triedSize == 1
    else { return nil }
    return coverage(
      of: target, relevant: sets.usedEvents.map { ComponentIndex(events[Int($0)]) },
      single: sets.sets.map { ComponentIndex(events[Int($0[0])]) })
  }

  private func coverage(of target: ComponentIndex, relevant: [ComponentIndex], single: [ComponentIndex]) -> Coverage {
    var (relevant, single) = (relevant, single)
    if chances[target] != nil || relevant.isEmpty && !compiled.model.outline(target).isLogic {
      relevant.append(target)
      single.append(target)
    }
    let without = single.filter { chances[$0] == nil }.sorted()
    return Coverage(
      count: relevant.count, statedCount: relevant.count { chances[$0] != nil },
      assumedCount: relevant.count { chances.isAssumed($0) }, singlePointCount: single.count,
      singlePointWithoutCount: without.count, singlePointsWithout: Array(without.prefix(Coverage.listLimit)))
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

  /// The logic of being down: a gate for each node, and an event for each component that can fail by itself.
  private func logic(_ order: [Int], _ events: [Int]) -> FaultLogic {
    var event: [Int: UInt32] = [:]
    event.reserveCapacity(events.count)
    for (number, node) in events.enumerated() { event[node] = UInt32(number) }
    var logic = FaultLogic(eventCount: events.count)
    var members: [(node: FaultLogic.Node, weight: Int64)] = []
    for node in order {
      members.removeAll(keepingCapacity: true)
      let isGroup = node >= compiled.graph.componentCount
      if !isGroup, let event = event[node] { members.append((event, 1)) }
      for number in compiled.graph.inputRange(of: NodeIndex(node)) {
        let input = compiled.graph.input(number)
        guard !input.isSoft else { continue }
        let gate = UInt32(events.count) + gates[Int(input.source)] - 1
        members.append((gate, isGroup ? input.label.weight : 1))
      }
      logic.addGate(atLeast: isGroup ? compiled.graph.slack(of: NodeIndex(node)) + 1 : 1, of: members)
    }
    return logic
  }
}
