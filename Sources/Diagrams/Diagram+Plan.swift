public import DependencyModel

extension PlannedChange {
  fileprivate var condition: Diagram.Condition {
    switch self {
    case .create: .added
    case .update, .replace: .changed
    case .destroy: .removed
    }
  }
}

extension Diagram {
  /// The diagram of what a plan changes: the model with the components that it creates, updates, replaces and destroys.
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
    let parts = PlannedChange.allCases.compactMap { change in counts[change].map { "\(change.verb) \(grouped($0))" } }
    let comparison = Scene.Comparison(
      conditions: conditions, subtitle: "The plan " + parts.joined(separator: ", "), relations: [:])
    try self.init(
      Scene(model, impact: nil, comparison: comparison, showsSettings: options.settings), options: options)
  }
}
