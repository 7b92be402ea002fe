internal import DependencyModel
internal import ResilienceAnalysis

extension CheckEvaluator {
  /// `survives: n`: no cut set of a target has n members or fewer, of the faults that are chosen, if any are.
  mutating func survival(
    of targets: [ComponentIndex], losing size: Int, among chosen: ComponentSelector?, _ exempt: Set<ComponentIndex>,
    _ check: Check
  ) -> Evaluation {
    guard size > 0 else { return Evaluation(triedCount: 0) }
    let tried = chosen.map { matcher.faults($0) } ?? compiled.rankedComponents
    // What a component does of itself is not asked.
    let faults = tried.filter { !exempt.contains($0) && targets != [$0] }
    var result = Evaluation(triedCount: faults.count)
    var counts = FindingCounts(room)
    let points = compiled.singlePoints(of: targets, among: faults)
    result.isCut = points.shortfall != nil
    for entry in points.entries {
      counts.add(
        Finding(
          .takesDown(components: entry.targets, count: entry.count), fault: [(entry.fault, .down)],
          components: entry.targets, at: check.place), to: &result.findings)
    }
    if size > 1, !result.isCut { addLargerSets(targets, size, Set(faults), check, &result, &counts) }
    counts.finish(&result.findings, check)
    explain(&result)
    return result
  }

  /// The most members of sets that are kept while the sets of several targets are put together.
  private static let setMemberLimit = 5_000_000

  /// Minimal cut sets of two and more, those of several targets reported together.
  private func addLargerSets(
    _ targets: [ComponentIndex], _ size: Int, _ faults: Set<ComponentIndex>, _ check: Check,
    _ result: inout Evaluation, _ counts: inout FindingCounts
  ) {
    var targetsBySet: [[ComponentIndex]: [ComponentIndex]] = [:]
    var undecided: [ComponentIndex] = []
    var question = CompiledModel.RiskQuestion(
      size: size, among: faults, listLimit: Self.findingLimit, memoryLimit: memoryLimit)
    question.needsUnavailability = false
    var kept = 0
    for target in targets {
      // The memory is bounded: what many targets have in common is found anew for each of them.
      guard kept <= Self.setMemberLimit else {
        undecided.append(target)
        continue
      }
      let risks = compiled.risks(of: target, question)
      if !risks.hasAllSets {
        if compiled.limit.isReached {
          result.isCut = true
          break
        }
        undecided.append(target)
      }
      kept += risks.minimalCutSets.reduce(0) { $0 + $1.count + 1 }
      for set in risks.minimalCutSets where set.count > 1 { targetsBySet[set, default: []].append(target) }
    }
    for (set, targets) in targetsBySet.sorted(by: { ($0.key.count, $0.key) < ($1.key.count, $1.key) }) {
      counts.add(
        Finding(
          .takesDown(components: targets, count: targets.count), fault: set.map { ($0, .down) },
          components: targets, at: check.place), to: &result.findings)
    }
    if !undecided.isEmpty {
      result.findings.append(
        .undecided(
          .cutSets(of: undecided, size: size), components: undecided, at: check.place, change: .askFewer))
    }
  }
}

private func < (left: (Int, [ComponentIndex]), right: (Int, [ComponentIndex])) -> Bool {
  left.0 != right.0 ? left.0 < right.0 : left.1.lexicographicallyPrecedes(right.1)
}
