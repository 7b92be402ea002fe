internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let smallSubstitute = LintRule(
    "small-substitute", .excessiveLoad, .warning, lookingAt: .weightedGroups,
    title: "any member will do, but one has far less capacity than another",
    rationale: """
      A group of 'any' states that each member alone can do the work. If the stated capacities differ more than \
      twofold, traffic that moves to the smallest is likely to overload it.
      """,
    advice: "require the capacity that is needed: 'atLeast: N'",
    example: """
      model: Network
      components:
        zone: { needs: { any: { primary: 100, replication-net: 10 } } }
        primary: {}
        replication-net: {}
      """,
    repaired: """
      model: Network
      components:
        zone: { needs: { atLeast: 80, of: { primary: 100, secondary: 100, replication-net: 10 } } }
        primary: {}
        secondary: {}
        replication-net: {}
      """
  ) { context in
    return context.all.flatMap { index, _ in
      context.compiled.groups(of: index).compactMap { owned -> Finding? in
        let group = owned.group
        guard group.threshold == .any, let smallest = group.members.min(by: { $0.weight < $1.weight }),
          let largest = group.members.map(\.weight).max(), smallest.weight.millionths < largest.millionths / 2
        else { return nil }
        return Finding(
          .group(
            .smallSubstitute(
              owner: index, member: smallest.requirement, weight: smallest.weight, largest: largest)),
          components: [index], at: context.place(owned.requirement, of: index),
          subject: owned.requirement.text(limit: 20))
      }
    }
  }
}
