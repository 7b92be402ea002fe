internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let replicasInOneDomain = LintRule(
    "replicas-in-one-domain", .sharedFate, .warning, lookingAt: .spreadGroups,
    title: "all members of a group are lost with one domain though there are others of its kind",
    rationale: """
      Replicas protect against the loss of a zone (a rack, a power feed) only if they are spread over several.
      """,
    advice: "move a member into another domain of that kind",
    example: """
      model: Shop
      domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
      components:
        shop: { needs: { any: [db-1, db-2] } }
        db-1: { in: zone-a }
        db-2: { in: zone-a }
        log: { in: zone-b }
      """,
    repaired: """
      model: Shop
      domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
      components:
        shop: { needs: { any: [db-1, db-2] } }
        db-1: { in: zone-a }
        db-2: { in: zone-b }
      """
  ) { context in
    let model = context.model
    return context.groupLosses.compactMap { loss -> Finding? in
      let owned = context.redundantGroups[loss.group]
      guard model.isDomain(loss.fault), loss.isTotal, context.hasSiblings(loss.fault) else { return nil }
      return Finding(
        .group(.replicasInOneDomain(domain: loss.fault, group: owned.requirement, owner: owned.owner)),
        fault: [(loss.fault, .down)], components: [owned.owner], at: context.place(owned.requirement, of: owned.owner),
        subject: "\(context.id(loss.fault)): \(owned.requirement.text(limit: 20))")
    }
  }
}
