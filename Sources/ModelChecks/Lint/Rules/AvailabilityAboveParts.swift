internal import DependencyModel

extension LintRule {
  static let availabilityAboveParts = LintRule(
    "availability-above-parts", .misconfiguration, .note, lookingAt: .unavailabilities,
    title: "an availability above that of what it needs",
    rationale: """
      A component that needs another which is up 99% of the time is not up 99.99% of the time: the stated figure is \
      for the component alone and promises too much.
      """,
    advice: "check the figure", shownBy: .availability,
    example: """
      model: Shop
      components:
        shop: { availability: 99.99%, needs: db }
        db: { availability: 99% }
      """,
    repaired: """
      model: Shop
      components:
        shop: { availability: 99.99%, needs: { any: [db-1, db-2] } }
        db-1: { availability: 99% }
        db-2: { availability: 99% }
      """
  ) { context in
    return context.all.flatMap { index, component -> [Finding] in
      guard let own = component.unavailability else { return [] }
      var told: Set<ComponentIndex> = []
      return context.hardNeeds(of: index).compactMap { other, requirement in
        guard let theirs = context.model.outline(other).unavailability, theirs.low > own.high,
          told.insert(other).inserted
        else { return nil }
        return Finding(
          .dependency(
            .availabilityAboveParts(component: index, states: own.high, needs: other, whichStates: theirs.low)),
          components: [index], at: context.place(requirement, of: index),
          related: [.init(.unavailability(other), component: other, at: context.model.outline(other).place)],
          subject: context.id(other))
      }
    }
  }
}
