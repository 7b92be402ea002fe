internal import DependencyModel
internal import FailureGraph
internal import Graphs
internal import ResilienceAnalysis

/// Who fails with whom and who starts after whom, as flat arrays: components, then groups.
///
/// An edge leads from what is required to its reader: a component, or a group that is required. Memory is linear in nodes
/// and edges.
struct ReplayNetwork {
  /// What an edge means to the component that reads it; edges into groups are all `full`.
  enum Role: UInt8 {
    /// The reader is as bad as the source.
    case full
    /// The reader is degraded while the source is down.
    case eased
    /// The reader is degraded while the source is not up.
    case capped
    /// The reader does not start while the source is down.
    case start
  }

  let componentCount: Int
  let nodeCount: Int
  /// Per node where its inputs begin, in the order written; one more at the end. Edges are numbered by it.
  let inputStarts: [UInt32]
  let source: [UInt32]
  let target: [UInt32]
  let weight: [Int64]
  /// How long the source must be at a level before it is felt, in milliseconds.
  let delay: [Int64]
  let role: [Role]
  /// Per edge into a component the position of its relation.
  let relation: [UInt32]
  /// Per node where its outputs begin in `outputs`; one more at the end.
  let outputStarts: [UInt32]
  /// The edges out of each node.
  let outputs: [UInt32]
  /// Per node how much weight it can lose and still hold; 0 for components.
  let slack: [Int64]
  /// Whether an edge out of the node has a delay.
  let hasDelayedOutput: [Bool]
  /// Per node the part of the graph that it is in; failures go from lower to higher parts only.
  let part: [UInt32]
  /// Per part whether its nodes are on circles.
  let isCircle: [Bool]
  /// Per component how long it takes to start, in milliseconds.
  let restarts: [Int64]

  func inputs(of node: Int) -> Range<Int> { Int(inputStarts[node])..<Int(inputStarts[node + 1]) }
  func outputRange(of node: Int) -> Range<Int> { Int(outputStarts[node])..<Int(outputStarts[node + 1]) }

  /// - Complexity: linear in nodes and edges; compiles the model once more for what components need to start.
  init(_ compiled: CompiledModel) {
    let graph = compiled.graph
    let start = compiled.startGraph
    componentCount = graph.componentCount
    var rows = Rows(nodeCount: graph.nodeCount)
    rows.slack = (0..<graph.nodeCount).map { $0 < graph.componentCount ? 0 : graph.slack(of: NodeIndex($0)) }
    for node in 0..<graph.nodeCount {
      for number in graph.inputRange(of: NodeIndex(node)) {
        let input = graph.input(number)
        let role: Role =
          switch input.effect {
          case .full: .full
          case .eased: .eased
          case .capped: .capped
          }
        rows.add(
          to: node, from: Int(input.source), role, input.label,
          relation: node < graph.componentCount ? compiled.relationNumber(ofInput: number) : 0)
      }
      guard node < graph.componentCount, let start else { continue }
      for number in start.graph.inputRange(of: NodeIndex(node)) where start.isStartNeed(number, of: node) {
        rows.add(start.graph, number, to: node, .start, relation: start.relationNumber(number))
      }
    }
    restarts = compiled.model.components.indices.map {
      compiled.model.outline($0).restarts?.milliseconds ?? 0
    }
    nodeCount = rows.slack.count
    slack = rows.slack
    (inputStarts, source, target) = (rows.starts, rows.sources, rows.targets)
    (weight, delay, role, relation) = (rows.weights, rows.delays, rows.roles, rows.relations)

    var outputStarts = [UInt32](repeating: 0, count: nodeCount + 1)
    for node in source { outputStarts[Int(node) + 1] += 1 }
    for node in 0..<nodeCount { outputStarts[node + 1] += outputStarts[node] }
    var next = outputStarts
    var outputs = [UInt32](repeating: 0, count: source.count)
    var hasDelayedOutput = [Bool](repeating: false, count: nodeCount)
    for edge in source.indices {
      let node = Int(source[edge])
      outputs[Int(next[node])] = UInt32(edge)
      next[node] += 1
      if delay[edge] > 0 { hasDelayedOutput[node] = true }
    }
    (self.outputStarts, self.outputs, self.hasDelayedOutput) = (outputStarts, outputs, hasDelayedOutput)

    // Each part comes after all that it points to: what it reads.
    let (starts, sources, roles) = (inputStarts, source, role)
    let parts = StronglyConnectedParts(
      nodeCount: nodeCount, row: { Int(starts[Int($0)])..<Int(starts[Int($0) + 1]) },
      target: { roles[$1] == .start ? nil : sources[$1] })
    var part = [UInt32](repeating: 0, count: nodeCount)
    for number in 0..<parts.count { for node in parts.nodes[parts.range(number)] { part[Int(node)] = UInt32(number) } }
    self.part = part
    var isCircle = (0..<parts.count).map { parts.range($0).count > 1 }
    for edge in sources.indices where sources[edge] == target[edge] { isCircle[Int(part[Int(sources[edge])])] = true }
    self.isCircle = isCircle
  }

  /// The edges into a component, or into the groups that it requires, whose source is a component.
  func edges(from source: Int, to owner: Int) -> [Int] {
    var found: [Int] = []
    var open = [owner]
    while let node = open.popLast() {
      for edge in inputs(of: node) {
        if Int(self.source[edge]) == source { found.append(edge) }
        if Int(self.source[edge]) >= componentCount { open.append(Int(self.source[edge])) }
      }
    }
    return found.sorted()
  }
}

/// The rows of inputs while they are put together: first the nodes in order, then groups that only a start reads.
private struct Rows {
  var slack: [Int64] = []
  private var edges: [Edge] = []
  private let nodeCount: Int

  private struct Edge {
    var target: UInt32
    var source: UInt32
    var role: ReplayNetwork.Role
    var weight: Int64
    var delay: Int64
    var relation: UInt32
  }

  init(nodeCount: Int) { self.nodeCount = nodeCount }

  mutating func add(
    to target: Int, from source: Int, _ role: ReplayNetwork.Role, _ label: FailureGraph.EdgeLabel, relation: UInt32
  ) {
    edges.append(
      Edge(
        target: UInt32(target), source: UInt32(source), role: role, weight: label.weight, delay: label.delay,
        relation: relation))
  }

  /// Adds an input of a graph of starts, with the groups behind it as new nodes.
  mutating func add(
    _ graph: FailureGraph, _ number: Int, to target: Int, _ role: ReplayNetwork.Role, relation: UInt32
  ) {
    let input = graph.input(number)
    guard graph.isGroup(input.source) else {
      return add(to: target, from: Int(input.source), role, input.label, relation: relation)
    }
    let group = slack.count
    slack.append(graph.slack(of: input.source))
    add(to: target, from: group, role, input.label, relation: relation)
    for member in graph.inputRange(of: input.source) { add(graph, member, to: group, .full, relation: 0) }
  }

  private func column<Value>(_ order: [Int], _ value: (Edge) -> Value) -> [Value] { order.map { value(edges[$0]) } }

  /// The edges by target, those of one in the order added.
  private var order: [Int] {
    var next = starts.map(Int.init)
    var order = [Int](repeating: 0, count: edges.count)
    for (number, edge) in edges.enumerated() {
      order[next[Int(edge.target)]] = number
      next[Int(edge.target)] += 1
    }
    return order
  }

  var starts: [UInt32] {
    var starts = [UInt32](repeating: 0, count: slack.count + 1)
    for edge in edges { starts[Int(edge.target) + 1] += 1 }
    for node in slack.indices { starts[node + 1] += starts[node] }
    return starts
  }

  var sources: [UInt32] { column(order, \.source) }
  var targets: [UInt32] { column(order, \.target) }
  var weights: [Int64] { column(order, \.weight) }
  var delays: [Int64] { column(order, \.delay) }
  var roles: [ReplayNetwork.Role] { column(order, \.role) }
  var relations: [UInt32] { column(order, \.relation) }
}
