internal import DependencyModel

extension LintRule {
  static let domainOfOne = LintRule(
    "domain-of-one", .misconfiguration, .note, lookingAt: .domains,
    title: "a domain with one component in it, and no other of its kind",
    rationale: """
      A domain states what fails together. A domain that holds a single component, and has no sibling that could \
      survive, states nothing.
      """,
    advice: "add what else shares its fate, or remove it",
    example: """
      model: Shop
      domains: { rack-1: { kind: rack } }
      components:
        shop: { needs: db }
        db: { in: rack-1 }
      """,
    repaired: """
      model: Shop
      domains: { rack-1: { kind: rack } }
      components:
        shop: { needs: db, in: rack-1 }
        db: { in: rack-1 }
      """
  ) { context in
    return context.model.domainIndices.compactMap { domain -> Finding? in
      let inside = context.dependents(of: domain)
      guard inside.count == 1, !context.model.isDomain(inside[0]), !context.hasSiblings(domain) else { return nil }
      return Finding(
        .placement(.domainOfOne(domain: domain, component: inside[0])), components: [domain],
        at: context.model.outline(domain).place)
    }
  }
}
