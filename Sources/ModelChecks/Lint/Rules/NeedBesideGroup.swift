internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let needBesideGroup = LintRule(
    "need-beside-group", .singlePointsOfFailure, .warning, lookingAt: .redundantGroups,
    title: "a plain need of a member makes a redundancy group an illusion",
    rationale: """
      A component that needs one member of its group plainly goes down with that member, whatever the group says.
      """,
    advice: "remove the plain need, or the group",
    example: """
      model: Shop
      components:
        shop: { needs: [db-1, { any: [db-1, db-2] }] }
        db-1: {}
        db-2: {}
      """,
    repaired: """
      model: Shop
      components:
        shop: { needs: { any: [db-1, db-2] } }
        db-1: {}
        db-2: {}
      """
  ) { context in
    return context.all.flatMap { index, _ -> [Finding] in
      // Importers assume a need of each member if it is one of them, and not known which: then the group is no illusion.
      let needs = context.hardNeeds(of: index).filter { $0.requirement.confidence < .assumed }
      let plain = Dictionary(needs.map { ($0.component, $0.requirement) }) { first, _ in first }
      guard !plain.isEmpty else { return [] }
      return context.compiled.groups(of: index).filter { $0.isRedundant && !$0.isSoft }.flatMap { owned in
        owned.group.members.compactMap { context.plain($0.requirement) }.filter { plain[$0] != nil }.map { member in
          Finding(
            .group(.needBesideGroup(member: member, group: owned.requirement, owner: index)),
            components: [index], at: context.place(plain[member]!, of: index),
            related: [.init(.group, component: index, at: context.place(owned.requirement, of: index))],
            subject: context.id(member))
        }
      }
    }
  }
}
