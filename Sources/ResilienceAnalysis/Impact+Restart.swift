public import DependencyModel

extension Impact {
  /// The components and domains that go on, but could not start again: what they need to start is down. In model order.
  ///
  /// - Complexity: linear in the requirements of the model.
  public var unableToRestart: [ComponentIndex] {
    let levels = Dictionary(uniqueKeysWithValues: effects.lazy.map { ($0.component, $0.level) })
    guard levels.values.contains(.down) else { return [] }
    func isUp(_ component: ComponentIndex) -> Bool { levels[component] ?? .up < .down }
    if let table = model.components.table {
      return (0..<table.count).lazy.filter { component in
        isUp(ComponentIndex(component))
          && table.relationRange(of: component).contains { number in
            table.kind(ofRelation: number) == .startNeeds
              && table.plainTarget(ofRelation: number).map { !isUp(ComponentIndex($0)) }
                ?? table.requirement(number).isLost { model.index(of: $0).map(isUp) ?? true }
          }
      }.map { ComponentIndex($0) }
    }
    return zip(model.components.indices, model.components).lazy.filter { index, component in
      isUp(index)
        && component.relations.contains { relation in
          relation.kind == .startNeeds && relation.requirement.isLost { model.index(of: $0).map(isUp) ?? true }
        }
    }.map(\.0)
  }
}

extension Requirement {
  /// Whether too little of it holds.
  fileprivate func isLost(_ isUp: (ComponentID) -> Bool) -> Bool {
    switch target {
    case .component(let id): return !isUp(id)
    case .group(let group):
      guard let total = group.totalWeight else { return false }
      let left = group.members.reduce(Int64(0)) { $0 + ($1.requirement.isLost(isUp) ? 0 : $1.weight.millionths) }
      return left < group.requiredWeight(ofTotal: total).millionths
    }
  }
}
