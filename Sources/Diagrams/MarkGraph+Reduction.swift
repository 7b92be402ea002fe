internal import DependencyModel

extension MarkGraph {
  /// Leaves out the edges that a path of others makes superfluous: `a → c` where `a → b → c` is drawn.
  ///
  /// Only firm edges (needs without a tolerance) make a path, for along them a failure travels at once and whole; what they
  /// make superfluous may be any requirement of a component. Between crowds any need makes a path. Edges that carried a failure or are a change stay, as do those
  /// of groups and those within a circle. Of an acyclic graph the result is the smallest with the same reachability (Aho,
  /// Garey and Ullman 1972), and so does not depend on an order.
  ///
  /// Time O(marks · edges / 64), space O(marks² / 64): graphs of more than a few thousand marks are left as they are.
  mutating func leaveOutImpliedEdges() {
    guard edges.count > 2, markCount <= 3_000 else { return }
    let isOfCrowds = isOfCrowds
    let paths = edges.filter { key, value in
      key.change != .removed && (value.isFirm || (isOfCrowds && key.kind == .needs))
    }
    let parts = Detours(vertexCount: markCount, edges: paths.map { ($0.key.from, $0.key.to) })
    let isImplied = edges.map { key, value in
      key.kind.traits.targets == .requirements && key.weight == nil && key.change == nil
        && (!key.isOneOfSeveral || isOfCrowds)
        && value.carried == nil && max(key.from, key.to) < arrangement.blocks.count
        && parts.hasDetour(from: key.from, to: key.to)
    }
    if isImplied.contains(true) {
      impliedCount += isImplied.count(where: \.self)
      edges = zip(edges, isImplied).filter { !$1 }.map(\.0)
    }
    if isOfCrowds { leaveOutWeakerEdges() }
  }

  /// Between two crowds, leaves out all edges but the strongest: some of the one need some of the other, and so on.
  private mutating func leaveOutWeakerEdges() {
    struct Pair: Hashable {
      let from: Int
      let to: Int
    }
    func strength(_ edge: (key: EdgeKey, value: EdgeValue)) -> Int {
      let kind = Component.Relation.Kind.allCases.firstIndex(of: edge.key.kind)!
      return (edge.value.carried == nil ? 100 : 0) + kind * 2 + (edge.key.isOneOfSeveral ? 1 : 0)
    }
    var strongest: [Pair: Int] = [:]
    for (number, edge) in edges.enumerated() {
      let pair = Pair(from: edge.key.from, to: edge.key.to)
      if let known = strongest[pair], strength(edges[known]) <= strength(edge) { continue }
      strongest[pair] = number
    }
    let kept = edges.indices.filter { number in
      let key = edges[number].key
      return key.change != nil || key.weight != nil || strongest[Pair(from: key.from, to: key.to)] == number
    }
    impliedCount += edges.count - kept.count
    edges = kept.map { edges[$0] }
  }
}
