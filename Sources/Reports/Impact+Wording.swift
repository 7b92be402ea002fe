internal import DependencyModel
internal import ResilienceAnalysis

/// What the reports of an impact say of its importance, in every format alike.
struct ImpactWording {
  /// The most components that the line about a tier names, unless everything is listed.
  private static let nameLimit = 6

  let impact: Impact
  let wording: Wording
  private let byTier: [Impact.TierShare]
  let byOwner: [Impact.OwnerShare]

  init(_ impact: Impact) {
    self.impact = impact
    (byTier, byOwner) = impact.shares
    wording = Wording(model: impact.model)
  }

  /// How much of a component fails where that is known, and why: `43% of 1,000: needs db`.
  func reason(_ effect: Impact.Effect) -> String {
    let reason = wording.reason(effect)
    // What is overloaded says how much it refuses, and that is all that it loses.
    if effect.cause.overload != nil, let overload = effect.overload, let share = effect.share,
      percentage(overload.refused) == percentage(share.down), (impact.model.outline(effect.component).units ?? 1) == 1
    {
      return reason
    }
    return wording.share(effect).map { "\($0): \(reason)" } ?? reason
  }

  /// When a component comes to its level, after its name: `degraded now, down after 5m`.
  static func state(_ effect: Impact.Effect) -> String {
    let level = effect.isAssumed ? "may be \(effect.level.name)" : effect.level.name
    guard effect.after > .zero else { return level }
    let last = "\(level) after \(effect.after.modelText)"
    return degradedBefore(effect).map { "\($0), \(last)" } ?? last
  }

  /// How many components are down and degraded, and how many may be, in so many words: `2 down`, `1 may be degraded`.
  func levels() -> [(text: String, level: Level)] {
    let assumed = Set(impact.effects.lazy.filter(\.isAssumed).map(\.component))
    return [(impact.blastRadius.down, Level.down), (impact.blastRadius.degraded, .degraded)].flatMap { members, level in
      let doubtful = assumed.isEmpty ? 0 : members.count(where: assumed.contains)
      let parts = [(members.count - doubtful, level.name), (doubtful, "may be \(level.name)")]
      return parts.filter { $0.0 > 0 }.map { ("\(grouped($0.0)) \($0.1)", level) }
    }
  }

  /// The components that go on, but could not start again: `540 components go on, but could not start again without it`.
  func restart(_ components: [ComponentIndex]) -> String {
    let named = wording.list(components, limit: 3)
    let list = components.count > 3 ? "\(grouped(components.count)) components (\(named))" : named
    return "\(list) \(components.count == 1 ? "goes" : "go") on, but could not start again"
  }

  /// When a component that goes down is first degraded, if that is before: `degraded now`.
  static func degradedBefore(_ effect: Impact.Effect) -> String? {
    guard effect.level == .down, effect.degradedAfter < effect.after else { return nil }
    return effect.degradedAfter > .zero ? "degraded after \(effect.degradedAfter.modelText)" : "degraded now"
  }

  /// The affected components of the lowest tier that is affected: `Tier 0` and `checkout down, browse degraded now, down
  /// after 5m`; `nil` if no affected component states a tier.
  ///
  /// - Parameter isComplete: whether all of them are named. Otherwise some are, and the rest is counted.
  func lowestTier(isComplete: Bool) -> (title: String, text: String)? {
    guard let share = byTier.first(where: { $0.tier != nil && $0.count > 0 }), let tier = share.tier else {
      return nil
    }
    let members = Set(share.down + share.degraded)
    let effects = impact.effects.filter { members.contains($0.component) }.map { effect in
      (effect: effect, weight: impact.model.outline(effect.component).weight)
    }.sorted { left, right in
      if left.weight != right.weight { return left.weight > right.weight }
      if left.effect.level != right.effect.level { return left.effect.level > right.effect.level }
      return (left.effect.after, left.effect.component) < (right.effect.after, right.effect.component)
    }.map(\.effect)
    // A line that would leave out one names it instead.
    let limit = isComplete || effects.count <= Self.nameLimit + 1 ? effects.count : Self.nameLimit
    var texts = effects.prefix(limit).map { "\(wording.id($0.component)) \(Self.state($0))" }
    let rest = effects[limit...]
    if !rest.isEmpty {
      let down = rest.count { $0.level == .down }
      let parts = [(down, "down"), (rest.count - down, "degraded")].filter { $0.0 > 0 }.map {
        "\(grouped($0.0)) \($0.1)"
      }
      texts.append("and \(grouped(rest.count)) more (\(parts.joined(separator: ", ")))")
    }
    // A text with a comma in it needs more than a comma between it and the next.
    let separator = effects.prefix(limit).contains { Self.degradedBefore($0) != nil } ? "; " : ", "
    return ("Tier \(tier)", texts.joined(separator: separator))
  }

  /// How many of the most important tier that the model has: `1 of 2 in tier 0`; `nil` if it has none.
  var verdict: String? {
    guard let share = byTier.first, let tier = share.tier else { return nil }
    return "\(share.count == 0 ? "none" : grouped(share.count)) of \(grouped(share.of)) in tier \(tier)"
  }

  /// What an owner's components suffer: `3 components: 2 down, 1 degraded; tiers 0 and 1`.
  func extent(_ share: Impact.OwnerShare) -> String {
    let parts = [(share.down.count, "down"), (share.degraded.count, "degraded")].filter { $0.0 > 0 }
    let levels = parts.map { "\(grouped($0.0)) \($0.1)" }.joined(separator: ", ")
    let tiers = tiers(share)
    return "\(count(share.count, "component")): \(levels)" + (tiers.isEmpty ? "" : "; \(tiers)")
  }

  /// The tiers of an owner's affected components: `tiers 0 and 1`; empty if none is stated.
  private func tiers(_ share: Impact.OwnerShare) -> String {
    let tiers = Set((share.down + share.degraded).compactMap { impact.model.outline($0).tier }).sorted()
    guard !tiers.isEmpty else { return "" }
    return (tiers.count == 1 ? "tier " : "tiers ") + wording.enumerate(tiers.map { "\($0)" }, limit: 3)
  }

  /// An owner as text; the components that state none are called so.
  static func title(_ share: Impact.OwnerShare) -> String { share.owner?.printable ?? "no owner stated" }
}
