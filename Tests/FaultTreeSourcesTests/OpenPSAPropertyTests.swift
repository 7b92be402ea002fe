import DependencyModel
import FailureGraph
import ImportTestSupport
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// Random fault trees: what is read of their XML fails exactly when the tree says so.
@Suite struct OpenPSAPropertyTests {
  indirect enum Formula {
    case event(Int)
    case gate(Int)
    case house(Int)
    case constant(Bool)
    case and([Formula])
    case or([Formula])
    case atLeast(Int, [Formula])

    /// By the table of connectives of the format.
    func value(_ events: [Bool], _ gates: [Bool], _ houses: [Bool]) -> Bool {
      switch self {
      case .event(let event): events[event]
      case .gate(let gate): gates[gate]
      case .house(let house): houses[house]
      case .constant(let value): value
      case .and(let inputs): inputs.allSatisfy { $0.value(events, gates, houses) }
      case .or(let inputs): inputs.contains { $0.value(events, gates, houses) }
      case .atLeast(let minimum, let inputs): inputs.count { $0.value(events, gates, houses) } >= minimum
      }
    }

    func xml(_ random: inout SplitMix64) -> String {
      func inputs(_ inputs: [Formula], _ random: inout SplitMix64) -> String {
        inputs.map { $0.xml(&random) }.joined(separator: Bool.random(using: &random) ? "\n  " : "")
      }
      func reference(_ name: String, _ type: String, _ random: inout SplitMix64) -> String {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: "<event name=\"\(name)\"/>"
        case 1: "<event name=\"\(name)\" type='\(type)'></event>"
        case 2: "<\(type) name=\"T.\(name)\" />"
        default: "<\(type) name=\"\(name)\"/><!-- & -->"
        }
      }
      switch self {
      case .event(let event): return reference("e\(event)", "basic-event", &random)
      case .gate(let gate): return reference("g\(gate)", "gate", &random)
      case .house(let house): return reference("h\(house)", "house-event", &random)
      case .constant(let value): return "<constant value=\"\(value)\"/>"
      case .and(let arguments): return "<and>\(inputs(arguments, &random))</and>"
      case .or(let arguments): return "<or>\(inputs(arguments, &random))</or>"
      case .atLeast(let minimum, let arguments):
        return "<atleast min=\"\(minimum)\">\(inputs(arguments, &random))</atleast>"
      }
    }
  }

  /// Gate i refers to gates below i only.
  struct Tree {
    var gates: [Formula] = []
    let eventCount: Int
    let houses: [Bool]
    private var random: SplitMix64

    init(seed: UInt64) {
      var random = SplitMix64(seed: seed &* 31 &+ 5)
      eventCount = Int.random(in: 1...min(8, 2 + Int(seed / 40)), using: &random)
      houses = (0..<Int.random(in: 0...2, using: &random)).map { _ in Bool.random(using: &random) }
      let count = Int.random(in: 1...min(9, 1 + Int(seed / 30)), using: &random)
      self.random = random
      for _ in 0..<count { gates.append(formula(depth: 2)) }
    }

    private mutating func formula(depth: Int) -> Formula {
      guard depth > 0, Int.random(in: 0..<4, using: &random) > 0 else { return leaf() }
      let inputs = (0..<Int.random(in: 1...4, using: &random)).map { _ in formula(depth: depth - 1) }
      switch Int.random(in: 0..<3, using: &random) {
      case 0: return .and(inputs)
      case 1: return .or(inputs)
      default: return .atLeast(Int.random(in: 1...inputs.count, using: &random), inputs)
      }
    }

    private mutating func leaf() -> Formula {
      switch Int.random(in: 0..<12, using: &random) {
      case 0 where !houses.isEmpty: .house(houses.indices.randomElement(using: &random)!)
      case 1 where eventCount > 4: .constant(Bool.random(using: &random))
      case 2...6 where !gates.isEmpty: .gate(gates.indices.randomElement(using: &random)!)
      default: .event(Int.random(in: 0..<eventCount, using: &random))
      }
    }

    /// The XML, its definitions in any order.
    mutating func xml() -> String {
      var definitions: [String] = []
      for (number, gate) in gates.enumerated() {
        definitions.append("<define-gate name=\"g\(number)\">\n  \(gate.xml(&random))\n</define-gate>")
      }
      for event in 0..<eventCount {
        definitions.append("<define-basic-event name=\"e\(event)\"><float value=\"0.\(event)1\"/></define-basic-event>")
      }
      for (number, value) in houses.enumerated() {
        let constant = value || Bool.random(using: &random) ? "<constant value=\"\(value)\"/>" : ""
        definitions.append("<define-house-event name=\"h\(number)\">\(constant)</define-house-event>")
      }
      return Importing.tree(definitions.shuffled(using: &random).joined(separator: "\n"))
    }

    func values(_ events: [Bool]) -> [Bool] {
      var values: [Bool] = []
      for gate in gates { values.append(gate.value(events, values, houses)) }
      return values
    }
  }

  @Test("Random trees fail for the same events as by direct evaluation", arguments: 0..<400)
  func randomTrees(_ seed: UInt64) throws {
    var tree = Tree(seed: seed)
    let text = tree.xml()
    let model = try Importing.model(text)
    let compiled = CompiledModel(model)
    var propagation = compiled.makePropagation()
    for pattern in 0..<(1 << tree.eventCount) {
      let events = (0..<tree.eventCount).map { pattern >> $0 & 1 == 1 }
      let values = tree.values(events)
      // What is always true is no fault that anybody states: its unavailability of 1 says so.
      var faults: [(node: NodeIndex, state: FailureState)] = []
      for (event, isTrue) in events.enumerated() where isTrue {
        faults.append((NodeIndex(try #require(model.index(of: "e\(event)".id))), .failed))
      }
      for (position, component) in model.components.enumerated() where component.kind == "open-psa/house-event" {
        #expect(component.unavailability?.low == 1)
        faults.append((NodeIndex(position), .failed))
      }
      propagation.run(compiled.graph, from: faults)
      for (gate, value) in values.enumerated() {
        let position = try #require(model.index(of: "g\(gate)".id))
        let isDown = propagation.state(of: NodeIndex(position)) == .failed
        #expect(isDown == value, "g\(gate) with \(events)\n\(text)")
        if isDown != value { return }
      }
    }
  }
}

extension String {
  fileprivate var id: ComponentID { ComponentID(self) }
}
