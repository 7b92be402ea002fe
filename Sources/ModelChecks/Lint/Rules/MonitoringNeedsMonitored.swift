internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let monitoringNeedsMonitored = LintRule(
    "monitoring-needs-monitored", .sharedFate, .warning, lookingAt: .monitors,
    title: "monitoring that depends on what it monitors",
    rationale: """
      Monitoring and alerting that fail with what they watch are blind when they are needed. In the outages of 2017 \
      and 2020 the status page was among the first to fail.
      """,
    advice: "let it run on something that it does not monitor",
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
    var watched: [ComponentIndex: Set<ComponentIndex>] = [:]
    for (index, component) in context.all where !component.isDomain && component.isMonitoring {
      let others = context.named(by: index, [.uses, .degradedBy]).union(context.dependents(of: index))
      watched[index] = others.filter { !context.model.isDomain($0) && $0 != index }
    }
    let faults = watched.values.reduce(into: Set<ComponentIndex>()) { $0.formUnion($1) }.sorted()
    guard !faults.isEmpty else { return [] }
    var found: [(monitor: ComponentIndex, other: ComponentIndex)] = []
    for entry in context.compiled.singlePoints(of: watched.keys.sorted(), among: faults).entries {
      found += entry.targets.filter { watched[$0]?.contains(entry.fault) ?? false }.map { ($0, entry.fault) }
    }
    found.sort { $0 < $1 }
    let findings = found.map { monitor, other in
      Finding(
        .dependency(.monitoringNeedsMonitored(monitor: monitor, component: other)), fault: [(other, .down)],
        components: [monitor], at: context.model.outline(monitor).place)
    }
    return context.explained(findings) { $0.components[0] }
  }
}
