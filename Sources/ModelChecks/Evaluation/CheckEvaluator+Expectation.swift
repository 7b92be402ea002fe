internal import DependencyModel
internal import FailureGraph
internal import ResilienceAnalysis

extension CheckEvaluator {
  /// One fault that a check gives.
  struct GivenFault {
    let levels: [(component: Int, level: Level)]
    let id: ComponentID?

    /// Whether a sentence speaks of it in the singular.
    var isOne: Bool { id != nil || levels.count == 1 }
  }

  /// More pairs than these are not tried one by one.
  private static let pairLimit = 2_000_000
  /// From so many single faults on they are tried many at a time.
  private static let sweepCount = 64

  /// `given … then …`: what must hold under every fault given.
  mutating func evaluate(_ given: [Check.Given], _ expectation: Check.Expectation, _ check: Check) -> Evaluation {
    let conditions = expectation.conditions.map { (condition: $0.condition, components: matcher.matches($0.selector)) }
    var result = Evaluation()
    for item in given {
      let part: Evaluation
      switch item {
      case .each(let selector):
        let faults = matcher.matches(selector)
        part =
          faults.count >= Self.sweepCount && expectation.within == nil
            && conditions.allSatisfy({ $0.condition == .up || $0.condition == .notDown })
          ? sweep(faults, conditions, expectation, check)
          : each(faults.map { GivenFault(levels: [($0, .down)], id: nil) }, conditions, expectation, check)
      case .eachPair(let selector):
        let faults = matcher.matches(selector)
        let pairCount = faults.count * (faults.count - 1) / 2
        guard pairCount <= Self.pairLimit else {
          result.findings.append(
            Finding(
              "not decided: \(grouped(pairCount)) pairs are more than the \(grouped(Self.pairLimit)) that are tried",
              components: [], at: check.place, change: "give fewer components, such as the domains", subject: "pairs"))
          continue
        }
        let pairs = faults.indices.lazy.flatMap { first in
          faults[(first + 1)...].lazy.map { GivenFault(levels: [(faults[first], .down), ($0, .down)], id: nil) }
        }
        part = each(pairs, conditions, expectation, check)
      case .fault(let id):
        let levels = model.fault(id)!.levels.map { (component: model.index(of: $0.component)!, level: $0.level) }
        part = each([GivenFault(levels: levels, id: id)], conditions, expectation, check)
      case .levels(let down, let degraded):
        let levels =
          (down.map { matcher.matches($0) } ?? []).map { (component: $0, level: Level.down) }
          + (degraded.map { matcher.matches($0) } ?? []).map { (component: $0, level: Level.degraded) }
        let fault = FaultSet(levels, text: "")
        part = each([GivenFault(levels: fault.levels, id: nil)], conditions, expectation, check)
      }
      result.findings += part.findings
      result.triedCount += part.triedCount
    }
    return result
  }

  // MARK: One fault at a time

  private typealias Condition = (condition: Check.Expectation.Condition, components: [Int])

  private func each(
    _ faults: some Sequence<GivenFault>, _ conditions: [Condition], _ expectation: Check.Expectation, _ check: Check
  ) -> Evaluation {
    var propagation = compiled.makePropagation()
    var result = Evaluation()
    var counts = FindingCounts()
    for fault in faults {
      result.triedCount += 1
      let set = FaultSet(fault.levels, text: "")
      compiled.run(set, within: expectation.within, using: &propagation)
      for (condition, components) in conditions {
        let failing = components.filter { !condition.holds(at: propagation.state(of: NodeIndex($0))) }
        guard !failing.isEmpty else { continue }
        let levels = Set(failing.map { propagation.state(of: NodeIndex($0)) })
        counts.add(
          Finding(
            message(fault, condition, failing, levels, expectation.within), fault: fault.levels, faultID: fault.id,
            components: failing, at: check.place, subject: condition.rawValue), to: &result.findings)
      }
      if let limit = expectation.impact {
        let named = Set(fault.levels.map(\.component))
        let affected = propagation.affectedComponents.count {
          Int($0) >= model.domainCount && !named.contains(Int($0))
        }
        let of = model.components.count - model.domainCount - named.count { $0 >= model.domainCount }
        if let finding = impactFinding(fault, affected, of, limit, expectation.within, check) {
          counts.add(finding, to: &result.findings)
        }
      }
    }
    counts.finish(&result.findings, check)
    explain(&result.findings, allowing: { allowed($0) }, within: expectation.within)
    return result
  }

  /// The worst level that a finding's condition allows.
  private func allowed(_ finding: Finding) -> Level? {
    switch finding.subject {
    case Check.Expectation.Condition.up.rawValue: .up
    case Check.Expectation.Condition.notDown.rawValue: .degraded
    default: nil
    }
  }

  // MARK: Many faults at a time

  private func sweep(
    _ faults: [Int], _ conditions: [Condition], _ expectation: Check.Expectation, _ check: Check
  ) -> Evaluation {
    var result = Evaluation(triedCount: faults.count)
    var counts = FindingCounts()
    var byFault: [Int: [Finding]] = [:]
    let tried = Set(faults)
    for (condition, components) in conditions {
      let isUp = condition == .up
      let found = compiled.singlePoints(of: components, reaching: isUp ? .degraded : .down, among: faults)
      var failing: [Int: (targets: [Int], count: Int)] = [:]
      for entry in found.entries { failing[entry.fault] = (entry.targets, entry.count) }
      var downCounts: [Int: Int] = [:]
      if isUp {
        for entry in compiled.singlePoints(of: components, among: faults).entries {
          downCounts[entry.fault] = entry.count
        }
      }
      // What is itself given as a fault is down under it.
      for component in components where tried.contains(component) {
        let others = failing[component] ?? ([], 0)
        failing[component] = ((others.targets + [component]).sorted(), others.count + 1)
        downCounts[component, default: 0] += 1
      }
      for (fault, (targets, count)) in failing {
        let given = GivenFault(levels: [(fault, .down)], id: nil)
        let downCount = isUp ? downCounts[fault] ?? 0 : count
        let levels: Set<FailureState> =
          downCount == count ? [.failed] : downCount == 0 ? [.impaired] : [.impaired, .failed]
        var text = message(given, condition, targets, levels, nil)
        if count > targets.count { text += " (\(grouped(count)) in all; the rest is not listed)" }
        byFault[fault, default: []].append(
          Finding(text, fault: given.levels, components: targets, at: check.place, subject: condition.rawValue))
      }
    }
    if let limit = expectation.impact {
      for entry in compiled.ranking(of: faults).entries {
        let given = GivenFault(levels: [(entry.fault[0], .down)], id: nil)
        if let finding = impactFinding(given, entry.count, entry.of, limit, nil, check) {
          byFault[entry.fault[0], default: []].append(finding)
        }
      }
    }
    for fault in faults {
      for finding in byFault[fault] ?? [] { counts.add(finding, to: &result.findings) }
    }
    counts.finish(&result.findings, check)
    explain(&result.findings, allowing: { allowed($0) })
    return result
  }

  // MARK: Words

  private func message(
    _ fault: GivenFault, _ condition: Check.Expectation.Condition, _ failing: [Int], _ levels: Set<FailureState>,
    _ within: Duration?
  ) -> String {
    let subject = fault.id?.text ?? text(fault.levels)
    let objects = list(failing)
    let end = within.map { " within \($0.modelText)" } ?? ""
    let isOne = fault.isOne
    let takes = isOne ? "takes" : "take"
    let leaves = isOne ? "leaves" : "leave"
    switch condition {
    case .notDown: return "\(subject) \(takes) down \(objects)\(end)"
    case .up:
      switch levels {
      case [.failed]: return "\(subject) \(takes) down \(objects)\(end)"
      case [.impaired]: return "\(subject) \(isOne ? "degrades" : "degrade") \(objects)\(end)"
      default: return "\(subject) \(isOne ? "degrades or takes" : "degrade or take") down \(objects)\(end)"
      }
    case .down: return "\(subject) \(isOne ? "does" : "do") not take down \(objects)\(end)"
    case .degraded:
      let state = levels == [.failed] ? "down" : levels == [.working] ? "up" : "not degraded but up or down"
      return "\(subject) \(leaves) \(objects) \(state)\(end)"
    case .notUp: return "\(subject) \(leaves) \(objects) up\(end)"
    }
  }

  private func impactFinding(
    _ fault: GivenFault, _ affected: Int, _ of: Int, _ limit: Check.ImpactLimit, _ within: Duration?, _ check: Check
  ) -> Finding? {
    let allowed: String
    switch limit {
    case .count(let most):
      guard affected > most else { return nil }
      allowed = "\(grouped(most))"
    case .share(let percent):
      // affected / of > percent / 100, without rounding.
      let left = Int64(affected).multipliedFullWidth(by: 100_000_000)
      let right = percent.millionths.multipliedFullWidth(by: Int64(of))
      guard (left.high, left.low) > (right.high, right.low) else { return nil }
      allowed = "\(percent)%"
    }
    let share = of == 0 ? "" : " (\(percentage(Double(affected) / Double(of))))"
    let end = within.map { " within \($0.modelText)" } ?? ""
    return Finding(
      "\(fault.id?.text ?? text(fault.levels)) \(fault.isOne ? "affects" : "affect") \(grouped(affected)) of \(count(of, "other component"))\(share)\(end); at most \(allowed) is allowed",
      fault: fault.levels, faultID: fault.id, components: [], at: check.place, subject: "impacted")
  }
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

/// Keeps a check's findings to a number that can be told one by one; the rest is counted.
struct FindingCounts {
  private var leftOut = 0

  mutating func add(_ finding: Finding, to findings: inout [Finding]) {
    if findings.count < CheckEvaluator.findingLimit { findings.append(finding) } else { leftOut += 1 }
  }

  func finish(_ findings: inout [Finding], _ check: Check) {
    guard leftOut > 0 else { return }
    findings.append(
      Finding(
        "and \(count(leftOut, "more violation")), not listed", components: [], at: check.place, subject: "more"))
  }
}
