internal import DependencyModel

extension LintRule {
  static let tierInversion = LintRule(
    "tier-inversion", .misconfiguration, .warning, lookingAt: .tiers,
    title: "a hard need of something of a lower tier",
    rationale: """
      A component that a tier-1 component needs is as important as that component, whatever tier it states; its \
      owners just do not know.
      """,
    advice: "raise the tier of what is needed, or let the component do without it",
    example: """
      model: Shop
      components:
        checkout: { tier: 1, needs: recommendations }
        recommendations: { tier: 3 }
      """,
    repaired: """
      model: Shop
      components:
        checkout: { tier: 1, uses: recommendations }
        recommendations: { tier: 3 }
      """
  ) { context in
    return context.all.flatMap { index, component -> [Finding] in
      guard let tier = component.tier else { return [] }
      var told: Set<ComponentIndex> = []
      return context.hardNeeds(of: index).compactMap { other, requirement in
        guard let lower = context.model.outline(other).tier, lower > tier, told.insert(other).inserted else {
          return nil
        }
        return Finding(
          .dependency(.tierInversion(component: index, tier: tier, needs: other, ofTier: lower)),
          components: [index], at: context.place(requirement, of: index),
          related: [.init(.tier(other, lower), component: other, at: context.model.outline(other).place)],
          subject: context.id(other))
      }
    }
  }
}
