internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let singlePointOfFailure = LintRule(
    "single-point-of-failure", .singlePointsOfFailure, .warning, lookingAt: .important,
    title: "one component alone takes a component of tier 0 or 1 down",
    rationale: """
      The most important components should survive the loss of any one component. Domains are left to other rules, \
      because whether one zone or region may fail is a separate decision.
      """,
    advice: "give what needs it a second one, or let it do without",
    example: """
      model: Shop
      components:
        shop: { tier: 1, needs: [api] }
        api: { needs: db }
        db: {}
      """,
    repaired: """
      model: Shop
      components:
        shop: { tier: 1, needs: { any: [api-1, api-2] } }
        api-1: { needs: { any: [db-1, db-2] } }
        api-2: { needs: { any: [db-1, db-2] } }
        db-1: {}
        db-2: {}
      """
  ) { context in
    let findings = context.criticalFaults.filter { !context.model.isDomain($0.fault) }.map { entry in
      Finding(
        .dependency(.singlePointOfFailure(component: entry.fault, targets: entry.targets)),
        fault: [(entry.fault, .down)], components: [entry.fault], at: context.model.outline(entry.fault).place)
    }
    var targets: [ComponentIndex: ComponentIndex] = [:]
    for entry in context.criticalFaults { targets[entry.fault] = entry.targets.first }
    return context.explained(findings) { targets[$0.components[0]] }
  }
}
