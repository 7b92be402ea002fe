package import DependencyModel

extension Component {
  /// Adds what another source says of the same component.
  package mutating func unite(with other: Component) {
    for key in ComponentKey.all { key.unite(&self, with: other) }
    isDomain = isDomain || other.isDomain
    plannedChange = plannedChange ?? other.plannedChange
    var places: [Relation: Int] = [:]
    for (position, relation) in relations.enumerated() {
      let key = Relation(relation.kind, relation.requirement.essence)
      if places[key] == nil { places[key] = position }
    }
    for relation in other.relations {
      let key = Relation(relation.kind, relation.requirement.essence)
      guard let position = places[key] else {
        places[key] = relations.count
        relations.append(relation)
        continue
      }
      // Both hold: what lives the shorter time without it decides, the switching that works less often, and the greater
      // share of a common cause.
      let tolerates = min(relations[position].requirement.tolerates, relation.requirement.tolerates)
      let terms = [relations[position], relation].map(\.requirement.terms).first { $0 != .none } ?? .none
      let coverage = [relations[position], relation].compactMap(\.requirement.coverage).min { $0.value < $1.value }
      let share = [relations[position], relation].compactMap(\.requirement.commonCause).max { $0.value < $1.value }
      if relation.requirement.confidence < relations[position].requirement.confidence {
        relations[position] = relation
      }
      relations[position].requirement.tolerates = tolerates
      relations[position].requirement.terms = terms
      if let coverage { relations[position].requirement.coverage = coverage }
      if let share { relations[position].requirement.commonCause = share }
    }
  }
}

extension Requirement {
  /// The coverage of the group that is required; `nil` for a component. Setting that of a component has no effect.
  fileprivate var coverage: Probability? {
    get { if case .group(let group) = target { group.coverage } else { nil } }
    set {
      guard case .group(var group) = target, let newValue, group.coverage != newValue else { return }
      group.coverage = newValue
      target = .group(group)
    }
  }

  /// The common cause of the group that is required; `nil` for a component. Setting that of a component has no effect.
  fileprivate var commonCause: Probability? {
    get { if case .group(let group) = target { group.commonCause } else { nil } }
    set {
      guard case .group(var group) = target, let newValue, group.commonCause != newValue else { return }
      group.commonCause = newValue
      target = .group(group)
    }
  }

  /// The required part and nothing else: no place, source, confidence, time, coverage or common cause, and the members of
  /// groups in one order. Groups within groups keep their coverage and common cause.
  var essence: Requirement {
    guard case .group(let group) = target else { return Requirement(target) }
    var members: [Group.Member] = group.members.map { member in
      var essence = member.requirement.essence
      essence.coverage = member.requirement.coverage
      essence.commonCause = member.requirement.commonCause
      essence.terms = member.requirement.terms
      return Group.Member(essence, weight: member.weight)
    }
    if members.count > 1 {
      let texts = members.map {
        $0.requirement.text(limit: .max)
          + " \($0.weight) \($0.requirement.coverage?.value ?? 1) \($0.requirement.commonCause?.value ?? 0)"
      }
      members = members.indices.sorted { texts[$0] < texts[$1] }.map { members[$0] }
    }
    return Requirement(.group(Group(group.threshold, of: members)))
  }

  /// Gives components their new names; a group with one of them no longer is what its glob or selector says.
  mutating func rename(_ names: [ComponentID: ComponentID]) {
    guard !names.isEmpty else { return }
    switch target {
    case .component(let id):
      if let name = names[id] { target = .component(name) }
    case .group(var group):
      var isRenamed = false
      forEachComponent { isRenamed = isRenamed || names[$0] != nil }
      guard isRenamed else { return }
      for position in group.members.indices { group.members[position].requirement.rename(names) }
      group.pattern = nil
      target = .group(group)
    }
  }
}
