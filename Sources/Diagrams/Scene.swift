internal import DependencyModel
internal import ResilienceAnalysis

/// The model as a draughtsman sees it: positions instead of names, groups that are none taken apart, and how each
/// component fares under the fault.
struct Scene {
  /// The target that a requirement comes down to.
  enum Target: Hashable {
    case component(Int)
    /// A position in `groups`.
    case group(Int)
  }

  /// A redundancy group that is worth a mark: not all of its members are needed.
  struct Group {
    struct Member {
      let target: Target
      let weight: Amount
    }

    let required: Amount
    let total: Amount
    let members: [Member]
    /// The requirement as a user would say it.
    let text: String
    let owner: Int

    var isUniform: Bool { members.allSatisfy { $0.weight == members[0].weight } }
  }

  struct Relation {
    let kind: Component.Relation.Kind
    /// Whether its owner fails with it at once, and needs it: what it leads to takes down whatever leads to the owner.
    let isFirm: Bool
    /// In a comparison, whether it was added or removed, or is not what it was.
    let change: Diagram.Condition?
    /// All of these.
    let targets: [Target]
    /// The components through which it was the cause of its owner's state.
    let causes: [Int]
  }

  let model: Model
  let impact: Impact?
  /// Per component its relations other than the domain that it is drawn in.
  private(set) var relations: [[Relation]] = []
  private(set) var groups: [Group] = []
  /// Per component the domain that it is drawn in: its first.
  private(set) var homes: [Int?] = []
  private(set) var statuses: [Diagram.Status] = []
  private(set) var levels: [Level] = []
  /// Per component whether it is degraded and has lost its redundancy besides.
  private(set) var hasNoSpare: [Bool] = []

  /// The additional contents of a picture of a comparison.
  struct Comparison {
    /// The condition of each component.
    let conditions: [Diagram.Condition]
    /// The verdict in a line.
    let subtitle: String
    /// Per component those of its relations that are not the same in both models.
    let relations: [Int: [(relation: Component.Relation, change: Diagram.Condition)]]
    /// The components that are drawn beside those that changed, although they did not.
    var neighbours: Set<Int> = []
  }

  let comparison: Comparison?
  /// What goes along each requirement, where that is shown.
  let loads: CarriedLoads?
  /// Whether settings are drawn.
  let showsSettings: Bool

  init(
    _ model: Model, impact: Impact?, loads: CarriedLoads? = nil, comparison: Comparison? = nil, showsSettings: Bool
  ) {
    self.model = model
    self.impact = impact
    self.loads = loads
    self.comparison = comparison
    self.showsSettings = showsSettings || impact?.followsConfiguration == true
    resolveStatuses()
    resolveRelations()
  }

  private mutating func resolveStatuses() {
    let count = model.components.count
    hasNoSpare = [Bool](repeating: false, count: count)
    levels = [Level](repeating: .up, count: count)
    if let comparison {
      statuses = comparison.conditions.map { Diagram.Status(condition: $0) }
      return
    }
    guard let impact else {
      statuses = [Diagram.Status](repeating: .plain, count: count)
      return
    }
    statuses = [Diagram.Status](repeating: Diagram.Status(condition: .untouched), count: count)
    for component in impact.redundancyLost {
      statuses[component.position].condition = .noSpare
      hasNoSpare[component.position] = true
    }
    for effect in impact.effects {
      levels[effect.component.position] = effect.level
      statuses[effect.component.position] = Diagram.Status(
        condition: effect.level == .down ? .down : .degraded, waves: effect.wave...effect.wave,
        after: effect.after > .zero ? effect.after : nil, share: effect.shareInPart)
    }
    for (component, level) in impact.fault.levels {
      statuses[component.position].condition = .fault
      statuses[component.position].faultLevel = (impact.fault.shares[component]?.down ?? 0) > 0 ? .down : level
    }
  }

  /// The calls per second from one component to another; `nil` where loads are not shown.
  func flow(from owner: Int, to target: Int) -> Double? {
    loads?.flow(from: ComponentIndex(owner), to: ComponentIndex(target))
  }

  private mutating func resolveRelations() {
    var effects: [Int: Impact.Effect] = [:]
    for effect in impact?.effects ?? [] { effects[effect.component.position] = effect }
    for (index, component) in model.components.enumerated() {
      var home: Int?
      var cause = effects[index]?.cause
      var resolved: [Relation] = []
      for relation in component.relations {
        var causes: [Int] = []
        // The cause is the first relation that equals it.
        if let found = cause, found.relation == relation.kind, found.requirement == relation.requirement {
          causes = found.by.map(\.position)
          cause = nil
        }
        if relation.kind == .in, home == nil, case .component(let id) = relation.requirement.target {
          home = model.index(of: id)?.position
          continue
        }
        resolved.append(
          Relation(
            kind: relation.kind, isFirm: relation.kind == .needs && !relation.requirement.hasTolerance,
            change: change(of: relation, owner: index), targets: targets(of: relation.requirement, owner: index),
            causes: causes))
      }
      homes.append(home)
      relations.append(resolved)
    }
  }

  private func change(of relation: Component.Relation, owner: Int) -> Diagram.Condition? {
    guard let comparison else { return nil }
    switch comparison.conditions[owner] {
    case .added, .removed: return comparison.conditions[owner]
    case .created: return .added
    case .destroyed: return .removed
    default:
      return comparison.relations[owner]?.first {
        $0.relation.kind == relation.kind && $0.relation.requirement == relation.requirement
      }?.change
    }
  }

  /// The targets that must all hold for the requirement to hold.
  private mutating func targets(of requirement: Requirement, owner: Int) -> [Target] {
    guard case .group(let group) = requirement.target else { return [target(of: requirement, owner: owner)] }
    if isAll(group) { return group.members.flatMap { targets(of: $0.requirement, owner: owner) } }
    return [target(of: requirement, owner: owner)]
  }

  private mutating func target(of requirement: Requirement, owner: Int) -> Target {
    switch requirement.target {
    case .component(let id): return .component(model.index(of: id)!.position)
    case .group(let group):
      if group.members.count == 1 { return target(of: group.members[0].requirement, owner: owner) }
      let members = group.members.map {
        Group.Member(target: target(of: $0.requirement, owner: owner), weight: $0.weight)
      }
      let total = group.totalWeight ?? Amount(millionths: .max)
      groups.append(
        Group(
          required: min(total, group.requiredWeight(ofTotal: total)), total: total, members: members,
          text: group.text(), owner: owner))
      return .group(groups.count - 1)
    }
  }

  /// Whether the group holds only while every member does.
  private func isAll(_ group: DependencyModel.Group) -> Bool {
    guard group.members.count > 1, let total = group.totalWeight else { return true }
    let least = group.members.map(\.weight).min()!
    return group.requiredWeight(ofTotal: total).millionths > total.millionths - least.millionths
  }
}

extension Scene {
  /// The component or domain at a position.
  func component(_ position: Int) -> Component { model.components[ComponentIndex(position)] }

  /// The component or domain at a position without its relations.
  func outline(_ position: Int) -> Component { model.outline(ComponentIndex(position)) }

  /// Whether dependencies of a kind have a place in the picture: settings do where they are asked for.
  func isDrawn(_ kind: Component.Relation.Kind) -> Bool { !kind.traits.isForChanges || showsSettings }

  /// Per component whether all that it does is to configure others: it has no place in a picture without settings.
  func isOnlySetting() -> [Bool] {
    var configures = [Bool](repeating: false, count: homes.count)
    var doesMore = configures
    for (index, relations) in relations.enumerated() {
      for relation in relations where relation.kind != .in {
        if !relation.kind.traits.isForChanges { doesMore[index] = true }
        for target in relation.targets {
          forEachComponent(of: target) {
            if relation.kind.traits.isForChanges { configures[$0] = true } else { doesMore[$0] = true }
          }
        }
      }
    }
    return homes.indices.map { $0 >= model.domainCount && configures[$0] && !doesMore[$0] }
  }

  /// The domains that a component is in besides the one that it is drawn in.
  func furtherDomains(of component: Int) -> [Int] {
    relations[component].flatMap { relation -> [Int] in
      guard relation.kind == .in else { return [] }
      return relation.targets.compactMap { if case .component(let domain) = $0 { domain } else { nil } }
    }
  }

  /// The domains that a component is drawn in, the innermost first.
  func domainsAround(_ component: Int) -> [Int] {
    var result: [Int] = []
    var next = homes[component]
    while let domain = next, !result.contains(domain) {
      result.append(domain)
      next = homes[domain]
    }
    return result
  }

  /// The components that a target comes down to, members of members included.
  func forEachComponent(of target: Target, _ body: (Int) -> Void) {
    switch target {
    case .component(let component): body(component)
    case .group(let group):
      for member in groups[group].members { forEachComponent(of: member.target, body) }
    }
  }

  /// The state of a group, by its members' states.
  ///
  /// Time that its owner lives without a member is not looked at: see where a mark is made of it.
  func level(of target: Target) -> Level {
    switch target {
    case .component(let component): return levels[component]
    case .group(let group):
      for level in [Level.up, .degraded] where weight(of: groups[group], at: level) >= groups[group].required {
        return level
      }
      return .down
    }
  }

  /// The weight of the members at that level or better.
  func weight(of group: Group, at level: Level) -> Amount {
    Amount(
      millionths: group.members.reduce(0) {
        self.level(of: $1.target) <= level ? $0 + $1.weight.millionths : $0
      })
  }
}

extension Requirement {
  /// Whether its owner lives without it, or without a member of it, for a time.
  fileprivate var hasTolerance: Bool {
    if tolerates > .zero { return true }
    guard case .group(let group) = target else { return false }
    return group.members.contains { $0.requirement.hasTolerance }
  }
}

extension Impact.Effect {
  /// The share that fails, or is degraded, where that is not all of it.
  fileprivate var shareInPart: Double? {
    guard let share else { return nil }
    let part = share.down > 0 ? share.down : share.notUp
    return part < 1 ? part : nil
  }
}
