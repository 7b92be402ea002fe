internal import DependencyModel

/// Writes a circuit as XML: the fault tree, then the data of its events.
struct OpenPSAWriter {
  private let model: Model
  private let circuit: FailureCircuit
  private let target: ComponentIndex
  /// The gates, the top one first, and the events.
  let gates: [Int]
  let events: [FailureFormulas.Event]
  private let options: OpenPSAExport.Options
  private let hasProbabilities: Bool

  init(_ model: Model, circuit: FailureCircuit, target: ComponentIndex, top: Int, options: OpenPSAExport.Options) {
    self.model = model
    self.circuit = circuit
    self.target = target
    (gates, events) = circuit.parts(of: top)
    self.options = options
    hasProbabilities = events.contains { circuit.chance(of: $0, options.bound) != nil }
  }

  /// The text; the top gate comes first, as people read trees, the others from there down.
  func text() -> String {
    let id = model.components[target].id.text
    let title = "\(model.name): when \(id) is \(options.level == .down ? "down" : "degraded or down")"
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<opsa-mef>"]
    lines.append("  <label>\(XMLText.escaped(title, as: .line))</label>")
    let name = OpenPSANaming.legal(model.name, fallback: "model")
    lines.append("  <define-fault-tree name=\"\(name)\">")
    for gate in gates { add(circuit.gates[gate], to: &lines) }
    lines.append("  </define-fault-tree>")
    lines.append("  <model-data>")
    for event in events { add(event, to: &lines) }
    lines.append("  </model-data>")
    lines.append("</opsa-mef>")
    return lines.joined(separator: "\n") + "\n"
  }

  private func add(_ gate: FailureCircuit.Gate, to lines: inout [String]) {
    lines.append("    <define-gate name=\"\(gate.name)\">")
    if let label = gate.label { lines.append("      <label>\(XMLText.escaped(label, as: .line))</label>") }
    let inputs = gate.inputs.map { input in
      switch input {
      case .event(let event): "<basic-event name=\"\(circuit.name(of: event))\"/>"
      case .gate(let number): "<gate name=\"\(circuit.gates[number].name)\"/>"
      }
    }
    func wrap(_ element: String, _ attributes: String = "") {
      lines.append("      <\(element)\(attributes)>")
      lines += inputs.map { "        \($0)" }
      lines.append("      </\(element)>")
    }
    switch gate.operation {
    case .same: lines.append("      \(inputs[0])")
    case .any: wrap("or")
    case .all: wrap("and")
    case .atLeast(let count): wrap("atleast", " min=\"\(count)\"")
    }
    lines.append("    </define-gate>")
  }

  private func add(_ event: FailureFormulas.Event, to lines: inout [String]) {
    let label = circuit.label(of: event)
    // Where some have a probability, tools want one of all.
    let value = circuit.chance(of: event, options.bound) ?? (hasProbabilities ? 0 : nil)
    guard label != nil || value != nil else {
      lines.append("    <define-basic-event name=\"\(circuit.name(of: event))\"/>")
      return
    }
    lines.append("    <define-basic-event name=\"\(circuit.name(of: event))\">")
    if let label { lines.append("      <label>\(XMLText.escaped(label, as: .line))</label>") }
    if let value { lines.append("      <float value=\"\(DocumentNumber.text(value))\"/>") }
    lines.append("    </define-basic-event>")
  }
}
