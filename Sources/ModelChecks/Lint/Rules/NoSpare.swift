internal import DependencyModel
internal import ResilienceAnalysis

extension Group {
  /// How many more members of weight 1 make it hold through the loss of any one; `nil` if none do.
  fileprivate var membersForSpare: Int? {
    guard let total = totalWeight, let weight = commonWeight?.millionths else { return nil }
    return missingWeight(left: total.millionths - weight, total: total.millionths).map {
      Int(($0 + weight - 1) / weight)
    }
  }
}

extension LintRule {
  static let noSpare = LintRule(
    "no-spare", .singlePointsOfFailure, .warning, lookingAt: .groups,
    title: "a group that can't lose any one member",
    rationale: """
      A group that needs fewer than all of its members looks redundant. If the loss of its heaviest member already \
      leaves too little, it is not.
      """,
    advice: "add a member, or require less",
    example: """
      model: Shop
      components:
        shop: { needs: { atLeast: 90%, of: [api-1, api-2, api-3] } }
        api-1: {}
        api-2: {}
        api-3: {}
      """,
    repaired: """
      model: Shop
      components:
        shop: { needs: { atLeast: 60%, of: [api-1, api-2, api-3] } }
        api-1: {}
        api-2: {}
        api-3: {}
      """
  ) { context in
    return context.all.flatMap { index, _ in
      context.compiled.groups(of: index).compactMap { owned -> Finding? in
        let group = owned.group
        guard group.members.count > 1, !group.isWeighted, !owned.isRedundant, group.threshold != .all else {
          return nil
        }
        // Asking for as many as there are, as a number, is a way to write all of them.
        if case .atLeast(let amount) = group.threshold, group.totalWeight == amount { return nil }
        return Finding(
          .group(
            .noSpare(
              owner: index, group: owned.requirement, members: group.members.count, add: group.membersForSpare)),
          components: [index], at: context.place(owned.requirement, of: index),
          subject: owned.requirement.text(limit: 20))
      }
    }
  }
}
