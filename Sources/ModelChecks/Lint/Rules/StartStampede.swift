internal import DependencyModel

extension LintRule {
  static let startStampede = LintRule(
    "start-stampede", .excessiveLoad, .note, lookingAt: .startNeeds,
    title: "very many components wait for one to start",
    rationale: """
      After a blackout everything that waits for one component starts against it at the same moment, which may \
      prevent it from starting.
      """,
    advice: "start in stages, or give it the capacity for all at once",
    example: """
      model: Fleet
      components:
        "service-{n}":
          each: { n: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25] }
          startNeeds: config-store
        config-store: {}
      """,
    repaired: """
      model: Fleet
      components:
        "service-{n}":
          each: { n: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25] }
          startNeeds: { any: [config-store-1, config-store-2] }
        config-store-1: {}
        config-store-2: {}
      """
  ) { context in
    var counts = [Int](repeating: 0, count: context.model.components.count)
    for (_, component) in context.all {
      for requirement in component.requirements(.startNeeds) {
        if let other = context.plain(requirement) { counts[other.position] += 1 }
      }
    }
    return context.model.components.indices.filter { counts[$0.position] >= 25 }.map { index in
      Finding(
        .timing(.startStampede(component: index, count: counts[index.position])), components: [index],
        at: context.model.outline(index).place)
    }
  }
}
