public import DependencyModel

extension Impact {
  /// The components and domains that go on, but could not start again: what they need to start is down. In model order.
  ///
  /// - Complexity: linear in the requirements of the model.
  public var unableToRestart: [ComponentIndex] {
    guard effects.contains(where: { $0.level == .down }) else { return [] }
    let levels = RequirementLevels(self, trust: .assumed)
    func isUp(_ component: ComponentIndex) -> Bool { levels.level(of: component) < .down }
    func isLost(_ requirement: Requirement) -> Bool { levels.level(of: requirement) == .down }
    if let table = model.components.table {
      return (0..<table.count).lazy.filter { component in
        isUp(ComponentIndex(component))
          && table.relationRange(of: component).contains { number in
            table.kind(ofRelation: number) == .startNeeds
              && table.plainTarget(ofRelation: number).map { !isUp(ComponentIndex($0)) }
                ?? isLost(table.requirement(number))
          }
      }.map { ComponentIndex($0) }
    }
    return zip(model.components.indices, model.components).lazy.filter { index, component in
      isUp(index)
        && component.relations.contains { $0.kind == .startNeeds && isLost($0.requirement) }
    }.map(\.0)
  }
}
