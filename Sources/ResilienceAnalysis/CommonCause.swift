public import DependencyModel
internal import FailureGraph

/// What takes all of some components down at once, as groups state with `commonCause`: an event of its own.
///
/// Groups of the same components state one event, whoever needs them: what takes all of them down is the same. Components
/// that are only logic do not fail by themselves, and those of groups within a group count as members of the outer one.
public struct CommonCause: Hashable, Sendable {
  /// A group that states it.
  public struct Statement: Hashable, Sendable {
    /// The component whose requirements contain the group.
    public let owner: ComponentIndex
    /// The group, with the trusted members only.
    public let requirement: Requirement
  }

  /// The components, at least two, ascending.
  public let components: [ComponentIndex]
  /// The share of the failures of each that takes all down, above 0 and at most 1: the greatest that is stated.
  public internal(set) var share: Double
  /// The groups that state it, in the order of their owners; the event is named after the first.
  public internal(set) var statements: [Statement]
}

extension CommonCause {
  /// The common causes that groups of a graph state, in the order of their first groups.
  ///
  /// - Complexity: linear in the groups, and in the members of those that state one.
  static func all(_ model: Model, _ groups: [Requirement], _ graph: FailureGraph) -> [CommonCause] {
    var found: [CommonCause] = []
    var numbers: [[ComponentIndex]: Int] = [:]
    for (number, requirement) in groups.enumerated() {
      guard case .group(let group) = requirement.target, group.commonCause.value > 0 else { continue }
      var members: Set<ComponentIndex> = []
      group.members.forEachComponent { id in
        if let index = model.index(of: id), !model.outline(index).isLogic { members.insert(index) }
      }
      guard members.count > 1 else { continue }
      let components = members.sorted()
      let statement = Statement(
        owner: ComponentIndex(graph.component(of: NodeIndex(graph.componentCount + number))), requirement: requirement)
      if let known = numbers[components] {
        found[known].share = max(found[known].share, group.commonCause.value)
        found[known].statements.append(statement)
      } else {
        numbers[components] = found.count
        found.append(CommonCause(components: components, share: group.commonCause.value, statements: [statement]))
      }
    }
    return found
  }
}

/// The chances of common causes, and what is left of the unavailability of their components: the beta factor model.
///
/// With the share β, the event has β times the least unavailability of its components: it is a part of the failures of each,
/// so it can't be more likely than that part of the best one's. What is left of a component's unavailability q fails
/// independently, with the chance (q − C) / (1 − C), where C is the chance of any of its common causes; for small q that is
/// (1 − β)·q. So the unavailability of the component itself stays q, whatever its common causes are.
///
/// A component without an unavailability counts as never down, and its common causes never happen.
///
/// Source: K. N. Fleming, "A reliability model for common mode failures in redundant safety systems", General Atomic report
/// GA-A13284, 1975; A. Mosleh et al., "Procedures for treating common cause failures in safety and reliability studies",
/// NUREG/CR-4780, 1988, where Q₁ = (1 − β)·Q and Qₘ = β·Q for components of equal unavailability Q.
package struct CommonCauseChances: Sendable {
  /// By the number of a common cause its chance; `nil` if it never happens.
  package let events: [Unavailability?]
  /// By component the chance that any of its common causes happens.
  private let shared: [ComponentIndex: Unavailability]

  /// - Parameters:
  ///   - causes: the common causes of a model.
  ///   - restIsDown: whether a component without an unavailability counts as always down, instead of never.
  ///   - chance: the unavailability of a component, if it has one.
  package init(
    _ causes: [CommonCause], restIsDown: Bool = false, _ chance: (ComponentIndex) -> Unavailability?
  ) {
    var shared: [ComponentIndex: Unavailability] = [:]
    events = causes.map { cause in
      let known = cause.components.compactMap { component in chance(component).map { (component, $0) } }
      guard known.count > 1, restIsDown || known.count == cause.components.count else { return nil }
      let event = Unavailability(
        low: cause.share * known.map(\.1.low).min()!, high: cause.share * known.map(\.1.high).min()!)
      guard event.high > 0 else { return nil }
      for (component, _) in known {
        let other = shared[component] ?? Unavailability(low: 0, high: 0)
        shared[component] = Unavailability(
          low: either(other.low, event.low), high: either(other.high, event.high))
      }
      return event
    }
    self.shared = shared
  }

  /// The chance that any common cause of a component happens, at both ends of ranges; `nil` if none ever does.
  package func shared(_ component: ComponentIndex) -> Unavailability? { shared[component] }

  /// The chance that a component fails by itself, without its common causes.
  ///
  /// - Parameters:
  ///   - component: the component.
  ///   - whole: its unavailability.
  package func alone(_ component: ComponentIndex, of whole: Unavailability) -> Unavailability {
    guard let shared = shared[component] else { return whole }
    return Unavailability(low: rest(whole.low, shared.low), high: rest(whole.high, shared.high))
  }
}

/// The chance that one of two independent events happens.
func either(_ left: Double, _ right: Double) -> Double { left + (1 - left) * right }

/// The chance of an event that, with another independent one, makes up a whole; 0 if the other is all of it.
private func rest(_ whole: Double, _ other: Double) -> Double {
  whole > other ? (whole - other) / (1 - other) : 0
}

extension CompiledModel {
  /// The chances of the common causes.
  func commonCauseChances(_ chances: StatedChances, restIsDown: Bool = false) -> CommonCauseChances {
    CommonCauseChances(commonCauses, restIsDown: restIsDown) { chances[$0] }
  }
}

extension CommonCauseChances {
  /// The numbers of the common causes that may happen.
  package var possible: [Int] { events.indices.filter { events[$0] != nil } }
}
