public import DependencyModel
internal import ResilienceAnalysis

/// A model's component as a fault tree in the Open-PSA format: its top gate happens when the component is down (or not up).
///
/// Every component that can fail by itself is a basic event with the component's id as its name, and every component that
/// needs something a gate: the disjunction of its own event and of what it needs. Groups become `or`, `and` and
/// `atleast`; where weights differ, the threshold function is written out with `and` and `or`. A group with a coverage below
/// 1 has a basic event of its own: that switching to what is left does not work. So has a common cause: that all members
/// of a group fail at once; the basic event of each member is then of what it does not share. Circles, in which failures
/// need a cause, are unrolled: a gate for a component and for those on the way to it, which are treated as up. Delays,
/// `startNeeds` and `configuredBy` have no part in it.
public struct OpenPSAExport: Sendable {
  /// Which end of a range of unavailability is written.
  public enum Bound: String, Sendable, CaseIterable {
    case low, high
  }

  /// Which components become basic events, besides those that are logic only and never do unless they state an
  /// unavailability.
  public enum Faults: String, Sendable, CaseIterable {
    /// All; those that state no unavailability have the probability 0, or none where no component states any.
    case all
    /// The components that state an unavailability.
    case stated
  }

  /// How the tree is made.
  public struct Options: Sendable {
    /// The level at the top gate: `down`, or `degraded` for that or worse.
    public var level = Level.down
    /// The higher end of a range, unless stated: a tree that is used to show safety must not look too good.
    public var bound = Bound.high
    /// All, unless stated: a cut set is a matter of what can fail, whether or not it is known how often.
    public var faults = Faults.all
    /// How many gates are written at most; weights and circles can ask for very many.
    public var gateLimit = 100_000

    /// The usual options.
    public init() {}
  }

  /// Why a component can't be written as a fault tree.
  public struct Problem: Error, Hashable, CustomStringConvertible, Sendable {
    /// In words, for a message.
    public let description: String
  }

  /// The XML text.
  public let text: String
  /// The names of the basic events and the components that they represent, in model order.
  public let events: [(name: String, component: ComponentID)]
  /// The names of the basic events that switching to what is left of a group does not work, and the components whose
  /// requirements contain the groups.
  public let switchings: [(name: String, owner: ComponentID)]
  /// The names of the basic events that all of some components fail at once, and the components.
  public let commonCauses: [(name: String, components: [ComponentID])]
  /// The name of the top gate.
  public let top: String
  /// How many gates there are.
  public let gateCount: Int

  /// Writes the fault tree of a component or domain.
  ///
  /// The target's own event is only there where it states an unavailability: a cut set is of others.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - target: an id of a component or domain of the model.
  ///   - options: how.
  /// - Throws: ``Problem`` where nothing can take the target to the level, or the tree would be too large.
  /// - Complexity: linear in the requirements behind the target, but for weights that differ and for circles, whose size
  ///   may grow exponentially up to the limit.
  public init(_ model: Model, target: ComponentID, options: Options = Options()) throws(Problem) {
    guard let index = model.index(of: target) else {
      throw Problem(description: "the model has no component '\(target)'")
    }
    let formulas = FailureFormulas(model, target: index, options: options)
    var unrolling = FailureUnrolling(formulas, limit: options.gateLimit)
    let variable = FailureFormulas.variable(index, options.level)
    let order = try unrolling.run(from: variable)
    var circuit = FailureCircuit(model, formulas: formulas, options: options)
    try circuit.build(order, unrolling)
    guard let top = circuit.top(of: order[order.count - 1]) else {
      throw Problem(
        description:
          "nothing can take '\(target)' \(options.level == .down ? "down" : "out of order"), so there is no tree")
    }
    let writer = OpenPSAWriter(model, circuit: circuit, target: index, top: top, options: options)
    text = writer.text()
    events = writer.events.compactMap { event in
      guard case .component(let component) = event else { return nil }
      return (circuit.name(of: event), model.components[component].id)
    }
    switchings = writer.events.compactMap { event in
      guard case .switching(let number) = event else { return nil }
      return (circuit.name(of: event), model.components[formulas.switchings[number].owner].id)
    }
    commonCauses = writer.events.compactMap { event in
      guard case .commonCause(let number) = event else { return nil }
      return (
        circuit.name(of: event), formulas.commonCauses[number].components.map { model.components[$0].id }
      )
    }
    self.top = circuit.gates[top].name
    gateCount = writer.gates.count
  }
}
