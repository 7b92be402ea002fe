internal import DependencyModel

extension LintRule {
  static let faultWithoutEffect = LintRule(
    "fault-without-effect", .misconfiguration, .note,
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
      guard !levels.isEmpty, levels.allSatisfy({ context.dependents[$0.component].isEmpty }) else { return nil }
      return Finding(
        "the fault \(fault.id) affects nothing but what it names", components: levels.map(\.component).sorted(),
        at: fault.place, change: "state what needs \(context.list(levels.map(\.component)))", subject: fault.id.text)
    }
  }
}
