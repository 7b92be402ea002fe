internal import CascadeReplay
internal import DependencyModel
internal import FailureGraph
internal import ResilienceAnalysis

/// Checks of what happens in a scenario.
extension CheckEvaluator {
  /// The most steps that show how a component comes to its level.
  private static let stepLimit = 12

  /// The findings under a scenario: levels count at the worst moment of each component.
  func scenario(
    _ id: String, _ conditions: [ExpectedCondition], _ recoveries: [ExpectedRecovery],
    _ expectation: Check.Expectation, _ check: Check
  ) -> Evaluation {
    guard let scenario = model.scenario(id) else { return Evaluation() }
    var result = Evaluation(triedCount: 1)
    let replay: Replay
    let counted: Replay
    do throws(ReplayProblem) {
      // What fails counts until a time, and what recovers to the end.
      counted = try compiled.replay(scenario, until: expectation.within)
      replay = expectation.within == nil || recoveries.isEmpty ? counted : try compiled.replay(scenario)
    } catch {
      result.findings = [finding(.problem(error), in: id, [], check, "scenario")]
      return result
    }
    if replay.shortfall != nil || counted.shortfall != nil { return Evaluation(isCut: true) }
    for condition in conditions {
      if let finding = finding(condition, counted, expectation.within, check) { result.findings.append(finding) }
    }
    if let limit = expectation.impact {
      if let finding = impactFinding(counted.mostAffected, limit, id, expectation.within, check) {
        result.findings.append(finding)
      }
    }
    for recovery in recoveries { result.findings += findings(recovery, replay, check) }
    return result
  }

  // MARK: Levels

  private func finding(
    _ condition: ExpectedCondition, _ replay: Replay, _ within: Duration?, _ check: Check
  ) -> Finding? {
    let worst = replay.worstLevels
    let failing = condition.components.filter {
      !condition.condition.holds(at: FailureState(rawValue: worst[$0.position].rawValue)!)
    }
    guard !failing.isEmpty else { return nil }
    let levels = Set(failing.map { worst[$0.position] })
    let isFailing = Set(failing)
    let first =
      levels == [.up]
      ? nil
      : replay.changes.first { isFailing.contains($0.component) && $0.level == worst[$0.component.position] }
    var finding = finding(
      .breaks(condition.condition, components: failing, levels: levels, at: first?.time, within: within),
      in: replay.scenario.id, failing, check, condition.condition.rawValue)
    if let first { finding.related = proof(of: first, in: replay) }
    return finding
  }

  private func impactFinding(
    _ affected: [Replay.Affected], _ limit: Check.ImpactLimit, _ id: String, _ within: Duration?, _ check: Check
  ) -> Finding? {
    let given = GivenFault(levels: [], id: nil)
    let worst = affected.first { impactFinding(given, $0.count, $0.of, limit, nil, check) != nil }
    return worst.map { finding(.exceeds($0, limit: limit, within: within), in: id, [], check, "impacted") }
  }

  // MARK: Recoveries

  /// The components that must be up again, and how soon.
  struct ExpectedRecovery {
    let components: [ComponentIndex]
    let limit: Duration?

    init(_ recovery: Check.Recovery, _ matcher: inout SelectorMatcher, _ model: Model) {
      components = recovery.components.map { matcher.matches($0) } ?? Array(model.componentIndices)
      limit = recovery.limit
    }
  }

  private func findings(_ recovery: ExpectedRecovery, _ replay: Replay, _ check: Check) -> [Finding] {
    let unrecovered = Dictionary(uniqueKeysWithValues: replay.unrecovered.map { ($0.component, $0) })
    return recovery.components.compactMap { component in
      if let rest = unrecovered[component] {
        return finding(
          .staysDown(component, rest.level, since: rest.since), in: replay.scenario.id, [component], check, "recovers")
      }
      guard let limit = recovery.limit, let longest = replay.longest(component), longest > limit else { return nil }
      return finding(
        .recoversLate(component, after: longest, limit: limit), in: replay.scenario.id, [component], check, "recovers")
    }
  }

  // MARK: Findings

  private func finding(
    _ fact: Finding.ScenarioFact, in scenario: String, _ components: [ComponentIndex], _ check: Check, _ subject: String
  ) -> Finding {
    Finding(
      .scenario(fact, id: scenario), components: components, at: check.place, subject: "\(scenario): \(subject)")
  }

  /// How a component comes to its level: each change before the one that it brings about.
  private func proof(of change: Replay.Change, in replay: Replay) -> [Finding.Related] {
    var steps: [Finding.Related] = []
    var next: Replay.Change? = change
    var seen: Set<ComponentIndex> = []
    while let step = next, seen.insert(step.component).inserted, steps.count < Self.stepLimit {
      var by: [ComponentIndex] = []
      var kind: Component.Relation.Kind?
      if case .relation(let number, let components) = step.cause {
        by = components
        kind = replay.relation(number, of: step.component).kind
      }
      steps.append(
        .init(
          .turns(step.component, step.level, at: step.time, in: replay.scenario.id, relation: kind, by: by),
          component: step.component, at: model.outline(step.component).place))
      next = by.first.flatMap { cause in
        replay.changes.last { $0.component == cause && $0.time <= step.time && $0.isWorse }
      }
    }
    return steps.reversed()
  }
}
