internal import DependencyModel

extension LintRule {
  static let needsOwnDomain = LintRule(
    "needs-own-domain", .misconfiguration, .note, lookingAt: .placements,
    title: "a component needs a domain that it is in",
    rationale: """
      A component fails with its domains anyway; the need adds nothing.
      """,
    advice: "remove the need",
    example: """
      model: Shop
      domains: { zone-a: {} }
      components:
        db: { in: zone-a, needs: zone-a }
      """,
    repaired: """
      model: Shop
      domains: { zone-a: {} }
      components:
        db: { in: zone-a }
      """
  ) { context in
    return context.all.flatMap { index, component -> [Finding] in
      let domains = Set(component.domains)
      return component.requirements(.needs).compactMap { requirement in
        guard case .component(let id) = requirement.target, domains.contains(id) else { return nil }
        return Finding(
          .dependency(.needsOwnDomain(component: index, domain: id)), components: [index],
          at: context.place(requirement, of: index), subject: id.text)
      }
    }
  }
}
