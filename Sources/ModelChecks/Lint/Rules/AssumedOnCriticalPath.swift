internal import DependencyModel

extension LintRule {
  static let assumedOnCriticalPath = LintRule(
    "assumed-on-critical-path", .misconfiguration, .warning, lookingAt: .important,
    title: "a component of tier 0 or 1 rests on an assumed requirement",
    rationale: """
      An assumption about the most important components should be checked and then stated as a fact.
      """,
    advice: "find out, and state the requirement as declared or remove it",
    example: """
      model: Shop
      components:
        shop: { tier: 1, needs: api }
        api: { needs: { on: db, confidence: assumed } }
        db: {}
      """,
    repaired: """
      model: Shop
      components:
        shop: { tier: 1, needs: api }
        api: { needs: db }
        db: {}
      """
  ) { context in
    var seen = Set(context.critical)
    var waiting = context.critical
    var next = 0
    var lists: Set<ObjectIdentifier> = []
    var findings: [Finding] = []
    while next < waiting.count {
      let index = waiting[next]
      next += 1
      for requirement in context.model.components[index].requirements(.needs) {
        if requirement.sharedList.map({ lists.insert($0).inserted }) ?? true {
          requirement.forEachComponent { id in
            if let other = context.model.index(of: id), seen.insert(other).inserted { waiting.append(other) }
          }
        }
        guard requirement.confidence == .assumed else { continue }
        findings.append(
          Finding(
            .dependency(.assumedOnCriticalPath(component: index, requirement: requirement)),
            components: [index], at: context.place(requirement, of: index),
            subject: requirement.text(limit: 20)))
      }
    }
    return findings.sorted { $0.components[0] < $1.components[0] }
  }
}
