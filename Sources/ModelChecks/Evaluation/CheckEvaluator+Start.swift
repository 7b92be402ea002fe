internal import DependencyModel
internal import ResilienceAnalysis

extension CheckEvaluator {
  /// `starts: true`: after everything has stopped, the targets start by themselves.
  mutating func start(of targets: [ComponentIndex], _ check: Check) -> Evaluation {
    if startOrder == nil {
      startOrder = StartModel(model, trust: compiled.options.trust).limited(to: compiled.limit).startOrder()
    }
    let order = startOrder!
    let wanted = Set(targets)
    let stuck = order.stuck.filter(wanted.contains)
    var result = Evaluation(triedCount: targets.count)
    guard !stuck.isEmpty else { return result }
    // The components of a circle are reported with it; the rest waits for it.
    var told: Set<ComponentIndex> = []
    for choice in order.startByHand where !choice.circle.isEmpty {
      let members = choice.circle.map(\.component)
      let mine = members.filter { wanted.contains($0) && told.insert($0).inserted }.sorted()
      guard !mine.isEmpty else { continue }
      result.findings.append(
        Finding(
          .waitsInCircle(components: mine, circle: members), components: mine,
          at: choice.circle[0].place ?? check.place, related: choice.circle.map(related),
          change: .breakCircle(at: choice.component), subject: "start"))
    }
    let waiting = stuck.filter { !told.contains($0) }
    if !waiting.isEmpty {
      var waits: [ComponentIndex: StartOrder.Wait] = [:]
      for wait in order.stuckWaits { waits[wait.component] = wait }
      let first = waits[waiting[0]]
      let hands = order.startByHand.map(\.component)
      result.findings.append(
        Finding(
          .waitsForCircle(components: waiting), components: waiting, at: first?.place ?? check.place,
          related: waiting.prefix(5).compactMap { waits[$0] }.map(related),
          change: hands.isEmpty ? nil : .startByHand(hands), subject: "start"))
    }
    return result
  }

  private func related(_ wait: StartOrder.Wait) -> Finding.Related {
    Finding.Related(.waiting(wait.component, for: wait.by), component: wait.component, at: wait.place)
  }
}
