internal import DependencyModel
internal import ResilienceAnalysis

extension CheckEvaluator {
  /// `availability: p`: the targets are up with that probability at least, at the worse end of ranges.
  func availability(of targets: [Int], atLeast least: Double, _ check: Check) -> Evaluation {
    // One minus a decimal is not exact: what is equal but for rounding is not a violation.
    let allowed = (1 - least) * (1 + 1e-9)
    let answer = compiled.availability(of: targets, allowed: allowed, memoryLimit: memoryLimit)
    var result = Evaluation(triedCount: targets.count)
    guard answer.statedCount > 0 else {
      result.findings.append(
        Finding(
          "nothing in the model states an unavailability, so \(percent(least)) of \(list(targets)) can't be shown",
          components: targets, at: check.place, change: "state 'unavailability' or 'availability' where it is known",
          subject: "availability"))
      return result
    }
    let isOutOfTime = answer.shortfalls.contains { if case .time = $0 { true } else { false } }
    result.isCut = isOutOfTime && answer.entries.contains { $0.unavailability == nil }
    for entry in answer.entries {
      guard let unavailability = entry.unavailability else {
        // Components that there was no time for are reported at the end, together.
        if isOutOfTime { continue }
        result.findings.append(
          .undecided(
            "not decided for \(id(entry.component)): its diagrams take more memory than is allowed",
            components: [entry.component], at: model.outline(entry.component).place, change: "allow more --memory"))
        continue
      }
      guard unavailability.high > allowed else { continue }
      let improvement = answer.improvements(of: entry).first
      let seconds = unavailability.high * Availability.secondsPerYear
      result.findings.append(
        Finding(
          "\(id(entry.component)) is available \(percent(1 - unavailability.high, above: least)) of the time, down \(hours(seconds)) a year; \(percent(least)) is required",
          components: [entry.component], at: model.outline(entry.component).place,
          related: related(entry), change: improvement.map(text), subject: "availability"))
    }
    return result
  }

  /// The components that matter most, each with its place.
  private func related(_ entry: Availability.Entry) -> [Finding.Related] {
    (entry.importance ?? []).filter { ($0.criticality ?? 0) > 0 }
      .sorted { ($0.criticality ?? 0, $1.component) > ($1.criticality ?? 0, $0.component) }.prefix(5).map { part in
        Finding.Related(
          "\(id(part.component)) accounts for \(percentage(part.criticality ?? 0)) of it", component: part.component,
          at: model.outline(part.component).place)
      }
  }

  private func text(_ improvement: Availability.Improvement) -> String {
    improvement.sufficient == 0
      ? "\(id(improvement.component)) would have to be never down"
      : "bring \(id(improvement.component)) from \(percent(1 - improvement.unavailability)) to \(percent(1 - improvement.sufficient, roundedUp: true))"
  }

  /// A share of time with enough decimals to distinguish it from 100% (and from `bound`, where that is given).
  private func percent(_ share: Double, above bound: Double? = nil, roundedUp: Bool = false) -> String {
    for decimals in 0...9 {
      let scale = power(10, decimals)
      let scaled = share * 100 * scale
      let rounded = roundedUp ? (scaled - 1e-6).rounded(.up) : (scaled + 1e-6).rounded(.down)
      let isExact = abs(rounded - scaled) < 1e-6
      let tells = 1 - share == 0 || 100 * scale - rounded >= 10 || decimals == 9
      let differs = bound.map { rounded < ($0 * 100 * scale).rounded(.down) } ?? true
      if isExact || (tells && differs && decimals >= 2) { return decimal(rounded, decimals) + "%" }
    }
    return "\(share * 100)%"
  }

  private func decimal(_ scaled: Double, _ decimals: Int) -> String {
    let digits = String(Int(scaled))
    guard decimals > 0 else { return digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { value, _ in value * base }
  }

  private func hours(_ seconds: Double) -> String {
    switch seconds {
    case ..<90: "\(Int(seconds.rounded())) s"
    case ..<5400: "\(Int((seconds / 60).rounded())) min"
    case ..<172_800: "\(decimal((seconds / 360).rounded(), 1)) h"
    default: "\(decimal((seconds / 8640).rounded(), 1)) days"
    }
  }
}
