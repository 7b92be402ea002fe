internal import DependencyModel

/// The unavailability that each component states, or that is assumed for it.
struct StatedChances {
  /// The components with an unavailability, ascending.
  let components: [ComponentIndex]
  /// What is assumed, and for how many components, without what applies to none.
  let applied: [AppliedAssumption]
  private let model: Model
  private let assumptions: [Assumption]
  /// For each component without an unavailability of its own, the assumption that counts.
  private var assumed: [ComponentIndex: Int] = [:]

  /// - Complexity: O(components), and for each assumption what its selector takes.
  init(_ model: Model, assuming assumptions: [Assumption]) {
    self.model = model
    self.assumptions = assumptions
    var counts = [Int](repeating: 0, count: assumptions.count)
    if !assumptions.isEmpty {
      var matcher = SelectorMatcher(model.components)
      for (number, assumption) in assumptions.enumerated() {
        for component in matcher.matches(assumption.selector) where assumed[component] == nil {
          let outline = model.outline(component)
          guard outline.unavailability == nil, assumption.names(outline) else { continue }
          assumed[component] = number
          counts[number] += 1
        }
      }
    }
    applied = zip(assumptions, counts).filter { $1 > 0 }.map { AppliedAssumption(assumption: $0, count: $1) }
    let assumed = assumed
    components = model.components.indices.filter { assumed[$0] != nil || model.outline($0).unavailability != nil }
  }

  /// The unavailability of a component; `nil` if none is stated or assumed.
  subscript(_ component: ComponentIndex) -> Unavailability? {
    if let number = assumed[component] { return assumptions[number].unavailability }
    return model.outline(component).unavailability
  }

  /// Whether the unavailability of a component is assumed.
  func isAssumed(_ component: ComponentIndex) -> Bool { assumed[component] != nil }
}

extension CompiledModel {
  /// What components state, and what is assumed of the others.
  var chances: StatedChances { StatedChances(model, assuming: assumptions) }

  /// What is assumed of components that state no unavailability; without what applies to none.
  public var appliedAssumptions: [AppliedAssumption] { assumptions.isEmpty ? [] : chances.applied }

  /// Whether any component has an unavailability, stated or assumed.
  public var statesUnavailability: Bool {
    model.components.indices.contains { model.outline($0).unavailability != nil }
      || !assumptions.isEmpty && !chances.components.isEmpty
  }
}
