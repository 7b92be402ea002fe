package import DependencyModel

/// The levels of requirements under a fault, from those of the components that it affects.
package struct RequirementLevels {
  package let model: Model
  package let trust: Confidence
  private let levels: [ComponentIndex: Level]

  package init(_ impact: Impact, trust: Confidence) {
    model = impact.model
    self.trust = trust
    levels = Dictionary(impact.effects.map { ($0.component, $0.level) }) { max($0, $1) }
  }

  /// The level of a component.
  package func level(of component: ComponentIndex) -> Level { levels[component] ?? .up }

  /// Whether the fault affects a component.
  package func isAffected(_ component: ComponentIndex) -> Bool { levels[component] != nil }

  /// The components that the fault affects.
  package var affected: Set<ComponentIndex> { Set(levels.keys) }

  /// Whether a requirement counts: it is trusted, and so is a member of it if it is a group.
  package func counts(_ requirement: Requirement) -> Bool {
    guard requirement.confidence <= trust else { return false }
    guard case .group(let group) = requirement.target, group.members.matched == nil || trust < .declared else {
      return true
    }
    return group.members.contains { counts($0.requirement) }
  }

  /// The level of a requirement that counts.
  package func level(of requirement: Requirement) -> Level {
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
  package struct Standing {
    /// The weight of all members that count, in millionths.
    package var total: Int64 = 0
    /// The weight of those that are not lost.
    package var left: Int64 = 0
    /// The weight that must not be lost.
    package var required: Int64 = 0
    /// The positions of the members that are lost.
    package var lost: [Int] = []
  }

  /// The state of a group of which members at a level or worse are lost.
  package func standing(of group: Group, at level: Level) -> Standing {
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
