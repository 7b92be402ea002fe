/// How much one event matters to a root.
public struct EventImportance: Sendable {
  /// The event's number.
  public let event: FaultLogic.Node
  /// The chance that the root is true where the event is true, and where it is false.
  public let whenTrue: Double
  /// See ``whenTrue``.
  public let whenFalse: Double
  /// How fast the root's chance grows with the event's: ``whenTrue`` − ``whenFalse``.
  public let birnbaum: Double
  /// The chance that all events of some minimal cut set with this event are true; `nil` where that took too much memory or time.
  public let cutSetsTrue: Double?
}

extension FaultDiagrams {
  /// How much each event under a root matters, by the events' numbers; those that don't matter are left out.
  ///
  /// For each leaf of a module, the chance of the module with the leaf true and with it false is a sum over the edges of its
  /// diagram that lead over the leaf's level; sums for ranges of levels are kept in a tree, so that nothing is ever
  /// subtracted. From module to module they are put together by the linear law P = P(M)·P₁ + (1 − P(M))·P₀. Time in
  /// proportion to the diagrams times the logarithm of the levels; `cutSetsTrue` takes a diagram for each leaf besides.
  ///
  /// Literature: Dutuit and Rauzy, *Efficient algorithms to assess component and gate importance in fault tree analysis*,
  /// 2001.
  /// - Parameters:
  ///   - number: the root's number, as the diagrams were made for.
  ///   - events: the chance of each event.
  ///   - needsCutSets: whether `cutSetsTrue` is wanted.
  ///   - isOver: whether the time for `cutSetsTrue` is over; what was given to the initialiser unless stated.
  public func importance(
    ofRoot number: Int, _ events: EventProbabilities, needsCutSets: Bool = true, isOver: TimeSignal? = nil
  ) -> [EventImportance] {
    if let isOver { arena.isOver = isOver }
    switch root(number) {
    case .never: return []
    case .event(let event):
      return [
        EventImportance(event: event, whenTrue: 1, whenFalse: 0, birnbaum: 1, cutSetsTrue: events.values[Int(event)])
      ]
    case .output(let module, let output):
      let values = evaluate(events)
      var result: [EventImportance] = []
      /// The chance of the root, given a module is true or false, and the derivative.
      var effects: [Int: LeafEffect] = [module: LeafEffect(whenTrue: 1, whenFalse: 0, birnbaum: 1, cutSetsTrue: 1)]
      for inner in modules(under: module).reversed() {
        // A module may be part of another output only.
        guard let effect = effects[inner] else { continue }
        let function = outputs[inner][inner == module ? output : 0]
        let inside = leafEffects(of: inner, function, values, needsCutSets: needsCutSets)
        for (place, level) in levels[inner].enumerated() {
          guard let leaf = inside[place] else { continue }
          let combined = LeafEffect(
            whenTrue: leaf.whenTrue * effect.whenTrue + (1 - leaf.whenTrue) * effect.whenFalse,
            whenFalse: leaf.whenFalse * effect.whenTrue + (1 - leaf.whenFalse) * effect.whenFalse,
            birnbaum: leaf.birnbaum * effect.birnbaum,
            cutSetsTrue: leaf.cutSetsTrue.flatMap { own in effect.cutSetsTrue.map { own * $0 } })
          switch leaves[Int(level)] {
          case .event(let event):
            result.append(
              EventImportance(
                event: event, whenTrue: combined.whenTrue, whenFalse: combined.whenFalse, birnbaum: combined.birnbaum,
                cutSetsTrue: combined.cutSetsTrue.map { $0 * events.values[Int(event)] }))
          case .module(let number): effects[number] = combined
          }
        }
      }
      return result.sorted { $0.event < $1.event }
    }
  }

  private struct LeafEffect {
    var whenTrue = 0.0
    var whenFalse = 0.0
    var birnbaum = 0.0
    /// The chance that the other leaves of some minimal solution with this leaf are true.
    var cutSetsTrue: Double?
  }

  /// Per leaf of a module what it means to the module's output; `nil` for those that mean nothing.
  private func leafEffects(
    of module: Int, _ function: Node, _ values: (nodes: [Double], levels: EventProbabilities), needsCutSets: Bool
  ) -> [LeafEffect?] {
    let first = levels[module].lowerBound
    let count = levels[module].count
    var effects = [LeafEffect?](repeating: nil, count: count)
    if function <= 1 { return effects }
    var over = IntervalSums(count: count)
    /// The chance to come by a node on the way from the root.
    var chance = [Double](repeating: 0, count: Int(function) + 1)
    func lead(from level: Int, to node: Node, chance edge: Double) {
      // If the path skips a level, its leaf has no effect.
      let next = node <= 1 ? count : Int(arena.level(node) - first)
      over.add(edge * values.nodes[Int(node)], from: level + 1, to: next)
      if node > 1 { chance[Int(node)] += edge }
    }
    lead(from: -1, to: function, chance: 1)
    for node in arena.nodes(under: [function]).reversed() {
      let level = Int(arena.level(node) - first)
      let own = chance[Int(node)]
      let (low, high) = (arena.low(node), arena.high(node))
      var effect = effects[level] ?? LeafEffect()
      effect.whenTrue += own * values.nodes[Int(high)]
      effect.whenFalse += own * values.nodes[Int(low)]
      effect.birnbaum += own * (values.nodes[Int(high)] - values.nodes[Int(low)])
      effects[level] = effect
      lead(from: level, to: low, chance: own * values.levels.complements[Int(first) + level])
      lead(from: level, to: high, chance: own * values.levels.values[Int(first) + level])
    }
    for level in 0..<count where effects[level] != nil {
      let passing = over.sum(at: level)
      effects[level]!.whenTrue += passing
      effects[level]!.whenFalse += passing
      effects[level]!.birnbaum = max(0, effects[level]!.birnbaum)
    }
    if needsCutSets { addCutSets(to: &effects, of: function, firstLevel: first, values.levels) }
    return effects
  }

  /// The share of the arena that the cut sets of one module may take, in nodes.
  private static let nodesForCutSets = 1 << 21

  private func addCutSets(
    to effects: inout [LeafEffect?], of function: Node, firstLevel: UInt32, _ levels: EventProbabilities
  ) {
    let mark = arena.count
    defer { arena.truncate(to: mark) }
    arena.allow(Self.nodesForCutSets)
    do throws(LimitReached) {
      var found = effects
      try DeepStack.run(levels: effects.count) { () throws(LimitReached) in
        let family = try arena.minimalSolutions(function, upTo: .max)
        for level in effects.indices where effects[level] != nil {
          try arena.checkTime()
          let others = try arena.closure(arena.containing(firstLevel + UInt32(level), family))
          var chance: [Node: Double] = [0: 0, 1: 1]
          for node in arena.nodes(under: [others]) {
            try arena.step()
            let place = Int(arena.level(node))
            chance[node] =
              levels.values[place] * chance[arena.high(node)]! + levels.complements[place] * chance[arena.low(node)]!
          }
          found[level]!.cutSetsTrue = chance[others]!
        }
      }
      effects = found
    } catch {}
  }
}

/// Sums over ranges of places: numbers are added to whole ranges, and read at single places. Nothing is subtracted.
private struct IntervalSums {
  private let size: Int
  private var sums: [Double]

  init(count: Int) {
    var size = 1
    while size < count { size *= 2 }
    self.size = size
    sums = [Double](repeating: 0, count: 2 * size)
  }

  mutating func add(_ value: Double, from first: Int, to end: Int) {
    var (left, right) = (first + size, end + size)
    while left < right {
      if left & 1 == 1 {
        sums[left] += value
        left += 1
      }
      if right & 1 == 1 {
        right -= 1
        sums[right] += value
      }
      left /= 2
      right /= 2
    }
  }

  func sum(at place: Int) -> Double {
    var node = place + size
    var sum = 0.0
    while node >= 1 {
      sum += sums[node]
      node /= 2
    }
    return sum
  }
}
