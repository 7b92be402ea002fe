internal import DependencyModel
internal import ResilienceAnalysis

/// One edit of a model under which a component would not have come to a level, and where it is made.
struct SmallestChange {
  let change: Finding.Change
  let place: Place?
  /// The relation that is edited: the component, and the number of the relation among its own.
  let edit: Edit

  /// A relation that is taken away, or a group that gets one more member, which never fails.
  struct Edit {
    let component: ComponentIndex
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
  /// Any edit that helps must break every chain of causes, so also the reported one: candidates are the causes of
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
    let whatIf = WhatIf(impact, in: compiled)
    let named = Set(explanation.fault.levels.map(\.component))
    let redundant = membersOfGroups(explanation.steps)
    var candidates: [(rank: Int, effect: Impact.Effect)] = []
    for effect in explanation.steps where !named.contains(effect.component) {
      guard let requirement = effect.cause.requirement else { continue }
      switch (effect.cause.relation, requirement.target) {
      case (.in, _): candidates.append((redundant.contains(effect.component) ? 0 : 3, effect))
      case (_, .group): candidates.append((1, effect))
      case (_, .component):
        // What is only a name for a group is not had twice: what it needs is.
        guard !effect.cause.by.allSatisfy({ compiled.model.outline($0).isLogic }) else { continue }
        candidates.append((2, effect))
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
        whatIf.level(of: explanation.component, relaxing: edit.relation, of: edit.component) <= allowed
      else { continue }
      return SmallestChange(
        change: change(effect, rank, explanation, allowed), place: effect.cause.place, edit: edit)
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
    where relation.requirement.target == effect.cause.requirement?.target
      && relation.kind == effect.cause.relation
    {
      let isGroup = if case .group = relation.requirement.target { true } else { false }
      return Edit(component: effect.component, relation: place, isGroup: isGroup)
    }
    return nil
  }

  /// The components below a redundancy group of which two members or more were lost.
  private static func membersOfGroups(_ steps: [Impact.Effect]) -> Set<ComponentIndex> {
    var below: Set<ComponentIndex> = []
    // Steps go from the component to the fault: what a step rests on comes after it.
    for effect in steps {
      let isGroup = if case .group = effect.cause.requirement?.target { true } else { false }
      if (isGroup && effect.cause.by.count > 1) || below.contains(effect.component) { below.formUnion(effect.cause.by) }
    }
    return below
  }

  private static func change(
    _ effect: Impact.Effect, _ rank: Int, _ explanation: Explanation, _ allowed: Level
  ) -> Finding.Change {
    let owner = effect.component
    let by = effect.cause.by
    let fault = explanation.fault.levels.map(\.component)
    switch (rank, effect.cause.requirement) {
    case (0, _): return .moveOut(owner, of: by)
    case (1, let group?): return .addMember(to: group, of: owner, beyond: fault)
    case (2, _):
      let isSoft = effect.cause.relation?.isSoft == true
      return .second(
        of: by, for: owner, beyond: fault, isOptional: allowed >= .degraded && !isSoft && effect.level == .down)
    default: return .spread(owner, beyond: by)
    }
  }
}
