package import DecisionDiagrams
package import DependencyModel
internal import FailureGraph

/// A model as fault logic: an event for each component that may fail by itself, a gate for each level that is asked about.
package struct ModelLogic: Sendable {
  /// A group whose coverage is below 1, and with it the event that switching to what is left of the group does not work.
  package struct Switching: Sendable {
    /// The component whose requirements contain the group.
    package let owner: ComponentIndex
    /// The group, with the trusted members only.
    package let requirement: Requirement

    /// The probability that switching works.
    package var coverage: Probability {
      if case .group(let group) = requirement.target { group.coverage } else { .certain }
    }
  }

  /// The events and gates.
  package let logic: FaultLogic
  /// For each of the first events its component, ascending: these events are in model order.
  package let components: [ComponentIndex]
  /// For each of the next events its group.
  package let switchings: [Switching]
  /// For each of the last events the number of its common cause.
  package let commonCauses: [Int]
  /// For each target its node in the logic.
  package let roots: [FaultLogic.Node]
  /// For each gate the question that it answers.
  package let questions: [Int]
  /// For each question its gate, counted from 1; 0 for a question that nothing asks.
  private let gates: [UInt32]

  fileprivate init(
    _ logic: FaultLogic, components: [ComponentIndex], switchings: [Switching], commonCauses: [Int], questions: [Int],
    gates: [UInt32], targets: [ComponentIndex], _ level: Level
  ) {
    self.logic = logic
    self.components = components
    self.switchings = switchings
    self.commonCauses = commonCauses
    self.questions = questions
    self.gates = gates
    roots = targets.map { UInt32(logic.eventCount) + gates[Self.question($0.position, level)] - 1 }
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
  /// a hard input with the same, or (for degraded) a soft input that is down, or not up, is true; a group, when the members
  /// that have it weigh more than it can lose. Linear in what the targets rest on.
  ///
  /// With coverage, a group has it also when any member has it and switching does not work. That event weighs so much that
  /// it is not enough by itself, but with the lightest member: the group stays one threshold.
  ///
  /// A common cause is an event beside the own one of each component that it takes down.
  ///
  /// - Parameters:
  ///   - targets: the components that are asked about.
  ///   - level: `degraded` or `down`.
  ///   - seesCoverage: whether groups with a coverage below 1 have an event of their own.
  ///   - together: the numbers of the common causes that have an event if they take down anything that is read.
  ///   - isDown: by node of the graph whether it is down in any case, and with it whatever that takes down; empty if nothing
  ///     is. A target itself counts only for what depends on it, and none of its inputs may be down in any case.
  ///   - mayFail: whether a component has an event.
  package func logic(
    of targets: [ComponentIndex], reaching level: Level, seesCoverage: Bool = false, together: [Int] = [],
    given isDown: [Bool] = [], mayFail: (ComponentIndex) -> Bool
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
      forEachInput(of: order[next]) { question, _ in
        if isDown.isEmpty || !isDown[ModelLogic.node(of: question)] { visit(question) }
      }
      next += 1
    }

    let components = model.components.indices.filter { isRead[$0.position] && mayFail($0) }
    var event = [UInt32](repeating: .max, count: graph.componentCount)
    for (number, component) in components.enumerated() { event[component.position] = UInt32(number) }
    let switched = seesCoverage ? switchedGroups(among: order) : [:]
    let nodes = switched.keys.sorted()
    let switchEvents = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1, components.count + $0) })
    let causes = together.filter { commonCauses[$0].components.contains { event[$0.position] != .max } }
    var causeEvents: [Int: [UInt32]] = [:]
    for (number, cause) in causes.enumerated() {
      let together = UInt32(components.count + nodes.count + number)
      for component in commonCauses[cause].components where event[component.position] != .max {
        causeEvents[component.position, default: []].append(together)
      }
    }
    var logic = FaultLogic(eventCount: components.count + nodes.count + causes.count)
    var members: [(node: FaultLogic.Node, weight: Int64)] = []
    for question in order {
      members.removeAll(keepingCapacity: true)
      let node = question / 2
      let isGroup = node >= graph.componentCount
      if !isGroup, event[node] != .max {
        members.append((event[node], 1))
        for event in causeEvents[node] ?? [] { members.append((event, 1)) }
      }
      var lost: Int64 = 0
      forEachInput(of: question) { input, weight in
        if !isDown.isEmpty, isDown[ModelLogic.node(of: input)] {
          lost += weight
        } else {
          members.append((UInt32(logic.eventCount) + gate[input] - 1, isGroup ? weight : 1))
        }
      }
      if let event = switchEvents[node], let weight = switched[node] { members.append((UInt32(event), weight)) }
      logic.addGate(atLeast: isGroup ? graph.slack(of: NodeIndex(node)) + 1 - lost : 1, of: members)
    }
    let switchings = nodes.map { node in
      ModelLogic.Switching(
        owner: ComponentIndex(graph.component(of: NodeIndex(node))), requirement: requirement(of: NodeIndex(node)))
    }
    return ModelLogic(
      logic, components: components, switchings: switchings, commonCauses: causes, questions: order, gates: gate,
      targets: targets, level)
  }

  /// The inputs of a question: what brings it about of each input.
  private func forEachInput(of question: Int, _ body: (_ question: Int, _ weight: Int64) -> Void) {
    let state = ModelLogic.level(of: question).failureState
    for number in graph.inputRange(of: NodeIndex(question / 2)) {
      let input = graph.input(number)
      guard let needed = input.effect.neededState(for: state) else { continue }
      body(ModelLogic.question(Int(input.source), needed.level), input.label.weight)
    }
  }

  /// The groups that some questions are about and that need switching, by node, with the weight of the event that it does
  /// not work.
  private func switchedGroups(among questions: [Int]) -> [Int: Int64] {
    var result: [Int: Int64] = [:]
    for question in questions where question / 2 >= graph.componentCount && result[question / 2] == nil {
      if let weight = switchWeight(of: NodeIndex(question / 2)) { result[question / 2] = weight }
    }
    return result
  }

  /// The weight, in a group, of the event that switching to what is left of it does not work; `nil` if it always works. A
  /// group that any single loss takes down has nothing to switch to.
  func switchWeight(of node: NodeIndex) -> Int64? {
    guard case .group(let group) = requirement(of: node).target, group.coverage != .certain else { return nil }
    let weights = graph.inputRange(of: node).map { graph.input($0).label.weight }
    let slack = graph.slack(of: node)
    guard let least = weights.min(), least <= slack else { return nil }
    // The reader keeps totals so small that nothing is cut off here.
    return min(slack + 1 - least, Int64.max - weights.reduce(0, +))
  }
}
