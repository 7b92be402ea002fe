internal import DependencyModel

extension LintRule {
  static let noOwner = LintRule(
    "no-owner", .misconfiguration, .note, lookingAt: .owners,
    title: "a component of tier 0 or 1 without an owner where others have one",
    rationale: """
      In an outage somebody must be called. A model that states the owner of some components should state it for the \
      most important ones.
      """,
    advice: "state the owner",
    example: """
      model: Shop
      components:
        shop: { tier: 1, needs: db }
        db: { owner: storage-team }
      """,
    repaired: """
      model: Shop
      components:
        shop: { tier: 1, needs: db, owner: shop-team }
        db: { owner: storage-team }
      """
  ) { context in
    guard context.model.components.indices.contains(where: { context.model.outline($0).owner != nil }) else {
      return []
    }
    return context.critical.filter { context.model.outline($0).owner == nil }.map { index in
      Finding(
        .statement(.noOwner(component: index)), components: [index],
        at: context.model.outline(index).place)
    }
  }
}
