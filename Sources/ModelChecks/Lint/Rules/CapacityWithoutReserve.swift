internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let capacityWithoutReserve = LintRule(
    "capacity-without-reserve", .excessiveLoad, .warning, lookingAt: .weightedGroups,
    title: "capacity that does not survive the loss of the largest member",
    rationale: """
      If the members of a group have capacities, the rest must carry the load when the largest is gone. On 21 April \
      2011 a network with too little capacity was left to carry the traffic of two routers.
      """,
    advice: "add capacity, or spread it more evenly",
    example: """
      model: Network
      components:
        ebs: { needs: { atLeast: 60, of: { router-1: 50, router-2: 50, replication-net: 5 } } }
        router-1: {}
        router-2: {}
        replication-net: {}
      """,
    repaired: """
      model: Network
      components:
        ebs: { needs: { atLeast: 50, of: { router-1: 50, router-2: 50, replication-net: 5 } } }
        router-1: {}
        router-2: {}
        replication-net: {}
      """
  ) { context in
    return context.all.flatMap { index, _ in
      context.compiled.groups(of: index).compactMap { owned -> Finding? in
        let group = owned.group
        guard group.isWeighted, !owned.isRedundant, let total = group.totalWeight,
          let heaviest = group.members.max(by: { $0.weight < $1.weight })
        else { return nil }
        let required = group.requiredWeight(ofTotal: total)
        guard required < total else { return nil }
        let rest = Amount(millionths: total.millionths - heaviest.weight.millionths)
        return Finding(
          .group(
            .capacityWithoutReserve(
              owner: index, required: required, total: total, heaviest: heaviest.requirement, rest: rest,
              add: group.missingWeight(left: rest.millionths, total: total.millionths)
                .map { Amount(millionths: $0) }.flatMap { $0 <= heaviest.weight ? $0 : nil })),
          components: [index], at: context.place(owned.requirement, of: index),
          subject: owned.requirement.text(limit: 20))
      }
    }
  }
}
