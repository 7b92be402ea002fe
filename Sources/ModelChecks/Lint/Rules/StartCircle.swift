internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let startCircle = LintRule(
    "start-circle", .misconfiguration, .warning, lookingAt: .needs,
    title: "a circle that blocks a cold start",
    rationale: """
      Components that wait for each other start one after the other in daily operation, but never after a blackout: \
      at Facebook in 2021 everything was down, including the tools to start it.
      """,
    advice: "let one of them start without the next, or write down how to start it by hand",
    example: """
      model: Site
      components:
        dns: { startNeeds: config }
        config: { needs: dns }
      """,
    repaired: """
      model: Site
      components:
        dns: {}
        config: { needs: dns }
      """
  ) { context in
    let order = StartModel(context.model, trust: context.compiled.options.trust).startOrder()
    return order.startByHand.filter { !$0.circle.isEmpty }.map { choice in
      let members = choice.circle.map(\.component)
      return Finding(
        .timing(.startCircle(members: members, byHand: choice.component, waitsFor: choice.circle[0].by)),
        components: members.sorted(), at: choice.circle[0].place ?? context.model.outline(members[0]).place,
        related: choice.circle.map {
          .init(.waiting($0.component, for: $0.by), component: $0.component, at: $0.place)
        })
    }
  }
}
