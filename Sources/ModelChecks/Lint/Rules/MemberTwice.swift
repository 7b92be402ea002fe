internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let memberTwice = LintRule(
    "member-twice", .singlePointsOfFailure, .warning, lookingAt: .groups,
    title: "a group counts a member twice",
    rationale: """
      A group counts its members as written. One that is written twice counts twice, and its loss weighs double.
      """,
    advice: "write it once, or state its weight",
    example: """
      model: Shop
      components:
        shop: { needs: { atLeast: 2, of: [db-1, db-1, db-2] } }
        db-1: {}
        db-2: {}
      """,
    repaired: """
      model: Shop
      components:
        shop: { needs: { atLeast: 1, of: [db-1, db-2] } }
        db-1: {}
        db-2: {}
      """
  ) { context in
    return context.all.flatMap { index, _ in
      context.compiled.groups(of: index).flatMap { owned -> [Finding] in
        var seen: Set<ComponentIndex> = []
        var told: Set<ComponentIndex> = []
        let twice = owned.group.members.compactMap { context.plain($0.requirement) }
          .filter { !seen.insert($0).inserted && told.insert($0).inserted }
        return twice.map { member in
          Finding(
            .group(.memberTwice(member: member, group: owned.requirement, owner: index)),
            components: [index], at: context.place(owned.requirement, of: index), subject: context.id(member))
        }
      }
    }
  }
}
