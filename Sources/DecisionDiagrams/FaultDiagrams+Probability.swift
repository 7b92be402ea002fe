/// The chance of every event, and what is left to one: stated apart, so that neither loses digits to a subtraction.
public struct EventProbabilities: Sendable {
  /// Per event the chance that it is true, 0…1.
  public var values: [Double]
  /// Per event the chance that it is false, 0…1.
  public var complements: [Double]

  /// Chances.
  /// - Parameters:
  ///   - values: per event the chance that it is true, 0…1.
  ///   - complements: per event one minus that.
  public init(values: [Double], complements: [Double]) {
    precondition(values.count == complements.count)
    self.values = values
    self.complements = complements
  }
}

extension FaultDiagrams {
  /// The chance that each root is true, the events being independent.
  ///
  /// One pass over the diagrams, by additions and multiplications of numbers that are not negative: the relative error is
  /// a few units of rounding times the number of levels.
  public func probabilities(_ events: EventProbabilities) -> [Double] {
    let values = evaluate(events)
    return (0..<rootCount).map { number in
      switch root(number) {
      case .never: 0
      case .event(let event): events.values[Int(event)]
      case .output(let module, let output): values.nodes[Int(outputs[module][output])]
      }
    }
  }

  /// Per node of the arena the chance that it is true, and per level that its leaf is.
  func evaluate(_ events: EventProbabilities) -> (nodes: [Double], levels: EventProbabilities) {
    var nodes = [Double](repeating: 0, count: arena.count)
    nodes[1] = 1
    var levels = EventProbabilities(
      values: [Double](repeating: 0, count: leaves.count), complements: [Double](repeating: 0, count: leaves.count))
    for (module, outputs) in outputs.enumerated() {
      for level in self.levels[module] {
        switch leaves[Int(level)] {
        case .event(let event):
          levels.values[Int(level)] = events.values[Int(event)]
          levels.complements[Int(level)] = events.complements[Int(event)]
        case .module(let inner):
          let value = nodes[Int(self.outputs[inner][0])]
          levels.values[Int(level)] = value
          levels.complements[Int(level)] = 1 - value
        }
      }
      for node in arena.nodes(under: outputs) {
        let level = Int(arena.level(node))
        nodes[Int(node)] =
          levels.values[level] * nodes[Int(arena.high(node))] + levels.complements[level] * nodes[Int(arena.low(node))]
      }
    }
    return (nodes, levels)
  }
}
