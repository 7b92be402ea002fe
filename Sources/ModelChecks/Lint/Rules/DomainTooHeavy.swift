internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let domainTooHeavy = LintRule(
    "domain-too-heavy", .sharedFate, .warning, lookingAt: .spreadGroups,
    title: "a group can't hold when one of the domains it is spread over is lost",
    rationale: """
      Spreading k-of-n over zones helps only if the zones that are left still have k. With two of three replicas in \
      one zone, the quorum is lost with that zone.
      """,
    advice: "spread the members evenly, or over one more domain",
    example: """
      model: Quorum
      domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
      components:
        store: { needs: { atLeast: 2, of: [node-1, node-2, node-3] } }
        node-1: { in: zone-a }
        node-2: { in: zone-a }
        node-3: { in: zone-b }
      """,
    repaired: """
      model: Quorum
      domains: { zone-a: { kind: zone }, zone-b: { kind: zone }, zone-c: { kind: zone } }
      components:
        store: { needs: { atLeast: 2, of: [node-1, node-2, node-3] } }
        node-1: { in: zone-a }
        node-2: { in: zone-b }
        node-3: { in: zone-c }
      """
  ) { context in
    let model = context.model
    return context.groupLosses.compactMap { loss -> Finding? in
      let owned = context.redundantGroups[loss.group]
      guard !loss.isTotal, model.isDomain(loss.fault) else { return nil }
      return Finding(
        .group(.domainTooHeavy(domain: loss.fault, group: owned.requirement, owner: owned.owner)),
        fault: [(loss.fault, .down)], components: [owned.owner], at: context.place(owned.requirement, of: owned.owner),
        subject: "\(context.id(loss.fault)): \(owned.requirement.text(limit: 20))")
    }
  }
}
