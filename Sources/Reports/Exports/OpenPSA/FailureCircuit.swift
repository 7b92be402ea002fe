internal import DependencyModel
internal import ResilienceAnalysis

/// Gates with plain inputs, each after those that it refers to.
struct FailureCircuit {
  /// An input of a gate.
  enum Input: Hashable {
    case event(FailureFormulas.Event)
    case gate(Int)
  }

  struct Gate {
    enum Operation: Hashable {
      /// The same as its one input.
      case same
      case any
      case all
      case atLeast(Int)
    }

    let operation: Operation
    let inputs: [Input]
    let name: String
    var label: String?
    /// Whether it is a part of the formula of the gate that refers to it.
    var isPart = false
  }

  let model: Model
  private let formulas: FailureFormulas
  private let gateLimit: Int
  private(set) var gates: [Gate] = []
  private var names: OpenPSANaming
  private var switchingNames: [String] = []
  private var commonCauseNames: [String] = []
  private var inputs: [FailureUnrolling.Instance: Input] = [:]
  /// The gate that parts are made for, and how many it has.
  private var owner = ""
  private var partCount = 0

  init(_ model: Model, formulas: FailureFormulas, options: OpenPSAExport.Options) {
    self.model = model
    self.formulas = formulas
    gateLimit = options.gateLimit
    names = OpenPSANaming(model)
    for switching in formulas.switchings {
      switchingNames.append(names.unused("\(names.name(of: switching.owner))-switching"))
    }
    for cause in formulas.commonCauses {
      commonCauseNames.append(names.unused("\(names.name(of: cause.statements[0].owner))-common-cause"))
    }
  }

  func name(of event: FailureFormulas.Event) -> String {
    switch event {
    case .component(let component): names.name(of: component)
    case .switching(let number): switchingNames[number]
    case .commonCause(let number): commonCauseNames[number]
    }
  }

  func label(of event: FailureFormulas.Event) -> String? {
    switch event {
    case .component(let component): return names.label(of: component)
    case .switching(let number):
      let switching = formulas.switchings[number]
      let owner = model.components[switching.owner].id
      return "switching of \(owner) to what is left of \(switching.requirement.text(limit: 4)) does not work"
    case .commonCause(let number):
      let statement = formulas.commonCauses[number].statements[0]
      let owner = model.components[statement.owner].id
      return "common cause of \(owner): all members of \(statement.requirement.text(limit: 4)) fail at once"
    }
  }

  /// The probability of an event, with the end of a range that is asked for; `nil` if none is stated.
  func chance(of event: FailureFormulas.Event, _ bound: OpenPSAExport.Bound) -> Double? {
    switch event {
    case .component(let component):
      model.components[component].unavailability.map { whole in
        let alone = formulas.together.alone(component, of: whole)
        return bound == .high ? alone.high : alone.low
      }
    case .switching(let number): formulas.switchings[number].coverage.complement
    case .commonCause(let number): formulas.together.events[number].map { bound == .high ? $0.high : $0.low }
    }
  }

  /// The gates that one rests on, each followed by the parts of its formula, nearer ones first, and the events that they
  /// rest on: those of components in model order, then those of groups: of switching, then of common causes.
  func parts(of top: Int) -> (gates: [Int], events: [FailureFormulas.Event]) {
    var order: [Int] = []
    var seen: Set<Int> = [top]
    var waiting = [top]
    var components: Set<ComponentIndex> = []
    var switchings: Set<Int> = []
    var commonCauses: Set<Int> = []
    // Parts are nested as deep as the formulas, which is not far.
    func take(_ gate: Int) {
      order.append(gate)
      for input in gates[gate].inputs {
        switch input {
        case .event(.component(let component)): components.insert(component)
        case .event(.switching(let number)): switchings.insert(number)
        case .event(.commonCause(let number)): commonCauses.insert(number)
        case .gate(let other):
          guard seen.insert(other).inserted else { continue }
          if gates[other].isPart { take(other) } else { waiting.append(other) }
        }
      }
    }
    var next = 0
    while next < waiting.count {
      take(waiting[next])
      next += 1
    }
    return (
      order,
      components.sorted().map { .component($0) } + switchings.sorted().map { .switching($0) }
        + commonCauses.sorted().map { .commonCause($0) }
    )
  }

  /// Makes the gates of instances that are in order.
  mutating func build(
    _ order: [FailureUnrolling.Instance], _ unrolling: FailureUnrolling
  ) throws(OpenPSAExport.Problem) {
    var unrolling = unrolling
    for instance in order {
      let component = FailureFormulas.component(of: instance.variable)
      guard case .any(let reasons) = formulas.formula(of: instance.variable) else { continue }
      owner = names.gateName(
        of: component, FailureFormulas.level(of: instance.variable), hasEvent: formulas.hasEvent(component),
        isFirst: instance.without.isEmpty)
      partCount = 0
      var inputs: [Input] = []
      for reason in reasons {
        if let input = try input(for: reason, of: instance, &unrolling) { inputs.append(input) }
      }
      inputs = Self.unique(inputs)
      // A component that only fails by itself is its event.
      if inputs.count == 1, case .event(.component(component)) = inputs[0] {
        self.inputs[instance] = inputs[0]
      } else if !inputs.isEmpty {
        self.inputs[instance] = try add(inputs.count == 1 ? .same : .any, inputs, label: label(of: instance))
      }
    }
  }

  /// The gate of the target's instance, made where the target is an event only; `nil` where it never fails.
  mutating func top(of instance: FailureUnrolling.Instance) -> Int? {
    switch inputs[instance] {
    case .gate(let gate): return gate
    case .event(let event):
      let name = "\(name(of: event))-\(FailureFormulas.level(of: instance.variable).name)"
      gates.append(Gate(operation: .same, inputs: [.event(event)], name: names.unused(name)))
      return gates.count - 1
    case nil: return nil
    }
  }

  private func label(of instance: FailureUnrolling.Instance) -> String? {
    let component = model.components[FailureFormulas.component(of: instance.variable)]
    var label = names.label(of: FailureFormulas.component(of: instance.variable))
    if !instance.without.isEmpty {
      let others = instance.without.map { model.components[FailureFormulas.component(of: $0)].id.text }
      let shown = others.prefix(4).joined(separator: ", ") + (others.count > 4 ? " and \(others.count - 4) more" : "")
      label = "\(label ?? component.id.text), while \(shown) hold\(others.count == 1 ? "s" : "")"
    }
    return label
  }

  // MARK: Formulas

  /// The input that represents a formula; `nil` where it never happens.
  private mutating func input(
    for node: FailureFormulas.Node, of instance: FailureUnrolling.Instance, _ unrolling: inout FailureUnrolling
  ) throws(OpenPSAExport.Problem) -> Input? {
    switch node {
    case .event(let event): return .event(event)
    case .variable(let variable): return unrolling.instance(of: variable, in: instance).flatMap { inputs[$0] }
    case .any(let nodes):
      var inputs: [Input] = []
      for node in nodes {
        if let input = try input(for: node, of: instance, &unrolling) { inputs.append(input) }
      }
      return try combined(.any, inputs)
    case .threshold(let threshold, let members):
      // An input that is there twice weighs twice.
      var weights: [Input: Int64] = [:]
      var order: [Input] = []
      for member in members {
        guard let input = try input(for: member.node, of: instance, &unrolling) else { continue }
        if weights[input] == nil { order.append(input) }
        weights[input, default: 0] += member.weight
      }
      return try self.threshold(threshold, order.map { ($0, weights[$0]!) })
    }
  }

  private mutating func combined(
    _ operation: Gate.Operation, _ inputs: [Input]
  ) throws(OpenPSAExport.Problem) -> Input? {
    let inputs = Self.unique(inputs)
    if inputs.count <= 1 { return inputs.first }
    partCount += 1
    return try add(operation, inputs, name: "\(owner)-part-\(partCount)", label: nil)
  }

  private mutating func threshold(
    _ threshold: Int64, _ members: [(input: Input, weight: Int64)]
  ) throws(OpenPSAExport.Problem) -> Input? {
    let total = members.reduce(0) { $0 + $1.weight }
    guard total >= threshold, let least = members.map(\.weight).min() else { return nil }
    let inputs = members.map(\.input)
    if least >= threshold { return try combined(.any, inputs) }
    if total - least < threshold { return try combined(.all, inputs) }
    if members.allSatisfy({ $0.weight == least }) {
      let count = threshold / least + (threshold % least > 0 ? 1 : 0)
      return try combined(.atLeast(Int(count)), inputs)
    }
    var expansion = ThresholdExpansion(members, limit: gateLimit)
    return try expansion.input(threshold) { operation, inputs throws(OpenPSAExport.Problem) in
      try self.combined(operation, inputs)!
    }
  }

  private mutating func add(
    _ operation: Gate.Operation, _ inputs: [Input], name: String? = nil, label: String?
  ) throws(OpenPSAExport.Problem) -> Input {
    guard gates.count < gateLimit else {
      throw OpenPSAExport.Problem(description: "the tree has more than \(gateLimit) gates; it is not written")
    }
    let unused = name.map { names.unused($0) } ?? owner
    gates.append(Gate(operation: operation, inputs: inputs, name: unused, label: label, isPart: name != nil))
    return .gate(gates.count - 1)
  }

  private static func unique(_ inputs: [Input]) -> [Input] {
    var seen: Set<Input> = []
    return inputs.filter { seen.insert($0).inserted }
  }
}
