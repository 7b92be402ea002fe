internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let toleranceCutShort = LintRule(
    "tolerance-cut-short", .excessiveLatency, .warning, lookingAt: .tolerances,
    title: "a tolerance that another path cuts short",
    rationale: """
      A component that tolerates the loss of another for an hour, but also needs something that fails with it at \
      once, does not last for an hour.
      """,
    advice: "let the other path tolerate as long, or state the shorter time",
    example: """
      model: Shop
      components:
        shop: { needs: [{ on: token-service, tolerates: 1h }, login] }
        login: { needs: token-service }
        token-service: {}
      """,
    repaired: """
      model: Shop
      components:
        shop: { needs: [{ on: token-service, tolerates: 1h }, login] }
        login: { needs: { on: token-service, tolerates: 1h } }
        token-service: {}
      """
  ) { context in
    let owners = context.tolerances()
    // When things fall is asked only of what takes down more of what a component needs than the tolerated thing itself.
    var beside: [ComponentIndex: Set<ComponentIndex>] = [:]
    var namedTwice: Set<ComponentIndex> = []
    for (other, owned) in owners {
      for (owner, _) in owned {
        let component = context.model.components[owner]
        var named = component.domains.compactMap { context.model.index(of: $0) }
        for relation in component.relations where relation.kind == .needs {
          relation.requirement.forEachComponent { if let index = context.model.index(of: $0) { named.append(index) } }
        }
        if named.filter({ $0 == other }).count > 1 { namedTwice.insert(other) }
        beside[other, default: []].formUnion(named)
      }
    }
    var explained = 0
    return context.asking(namedTwice.union(context.fatal(to: beside)).sorted()) { fault, downAfter in
      let other = fault.levels[0].component
      return owners[other]!.compactMap { owner, requirement in
        guard let after = downAfter(owner), after < requirement.tolerates else { return nil }
        explained += 1
        return Finding(
          .timing(
            .toleranceCutShort(component: owner, loss: other, tolerance: requirement.tolerates, downAfter: after)),
          fault: fault.levels, components: [owner], at: context.place(requirement, of: owner),
          explanation: explained > LintContext.explainedCount
            ? nil : context.compiled.explanation(of: owner, under: fault, within: after),
          subject: context.id(other))
      }
    }
  }
}
