internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let poolHeldBySlowCalls = LintRule(
    "pool-held-by-slow-calls", .excessiveLatency, .warning, lookingAt: .pools,
    title: "slots that are all held if what is called hangs until its time-outs",
    rationale: """
      A call that hangs holds a thread or a connection until its time-out ends. If the rate times the time-outs is more \
      than there are slots, all are held within one time-out, and work that does not need the slow call stops, too.
      """,
    advice: "shorten the time-outs, or limit how many slots the calls of one sort may hold",
    example: """
      model: Shop
      components:
        web: { demand: 100/s, slots: 200, takes: 10ms, uses: { on: tips, timeout: 5s } }
        tips: {}
      """,
    repaired: """
      model: Shop
      components:
        web: { demand: 100/s, slots: 200, takes: 10ms, uses: { on: tips, timeout: 1s } }
        tips: {}
      """
  ) { context in
    context.withLoads(lookingAt: .pools) { loads in
      context.all.compactMap { index, component -> Finding? in
        guard let slots = component.slots else { return nil }
        let held = loads.questions.heldIfCallsHang(index)
        guard held > slots.value * (1 + 1e-9) else { return nil }
        return Finding(
          .load(.poolHeldBySlowCalls(component: index, slots: slots, held: held)), components: [index],
          at: component.place)
      }
    }
  }
}
