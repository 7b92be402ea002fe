internal import DependencyModel

extension LintRule {
  static let expireTogether = LintRule(
    "expire-together", .excessiveLoad, .note, lookingAt: .tolerances,
    title: "many components tolerate a loss for exactly the same time",
    rationale: """
      Ten or more caches with the same lifetime expire together: if the component behind them comes back late, all \
      of them ask at once.
      """,
    advice: "spread the lifetimes",
    example: """
      model: Fleet
      components:
        "web-{n}": { each: { n: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }, needs: { on: dns, tolerates: 10m } }
        dns: {}
      """,
    repaired: """
      model: Fleet
      components:
        "web-{n}": { each: { n: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, needs: { on: dns, tolerates: 10m } }
        web-10: { needs: { on: dns, tolerates: 8m } }
        dns: {}
      """
  ) { context in
    var owners: [ComponentIndex: [Duration: [ComponentIndex]]] = [:]
    for (index, component) in context.all {
      for relation in component.relations where relation.kind == .needs && relation.requirement.tolerates > .zero {
        if let other = context.plain(relation.requirement) {
          owners[other, default: [:]][relation.requirement.tolerates, default: []].append(index)
        }
      }
    }
    return owners.keys.sorted().flatMap { other in
      owners[other]!.filter { $1.count >= 10 }.sorted { $0.key < $1.key }.map { time, owners in
        Finding(
          .timing(.expireTogether(count: owners.count, component: other, tolerance: time)),
          components: [other], at: context.model.outline(other).place, subject: time.modelText)
      }
    }
  }
}
