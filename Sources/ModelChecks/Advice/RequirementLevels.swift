internal import DependencyModel
internal import ResilienceAnalysis

/// The levels of requirements under a fault, from those of the components that it affects.
struct RequirementLevels {
  let model: Model
  let trust: Confidence
  private let levels: [ComponentIndex: Level]

  init(_ impact: Impact, trust: Confidence) {
    model = impact.model
    self.trust = trust
    levels = Dictionary(impact.effects.map { ($0.component, $0.level) }) { max($0, $1) }
  }

  /// The level of a component.
  func level(of component: ComponentIndex) -> Level { levels[component] ?? .up }

  /// Whether the fault affects a component.
  func isAffected(_ component: ComponentIndex) -> Bool { levels[component] != nil }

  /// The components that the fault affects.
  var affected: Set<ComponentIndex> { Set(levels.keys) }

  /// Whether a requirement counts: it is trusted, and so is a member of it if it is a group.
  func counts(_ requirement: Requirement) -> Bool {
    guard requirement.confidence <= trust else { return false }
    guard case .group(let group) = requirement.target, group.members.matched == nil || trust < .declared else {
      return true
    }
    return group.members.contains { counts($0.requirement) }
  }

  /// The level of a requirement that counts.
  func level(of requirement: Requirement) -> Level {
    switch requirement.target {
    case .component(let id): return model.index(of: id).map { level(of: $0) } ?? .up
    case .group(let group):
      let standing = standing(of: group, at: .down)
      if standing.left < standing.required { return .down }
      let better = self.standing(of: group, at: .degraded)
      return better.left < better.required ? .degraded : .up
    }
  }

  /// The state of a group of which members at a level or worse are lost.
  struct Standing {
    /// The weight of all members that count, in millionths.
    var total: Int64 = 0
    /// The weight of those that are not lost.
    var left: Int64 = 0
    /// The weight that must not be lost.
    var required: Int64 = 0
    /// The positions of the members that are lost.
    var lost: [Int] = []
  }

  /// The state of a group of which members at a level or worse are lost.
  func standing(of group: Group, at level: Level) -> Standing {
    var standing = Standing()
    for (position, member) in group.members.enumerated() where counts(member.requirement) {
      let weight = member.weight.millionths
      standing.total += weight
      if self.level(of: member.requirement) < level { standing.left += weight } else { standing.lost.append(position) }
    }
    let required = group.requiredWeight(ofTotal: Amount(millionths: standing.total)).millionths
    standing.required = min(required, standing.total)
    return standing
  }
}

extension Group {
  /// The least weight, in millionths, that makes the group hold if it is added to what is left of it; `nil` if none does.
  ///
  /// A percentage is one of a greater total then, so that what is missing is not enough.
  ///
  /// - Parameters:
  ///   - left: the weight that is left, in millionths.
  ///   - total: the weight of all members, in millionths.
  func missingWeight(left: Int64, total: Int64) -> Int64? {
    func holds(_ more: Int64) -> Bool? {
      let (sum, overflows) = total.addingReportingOverflow(more)
      guard !overflows else { return nil }
      return left + more >= requiredWeight(ofTotal: Amount(millionths: sum)).millionths
    }
    guard threshold != .all else { return nil }
    var high: Int64 = 1
    while true {
      guard let isEnough = holds(high), high < Int64.max / 4 else { return nil }
      if isEnough { break }
      high *= 2
    }
    var low = high / 2
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if holds(middle) == true { high = middle } else { low = middle }
    }
    return high
  }

  /// The weight of each member if all have the same; `nil` otherwise.
  var commonWeight: Amount? {
    if members.matched != nil { return .one }
    guard let first = members.first?.weight, members.allSatisfy({ $0.weight == first }) else { return nil }
    return first
  }
}
