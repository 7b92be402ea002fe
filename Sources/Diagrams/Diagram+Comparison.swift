internal import DependencyModel
public import ResilienceAnalysis

extension Diagram {
  /// The diagram of a comparison: the newer model, with what only the older one has, and what became fragile.
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
    mark(diff.redundancy.filter(\.isLost).map(\.component), .weakened)
    mark(diff.cutSets.filter { !$0.gainedSingle.isEmpty || !$0.gainedPairs.isEmpty }.map(\.component), .weakened)
    let counts = [Condition.added, .removed, .changed, .weakened].compactMap { condition -> String? in
      let number = conditions.count { $0 == condition }
      return number == 0 ? nil : "\(grouped(number)) \(condition.words)"
    }
    let comparison = Scene.Comparison(
      conditions: conditions,
      subtitle: "Compared with before: " + (counts.isEmpty ? "nothing changed" : counts.joined(separator: ", ")))
    try self.init(Scene(united, impact: nil, comparison: comparison), options: options)
  }
}

extension ModelDiff {
  /// The newer model, and the components of the older one that are gone, as they were.
  fileprivate var unitedModel: Model {
    let gone = removedComponents.compactMap { oldModel[$0] }
    var domains = Array(model.components.prefix(model.domainCount))
    var components = Array(model.components.dropFirst(model.domainCount))
    domains += gone.filter(\.isDomain)
    components += gone.filter { !$0.isDomain }
    return Model(name: model.name, description: model.description, components: domains + components)
  }
}
