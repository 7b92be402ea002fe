public import DependencyModel

extension PlannedChange {
  fileprivate var condition: Diagram.Condition {
    switch self {
    case .create: .created
    case .update: .updated
    case .replace: .replaced
    case .replaceCreatingFirst: .replacedCreatingFirst
    case .destroy: .destroyed
    }
  }
}

extension Diagram {
  /// The diagram of what a plan changes: the components that it creates, updates, replaces and destroys, what they depend on
  /// directly, and what depends on them directly.
  ///
  /// - Parameters:
  ///   - model: a model that was imported from a plan.
  ///   - options: what is shown and what is drawn together.
  /// - Returns: `nil` if the plan changes no component, or there is no plan.
  /// - Throws: ``DiagramError`` as for a model.
  public init?(ofPlanIn model: Model, options: DiagramOptions = DiagramOptions()) throws(DiagramError) {
    try Diagram.checkSize(of: model)
    var conditions = [Condition](repeating: .untouched, count: model.components.count)
    var counts: [PlannedChange: Int] = [:]
    for index in model.components.indices {
      guard let change = model.outline(index).plannedChange else { continue }
      conditions[index.position] = change.condition
      counts[change, default: 0] += 1
    }
    guard !counts.isEmpty else { return nil }
    let parts = PlannedChange.allCases.compactMap { change in counts[change].map { change.words(for: grouped($0)) } }
    let comparison = Scene.Comparison(
      conditions: conditions, subtitle: "The plan " + parts.joined(separator: ", "), relations: [:],
      neighbours: Self.neighbours(of: conditions, in: model))
    try self.init(
      Scene(model, impact: nil, comparison: comparison, showsSettings: options.settings), options: options)
  }

  /// The components that something which changes depends on, or that depend on it.
  ///
  /// - Complexity: O(components + relations).
  private static func neighbours(of conditions: [Condition], in model: Model) -> Set<Int> {
    var found: Set<Int> = []
    for (position, component) in model.components.enumerated() {
      let isChanged = conditions[position] > .untouched
      for relation in component.relations where relation.kind != .in {
        relation.requirement.forEachID { id in
          guard let target = model.index(of: id)?.position else { return }
          if isChanged { found.insert(target) } else if conditions[target] > .untouched { found.insert(position) }
        }
      }
    }
    return found
  }
}

extension Requirement {
  /// Calls a function with the id of every component that is named.
  fileprivate func forEachID(_ body: (ComponentID) -> Void) {
    switch target {
    case .component(let id): body(id)
    case .group(let group): for member in group.members { member.requirement.forEachID(body) }
    }
  }
}
