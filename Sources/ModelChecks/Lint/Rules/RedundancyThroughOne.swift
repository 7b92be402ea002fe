internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let redundancyThroughOne = LintRule(
    "redundancy-through-one", .sharedFate, .warning,
    title: "all members of a group rest on one component",
    rationale: """
      Two of something that both go through one network, one load balancer or one credential are one of something.
      """,
    advice: "give the members ways of their own",
    example: """
      model: Shop
      components:
        shop: { needs: { any: [api-1, api-2] } }
        api-1: { needs: network }
        api-2: { needs: network }
        network: {}
      """,
    repaired: """
      model: Shop
      components:
        shop: { needs: { any: [api-1, api-2] } }
        api-1: { needs: network-1 }
        api-2: { needs: network-2 }
        network-1: {}
        network-2: {}
      """
  ) { context in
    let model = context.model
    return context.groupLosses.compactMap { loss -> Finding? in
      let owned = context.redundantGroups[loss.group]
      guard loss.fault >= model.domainCount, loss.isTotal else { return nil }
      return Finding(
        "\(context.id(owned.owner)) has '\(owned.requirement.text(limit: 4))', and all of them rest on \(context.id(loss.fault))",
        fault: [(loss.fault, .down)], components: [owned.owner], at: context.place(owned.requirement, of: owned.owner),
        change: "let the members rest on more than \(context.id(loss.fault))",
        subject: "\(context.id(loss.fault)): \(owned.requirement.text(limit: 20))")
    }
  }
}
