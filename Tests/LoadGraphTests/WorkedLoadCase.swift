import LoadGraph
import ModelFormats
import Testing

/// A case of Fixtures/load.json, whose answers an independent program computed. The order of members counts, so the file
/// is read by the reader of models.
struct WorkedLoadCase: Sendable, CustomTestStringConvertible {
  struct Answer: Sendable {
    let faults: [LoadFault]
    let down: [String: Double]
    let notUp: [String: Double]
    let load: [String: Double]
    let held: [String: Double]
    let waves: [String: Double]
  }

  let name: String
  let ids: [String]
  let stuck: [String]
  let answers: [Answer]
  private let components: SyntaxNode?

  var testDescription: String { name }

  init(_ entry: SyntaxNode) {
    name = entry["name"]!.text!
    stuck = entry["stuck"]!.list.map { $0.text! }
    components = entry["model"]?["components"]
    let ids = (entry["model"]?["domains"]?.entries ?? []).map(\.0) + (components?.entries ?? []).map(\.0)
    self.ids = ids
    answers = entry["settled"]!.list.map { settled in
      let faults = settled["fault"]!.entries.map { id, level in
        let number = UInt32(ids.firstIndex(of: id)!)
        return switch level.text! {
        case "down": LoadFault(number)
        case "degraded": LoadFault(number, down: 0, degraded: 1)
        case let share: LoadFault(number, down: Self.chance(share))
        }
      }
      return Answer(
        faults: faults, down: settled.numbers("down"), notUp: settled.numbers("notUp"), load: settled.numbers("load"),
        held: settled.numbers("held"), waves: settled.numbers("wave"))
    }
  }

  /// The model, with components in the order of `ids`.
  var model: PlainLoadModel {
    let numbers = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    return PlainLoadModel(
      components: ids.map { id in
        var component = PlainLoadModel.Component()
        guard let stated = components?[id] else { return component }
        component.stated = LoadGraph.Component(
          demand: Self.quantity(stated["demand"]) ?? 0, capacity: Self.quantity(stated["capacity"]) ?? .infinity,
          slots: Self.quantity(stated["slots"]) ?? .infinity, takes: Self.seconds(stated["takes"]) ?? 0,
          overload: Self.overload(stated["overload"]), hangs: stated["whenDown"]?.text == "hangs")
        if let domain = stated["in"]?.text { component.domains = [numbers[domain]!] }
        for (key, kind) in [("needs", LoadGraph.Kind.needs), ("uses", .uses), ("degradedBy", .degradedBy)] {
          for entry in stated[key]?.list ?? [] {
            component.requirements.append((kind, Self.requirement(entry, numbers)))
          }
        }
        return component
      })
  }

  private static func requirement(_ stated: SyntaxNode, _ numbers: [String: Int]) -> LoadRequirement {
    func leaf(_ id: String) -> LoadRequirement { LoadRequirement(.component(UInt32(numbers[id]!))) }
    if let id = stated.text { return leaf(id) }
    var requirement: LoadRequirement
    if let id = stated["on"]?.text {
      let units = UInt32(stated["units"]?.text ?? "1")!
      let atLeast = (stated["atLeast"]?.text).map { UInt32($0)! } ?? units
      requirement = LoadRequirement(.component(UInt32(numbers[id]!), units: units, atLeast: atLeast))
    } else {
      let written = (stated["all"] ?? stated["any"] ?? stated["of"])!
      var members = written.list.map { LoadGroup.Member(leaf($0.text!)) }
      members += written.entries.map { LoadGroup.Member(leaf($0.0), weight: Int64($0.1.text!)!) }
      let total = members.map(\.weight).reduce(0, +)
      let least = (stated["atLeast"]?.text).map { Int64($0)! } ?? members.map(\.weight).min()!
      let spread: LoadRequirement.Spread =
        switch stated["spread"]?.text {
        case "each": .each
        case "first": .first
        default: stated["all"] == nil ? .even : .each
        }
      requirement = LoadRequirement(
        .group(
          LoadGroup(
            threshold: stated["all"] == nil ? least : total, of: members, spread: spread,
            coverage: (stated["coverage"]?.text).map(chance) ?? 1)))
    }
    requirement.calls = Self.quantity(stated["calls"])
    requirement.retries = UInt32(stated["retries"]?.text ?? "0")!
    requirement.timeout = Self.seconds(stated["timeout"]) ?? .infinity
    requirement.isHeld = stated["held"]?.text == "true"
    return requirement
  }

  private static func overload(_ value: SyntaxNode?) -> LoadGraph.Overload {
    switch value?.text {
    case "fails": .fails
    case "queues": .queues
    default: .sheds
    }
  }

  private static func quantity(_ value: SyntaxNode?) -> Double? {
    (value?.text).map { Double($0.prefix { $0.isNumber || $0 == "." })! }
  }

  private static func seconds(_ value: SyntaxNode?) -> Double? {
    guard let text = value?.text, let number = quantity(value) else { return nil }
    return number * ["ms": 0.001, "s": 1, "m": 60, "h": 3600][String(text.drop { $0.isNumber || $0 == "." })]!
  }

  private static func chance(_ text: String) -> Double {
    text.hasSuffix("%") ? Double(text.dropLast())! / 100 : Double(text)!
  }
}

extension SyntaxNode {
  fileprivate subscript(_ key: String) -> SyntaxNode? { entries.first { $0.0 == key }?.1 }

  fileprivate var entries: [(String, SyntaxNode)] {
    if case .mapping(let entries) = content { entries.map { ($0.key.text!, $0.value) } } else { [] }
  }

  fileprivate var list: [SyntaxNode] {
    if case .sequence(let values) = content { values } else { [] }
  }

  /// The numbers of a mapping; null is without end.
  fileprivate func numbers(_ key: String) -> [String: Double] {
    Dictionary(
      uniqueKeysWithValues: (self[key]?.entries ?? []).map { ($0.0, ($0.1.text).map { Double($0)! } ?? .infinity) })
  }
}
