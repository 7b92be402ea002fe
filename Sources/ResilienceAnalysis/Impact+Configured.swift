public import DependencyModel

extension Impact {
  /// The components and domains that are configured by what the fault names and that the answer does not reach: a change
  /// would. Empty if changes are followed.
  ///
  /// - Complexity: linear in the requirements of the model.
  public var configured: [ComponentIndex] {
    guard !followsConfiguration else { return [] }
    let reached = Set(effects.lazy.map(\.component))
    return model.configured(by: fault).filter { !reached.contains($0) }
  }
}

extension Model {
  /// The components and domains that are configured by what a fault names, in model order.
  func configured(by fault: FaultSet) -> [ComponentIndex] {
    let named = Set(fault.levels.lazy.map(\.component))
    if let table = components.table {
      return (0..<table.count).lazy.filter { component in
        table.relationRange(of: component).contains { number in
          table.kind(ofRelation: number) == .configuredBy
            && table.plainTarget(ofRelation: number).map { named.contains(ComponentIndex($0)) } == true
        }
      }.map { ComponentIndex($0) }
    }
    let ids = Set(named.map { outline($0).id })
    return zip(components.indices, components).lazy.filter { _, component in
      component.relations.contains { relation in
        guard relation.kind == .configuredBy, case .component(let id) = relation.requirement.target else {
          return false
        }
        return ids.contains(id)
      }
    }.map(\.0)
  }
}
