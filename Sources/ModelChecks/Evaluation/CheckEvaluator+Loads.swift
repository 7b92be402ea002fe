internal import DependencyModel
internal import ResilienceAnalysis

/// Checks of what components carry, and of what is lost.
extension CheckEvaluator {
  /// Loads are computed for this many faults times components about: more is no matter of seconds.
  private static let loadVisitLimit = 4_000_000_000
  /// The most overloaded components that a finding about lost demand names.
  private static let namedCount = 20

  /// The model made ready for loads, to be put back into ``knownLoads`` after use.
  mutating func takeLoads() throws(LoadProblem) -> LoadQuestions {
    let compiled = compiled
    let known = knownLoads ?? Result { () throws(LoadProblem) in try LoadQuestions(compiled) }
    knownLoads = known
    let questions = try known.get()
    // There is one copy, which questions may change in place.
    knownLoads = nil
    return questions
  }

  /// `lost` and `utilisation` under faults, one after the other.
  mutating func loads(
    under faults: some Sequence<GivenFault>, _ faultCount: Int, _ conditions: [LoadCondition], _ check: Check
  ) -> Evaluation {
    let most = max(1_000, Self.loadVisitLimit / max(1, model.components.count))
    guard faultCount <= most else {
      return Evaluation(findings: [
        .undecided(.loads(.tooManyFaults(count: faultCount, limit: most)), at: check.place, change: .giveFewer)
      ])
    }
    var result = Evaluation()
    do throws(LoadProblem) {
      var questions = try takeLoads()
      defer { knownLoads = .success(questions) }
      try tryLoads(under: faults, conditions, check, &questions, &result)
    } catch {
      result.findings.append(.undecided(.loads(.problem(error)), at: check.place))
    }
    explainLosses(&result)
    return result
  }

  private func tryLoads(
    under faults: some Sequence<GivenFault>, _ conditions: [LoadCondition], _ check: Check,
    _ questions: inout LoadQuestions, _ result: inout Evaluation
  ) throws(LoadProblem) {
    try questions.ask(nil)
    var tried: [TriedLoads] = []
    for condition in conditions {
      switch TriedLoads.prepare(condition, questions, model) {
      case .success(let item): tried.append(item)
      case .failure(let nothing): result.findings.append(.undecided(.loads(nothing.gap), at: check.place))
      }
    }
    if tried.isEmpty { return }
    var counts = FindingCounts(room)
    defer { counts.finish(&result.findings, check) }
    var isSettled = true
    var propagation = compiled.makePropagation()
    for fault in faults {
      if result.triedCount > 0, compiled.limit.isReached {
        result.isCut = true
        break
      }
      result.triedCount += 1
      try questions.ask(compiled.withConfigured(fault.question, using: &propagation))
      isSettled = isSettled && questions.isSettled
      for item in tried { find(item, fault, questions, check, &counts, &result.findings) }
    }
    if !isSettled { result.findings.append(.undecided(.loads(.unsettled), at: check.place)) }
  }

  // MARK: Findings

  private func find(
    _ item: TriedLoads, _ fault: GivenFault, _ questions: LoadQuestions, _ check: Check,
    _ counts: inout FindingCounts, _ findings: inout [Finding]
  ) {
    func finding(
      _ fact: Finding.LoadFact, _ components: [ComponentIndex], _ subject: String, _ related: [Finding.Related]
    ) -> Finding {
      Finding(
        .load(fact), fault: fault.levels, shares: fault.shares, faultID: fault.id, components: components,
        at: check.place, related: related, subject: subject)
    }
    switch item {
    case .utilisation(let before, let allowed):
      // What does not settle proves nothing of loads.
      guard questions.isSettled else { return }
      // What is down for another reason is passed over, unless it could not do its work if it were up.
      for before in before
      where !questions.isLost(before.component) || questions.isOverloaded(before.component) {
        let use = questions.use(of: before.component)
        guard use.isAbove(allowed.value / 100) else { continue }
        counts.add(
          finding(
            .carriesTooMuch(use, allowed: allowed), [use.component], "utilisation",
            [.init(.carries(before), component: use.component, at: model.outline(use.component).place)]),
          to: &findings)
      }
    case .demand(let sources, let asked, let unit, let allowed):
      let parts = sources.map { (component: $0, share: questions.down(of: $0), demand: questions.demand(of: $0)) }
      let lost = parts.reduce(0) { $0 + $1.share * $1.demand }
      let demand = parts.reduce(0) { $0 + $1.demand }
      guard Self.isAbove(lost / demand, allowed) else { return }
      counts.add(
        lostDemand(
          Finding.LostDemand(
            components: asked, lost: lost, demand: demand, unit: unit, overloaded: overloaded(questions)),
          parts.filter { $0.share > 0 }.map { ($0.component, $0.share) }, allowed, finding), to: &findings)
    case .work(let components, let allowed):
      guard let worst = components.max(by: { questions.down(of: $0) < questions.down(of: $1) }) else { return }
      let share = questions.down(of: worst)
      guard Self.isAbove(share, allowed) else { return }
      counts.add(finding(.losesWork(worst, share: share, allowed: allowed), [worst], "lost", []), to: &findings)
    }
  }

  private func lostDemand(
    _ lost: Finding.LostDemand, _ losers: [(component: ComponentIndex, share: Double)], _ allowed: Amount,
    _ finding: (Finding.LoadFact, [ComponentIndex], String, [Finding.Related]) -> Finding
  ) -> Finding {
    let losses = losers.sorted { ($1.share, $0.component) < ($0.share, $1.component) }.prefix(5).map { loser in
      Finding.Related(
        .loses(loser.component, share: loser.share), component: loser.component,
        at: model.outline(loser.component).place)
    }
    let causes = lost.overloaded.prefix(5).map { use in
      Finding.Related(
        .carriesThen(use), component: use.component, at: model.outline(use.component).place)
    }
    return finding(.losesDemand(lost, allowed: allowed), losers.map(\.component), "lost", causes + losses)
  }

  /// What is overloaded under the fault that was asked about last, the first ones.
  private func overloaded(_ questions: LoadQuestions) -> [LoadUse] {
    var uses: [LoadUse] = []
    for component in model.components.indices
    where questions.isLimited(component) && !questions.isLost(component) && uses.count < Self.namedCount {
      let use = questions.use(of: component)
      if use.isAbove(1) { uses.append(use) }
    }
    return uses
  }

  /// Whether a share is above a percentage, by more than rounding.
  private static func isAbove(_ share: Double, _ percent: Amount) -> Bool {
    share > percent.value / 100 * (1 + 1e-9) + 1e-12
  }

  /// Explains the first findings about what is lost: how the fault reaches the component, where overload does not.
  private func explainLosses(_ result: inout Evaluation) {
    guard !isTrial else { return }
    room.withShare { share in
      for index in result.findings.indices.prefix(Self.explainedCount) where !share.isSpent {
        let finding = result.findings[index]
        guard finding.subject == "lost", let component = finding.components.first else { continue }
        if compiled.limit.isReached {
          result.isUnexplained = true
          return
        }
        let fault = finding.question(in: model)
        let explanation = compiled.explanation(of: component, under: fault)
        share.steps -= explanation.steps.count
        if explanation.level == .down { result.findings[index].explanation = explanation }
      }
    }
  }
}
