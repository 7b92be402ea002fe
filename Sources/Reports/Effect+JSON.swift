internal import DependencyModel
internal import ResilienceAnalysis

/// One component that is not up, in the JSON of `if` and `why`.
struct EffectAnswer: Encodable {
  struct Cause: Encodable {
    let kind: String
    let requirement: OrNull<String>
    let by: [String]
    let at: OrNull<String>
  }

  let id: String
  let level: String
  let wave: Int
  let after: Double
  let degradedAfter: Double
  let cause: Cause
  let confidence: String

  init(_ effect: Impact.Effect, in model: Model) {
    id = model.outline(effect.component).id.text
    level = effect.level.name
    wave = effect.wave
    after = effect.after.inSeconds
    degradedAfter = effect.degradedAfter.inSeconds
    cause = Cause(
      kind: effect.cause.relation?.rawValue ?? "fault",
      requirement: OrNull(effect.cause.requirement?.text(limit: .max)),
      by: effect.cause.by.map { model.outline($0).id.text },
      at: OrNull(effect.cause.place?.fileAndLine))
    confidence = effect.confidence.rawValue
  }
}

/// A redundancy group's standing, in the JSON of `if` and `why`.
struct StandingAnswer: Encodable {
  let requirement: String
  let remaining: [String]
  let lost: [String]
  let remainingWeight: Double
  let requiredWeight: Double
  let totalWeight: Double
  let spare: Int
  let at: OrNull<String>

  init(_ requirement: Requirement, _ standing: GroupStanding) {
    self.requirement = requirement.text(limit: .max)
    remaining = standing.remaining.map { $0.requirement.text() }
    lost = standing.lost.map { $0.requirement.text() }
    remainingWeight = standing.remainingWeight.value
    requiredWeight = standing.requiredWeight.value
    totalWeight = standing.totalWeight.value
    spare = standing.spareMembers
    at = OrNull(requirement.place?.fileAndLine)
  }
}

extension FaultSet {
  /// The components and levels, by id.
  func levelsByID(in model: Model) -> [String: String] {
    var result: [String: String] = [:]
    for (component, level) in levels { result[model.outline(component).id.text] = level.name }
    return result
  }
}
