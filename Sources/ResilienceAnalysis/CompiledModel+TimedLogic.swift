internal import DecisionDiagrams
internal import DependencyModel
internal import FailureGraph

extension CompiledModel {
  /// The most gates of logic with times: a node has one for each time at which it is asked about.
  private static let timedGateLimit = 4_000_000

  /// The logic of a target that is true if it is at a level or worse by a time after the components of the true events go
  /// down.
  ///
  /// A node is at a level by a time if its own event is true, or if an input is by that time less what the requirement
  /// tolerates. Each gate is a question about a node, a level and the time that is left; what would take longer is no
  /// input. Without tolerated losses, all times are the same.
  ///
  /// - Parameters:
  ///   - target: the component that is asked about.
  ///   - level: `degraded` or `down`.
  ///   - within: the time.
  ///   - together: the numbers of the common causes that have an event if they take down anything that is read.
  ///   - mayFail: whether a component has an event.
  /// - Returns: `nil` if there are more gates than are made: requirements in a circle that tolerate very little of the time.
  func timedLogic(
    of target: ComponentIndex, reaching level: Level, within: Duration, together: [Int] = [],
    mayFail: (ComponentIndex) -> Bool
  ) -> (logic: FaultLogic, root: FaultLogic.Node, components: [ComponentIndex], commonCauses: [Int])? {
    struct Question: Hashable {
      let node: Int
      let level: Level
      let left: Int64
    }
    var gates: [Question: UInt32] = [:]
    var order: [Question] = []
    func visit(_ question: Question) {
      guard gates[question] == nil else { return }
      gates[question] = UInt32(order.count)
      order.append(question)
    }
    func forEachInput(of question: Question, _ body: (Question, _ weight: Int64) -> Void) {
      for number in graph.inputRange(of: NodeIndex(question.node)) {
        let input = graph.input(number)
        let left = question.left - input.label.delay
        guard left >= 0, let needed = input.effect.neededState(for: question.level.failureState) else { continue }
        body(Question(node: Int(input.source), level: needed.level, left: left), input.label.weight)
      }
    }
    visit(Question(node: target.position, level: level, left: within.milliseconds))
    var next = 0
    while next < order.count {
      guard order.count <= Self.timedGateLimit, next & 0xFFF != 0 || !limit.isReached else { return nil }
      forEachInput(of: order[next]) { question, _ in visit(question) }
      next += 1
    }
    let components = Set(order.lazy.map(\.node).filter { $0 < graph.componentCount }).sorted()
      .map { ComponentIndex($0) }.filter(mayFail)
    let events = Dictionary(uniqueKeysWithValues: components.enumerated().map { ($1.position, UInt32($0)) })
    let causes = together.filter { commonCauses[$0].components.contains { events[$0.position] != nil } }
    var causeEvents: [Int: [UInt32]] = [:]
    for (number, cause) in causes.enumerated() {
      for component in commonCauses[cause].components where events[component.position] != nil {
        causeEvents[component.position, default: []].append(UInt32(components.count + number))
      }
    }
    let eventCount = UInt32(components.count + causes.count)
    var logic = FaultLogic(eventCount: Int(eventCount))
    var members: [(node: FaultLogic.Node, weight: Int64)] = []
    for question in order {
      members.removeAll(keepingCapacity: true)
      let isGroup = question.node >= graph.componentCount
      if !isGroup, let event = events[question.node] {
        members.append((event, 1))
        for event in causeEvents[question.node] ?? [] { members.append((event, 1)) }
      }
      forEachInput(of: question) { input, weight in
        members.append((eventCount + gates[input]!, isGroup ? weight : 1))
      }
      logic.addGate(atLeast: isGroup ? graph.slack(of: NodeIndex(question.node)) + 1 : 1, of: members)
    }
    return (logic, eventCount, components, causes)
  }
}
