internal import DependencyModel

extension LintRule {
  static let inTwoOfAKind = LintRule(
    "in-two-of-a-kind", .misconfiguration, .warning, lookingAt: .placements,
    title: "a component in two domains of one kind",
    rationale: """
      A component that is in two zones fails with either of them: being in several domains means shared fate, not \
      redundancy.
      """,
    advice: "declare one component for each of the domains, and a group of them",
    example: """
      model: Shop
      domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
      components:
        db: { in: [zone-a, zone-b] }
      """,
    repaired: """
      model: Shop
      domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
      components:
        db: { needs: { any: [db-a, db-b] } }
        db-a: { in: zone-a }
        db-b: { in: zone-b }
      """
  ) { context in
    return context.all.compactMap { index, component -> Finding? in
      var byKind: [String: [ComponentID]] = [:]
      for domain in component.domains {
        guard let kind = context.model.index(of: domain).flatMap({ context.model.outline($0).kind }) else { continue }
        if byKind[kind]?.contains(domain) != true { byKind[kind, default: []].append(domain) }
      }
      guard let (kind, domains) = byKind.filter({ $1.count > 1 }).min(by: { $0.key < $1.key }) else { return nil }
      return Finding(
        .placement(.inTwoOfAKind(component: index, kind: kind, domains: domains)), components: [index],
        at: component.place)
    }
  }
}
