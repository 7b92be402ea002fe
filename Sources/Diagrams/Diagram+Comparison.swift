internal import DependencyModel
public import ResilienceAnalysis

extension Diagram {
  /// The diagram of a comparison: the newer model, with what only the older one has, what became fragile, and through what.
  ///
  /// - Parameters:
  ///   - diff: the comparison.
  ///   - options: what is shown and what is drawn together.
  /// - Throws: ``DiagramError`` as for a model.
  public init(of diff: ModelDiff, options: DiagramOptions = DiagramOptions()) throws(DiagramError) {
    let united = diff.unitedModel
    try Diagram.checkSize(of: united)
    var conditions = [Condition](repeating: .untouched, count: united.components.count)
    func mark(_ ids: some Sequence<ComponentID>, _ condition: Condition) {
      for id in ids { if let index = united.index(of: id) { conditions[index.position] = condition } }
    }
    mark(diff.requirements.filter { !$0.isOnlyConfidence }.map(\.component), .changed)
    mark(diff.changedComponents.map(\.id), .changed)
    mark(diff.addedComponents, .added)
    mark(diff.removedComponents, .removed)
    mark(diff.cutSets.flatMap(\.gainedSingle), .newSinglePoint)
    mark(diff.redundancy.filter(\.isLost).map(\.fault), .newSinglePoint)
    mark(diff.redundancy.filter(\.isLost).map(\.component), .weakened)
    mark(diff.cutSets.filter { !$0.gainedSingle.isEmpty || !$0.gainedPairs.isEmpty }.map(\.component), .weakened)
    let counts = [Condition.added, .removed, .changed, .weakened, .newSinglePoint].compactMap { condition -> String? in
      let number = conditions.count { $0 == condition }
      return number == 0 ? nil : "\(grouped(number)) \(condition.words(of: number))"
    }
    var relations: [Int: [(relation: Component.Relation, change: Condition)]] = [:]
    for requirement in diff.requirements where !requirement.isOnlyConfidence {
      guard let owner = united.index(of: requirement.component)?.position else { continue }
      if let after = requirement.after {
        let change: Condition = requirement.before == nil ? .added : .changed
        relations[owner, default: []].append((.init(requirement.kind, after), change))
      } else if let before = requirement.before {
        relations[owner, default: []].append((.init(requirement.kind, before), .removed))
      }
    }
    let comparison = Scene.Comparison(
      conditions: conditions,
      subtitle: "Compared with before: " + (counts.isEmpty ? "nothing changed" : counts.joined(separator: ", ")),
      relations: relations)
    try self.init(
      Scene(united, impact: nil, comparison: comparison, showsSettings: options.settings), options: options)
  }
}

extension ModelDiff {
  /// The newer model, the components of the older one that are gone, as they were, and the requirements that are gone.
  fileprivate var unitedModel: Model {
    let gone = removedComponents.compactMap { oldModel[$0] }
    var domains = Array(model.components.prefix(model.domainCount))
    var components = Array(model.components.dropFirst(model.domainCount))
    domains += gone.filter(\.isDomain)
    components += gone.filter { !$0.isDomain }
    var removed: [ComponentID: [Component.Relation]] = [:]
    for requirement in requirements where requirement.after == nil && requirement.kind != .in {
      if let before = requirement.before {
        removed[requirement.component, default: []].append(.init(requirement.kind, before))
      }
    }
    // What a removed requirement names is in one of the models: in the older one, and there it stayed or it is gone.
    let known = Set((domains + components).map(\.id))
    func adding(_ component: Component) -> Component {
      var component = component
      component.relations += (removed[component.id] ?? []).filter { relation in
        var isKnown = true
        relation.requirement.forEachComponent { isKnown = isKnown && known.contains($0) }
        return isKnown
      }
      return component
    }
    return Model(
      name: model.name, description: model.description, components: domains.map(adding) + components.map(adding))
  }
}
