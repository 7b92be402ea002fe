internal import DependencyModel
internal import FailureGraph
internal import ResilienceAnalysis

extension CheckEvaluator {
  /// From this many single faults on they are tried many at a time.
  private static let sweepCount = 64

  /// `given … then …`: what must hold under every fault given.
  mutating func evaluate(_ given: [Check.Given], _ expectation: Check.Expectation, _ check: Check) -> Evaluation {
    let conditions = expectation.conditions.map {
      ExpectedCondition(condition: $0.condition, components: matcher.matches($0.selector))
    }
    let limits = expectation.loads.map { LoadCondition($0, &matcher) }
    let recoveries = expectation.recoveries.map { ExpectedRecovery($0, &matcher, model) }
    let statesLevels = !conditions.isEmpty || expectation.impact != nil
    var result = Evaluation()
    for item in given where !result.isCut {
      if case .scenario(let id) = item {
        result.add(scenario(id, conditions, recoveries, expectation, check))
        continue
      }
      let tried = triedFaults(item)
      if let problem = tried.pairCount.flatMap({ pairProblem($0, tried.count, check) }) {
        result.findings.append(problem)
        continue
      }
      let part = asChange(tried.isChange) { evaluator in
        var part = Evaluation()
        if statesLevels {
          part =
            tried.each.map { evaluator.together($0, conditions, expectation, check) }
            ?? evaluator.several(tried.faults, tried.count, conditions, expectation, check)
        }
        if !limits.isEmpty, !part.isCut {
          var loads = evaluator.loads(under: tried.faults, tried.count, limits, check)
          if statesLevels { loads.triedCount = 0 }
          part.add(loads)
        }
        return part
      }
      result.add(part)
    }
    // A check that looked at nothing must not pass.
    if result.triedCount == 0, result.findings.isEmpty, !result.isCut {
      let hasFault = given.contains { item in
        switch item {
        case .each(let selector), .eachPair(let selector), .eachChange(let selector):
          !matcher.faults(selector).isEmpty
        case .fault, .changeOfFault, .change, .levels, .scenario: true
        }
      }
      result.findings.append(.undecided(hasFault ? .nothingBesideFault : .noFault, at: check.place))
    }
    return result
  }

  /// Evaluates a part of a check with changes followed, if the fault is one.
  private mutating func asChange(_ isChange: Bool, _ body: (inout CheckEvaluator) -> Evaluation) -> Evaluation {
    guard isChange, !compiled.options.followsConfiguration else { return body(&self) }
    let changing = followingChanges ?? compiled.following(configuration: true)
    followingChanges = changing
    var evaluator = self
    evaluator.compiled = changing.limited(to: compiled.limit)
    evaluator.knownPoints = [:]
    var part = body(&evaluator)
    for number in part.findings.indices { part.findings[number].isChange = true }
    return part
  }

  /// Tries single faults in the way that suits their number and what is expected.
  private mutating func together(
    _ faults: [ComponentIndex], _ conditions: [ExpectedCondition], _ expectation: Check.Expectation, _ check: Check
  ) -> Evaluation {
    faults.count >= Self.sweepCount && expectation.within == nil && !levelsFollowLoads
      && conditions.allSatisfy({ $0.condition == .up || $0.condition == .notDown })
      ? sweep(faults, conditions, expectation, check)
      : several(
        faults.map { GivenFault(levels: [($0, .down)], id: nil) }, faults.count, conditions, expectation, check)
  }

  /// Tries faults in the way that suits their number.
  private mutating func several(
    _ faults: some Sequence<GivenFault>, _ faultCount: Int, _ conditions: [ExpectedCondition],
    _ expectation: Check.Expectation, _ check: Check
  ) -> Evaluation {
    faultCount >= Self.sweepCount && expectation.within == nil && !levelsFollowLoads
      ? batches(faults, conditions, expectation, check) : each(faults, conditions, expectation, check)
  }

  /// Whether levels follow from the loads of the model, under any fault.
  private var levelsFollowLoads: Bool { compiled.usesLoads }

  // MARK: One fault at a time

  private func each(
    _ faults: some Sequence<GivenFault>, _ conditions: [ExpectedCondition], _ expectation: Check.Expectation,
    _ check: Check
  ) -> Evaluation {
    var propagation = compiled.makePropagation()
    var result = Evaluation()
    var counts = FindingCounts(room)
    for fault in faults {
      if result.triedCount > 0, compiled.limit.isReached {
        result.isCut = true
        break
      }
      result.triedCount += 1
      let set = fault.question
      var loaded: LoadedLevels?
      if expectation.within == nil, compiled.usesLoads(for: set) {
        do {
          loaded = try compiled.levelsByLoads(under: set, using: &propagation)
        } catch {
          result.findings.append(.undecided(.loads(.problem(error)), at: check.place))
          break
        }
      } else {
        compiled.run(set, within: expectation.within, using: &propagation)
      }
      func state(_ node: NodeIndex) -> FailureState {
        loaded.map { $0.levels[Int(node)].failureState } ?? propagation.state(of: node)
      }
      for item in conditions
      where !item.components.allSatisfy({ item.condition.holds(at: state(NodeIndex($0))) }) {
        counts.add(finding(fault, item, state, expectation.within, check), to: &result.findings)
      }
      if let limit = expectation.impact {
        let named = Set(fault.levels.map(\.component))
        let affected =
          loaded.map { $0.isWorse.indices.filter { loaded!.isWorse[$0] } }
          ?? propagation.affectedComponents.map { Int($0) }
        let of = model.components.count - model.domainCount - named.count { !model.isDomain($0) }
        if let finding = impactFinding(
          fault,
          affected.count { !model.isDomain(ComponentIndex($0)) && !named.contains(ComponentIndex($0)) }, of, limit,
          expectation.within, check)
        {
          counts.add(finding, to: &result.findings)
        }
        // Where the fault names everything, its impact says nothing.
        if of == 0, conditions.isEmpty { result.triedCount -= 1 }
      }
    }
    counts.finish(&result.findings, check)
    explain(&result, within: expectation.within)
    return result
  }

  /// A condition that some components don't meet.
  func finding(
    _ fault: GivenFault, _ item: ExpectedCondition, _ state: (NodeIndex) -> FailureState, _ within: Duration?,
    _ check: Check
  ) -> Finding {
    let failing = item.components.filter { !item.condition.holds(at: state(NodeIndex($0))) }
    let levels = Set(failing.map { state(NodeIndex($0)).level })
    return Finding(
      .breaks(item.condition, components: failing, count: failing.count, levels: levels, within: within),
      fault: fault.levels, shares: fault.shares, faultID: fault.id, components: failing, at: check.place,
      subject: item.condition.rawValue)
  }

  // MARK: Many faults at a time

  private mutating func sweep(
    _ faults: [ComponentIndex], _ conditions: [ExpectedCondition], _ expectation: Check.Expectation, _ check: Check
  ) -> Evaluation {
    var result = Evaluation(triedCount: faults.count)
    var counts = FindingCounts(room)
    let tried = Set(faults)
    var found: [SweptCondition] = []
    for item in conditions {
      let isUp = item.condition == .up
      let points = singlePoints(of: item.components, reaching: isUp ? .degraded : .down, among: faults)
      result.isCut = result.isCut || points.shortfall != nil
      var swept = SweptCondition(condition: item.condition)
      for entry in points.entries { swept.failing[entry.fault] = (entry.targets, entry.count) }
      if isUp, !result.isCut {
        let down = singlePoints(of: item.components, reaching: .down, among: faults)
        result.isCut = down.shortfall != nil
        for entry in down.entries { swept.downCounts[entry.fault] = entry.count }
      }
      // Half of what is asked for proves nothing.
      if result.isCut { return Evaluation(triedCount: points.triedCount, isCut: true) }
      // A component that is itself given as a fault is down under it.
      for component in item.components where tried.contains(component) {
        swept.isOwnTarget.insert(component)
        swept.downCounts[component, default: 0] += 1
      }
      found.append(swept)
    }
    var impacts: [ComponentIndex: Ranking.Entry] = [:]
    if expectation.impact != nil {
      let ranking = compiled.ranking(of: faults)
      result.isCut = ranking.shortfall != nil
      for entry in ranking.entries { impacts[entry.fault[0]] = entry }
    }
    for fault in faults {
      let given = GivenFault(levels: [(fault, .down)], id: nil)
      for swept in found where swept.failing[fault] != nil || swept.isOwnTarget.contains(fault) {
        counts.add(finding(given, swept, check), to: &result.findings)
      }
      guard let limit = expectation.impact, let entry = impacts[fault] else { continue }
      if let finding = impactFinding(given, entry.count, entry.of, limit, nil, check) {
        counts.add(finding, to: &result.findings)
      }
    }
    counts.finish(&result.findings, check)
    explain(&result)
    return result
  }

  private func finding(_ given: GivenFault, _ swept: SweptCondition, _ check: Check) -> Finding {
    let fault = given.levels[0].component
    var (targets, count) = swept.failing[fault] ?? ([], 0)
    if swept.isOwnTarget.contains(fault) {
      targets.insert(fault, at: targets.firstIndex { $0 > fault } ?? targets.count)
      count += 1
    }
    let downCount = swept.condition == .up ? swept.downCounts[fault] ?? 0 : count
    let levels: Set<Level> = downCount == count ? [.down] : downCount == 0 ? [.degraded] : [.degraded, .down]
    return Finding(
      .breaks(swept.condition, components: targets, count: count, levels: levels, within: nil), fault: given.levels,
      components: targets, at: check.place, subject: swept.condition.rawValue)
  }

  /// The result of a sweep for one condition, by fault.
  private struct SweptCondition {
    let condition: Check.Expectation.Condition
    /// The components that don't meet it, the fault itself not among them, and how many they are.
    var failing: [ComponentIndex: (targets: [ComponentIndex], count: Int)] = [:]
    /// How many are down; for the condition that components be up.
    var downCounts: [ComponentIndex: Int] = [:]
    /// The faults that the condition is about themselves.
    var isOwnTarget: Set<ComponentIndex> = []
  }

  func impactFinding(
    _ fault: GivenFault, _ affected: Int, _ of: Int, _ limit: Check.ImpactLimit, _ within: Duration?, _ check: Check
  ) -> Finding? {
    switch limit {
    case .count(let most): guard affected > most else { return nil }
    case .share(let percent):
      // affected / of > percent / 100, without rounding.
      let left = Int64(affected).multipliedFullWidth(by: 100_000_000)
      let right = percent.millionths.multipliedFullWidth(by: Int64(of))
      guard (left.high, left.low) > (right.high, right.low) else { return nil }
    }
    return Finding(
      .exceeds(affected: affected, of: of, limit: limit, within: within), fault: fault.levels, shares: fault.shares,
      faultID: fault.id, components: [], at: check.place, subject: "impacted")
  }
}

/// The levels that some components must have under the faults of a check.
struct ExpectedCondition {
  let condition: Check.Expectation.Condition
  let components: [ComponentIndex]
}

extension Check.Expectation.Condition {
  func holds(at state: FailureState) -> Bool {
    switch self {
    case .up: state == .working
    case .notUp: state != .working
    case .degraded: state == .impaired
    case .down: state == .failed
    case .notDown: state != .failed
    }
  }
}
