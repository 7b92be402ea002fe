internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let criticalInOneDomain = LintRule(
    "critical-in-one-domain", .sharedFate, .note, lookingAt: .siblingDomains,
    title: "one domain takes a component of tier 0 or 1 down though there are others of its kind",
    rationale: """
      If there are several zones (regions, racks, power feeds), the most important components should not depend on a \
      single one of them.
      """,
    advice: "spread it, and what it needs, over two or more of these domains",
    example: """
      model: Shop
      domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
      components:
        shop: { tier: 1, in: zone-a }
        other: { in: zone-b }
      """,
    repaired: """
      model: Shop
      domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
      components:
        shop: { tier: 1, needs: { any: [shop-a, shop-b] } }
        shop-a: { in: zone-a }
        shop-b: { in: zone-b }
      """
  ) { context in
    let model = context.model
    let found = context.criticalFaults.filter { model.isDomain($0.fault) && context.hasSiblings($0.fault) }
    return found.map { entry in
      Finding(
        .placement(.criticalInOneDomain(domain: entry.fault, targets: entry.targets)),
        fault: [(entry.fault, .down)], components: entry.targets, at: model.outline(entry.targets[0]).place,
        subject: context.id(entry.fault))
    }
  }
}
