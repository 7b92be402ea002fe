internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let noRoomForAZone = LintRule(
    "no-room-for-a-zone", .excessiveLoad, .warning, lookingAt: .zonesWithLimits,
    title: "the loss of one zone overloads what is left",
    rationale: """
      What a zone carried comes to the others when it is lost. Components that are up, but can't carry that, refuse work \
      or go down as well.
      """,
    advice: "give each zone the capacity for what it carries when another one is lost",
    example: """
      model: Shop
      domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
      components:
        users: { demand: 900/s, needs: { any: [web-a, web-b] } }
        web-a: { in: zone-a, capacity: 600/s }
        web-b: { in: zone-b, capacity: 600/s }
      """,
    repaired: """
      model: Shop
      domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
      components:
        users: { demand: 900/s, needs: { any: [web-a, web-b] } }
        web-a: { in: zone-a, capacity: 1000/s }
        web-b: { in: zone-b, capacity: 1000/s }
      """
  ) { context in
    context.withLoads(lookingAt: .zonesWithLimits) { loads throws(LoadProblem) in
      let model = context.model
      let zones = model.components.indices.prefix(model.domainCount).filter { model.components[$0].isZone }
      let limited = model.components.indices.filter {
        loads.questions.isLimited($0) && !loads.overloaded.contains($0)
      }
      if limited.isEmpty { return [] }
      return try context.asking(zones.map { [$0] }, loads) { number, questions in
        let uses = limited.filter { !questions.isLost($0) }.map(questions.use).filter { $0.isAbove(1) }
        guard !uses.isEmpty else { return nil }
        return Finding(
          .load(.noRoomForAZone(zone: zones[number], uses)), fault: [(zones[number], .down)],
          components: uses.map(\.component), at: model.outline(uses[0].component).place,
          subject: context.id(zones[number]))
      }
    }
  }
}
