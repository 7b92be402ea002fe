internal import DependencyModel
internal import ResilienceAnalysis

/// Checks of loads without a fault.
extension CheckEvaluator {
  /// `headroom: p`: all demand may grow alike by so many percent before a target is at its limit.
  ///
  /// With everything able to carry any load, loads grow in proportion to demand, so one answer is enough.
  mutating func headroom(of targets: [ComponentIndex], _ percent: Amount, _ check: Check) -> Evaluation {
    var result = Evaluation()
    do throws(LoadProblem) {
      var questions = try takeLoads()
      defer { knownLoads = .success(questions) }
      let limited = targets.filter(questions.isLimited)
      guard !limited.isEmpty else {
        result.findings = [.undecided(.loads(.noLimit(of: targets)), components: targets, at: check.place)]
        return result
      }
      let all = try questions.usesWithoutLimits()
      let uses = limited.map { all[$0.position] }
      guard uses.contains(where: { $0.growth != nil }) else {
        result.findings = [.undecided(.loads(.noLoad(of: limited)), components: limited, at: check.place)]
        return result
      }
      result.triedCount = limited.count
      var counts = FindingCounts(room)
      for use in uses where use.isAbove(1 / (1 + percent.value / 100)) {
        counts.add(
          Finding(
            .load(.lacksHeadroom(use, growth: use.growth ?? 0, required: percent)), components: [use.component],
            at: model.outline(use.component).place ?? check.place, subject: "headroom"), to: &result.findings)
      }
      counts.finish(&result.findings, check)
    } catch {
      result.findings.append(.undecided(.loads(.problem(error)), at: check.place))
    }
    return result
  }

  /// `recovers: true`: no target stays overloaded once it collapsed.
  mutating func recovery(of targets: [ComponentIndex], _ check: Check) -> Evaluation {
    let queues = targets.filter { model.components[$0].overload == .queues && model.components[$0].capacity != nil }
    guard !queues.isEmpty else {
      return Evaluation(findings: [.undecided(.loads(.noQueue(of: targets)), components: targets, at: check.place)])
    }
    var result = Evaluation(triedCount: queues.count)
    do throws(LoadProblem) {
      var questions = try takeLoads()
      defer { knownLoads = .success(questions) }
      let asked = Set(queues)
      let demand = model.components.indices.reduce(0) { $0 + questions.demand(of: $1) }
      var counts = FindingCounts(room)
      for stuck in try questions.stuck() where asked.contains(stuck.component) {
        counts.add(
          Finding(
            .load(.staysCollapsed(stuck, recoversBelow: stuck.stableDemand / demand)), components: [stuck.component],
            at: model.outline(stuck.component).place ?? check.place, subject: "recovers"), to: &result.findings)
      }
      counts.finish(&result.findings, check)
    } catch {
      result.findings.append(.undecided(.loads(.problem(error)), at: check.place))
    }
    return result
  }
}
