internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let stuckIfCollapsed = LintRule(
    "stuck-if-collapsed", .excessiveLoad, .warning, lookingAt: .queues,
    title: "a component that stays overloaded once it collapsed",
    rationale: """
      Where work waits above the capacity, nothing is answered in time, and callers ask again. If that alone keeps the \
      component above its capacity, a short overload becomes a lasting one: it remains when its cause is gone.
      """,
    advice: "refuse what is above the capacity ('overload: sheds'), retry less, or add capacity",
    example: """
      model: Shop
      components:
        users: { demand: 400/s, needs: { on: web, retries: 2 } }
        web: { capacity: 1000/s, overload: queues }
      """,
    repaired: """
      model: Shop
      components:
        users: { demand: 400/s, needs: { on: web, retries: 1 } }
        web: { capacity: 1000/s, overload: queues }
      """
  ) { context in
    context.withLoads(lookingAt: .queues) { loads in
      loads.stuck.map { stuck in
        Finding(
          .load(.stuckIfCollapsed(stuck)), components: [stuck.component],
          at: context.model.outline(stuck.component).place)
      }
    }
  }
}
