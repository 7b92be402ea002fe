internal import DependencyModel
internal import Graphs
internal import ResilienceAnalysis

/// Why what is not up at the end of a scenario is not.
struct ReplayRemainder {
  private(set) var unrecovered: [Replay.Unrecovered] = []
  private(set) var circles: [[ComponentIndex]] = []

  /// - Complexity: linear in the nodes and edges around what is down.
  init(_ state: LevelState) {
    let stuck = Self.stuck(state)
    for component in 0..<state.network.componentCount where state.level[component] > 0 {
      unrecovered.append(
        Replay.Unrecovered(
          component: ComponentIndex(component), level: Level(rawValue: state.level[component])!,
          since: .milliseconds(state.sinceDegraded[component]), reason: Self.reason(component, state),
          isStuck: stuck[component]))
    }
    circles = Self.circles(of: stuck, state)
  }

  private static func reason(_ component: Int, _ state: LevelState) -> Replay.Remainder {
    let network = state.network
    if state.fault[component] == state.level[component] { return .fault }
    if state.level[component] == 1 {
      guard let edge = state.degrading(component) else { return .fault }
      let level: UInt8 = network.role[edge] == .eased ? 2 : 1
      return .degraded(Int(network.relation[edge]), by: indices(state.components(behind: edge, at: level)))
    }
    let obstacles = state.obstacles(of: component)
    if obstacles.isEmpty {
      let ready = state.readySince[component]
      return .starting(
        until: .milliseconds((ready == LevelState.never ? state.now : ready) + network.restarts[component]))
    }
    return .waits(
      obstacles.map { (Int(network.relation[$0]), by: indices(state.components(behind: $0, at: 2))) })
  }

  private static func indices(_ components: [UInt32]) -> [ComponentIndex] { components.map { ComponentIndex(Int($0)) } }

  /// The components that stay down even if every fault ends: the least fixpoint of starting, with all that is down now.
  private static func stuck(_ state: LevelState) -> [Bool] {
    let network = state.network
    var isDown = (0..<network.nodeCount).map { state.level[$0] == 2 }
    // Per node the weight of its inputs that keep it down.
    var lost = [Int64](repeating: 0, count: network.nodeCount)
    func counts(_ edge: Int) -> Bool { network.role[edge] == .full || network.role[edge] == .start }
    for edge in network.source.indices
    where counts(edge) && !state.isCut[edge] && isDown[Int(network.source[edge])] && state.isFeltDown(edge) {
      lost[Int(network.target[edge])] += network.weight[edge]
    }
    var open = (0..<network.nodeCount).filter { isDown[$0] && lost[$0] <= network.slack[$0] }
    for node in open { isDown[node] = false }
    while let node = open.popLast() {
      for place in network.outputRange(of: node) {
        let edge = Int(network.outputs[place])
        guard counts(edge), !state.isCut[edge], state.isFeltDown(edge) else { continue }
        let target = Int(network.target[edge])
        lost[target] -= network.weight[edge]
        if isDown[target], lost[target] <= network.slack[target] {
          isDown[target] = false
          open.append(target)
        }
      }
    }
    return isDown
  }

  private static func circles(of stuck: [Bool], _ state: LevelState) -> [[ComponentIndex]] {
    let network = state.network
    guard stuck.contains(true) else { return [] }
    let parts = StronglyConnectedParts(
      nodeCount: network.nodeCount, row: { network.inputs(of: Int($0)) },
      target: { node, edge in
        let source = network.source[edge]
        let counts = network.role[edge] == .full || network.role[edge] == .start
        return counts && stuck[Int(node)] && stuck[Int(source)] && state.isFeltDown(edge) ? source : nil
      })
    var circles: [[ComponentIndex]] = []
    for part in 0..<parts.count {
      let nodes = parts.nodes[parts.range(part)]
      let isLoop =
        nodes.count == 1
        && network.inputs(of: Int(nodes.first!)).contains {
          network.source[$0] == nodes.first! && stuck[Int(nodes.first!)]
        }
      guard nodes.count > 1 || isLoop else { continue }
      let components = nodes.filter { Int($0) < network.componentCount }.sorted()
      if !components.isEmpty { circles.append(indices(components)) }
    }
    return circles.sorted { $0[0] < $1[0] }
  }
}
