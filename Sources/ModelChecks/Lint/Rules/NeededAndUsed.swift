internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let neededAndUsed = LintRule(
    "needed-and-used", .misconfiguration, .warning, lookingAt: .uses,
    title: "a component both needs and uses the same thing",
    rationale: """
      The hard need decides: the soft use beside it has no effect and misleads readers.
      """,
    advice: "keep the one that is intended",
    example: """
      model: Shop
      components:
        shop: { needs: cache, uses: cache }
        cache: {}
      """,
    repaired: """
      model: Shop
      components:
        shop: { uses: cache }
        cache: {}
      """
  ) { context in
    return context.all.flatMap { index, component -> [Finding] in
      let needed = Set(component.requirements(.needs).compactMap(context.plain))
      var told: Set<ComponentIndex> = []
      return component.relations.filter(\.kind.isSoft).compactMap { relation in
        let requirement = relation.requirement
        guard let other = context.plain(requirement), needed.contains(other), told.insert(other).inserted else {
          return nil
        }
        return Finding(
          .dependency(.neededAndUsed(component: index, kind: relation.kind, other: other)), components: [index],
          at: context.place(requirement, of: index), subject: context.id(other))
      }
    }
  }
}
