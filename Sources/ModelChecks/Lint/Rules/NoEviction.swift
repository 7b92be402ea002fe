internal import DependencyModel

extension Component {
  /// The kind of what limits how many units may be taken away on purpose.
  static let disruptionBudget = "k8s/disruption-budget"
  /// The tag of a budget that allows none to be taken away.
  static let noEvictionTag = "no-eviction"
}

extension LintRule {
  static let noEviction = LintRule(
    "no-eviction", .misconfiguration, .warning, lookingAt: .budgets,
    title: "a disruption budget that allows no eviction",
    rationale: """
      A budget that requires every unit to be available looks like protection. It stops each planned removal, so that a \
      node can't be drained: upgrades wait until someone deletes the units by hand, and then all protection is gone.
      """,
    advice: "require fewer units than there are, or add a unit",
    example: """
      model: Shop
      components:
        web: { units: 2, configuredBy: web-budget }
        web-budget: { kind: k8s/disruption-budget, tags: [minAvailable=2, no-eviction] }
      """,
    repaired: """
      model: Shop
      components:
        web: { units: 3, configuredBy: web-budget }
        web-budget: { kind: k8s/disruption-budget, tags: [minAvailable=2] }
      """
  ) { context in
    let budgets = context.all.filter { _, component in
      component.kind == Component.disruptionBudget && component.tags.contains(Component.noEvictionTag)
    }.map(\.0)
    guard !budgets.isEmpty else { return [] }
    let isBudget = Set(budgets)
    var limited: [ComponentIndex: [ComponentIndex]] = [:]
    for (index, component) in context.all {
      for requirement in component.requirements(.configuredBy) {
        if let budget = context.plain(requirement), isBudget.contains(budget) {
          limited[budget, default: []].append(index)
        }
      }
    }
    return budgets.map { budget in
      Finding(
        .statement(.noEviction(budget: budget, components: limited[budget] ?? [])), components: [budget],
        at: context.model.outline(budget).place)
    }
  }
}
