internal import DependencyModel

extension LintRule {
  static let unused = LintRule(
    "unused", .misconfiguration, .note, lookingAt: .stores,
    title: "storage, a database, a cache or a queue that nothing uses",
    rationale: """
      A component that only serves others but has no users is either obsolete, or its users are missing from the \
      model: then every answer about them is too optimistic.
      """,
    advice: "state what needs or uses it, or remove it",
    example: """
      model: Shop
      domains: { zone-a: {} }
      components:
        shop: { in: zone-a }
        orders: { kind: aws/rds-instance, in: zone-a }
      """,
    repaired: """
      model: Shop
      domains: { zone-a: {} }
      components:
        shop: { in: zone-a, needs: orders }
        orders: { kind: aws/rds-instance, in: zone-a }
      """
  ) { context in
    return context.all.compactMap { index, component -> Finding? in
      guard !component.isDomain, component.isStore,
        context.dependents(of: index).isEmpty, !component.relations.isEmpty, !component.isBackup, !component.isWiring,
        component.tier == nil
      else { return nil }
      return Finding(
        .statement(.unused(component: index)), components: [index], at: component.place)
    }
  }
}
