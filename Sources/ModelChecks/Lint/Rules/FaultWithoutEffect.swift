internal import DependencyModel

extension LintRule {
  static let faultWithoutEffect = LintRule(
    "fault-without-effect", .misconfiguration, .note, lookingAt: .faults,
    title: "a named fault that affects nothing",
    rationale: """
      A named fault should lead to something; if it does not, requirements are probably missing.
      """,
    advice: "state what needs the components that the fault names",
    example: """
      model: Shop
      components:
        shop: {}
        db: {}
      faults:
        db-outage: { down: db }
      """,
    repaired: """
      model: Shop
      components:
        shop: { needs: db }
        db: {}
      faults:
        db-outage: { down: db }
      """
  ) { context in
    return context.model.faults.compactMap { fault in
      let levels = fault.levels.map { (component: context.model.index(of: $0.component)!, level: $0.level) }
      guard !levels.isEmpty, levels.allSatisfy({ context.dependents(of: $0.component).isEmpty }) else { return nil }
      let named = levels.map(\.component)
      return Finding(
        .statement(.faultWithoutEffect(fault: fault.id, components: named)), components: named.sorted(),
        at: fault.place, subject: fault.id.text)
    }
  }
}
