public import DependencyModel

extension Impact {
  /// The components and domains that are configured by what the fault names and that the answer does not reach: a change
  /// would. Empty if changes are followed.
  ///
  /// - Complexity: linear in the requirements of the model.
  public var configured: [ComponentIndex] {
    guard !followsConfiguration else { return [] }
    let reached = Set(effects.lazy.map(\.component))
    if let table = model.components.table {
      let named = Set(fault.levels.lazy.map(\.component.position))
      return (0..<table.count).lazy.filter { component in
        table.relationRange(of: component).contains { number in
          table.kind(ofRelation: number) == .configuredBy
            && table.plainTarget(ofRelation: number).map(named.contains) == true
        }
      }.map { ComponentIndex($0) }.filter { !reached.contains($0) }
    }
    let named = Set(fault.levels.lazy.map { model.outline($0.component).id })
    return zip(model.components.indices, model.components).lazy.filter { index, component in
      component.relations.contains { relation in
        guard relation.kind == .configuredBy, case .component(let id) = relation.requirement.target else {
          return false
        }
        return named.contains(id)
      } && !reached.contains(index)
    }.map(\.0)
  }
}
