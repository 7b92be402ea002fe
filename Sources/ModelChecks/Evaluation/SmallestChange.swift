internal import DependencyModel
internal import ResilienceAnalysis

/// One edit of a model under which a component would not have come to a level, and where it is made.
struct SmallestChange {
  let text: String
  let place: Place?
  /// The relation that is edited: the component, and the number of the relation among its own.
  let edit: Edit

  /// A relation that is taken away, or a group that gets one more member, which never fails.
  struct Edit {
    let component: Int
    let relation: Int
    let isGroup: Bool
  }

  /// More affected components than these are not evaluated again.
  private static let affectedLimit = 5_000
  /// The most edits that are tried.
  private static let candidateLimit = 60

  /// The smallest single edit after which the fault leaves the component at an allowed level; `nil` where none of the
  /// edits that are tried does, or where the fault affects too much to try.
  ///
  /// Any edit that helps must break every chain of causes, so it breaks the one that is told: candidates are the causes of
  /// its steps. Each is tried by computing the least fixpoint again over what the fault affects: with the cause gone, no
  /// other component can get worse. In order of preference: a member of a redundancy group moves out of what it shares with
  /// others; a group gets one more member; a plain need gets a second (or is done without); a component leaves its domain.
  ///
  /// - Parameter effort: what may be spent, in components visited about; what was is taken off.
  static func find(
    _ explanation: Explanation, allowing allowed: Level, in compiled: CompiledModel, _ effort: inout Int
  ) -> SmallestChange? {
    let impact = compiled.impact(of: explanation.fault, within: explanation.within)
    effort -= 2 * impact.effects.count
    guard impact.effects.count <= affectedLimit else { return nil }
    let again = AffectedPart(impact, in: compiled)
    let named = Set(explanation.fault.levels.map(\.component))
    let redundant = membersOfGroups(explanation.steps)
    var candidates: [(rank: Int, effect: Impact.Effect)] = []
    for effect in explanation.steps where !named.contains(effect.component) {
      guard let requirement = effect.cause.requirement else { continue }
      switch (effect.cause.kind, requirement.target) {
      case (.in, _): candidates.append((redundant.contains(effect.component) ? 0 : 3, effect))
      case (_, .group): candidates.append((1, effect))
      case (_, .component): candidates.append((2, effect))
      }
    }
    // Nearest to the fault first: what is put right there helps most.
    let ordered = candidates.enumerated().sorted { left, right in
      left.element.rank != right.element.rank
        ? left.element.rank < right.element.rank : left.offset > right.offset
    }.map(\.element)
    for (rank, effect) in ordered.prefix(candidateLimit) where effort > 0 {
      effort -= impact.effects.count
      guard let edit = edit(effect, compiled.model),
        again.level(of: explanation.component, after: edit) <= allowed
      else { continue }
      return SmallestChange(
        text: text(effect, rank, explanation, allowed, compiled.model), place: effect.cause.place, edit: edit)
    }
    return nil
  }

  /// The same, whatever it takes.
  static func find(_ explanation: Explanation, allowing allowed: Level, in compiled: CompiledModel) -> SmallestChange? {
    var effort = Int.max
    return find(explanation, allowing: allowed, in: compiled, &effort)
  }

  /// The edit that takes the cause of an effect away.
  private static func edit(_ effect: Impact.Effect, _ model: Model) -> Edit? {
    for (place, relation) in model.components[effect.component].relations.enumerated()
    where relation.requirement.target == effect.cause.requirement?.target && kind(relation.kind) == effect.cause.kind {
      let isGroup = if case .group = relation.requirement.target { true } else { false }
      return Edit(component: effect.component, relation: place, isGroup: isGroup)
    }
    return nil
  }

  private static func kind(_ kind: Component.Relation.Kind) -> Impact.Cause.Kind {
    switch kind {
    case .needs, .startNeeds: .needs
    case .uses: .uses
    case .in: .in
    case .configuredBy: .configuredBy
    }
  }

  /// The components that stand below a redundancy group of which two members or more were lost.
  private static func membersOfGroups(_ steps: [Impact.Effect]) -> Set<Int> {
    var below: Set<Int> = []
    // Steps go from the component to the fault: what a step rests on comes after it.
    for effect in steps {
      let isGroup = if case .group = effect.cause.requirement?.target { true } else { false }
      if (isGroup && effect.cause.by.count > 1) || below.contains(effect.component) { below.formUnion(effect.cause.by) }
    }
    return below
  }

  private static func text(
    _ effect: Impact.Effect, _ rank: Int, _ explanation: Explanation, _ allowed: Level, _ model: Model
  ) -> String {
    func list(_ positions: [Int]) -> String { enumeration(of: positions.map { model.outline($0).id.text }, limit: 3) }
    let owner = model.outline(effect.component).id.text
    let by = list(effect.cause.by)
    let away = enumeration(of: explanation.fault.levels.map { model.outline($0.component).id.text }, limit: 3)
    switch rank {
    case 0: return "move \(owner) out of \(by)"
    case 1:
      let members = effect.cause.requirement.map(members) ?? by
      return "give \(owner) one more of \(members), beyond the reach of \(away)"
    case 2:
      let isSoft = effect.cause.kind == .uses
      return allowed >= .degraded && !isSoft && effect.level == .down
        ? "give \(owner) a second \(by) that does not share the fate of \(away), or let it do without \(by)"
        : "give \(owner) a second \(by) that does not share the fate of \(away)"
    default: return "spread \(owner) beyond \(by)"
    }
  }

  /// A group's members in short: `ebs-1a/ebs-1b`, or its pattern.
  private static func members(_ requirement: Requirement) -> String {
    guard case .group(let group) = requirement.target else { return requirement.text() }
    if let pattern = group.pattern { return pattern }
    let names = group.members.map { $0.requirement.text(limit: 3) }
    return names.prefix(4).joined(separator: "/") + (names.count > 4 ? "/…" : "")
  }
}

/// What a fault affects, made ready to be computed again with one cause taken away.
private struct AffectedPart {
  /// A requirement with its components found.
  private indirect enum Need {
    case component(Int)
    case group(required: Int64, members: [(need: Need, weight: Int64)])
  }

  private struct Relation {
    let need: Need
    let isSoft: Bool
    let place: Int
  }

  private let fault: [Int: Level]
  private let relations: [Int: [Relation]]
  private let dependents: [Int: [Int]]

  init(_ impact: Impact, in compiled: CompiledModel) {
    let model = compiled.model
    let options = compiled.options
    var relations: [Int: [Relation]] = [:]
    var dependents: [Int: [Int]] = [:]
    let affected = Set(impact.effects.map(\.component))
    for component in affected.sorted() {
      var row: [Relation] = []
      for (place, relation) in model.components[component].relations.enumerated() {
        let isSoft: Bool
        switch relation.kind {
        case .needs, .in: isSoft = false
        case .uses: isSoft = true
        case .configuredBy where options.followsConfiguration: isSoft = false
        case .configuredBy, .startNeeds: continue
        }
        guard let need = Self.need(relation.requirement, model, options.trust) else { continue }
        row.append(Relation(need: need, isSoft: isSoft, place: place))
        relation.requirement.forEachComponent { name in
          if let other = model.index(of: name), affected.contains(other) {
            dependents[other, default: []].append(component)
          }
        }
      }
      relations[component] = row
    }
    self.relations = relations
    self.dependents = dependents
    fault = Dictionary(uniqueKeysWithValues: impact.fault.levels.map { ($0.component, $0.level) })
  }

  private static func need(_ requirement: Requirement, _ model: Model, _ trust: Confidence) -> Need? {
    guard requirement.confidence <= trust else { return nil }
    switch requirement.target {
    case .component(let id): return .component(model.index(of: id)!)
    case .group(let group):
      let members = group.members.compactMap { member in
        need(member.requirement, model, trust).map { (need: $0, weight: member.weight.millionths) }
      }
      guard !members.isEmpty else { return nil }
      let total = members.reduce(Int64(0)) { $0 + $1.weight }
      return .group(
        required: min(total, group.requiredWeight(ofTotal: Amount(millionths: total)).millionths), members: members)
    }
  }

  /// The level of a component after an edit: a group has one more member, which is up and as heavy as its heaviest; any
  /// other requirement is gone.
  func level(of component: Int, after edit: SmallestChange.Edit) -> Level {
    var levels = fault
    var waiting = fault.keys.sorted()
    while let current = waiting.popLast() {
      for dependent in dependents[current] ?? [] {
        let before = levels[dependent] ?? .up
        let after = max(before, level(of: dependent, edit, levels))
        if after > before {
          levels[dependent] = after
          waiting.append(dependent)
        }
      }
    }
    return levels[component] ?? .up
  }

  private func level(
    of component: Int, _ edit: SmallestChange.Edit, _ levels: [Int: Level]
  ) -> Level {
    var worst = fault[component] ?? .up
    for relation in relations[component] ?? [] {
      var level: Level
      if edit.component == component, edit.relation == relation.place {
        guard edit.isGroup else { continue }
        level = self.level(of: withSpare(relation.need), levels)
      } else {
        level = self.level(of: relation.need, levels)
      }
      if relation.isSoft { level = level == .down ? .degraded : .up }
      worst = max(worst, level)
    }
    return worst
  }

  /// A group with one more member, which is never down.
  private func withSpare(_ need: Need) -> Need {
    guard case .group(let required, let members) = need else { return need }
    let spare = members.map(\.weight).max() ?? 1
    return .group(required: max(0, required - spare), members: members)
  }

  private func level(of need: Need, _ levels: [Int: Level]) -> Level {
    switch need {
    case .component(let component): return levels[component] ?? .up
    case .group(let required, let members):
      var up: Int64 = 0
      var standing: Int64 = 0
      for member in members {
        switch level(of: member.need, levels) {
        case .up:
          up += member.weight
          standing += member.weight
        case .degraded: standing += member.weight
        case .down: break
        }
      }
      return up >= required ? .up : standing >= required ? .degraded : .down
    }
  }
}
