internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let groupOfOne = LintRule(
    "group-of-one", .singlePointsOfFailure, .warning,
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
    return context.all.flatMap { position, _ in
      context.compiled.groups(of: position).filter {
        $0.group.members.count == 1 && $0.group.pattern == nil && $0.group.threshold != .all
      }
      .map { owned in
        Finding(
          "\(context.id(position)) has '\(owned.requirement.text())', a group of one: its member has no substitute",
          components: [position], at: context.place(owned.requirement, of: position),
          change: "add a member to the group, or write a plain need", subject: owned.requirement.text(limit: 20))
      }
    }
  }
}
