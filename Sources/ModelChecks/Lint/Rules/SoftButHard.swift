internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let softButHard = LintRule(
    "soft-but-hard", .misconfiguration, .warning, lookingAt: .uses,
    title: "a soft dependency that is also a hard one indirectly",
    rationale: """
      A component uses another, so that it should only be degraded without it, but also needs something that needs \
      it: it goes down anyway.
      """,
    advice: "let the other path do without it too, or state the hard need",
    example: """
      model: Shop
      components:
        shop: { uses: cache, needs: session }
        session: { needs: cache }
        cache: {}
      """,
    repaired: """
      model: Shop
      components:
        shop: { uses: cache, needs: session }
        session: { uses: cache }
        cache: {}
      """
  ) { context in
    var users: [ComponentIndex: [(owner: ComponentIndex, relation: Component.Relation)]] = [:]
    for (index, component) in context.all {
      for relation in component.relations where relation.kind.isSoft {
        if let other = context.plain(relation.requirement) {
          users[other, default: []].append((index, relation))
        }
      }
    }
    let owners = Set(users.values.flatMap { $0.map(\.owner) })
    let found = context.compiled.singlePoints(of: Array(owners), among: users.keys.sorted())
    let findings = found.entries.flatMap { entry -> [Finding] in
      let down = Set(entry.targets)
      return (users[entry.fault] ?? []).filter { down.contains($0.owner) }.map { owner, relation in
        Finding(
          .dependency(.softButHard(component: owner, kind: relation.kind, other: entry.fault)),
          fault: [(entry.fault, .down)], components: [owner], at: context.place(relation.requirement, of: owner),
          subject: context.id(entry.fault))
      }
    }
    return context.explained(findings) { $0.components[0] }
  }
}
