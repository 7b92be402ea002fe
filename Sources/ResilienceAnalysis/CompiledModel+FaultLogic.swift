package import DecisionDiagrams
package import DependencyModel
internal import FailureGraph

/// A model as fault logic: an event for each component that may fail by itself, a gate for each level that is asked about.
package struct ModelLogic: Sendable {
  /// The events and gates.
  package let logic: FaultLogic
  /// For each event its component, ascending: events are in model order.
  package let components: [ComponentIndex]
  /// For each target its node in the logic.
  package let roots: [FaultLogic.Node]
  /// For each gate the question that it answers.
  package let questions: [Int]
  /// For each question its gate, counted from 1; 0 for a question that nothing asks.
  private let gates: [UInt32]

  fileprivate init(
    _ logic: FaultLogic, components: [ComponentIndex], questions: [Int], gates: [UInt32], targets: [ComponentIndex],
    _ level: Level
  ) {
    self.logic = logic
    self.components = components
    self.questions = questions
    self.gates = gates
    roots = targets.map { UInt32(components.count) + gates[Self.question($0.position, level)] - 1 }
  }

  /// The gate that answers a question which the logic asks.
  package func gate(of question: Int) -> Int { Int(gates[question]) - 1 }

  /// The question whether a node of the graph (a component, by its position, or a group) is at a level or worse.
  package static func question(_ node: Int, _ level: Level) -> Int { 2 * node + (level == .degraded ? 1 : 0) }
  /// The node that a question is about.
  package static func node(of question: Int) -> Int { question / 2 }
  /// The level that a question is about.
  package static func level(of question: Int) -> Level { question & 1 == 1 ? .degraded : .down }
}

extension CompiledModel {
  /// The logic of some targets: true where a target is at a level or worse, the components of the true events being down.
  ///
  /// Being down and being degraded or worse are two functions of each node. A component has one of them when its own event,
  /// a hard input with the same, or (for degraded) a soft input that is down is true; a group, when the members that have it
  /// weigh more than it can lose. Linear in what the targets rest on.
  ///
  /// - Parameters:
  ///   - targets: the components that are asked about.
  ///   - level: `degraded` or `down`.
  ///   - mayFail: whether a component has an event.
  package func logic(
    of targets: [ComponentIndex], reaching level: Level, mayFail: (ComponentIndex) -> Bool
  ) -> ModelLogic {
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
    for target in targets { visit(ModelLogic.question(target.position, level)) }
    var next = 0
    while next < order.count {
      forEachInput(of: order[next]) { question, _ in visit(question) }
      next += 1
    }

    let components = model.components.indices.filter { isRead[$0.position] && mayFail($0) }
    var event = [UInt32](repeating: .max, count: graph.componentCount)
    for (number, component) in components.enumerated() { event[component.position] = UInt32(number) }
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
    return ModelLogic(logic, components: components, questions: order, gates: gate, targets: targets, level)
  }

  /// The inputs of a question: the same of hard inputs, being down of soft ones.
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
