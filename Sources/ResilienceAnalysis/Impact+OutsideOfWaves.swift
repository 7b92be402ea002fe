package import DependencyModel

extension Impact.Effect {
  /// A component at a level by a relation, where no single fault is supposed: waves and times mean nothing.
  package init(_ component: ComponentIndex, _ level: Level, by cause: Impact.Cause) {
    self.init(
      component: component, level: level, wave: 0, after: .zero, degradedAfter: .zero, cause: cause,
      confidence: cause.requirement?.confidence ?? .observed)
  }
}

extension Impact.Cause {
  /// A relation that carried a failure, and the components behind it.
  package init(_ relation: Component.Relation, by components: [ComponentIndex], at place: Place?) {
    self.init(
      relation: relation.kind, requirement: relation.requirement, by: components,
      place: relation.requirement.place ?? place)
  }
}
