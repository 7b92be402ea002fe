internal import DependencyModel
internal import ResilienceAnalysis

extension CheckEvaluator {
  /// `survives: n`: no cut set of a target has n members or fewer.
  func survival(of targets: [Int], losing size: Int, _ exempt: Set<Int>, _ check: Check) -> Evaluation {
    guard size > 0 else { return Evaluation(triedCount: 0) }
    let faults = compiled.rankedComponents.filter { !exempt.contains($0) }
    var result = Evaluation(triedCount: faults.count)
    var counts = FindingCounts()
    for entry in compiled.singlePoints(of: targets, among: faults).entries {
      var text = "\(id(entry.fault)) takes down \(list(entry.targets))"
      if entry.count > entry.targets.count { text += " (\(grouped(entry.count)) in all; the rest is not listed)" }
      counts.add(
        Finding(text, fault: [(entry.fault, .down)], components: entry.targets, at: check.place),
        to: &result.findings)
    }
    if size > 1 { addLargerSets(targets, size, Set(faults), check, &result, &counts) }
    counts.finish(&result.findings, check)
    explain(&result.findings, allowing: { $0.fault.isEmpty ? nil : .degraded })
    return result
  }

  /// Minimal cut sets of two and more, those of several targets told together.
  private func addLargerSets(
    _ targets: [Int], _ size: Int, _ faults: Set<Int>, _ check: Check, _ result: inout Evaluation,
    _ counts: inout FindingCounts
  ) {
    var targetsBySet: [[Int]: [Int]] = [:]
    var undecided: [Int] = []
    for target in targets {
      let risks = compiled.risks(
        of: target, .init(size: size, among: faults, listLimit: Self.findingLimit, memoryLimit: memoryLimit))
      if risks.shortfalls.contains(where: { if case .unavailability = $0 { false } else { true } }) {
        undecided.append(target)
      }
      for set in risks.minimalCutSets where set.count > 1 { targetsBySet[set, default: []].append(target) }
    }
    for (set, targets) in targetsBySet.sorted(by: { ($0.key.count, $0.key) < ($1.key.count, $1.key) }) {
      counts.add(
        Finding(
          "\(list(set)) together take down \(list(targets))", fault: set.map { ($0, .down) }, components: targets,
          at: check.place), to: &result.findings)
    }
    if !undecided.isEmpty {
      counts.add(
        Finding(
          "not decided for \(list(undecided)): there are too many sets of up to \(size) components, or they take too much memory",
          components: undecided, at: check.place, change: "ask for fewer components at once, or allow more --memory",
          subject: "undecided"), to: &result.findings)
    }
  }
}

private func < (left: (Int, [Int]), right: (Int, [Int])) -> Bool {
  left.0 != right.0 ? left.0 < right.0 : left.1.lexicographicallyPrecedes(right.1)
}
