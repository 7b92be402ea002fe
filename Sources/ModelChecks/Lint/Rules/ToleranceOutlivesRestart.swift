internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let toleranceOutlivesRestart = LintRule(
    "tolerance-outlives-restart", .excessiveLatency, .warning, lookingAt: .tolerances,
    title: "a tolerance longer than that of what would restore the component",
    rationale: """
      A component that tolerates the loss of another for eight hours relies on its return. If something that the \
      other needs to start again fails after two hours, it will not return, and the longer time is an illusion.
      """,
    advice: "let what restores it tolerate the loss at least as long",
    example: """
      model: Site
      components:
        servers: { needs: { on: grid, tolerates: 8h } }
        grid: { startNeeds: switchgear-control }
        switchgear-control: { needs: { on: grid, tolerates: 2h } }
      """,
    repaired: """
      model: Site
      components:
        servers: { needs: { on: grid, tolerates: 8h } }
        grid: { startNeeds: switchgear-control }
        switchgear-control: { needs: { on: grid, tolerates: 12h } }
      """
  ) { context in
    let owners = context.tolerances()
    var restorers: [ComponentIndex: Set<ComponentIndex>] = [:]
    for other in owners.keys {
      let named = context.named(by: other, [.startNeeds])
      if !named.isEmpty { restorers[other] = named }
    }
    // When it falls is asked only of what does take down something that it needs to start.
    var explained = 0
    return context.asking(context.fatal(to: restorers)) { fault, downAfter in
      let other = fault.levels[0].component
      let fallen = restorers[other]!.sorted().compactMap { restorer in downAfter(restorer).map { (restorer, $0) } }
      guard let (first, after) = fallen.min(by: { $0.1 < $1.1 }) else { return [] }
      let cut = owners[other]!.filter { $0.requirement.tolerates > after && $0.owner != first }
      guard !cut.isEmpty else { return [] }
      explained += 1
      let cause =
        explained > LintContext.explainedCount ? nil : context.compiled.explanation(of: first, under: fault).steps.first
      return cut.map { owner, requirement in
        Finding(
          .timing(
            .toleranceOutlivesRestart(
              component: owner, loss: other, tolerance: requirement.tolerates, restorer: first, downAfter: after)),
          fault: fault.levels, components: [owner], at: context.place(requirement, of: owner),
          related: [
            .init(
              .down(first, after: after), component: first,
              at: cause?.cause.place ?? context.model.outline(first).place)
          ],
          subject: context.id(other))
      }
    }
  }
}
