internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let groupBehindOne = LintRule(
    "group-behind-one", .singlePointsOfFailure, .warning, lookingAt: .redundantGroups,
    title: "one component takes too many members of a group away",
    rationale: """
      A group that survives the loss of any one member may still be lost when members share what they need.
      """,
    advice: "let the members that share it rest on something else",
    example: """
      model: Quorum
      components:
        store: { needs: { atLeast: 2, of: [node-1, node-2, node-3] } }
        node-1: { needs: switch-1 }
        node-2: { needs: switch-1 }
        node-3: {}
        switch-1: {}
      """,
    repaired: """
      model: Quorum
      components:
        store: { needs: { atLeast: 2, of: [node-1, node-2, node-3] } }
        node-1: { needs: switch-1 }
        node-2: { needs: switch-2 }
        node-3: {}
        switch-1: {}
        switch-2: {}
      """
  ) { context in
    let model = context.model
    return context.groupLosses.compactMap { loss -> Finding? in
      let owned = context.redundantGroups[loss.group]
      guard !loss.isTotal, !model.isDomain(loss.fault) else { return nil }
      return Finding(
        .group(.groupBehindOne(component: loss.fault, group: owned.requirement, owner: owned.owner)),
        fault: [(loss.fault, .down)], components: [owned.owner], at: context.place(owned.requirement, of: owned.owner),
        subject: "\(context.id(loss.fault)): \(owned.requirement.text(limit: 20))")
    }
  }
}
