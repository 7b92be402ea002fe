internal import DependencyModel

/// What a statement says of its edges.
struct DOTEdge {
  /// Where an edge has its arrows.
  enum Direction { case forward, back, both, none, hidden }

  var meaning: EdgeMeaning
  var group: String?
  var threshold: Int?
  var direction = Direction.forward
  /// How sure it is, if stated.
  var confidence: Confidence?

  /// Adds an edge from one node to another, as its arrows say.
  @inline(__always)
  func add(_ source: Int, _ target: Int, to table: inout GraphTable) {
    guard direction == .forward else { return addTurned(source, target, to: &table) }
    addOne(source, target, to: &table)
  }

  @inline(__always)
  private func addOne(_ source: Int, _ target: Int, to table: inout GraphTable) {
    table.addEdge(source, target, meaning, group: group, threshold: threshold)
    if let confidence { table.setConfidence(confidence, source, target, meaning) }
  }

  private func addTurned(_ source: Int, _ target: Int, to table: inout GraphTable) {
    switch direction {
    case .hidden: return table.count("edges that are not drawn (#) only arrange the picture and are left out")
    case .back: table.count("edges with the arrow at their start (#) are read from their end to their start")
    case .both: table.count("edges with two arrows (#) are read as two: each end depends on the other")
    case .none, .forward:
      table.count(
        "edges without an arrow (#) do not say what depends on what: the left node is assumed to depend on the right one"
      )
    }
    if direction != .back { addOne(source, target, to: &table) }
    if direction == .back || direction == .both { addOne(target, source, to: &table) }
  }
}

/// An edge that ends at a cluster, in place of a node in it (`lhead`, `ltail`).
struct DOTClusterEdge {
  var source: Int
  var target: Int
  var tail: String?
  var head: String?
  var edge: DOTEdge
  var line: Int
}
