internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let toleranceOutlivesRestart = LintRule(
    "tolerance-outlives-restart", .excessiveLatency, .warning,
    title: "a tolerance longer than that of what would restore the thing",
    rationale: """
      What lives without another for eight hours counts on its coming back. If something that it needs to start \
      again falls with it in two, it will not: the longer time is an illusion.
      """,
    advice: "let what restores it tolerate the loss at least as long",
    example: """
      model: Site
      components:
        servers: { needs: { on: grid, tolerates: 8h } }
        grid: { startNeeds: switchgear-control }
        switchgear-control: { needs: { on: grid, tolerates: 2h } }
      """,
    repaired: """
      model: Site
      components:
        servers: { needs: { on: grid, tolerates: 8h } }
        grid: { startNeeds: switchgear-control }
        switchgear-control: { needs: { on: grid, tolerates: 12h } }
      """
  ) { context in
    var owners: [Int: [(owner: Int, requirement: Requirement)]] = [:]
    for (position, component) in context.all {
      for relation in component.relations where relation.requirement.tolerates > .zero && relation.kind == .needs {
        if let other = context.plain(relation.requirement) {
          owners[other, default: []].append((position, relation.requirement))
        }
      }
    }
    let startable = owners.keys.sorted().filter { !context.named(by: $0, [.startNeeds]).isEmpty }
    return startable.prefix(200).flatMap { other -> [Finding] in
      let restorers = context.named(by: other, [.startNeeds])
      let impact = context.compiled.impact(of: FaultSet([(other, .down)], text: context.id(other)))
      let fallen = impact.effects.filter { $0.level == .down && restorers.contains($0.component) }
      guard let first = fallen.min(by: { $0.after < $1.after }) else { return [] }
      return owners[other]!.filter { $0.requirement.tolerates > first.after && $0.owner != first.component }.map {
        owner, requirement in
        Finding(
          "\(context.id(owner)) lives without \(context.id(other)) for \(requirement.tolerates.modelText), but \(context.id(first.component)), which \(context.id(other)) needs to start, is down after \(first.after.modelText)",
          fault: [(other, .down)], components: [owner], at: context.place(requirement, of: owner),
          related: [
            .init(
              "\(context.id(first.component)) is down after \(first.after.modelText)", component: first.component,
              at: first.cause.place)
          ],
          change:
            "let \(context.id(first.component)) live without \(context.id(other)) for at least \(requirement.tolerates.modelText)",
          subject: context.id(other))
      }
    }
  }
}
