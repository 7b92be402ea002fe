internal import DecisionDiagrams
internal import DependencyModel
internal import FailureGraph

/// A model as fault logic: an event for each component that may fail by itself, a gate for each level that is asked about.
struct ModelLogic {
  /// The events and gates.
  var logic: FaultLogic
  /// Per event its component, ascending: events are in model order.
  var components: [Int]
  /// Per target its node.
  var roots: [FaultLogic.Node]
}

extension CompiledModel {
  /// The logic of some targets: true where a target is at a level or worse, the components of the true events being down.
  ///
  /// Being down and being degraded or worse are two functions of each node. A component has one of them when its own event,
  /// a hard input with the same, or (for degraded) a soft input that is down is true; a group, when the members that have it
  /// weigh more than it can lose. Linear in what the targets rest on.
  ///
  /// - Parameters:
  ///   - targets: by position in the model.
  ///   - level: `degraded` or `down`.
  ///   - mayFail: whether a component, by position, has an event.
  func logic(of targets: [Int], reaching level: Level, mayFail: (Int) -> Bool) -> ModelLogic {
    // Two numbers a node: what is asked of it, down (even) or degraded or worse (odd).
    var gate = [UInt32](repeating: 0, count: 2 * graph.nodeCount)
    var order: [Int] = []
    var isRead = [Bool](repeating: false, count: graph.componentCount)
    func visit(_ question: Int) {
      guard gate[question] == 0 else { return }
      order.append(question)
      gate[question] = UInt32(order.count)
      if question / 2 < graph.componentCount { isRead[question / 2] = true }
    }
    for target in targets { visit(2 * target + (level == .degraded ? 1 : 0)) }
    var next = 0
    while next < order.count {
      forEachInput(of: order[next]) { question, _ in visit(question) }
      next += 1
    }

    let components = (0..<graph.componentCount).filter { isRead[$0] && mayFail($0) }
    var event = [UInt32](repeating: .max, count: graph.componentCount)
    for (number, component) in components.enumerated() { event[component] = UInt32(number) }
    var logic = FaultLogic(eventCount: components.count)
    var members: [(node: FaultLogic.Node, weight: Int64)] = []
    for question in order {
      members.removeAll(keepingCapacity: true)
      let node = question / 2
      let isGroup = node >= graph.componentCount
      if !isGroup, event[node] != .max { members.append((event[node], 1)) }
      forEachInput(of: question) { input, weight in
        members.append((UInt32(components.count) + gate[input] - 1, isGroup ? weight : 1))
      }
      logic.addGate(atLeast: isGroup ? graph.slack(of: NodeIndex(node)) + 1 : 1, of: members)
    }
    return ModelLogic(
      logic: logic, components: components,
      roots: targets.map { UInt32(components.count) + gate[2 * $0 + (level == .degraded ? 1 : 0)] - 1 })
  }

  /// What a question rests on: the same of hard inputs, being down of soft ones.
  private func forEachInput(of question: Int, _ body: (_ question: Int, _ weight: Int64) -> Void) {
    let asksForDegraded = question & 1 == 1
    for number in graph.inputRange(of: NodeIndex(question / 2)) {
      let input = graph.input(number)
      if !input.isSoft {
        body(2 * Int(input.source) + question & 1, input.label.weight)
      } else if asksForDegraded {
        body(2 * Int(input.source), input.label.weight)
      }
    }
  }
}
