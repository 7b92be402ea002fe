internal import DependencyModel

extension LintRule {
  static let monitoringNeedsMonitored = LintRule(
    "monitoring-needs-monitored", .sharedFate, .warning,
    title: "monitoring that depends on what it monitors",
    rationale: """
      Monitoring and alerting that fall with what they watch are blind when they are needed. In the outages of \
      2017 and 2020 the status page was among the first to go.
      """,
    advice: "let it run on something that it does not watch",
    example: """
      model: Shop
      components:
        shop: { needs: db, uses: metrics }
        db: { uses: metrics }
        metrics: { kind: monitoring, needs: db }
      """,
    repaired: """
      model: Shop
      components:
        shop: { needs: db, uses: metrics }
        db: { uses: metrics }
        metrics: { kind: monitoring, needs: metrics-store }
        metrics-store: {}
      """
  ) { context in
    return context.all.flatMap { position, component -> [Finding] in
      guard !component.isDomain, component.isMonitoring else { return [] }
      let watched = context.named(by: position, [.uses]).union(context.dependents[position])
      var came: [Int: (from: Int, requirement: Requirement)] = [:]
      var waiting = [position]
      while let current = waiting.popLast(), came.count < 10_000 {
        for (other, requirement) in context.hardNeeds(of: current) where came[other] == nil && other != position {
          came[other] = (current, requirement)
          waiting.append(other)
        }
      }
      return watched.filter { came[$0] != nil && $0 >= context.model.domainCount }.sorted().map { other in
        var related: [Finding.Related] = []
        var current = other
        while current != position, let step = came[current] {
          related.append(
            .init(
              "\(context.id(step.from)) needs \(context.id(current))", component: current,
              at: context.place(step.requirement, of: step.from)))
          current = step.from
        }
        return Finding(
          "\(context.id(position)) watches \(context.id(other)) and goes down with it", components: [position],
          at: component.place, related: related.reversed(),
          change: "let \(context.id(position)) do without \(context.id(other))", subject: context.id(other))
      }
    }
  }
}
