internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let toleranceCutShort = LintRule(
    "tolerance-cut-short", .excessiveLatency, .warning,
    title: "a tolerance that ends sooner by another way",
    rationale: """
      A component that lives without another for an hour, and also needs something that falls with it at once, \
      does not live for an hour.
      """,
    advice: "let the other way tolerate as long, or state the shorter time",
    example: """
      model: Shop
      components:
        shop: { needs: [{ on: token-service, tolerates: 1h }, login] }
        login: { needs: token-service }
        token-service: {}
      """,
    repaired: """
      model: Shop
      components:
        shop: { needs: [{ on: token-service, tolerates: 1h }, login] }
        login: { needs: { on: token-service, tolerates: 1h } }
        token-service: {}
      """
  ) { context in
    var owners: [Int: [(owner: Int, requirement: Requirement)]] = [:]
    for (position, component) in context.all {
      for relation in component.relations where relation.kind == .needs && relation.requirement.tolerates > .zero {
        if let other = context.plain(relation.requirement) {
          owners[other, default: []].append((position, relation.requirement))
        }
      }
    }
    // Each is a question; the first two hundred are asked.
    return owners.keys.sorted().prefix(200).flatMap { other -> [Finding] in
      let fault = FaultSet([(other, .down)], text: context.id(other))
      var downAfter: [Int: Duration] = [:]
      let impact = context.compiled.impact(of: fault)
      for effect in impact.effects where effect.level == .down { downAfter[effect.component] = effect.after }
      return owners[other]!.compactMap { owner, requirement in
        guard let after = downAfter[owner], after < requirement.tolerates else { return nil }
        return Finding(
          "\(context.id(owner)) tolerates the loss of \(context.id(other)) for \(requirement.tolerates.modelText), and is down \(after == .zero ? "at once" : "after \(after.modelText)") all the same",
          fault: [(other, .down)], components: [owner], at: context.place(requirement, of: owner),
          explanation: context.compiled.explanation(of: owner, under: fault, within: after),
          change: "let what else \(context.id(owner)) needs tolerate it as long, or state the shorter time",
          subject: context.id(other))
      }
    }
  }
}
