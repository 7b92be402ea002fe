import DecisionDiagrams
import TestSupport

/// Fault logic by chance, and what it means by trying every set of events.
struct RandomLogic {
  var eventCount: Int
  var gates: [(threshold: Int64, inputs: [(node: UInt32, weight: Int64)])] = []

  /// - Parameters:
  ///   - seed: what chance goes by.
  ///   - hasCircles: whether a gate may name any gate, or only those before it.
  init(seed: UInt64, hasCircles: Bool) {
    var random = SplitMix64(seed: seed)
    eventCount = Int.random(in: 1...8, using: &random)
    let gateCount = Int.random(in: 1...10, using: &random)
    let isWeighted = Bool.random(using: &random)
    for gate in 0..<gateCount {
      let reach = eventCount + (hasCircles ? gateCount : gate)
      let inputs = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        (
          node: UInt32.random(in: 0..<UInt32(reach), using: &random),
          weight: isWeighted ? Int64.random(in: 1...5, using: &random) : 1
        )
      }
      let total = inputs.reduce(0) { $0 + $1.weight }
      // Now and then more than all of them can give.
      gates.append(
        (Int64.random(in: 1...total + (Int.random(in: 0..<8, using: &random) == 0 ? 1 : 0), using: &random), inputs))
    }
  }

  var logic: FaultLogic {
    var logic = FaultLogic(eventCount: eventCount)
    for gate in gates { logic.addGate(atLeast: gate.threshold, of: gate.inputs) }
    return logic
  }

  var nodeCount: Int { eventCount + gates.count }

  /// Per node whether it is true in the least fixpoint, the events of a set (a bit for each) being true.
  func values(_ events: Int) -> [Bool] {
    var values = (0..<nodeCount).map { $0 < eventCount && events >> $0 & 1 == 1 }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for (place, gate) in gates.enumerated() where !values[eventCount + place] {
        let weight = gate.inputs.reduce(0) { $0 + (values[Int($1.node)] ? $1.weight : 0) }
        if weight >= gate.threshold {
          values[eventCount + place] = true
          hasChanged = true
        }
      }
    }
    return values
  }

  /// Per node the sets that make it true, as bits of sets.
  func solutions() -> [[Bool]] {
    var solutions = [[Bool]](repeating: [], count: nodeCount)
    for events in 0..<1 << eventCount {
      for (node, value) in values(events).enumerated() { solutions[node].append(value) }
    }
    return solutions
  }

  /// The sets of which no proper subset is a solution, as bits, by size and then by the events' numbers.
  static func minimal(_ solutions: [Bool]) -> [[UInt32]] {
    let minimal = solutions.indices.filter { set in
      solutions[set] && !(0..<63).contains { set >> $0 & 1 == 1 && solutions[set & ~(1 << $0)] }
    }
    return minimal.map { set in (0..<UInt32(63)).filter { set >> $0 & 1 == 1 } }
      .sorted { ($0.count, $0.map(Int.init)) < ($1.count, $1.map(Int.init)) }
  }
}

func < (left: (Int, [Int]), right: (Int, [Int])) -> Bool {
  left.0 != right.0 ? left.0 < right.0 : left.1.lexicographicallyPrecedes(right.1)
}
