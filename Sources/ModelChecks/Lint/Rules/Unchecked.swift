internal import DependencyModel

extension LintRule {
  static let unchecked = LintRule(
    "unchecked", .misconfiguration, .note, lookingAt: .checks,
    title: "a component of tier 0 or 1 that no check mentions",
    rationale: """
      A model that states checks should state some for the most important components, or their resilience degrades \
      unnoticed.
      """,
    advice: "name it in a check, for example: require: { for: { tier: '<=1' }, survives: 1 }",
    example: """
      model: Shop
      components:
        shop: { tier: 1 }
        login: { tier: 1, needs: shop }
      checks:
        shop: { require: { for: shop, survives: 1 } }
      """,
    repaired: """
      model: Shop
      components:
        shop: { tier: 1 }
        login: { tier: 1, needs: shop }
      checks:
        shop: { require: { for: { tier: 1 }, starts: true } }
      """
  ) { context in
    guard !context.model.checks.isEmpty else { return [] }
    var matcher = SelectorMatcher(context.model.components)
    var named: Set<ComponentIndex> = []
    for check in context.model.checks {
      for selector in check.rule.targets { named.formUnion(matcher.matches(selector)) }
    }
    return context.critical.filter { !named.contains($0) }.map { index in
      Finding(
        .statement(.unchecked(component: index)), components: [index],
        at: context.model.outline(index).place)
    }
  }
}
