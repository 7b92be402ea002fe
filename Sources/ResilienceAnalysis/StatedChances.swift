internal import DependencyModel

/// The unavailability that each component states, or that is assumed for it.
struct StatedChances {
  /// The components with an unavailability, ascending.
  let components: [ComponentIndex]
  /// What is assumed, and for how many components; without what only matches components that state an unavailability or have
  /// one of an earlier assumption.
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
    var isMatched = [Bool](repeating: false, count: assumptions.count)
    if !assumptions.isEmpty {
      var matcher = SelectorMatcher(model.components)
      for (number, assumption) in assumptions.enumerated() {
        for component in matcher.matches(assumption.selector) where !isMatched[number] || assumed[component] == nil {
          let outline = model.outline(component)
          guard assumption.names(outline) else { continue }
          isMatched[number] = true
          guard assumed[component] == nil, outline.unavailability == nil else { continue }
          assumed[component] = number
          counts[number] += 1
        }
      }
    }
    applied = assumptions.indices.filter { counts[$0] > 0 || !isMatched[$0] }
      .map { AppliedAssumption(assumption: assumptions[$0], count: counts[$0]) }
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

  /// What is assumed of components that state no unavailability; see ``AppliedAssumption``.
  public var appliedAssumptions: [AppliedAssumption] { assumptions.isEmpty ? [] : chances.applied }

  /// Whether any component has an unavailability, stated or assumed.
  public var statesUnavailability: Bool {
    model.components.indices.contains { model.outline($0).unavailability != nil }
      || !assumptions.isEmpty && !chances.components.isEmpty
  }
}
