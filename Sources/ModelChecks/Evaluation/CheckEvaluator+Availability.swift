internal import DependencyModel
internal import ResilienceAnalysis

extension CheckEvaluator {
  /// `availability: p`: the targets are up with that probability at least, at the worse end of ranges.
  ///
  /// A figure is a lower bound of the unavailability if not everything that can take a target down has one: a target may be
  /// known to miss what is required, but is known to keep it only if the upper bound does.
  func availability(of targets: [ComponentIndex], atLeast least: Double, _ check: Check) -> Evaluation {
    // One minus a decimal is not exact: what is equal but for rounding is not a violation.
    let allowed = (1 - least) * (1 + 1e-9)
    // Probabilities are those of failures.
    let compiled = compiled.following(configuration: false)
    let answer = compiled.availability(of: targets, allowed: allowed, memoryLimit: memoryLimit)
    var result = Evaluation(triedCount: targets.count)
    guard answer.statedCount > 0 else {
      result.findings.append(
        Finding(
          .statesNoUnavailability(components: targets, required: least), components: targets, at: check.place,
          change: .stateUnavailability, subject: "availability"))
      return result
    }
    let isOutOfTime = answer.shortfalls.contains { if case .time = $0 { true } else { false } }
    result.isCut =
      isOutOfTime
      && answer.entries.contains { $0.unavailability == nil || $0.coverage?.unavailabilityAtMost == nil }
    for entry in answer.entries {
      guard let unavailability = entry.unavailability else {
        // Components that there was no time for are reported at the end, together.
        if isOutOfTime { continue }
        result.findings.append(
          .undecided(
            .memory(component: entry.component), components: [entry.component],
            at: model.outline(entry.component).place, change: .allowMemory))
        continue
      }
      guard entry.holds(allowed) == false else {
        if entry.holds(allowed) == nil, let undecided = undecided(entry, isOutOfTime) {
          result.findings.append(undecided)
        }
        continue
      }
      let improvement = answer.improvements(of: entry).first
      result.findings.append(
        Finding(
          .misses(
            component: entry.component, unavailability: unavailability.high, required: least, coverage: entry.coverage),
          components: [entry.component], at: model.outline(entry.component).place, related: related(entry),
          change: improvement.map {
            .lowerUnavailability(of: $0.component, from: $0.unavailability, to: $0.sufficient)
          } ?? (entry.importance == nil ? nil : .noneFound(.unavailability)), subject: "availability"))
    }
    return result
  }

  /// Why a figure that is good enough decides nothing; `nil` if it does.
  private func undecided(_ entry: Availability.Entry, _ isOutOfTime: Bool) -> Finding? {
    let place = model.outline(entry.component).place
    // A bound that was not computed is a matter of memory or time, as coverage is.
    guard let coverage = entry.coverage, coverage.isEmpty || coverage.unavailabilityAtMost != nil else {
      return isOutOfTime
        ? nil
        : .undecided(
          .memory(component: entry.component), components: [entry.component], at: place, change: .askFewer)
    }
    return .undecided(
      .uncovered(component: entry.component, coverage: coverage), components: [entry.component], at: place,
      change: .stateUnavailability)
  }

  /// What matters most, each with its place: components, switching that does not work, and common causes.
  private func related(_ entry: Availability.Entry) -> [Finding.Related] {
    let components = (entry.importance ?? []).map { part in
      (
        share: part.criticality ?? 0,
        related: Finding.Related(
          .share(part.component, of: part.criticality ?? 0), component: part.component,
          at: model.outline(part.component).place)
      )
    }
    let switchings = (entry.switchings ?? []).map { part in
      let share = part.importance.criticality ?? 0
      return (
        share: share,
        related: Finding.Related(
          .switching(part.requirement, of: part.owner, share: share), component: part.owner,
          at: part.requirement.place ?? model.outline(part.owner).place)
      )
    }
    let commonCauses = (entry.commonCauses ?? []).map { part in
      let share = part.importance.criticality ?? 0
      return (
        share: share,
        related: Finding.Related(
          .commonCause(part.cause, share: share), component: part.importance.component,
          at: part.cause.statements[0].requirement.place ?? model.outline(part.importance.component).place)
      )
    }
    return (components + switchings + commonCauses).filter { $0.share > 0 }.enumerated()
      .sorted { ($0.element.share, $1.offset) > ($1.element.share, $0.offset) }.prefix(5).map(\.element.related)
  }
}
