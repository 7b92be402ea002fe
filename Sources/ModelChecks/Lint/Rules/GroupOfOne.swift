internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let groupOfOne = LintRule(
    "group-of-one", .singlePointsOfFailure, .warning, lookingAt: .groups,
    title: "a redundancy group with one member",
    rationale: """
      A group that has one member reads like redundancy and gives none: the member is a plain need.
      """,
    advice: "add a member, or write the need plainly",
    example: """
      model: Shop
      components:
        shop: { needs: { any: [db-1] } }
        db-1: {}
      """,
    repaired: """
      model: Shop
      components:
        shop: { needs: { any: [db-1, db-2] } }
        db-1: {}
        db-2: {}
      """
  ) { context in
    return context.all.flatMap { index, _ in
      context.compiled.groups(of: index).filter {
        $0.group.members.count == 1 && $0.group.pattern == nil && $0.group.threshold != .all
      }
      .map { owned in
        Finding(
          .group(.groupOfOne(owner: index, group: owned.requirement)), components: [index],
          at: context.place(owned.requirement, of: index), subject: owned.requirement.text(limit: 20))
      }
    }
  }
}
