internal import DependencyModel

extension LintRule {
  static let crowdedDependency = LintRule(
    "crowded-dependency", .excessiveLoad, .note, lookingAt: .needs,
    title: "very many components need one that has no substitute",
    rationale: """
      A component that 25 or more others need directly receives all of their retries at once when it falters, and \
      takes all of them down with it.
      """,
    advice: "give them a second one, a cache, or shards of their own",
    example: """
      model: Fleet
      components:
        "service-{n}":
          each: { n: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25] }
          needs: token-service
        token-service: {}
      """,
    repaired: """
      model: Fleet
      components:
        "service-{n}":
          each: { n: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25] }
          needs: { any: [token-service-1, token-service-2] }
        token-service-1: {}
        token-service-2: {}
      """
  ) { context in
    var counts = [Int](repeating: 0, count: context.model.components.count)
    for index in context.model.componentIndices {
      for other in Set(context.hardNeeds(of: index).map(\.component)) { counts[other.position] += 1 }
    }
    return context.model.componentIndices.filter {
      // What is only a name for a group is not had twice.
      counts[$0.position] >= 25 && !context.model.outline($0).isLogic
    }.map { index in
      Finding(
        .dependency(.crowdedDependency(component: index, count: counts[index.position])), components: [index],
        at: context.model.outline(index).place)
    }
  }
}
