internal import DependencyModel

/// The gates with their references resolved to numbers of events.
struct OpenPSATree {
  /// When a gate happens.
  indirect enum Node {
    case constant(Bool)
    case event(Int, Place)
    case and([Node], Place)
    case or([Node], Place)
    case atLeast(Int, [Node], Place)
  }

  /// The formula of each gate, by number of the event.
  var gates: [Int: Node] = [:]
  /// The values of the house events.
  var constants: [Int: Bool] = [:]
  var eventCount = 0
  /// The gates, each after those that it refers to; complete after ``circle()`` found none.
  private var order: [Int] = []

  // MARK: Circles

  /// Gates that refer to each other in a circle, the one that is defined first at the start; `nil` where there are none.
  ///
  /// - Complexity: linear in the references; the way is kept in an array, for chains may be long.
  mutating func circle() -> [Int]? {
    enum State { case unseen, open, done }
    var states = [State](repeating: .unseen, count: eventCount)
    order = []
    for start in 0..<eventCount where states[start] == .unseen && gates[start] != nil {
      var path: [(gate: Int, references: [Int], next: Int)] = [(start, references(of: start), 0)]
      states[start] = .open
      while let (gate, references, next) = path.last {
        guard next < references.count else {
          states[gate] = .done
          order.append(gate)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let target = references[next]
        if states[target] == .open {
          let circle = path[path.firstIndex { $0.gate == target }!...].map(\.gate)
          let first = circle.firstIndex(of: circle.min()!)!
          return Array(circle[first...] + circle[..<first])
        }
        if states[target] == .unseen {
          states[target] = .open
          path.append((target, self.references(of: target), 0))
        }
      }
    }
    return nil
  }

  private func references(of gate: Int) -> [Int] {
    var found: [Int] = []
    func visit(_ node: Node) {
      switch node {
      case .constant: break
      case .event(let event, _): if gates[event] != nil { found.append(event) }
      case .and(let inputs, _), .or(let inputs, _), .atLeast(_, let inputs, _): inputs.forEach(visit)
      }
    }
    visit(gates[gate]!)
    return found
  }

  // MARK: Constants

  /// Replaces house events by their values and works out what follows from them; call ``circle()`` first.
  mutating func fold() {
    for gate in order { gates[gate] = folded(gates[gate]!) }
  }

  private func folded(_ node: Node) -> Node {
    switch node {
    case .constant: return node
    case .event(let event, _):
      if let value = constants[event] { return .constant(value) }
      if case .constant(let value)? = gates[event] { return .constant(value) }
      return node
    case .and(let inputs, let place): return atLeast(inputs.count, of: inputs) { .and($0, place) }
    case .or(let inputs, let place): return atLeast(1, of: inputs) { .or($0, place) }
    case .atLeast(let minimum, let inputs, let place):
      let folded = inputs.map { self.folded($0) }
      let (rest, trueCount) = split(folded)
      let left = minimum - trueCount
      if left <= 0 { return .constant(true) }
      if left > rest.count { return .constant(false) }
      return .atLeast(left, rest, place)
    }
  }

  /// A conjunction or disjunction as a threshold: `make` puts the rest together again.
  private func atLeast(_ minimum: Int, of inputs: [Node], make: ([Node]) -> Node) -> Node {
    let (rest, trueCount) = split(inputs.map { folded($0) })
    let left = minimum - trueCount
    if left <= 0 { return .constant(true) }
    if left > rest.count { return .constant(false) }
    return make(rest)
  }

  /// The inputs that are not constants, and how many are true.
  private func split(_ inputs: [Node]) -> (rest: [Node], trueCount: Int) {
    var rest: [Node] = []
    var trueCount = 0
    for input in inputs {
      if case .constant(let value) = input { trueCount += value ? 1 : 0 } else { rest.append(input) }
    }
    return (rest, trueCount)
  }

  // MARK: Requirements

  /// The requirements of a gate in order not to happen, after folding; the gate is not constant.
  func requirements(of gate: Int, id: (Int) -> ComponentID) -> [Requirement] {
    // Every input of a disjunction, or one in other words, must hold: each is independent.
    switch gates[gate]! {
    case .or(let inputs, _): inputs.map { requirement($0, id) }
    case .atLeast(1, let inputs, _): inputs.map { requirement($0, id) }
    case let node: [requirement(node, id)]
    }
  }

  private func requirement(_ node: Node, _ id: (Int) -> ComponentID) -> Requirement {
    switch node {
    // 'folded' leaves a constant only where the whole gate is one, and such a gate is not a requirement of anything.
    case .constant: preconditionFailure("constants are folded")
    case .event(let event, let place): return Requirement(.component(id(event)), at: place)
    case .or(let inputs, let place): return group(1, inputs, place, id)
    case .and(let inputs, let place): return group(inputs.count, inputs, place, id)
    case .atLeast(let minimum, let inputs, let place): return group(minimum, inputs, place, id)
    }
  }

  /// Happens when `minimum` of n inputs do, so holds as long as n − minimum + 1 hold.
  private func group(_ minimum: Int, _ inputs: [Node], _ place: Place, _ id: (Int) -> ComponentID) -> Requirement {
    if inputs.count == 1 { return requirement(inputs[0], id) }
    let members = inputs.map { Group.Member(requirement($0, id)) }
    let threshold: Group.Threshold =
      minimum == 1
      ? .all : minimum == inputs.count ? .any : .atLeast(Amount(Int32(clamping: inputs.count - minimum + 1)))
    return Requirement(.group(Group(threshold, of: members)), at: place)
  }
}
