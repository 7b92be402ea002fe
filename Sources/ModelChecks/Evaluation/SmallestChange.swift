internal import DependencyModel
internal import ResilienceAnalysis

/// One edit of a model under which components would not have come to a level, and where it is made.
struct SmallestChange {
  let change: Finding.Change
  let place: Place?
  let edit: WhatIf.Edit

  /// More affected components than these are not evaluated again.
  private static let affectedLimit = 5_000
  /// The most edits that are tried.
  private static let candidateLimit = 60
  /// The most components that an edit is evaluated for.
  private static let targetLimit = 1_000
  /// More members of a group than these are not replaced together: that is no small change.
  private static let substituteLimit = 3

  /// The result of a search.
  enum Outcome {
    case found(SmallestChange)
    /// None of the edits helps.
    case none
    /// The fault affects too much, or the effort is spent.
    case untried
  }

  /// An edit to try, and what it is called.
  private struct Candidate {
    /// The order of preference.
    let rank: Int
    let edit: WhatIf.Edit
    let effect: Impact.Effect
    /// The members of a group that get substitutes.
    var substituted: [ComponentIndex] = []
  }

  /// The smallest single edit after which the fault leaves components at an allowed level. If no edit does so for all of
  /// them, one that does so for the component that is explained.
  ///
  /// Any edit that helps must break every chain of causes, so also the reported one: candidates are the causes of
  /// its steps. Each is tried by computing the least fixpoint again over what the fault affects, with the requirement as the
  /// edit leaves it. In order of preference: a member of a redundancy group moves out of what it shares with others; a
  /// group gets one more member; a plain need, or a member of a group, gets a substitute (or is done without); a component
  /// leaves its domain.
  ///
  /// - Parameters:
  ///   - explanation: how one of the components comes to its level.
  ///   - targets: the components; the explained one is among them or is evaluated besides.
  ///   - allowed: the worst level that they may have.
  ///   - effort: what may be spent, in components visited about; what was is taken off.
  static func find(
    _ explanation: Explanation, for targets: [ComponentIndex] = [], allowing allowed: Level,
    in compiled: CompiledModel, _ effort: inout Int
  ) -> Outcome {
    let impact = compiled.impact(of: explanation.fault, within: explanation.within)
    effort -= 2 * impact.effects.count
    guard impact.effects.count <= affectedLimit else { return .untried }
    let whatIf = WhatIf(impact, in: compiled)
    var watched = [explanation.component]
    watched += targets.lazy.filter { $0 != explanation.component }.prefix(targetLimit - 1)
    let found = candidates(explanation, allowed, whatIf, compiled.model)
    var best: (candidate: Candidate, count: Int)?
    for candidate in found.prefix(candidateLimit) {
      guard effort > 0 else { return best == nil ? .untried : .found(made(best!)) }
      effort -= impact.effects.count
      guard let levels = whatIf.levels(of: watched, with: candidate.edit), levels[0] <= allowed else { continue }
      let count = levels.count { $0 <= allowed }
      if count > best?.count ?? 0 { best = (candidate, count) }
      if count == watched.count { break }
    }
    guard let best else { return .none }
    return .found(made(best))

    func made(_ best: (candidate: Candidate, count: Int)) -> SmallestChange {
      let affected = Set(impact.effects.map(\.component))
      effort -= compiled.model.components.count / 16
      let change = change(best.candidate, explanation, allowed, SimilarComponents(compiled.model, besides: affected))
      return SmallestChange(
        change: best.count == watched.count ? change : .partly(change, count: best.count, of: watched.count),
        place: best.candidate.effect.cause.place, edit: best.candidate.edit)
    }
  }

  /// The same, whatever it takes; `nil` if there is none.
  static func find(
    _ explanation: Explanation, for targets: [ComponentIndex] = [], allowing allowed: Level, in compiled: CompiledModel
  ) -> SmallestChange? {
    var effort = Int.max
    guard case .found(let change) = find(explanation, for: targets, allowing: allowed, in: compiled, &effort) else {
      return nil
    }
    return change
  }

  /// The edits to try, the preferred ones first.
  private static func candidates(
    _ explanation: Explanation, _ allowed: Level, _ whatIf: WhatIf, _ model: Model
  ) -> [Candidate] {
    let named = Set(explanation.fault.levels.map(\.component))
    let redundant = membersOfGroups(explanation.steps)
    var candidates: [Candidate] = []
    for effect in explanation.steps where !named.contains(effect.component) {
      guard let number = relation(effect, model), let target = effect.cause.requirement?.target else { continue }
      func add(_ rank: Int, _ difference: WhatIf.Difference, _ substituted: [ComponentIndex] = []) {
        let edit = WhatIf.Edit(difference, number, of: effect.component)
        candidates.append(Candidate(rank: rank, edit: edit, effect: effect, substituted: substituted))
      }
      switch (effect.cause.relation, target) {
      case (.in, _): add(redundant.contains(effect.component) ? 0 : 3, .gone)
      case (_, .component):
        // A name for a group gets no substitute: what it needs does.
        if !effect.cause.by.allSatisfy({ model.outline($0).isLogic }) { add(2, .gone) }
      case (_, .group(let group)):
        if group.threshold != .all { add(1, .oneMoreMember) }
        let lost: Level = allowed == .up ? .degraded : .down
        if let members = whatIf.losses(at: lost, number, of: effect.component), members.count <= substituteLimit,
          !members.contains(where: { model.outline($0).isLogic })
        {
          add(2, .substitutes(lost), members)
        }
      }
    }
    // Nearest to the fault first: what is put right there helps most.
    return candidates.enumerated().sorted { left, right in
      left.element.rank != right.element.rank
        ? left.element.rank < right.element.rank : left.offset > right.offset
    }.map(\.element)
  }

  /// The position of the relation that is the cause of an effect.
  private static func relation(_ effect: Impact.Effect, _ model: Model) -> Int? {
    model.components[effect.component].relations.firstIndex {
      $0.requirement.target == effect.cause.requirement?.target && $0.kind == effect.cause.relation
    }
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
    _ candidate: Candidate, _ explanation: Explanation, _ allowed: Level, _ similar: SimilarComponents
  ) -> Finding.Change {
    let effect = candidate.effect
    let owner = effect.component
    let by = effect.cause.by
    let fault = explanation.fault.levels.map(\.component)
    func second(of parts: [ComponentIndex]) -> Finding.Change {
      let isSoft = effect.cause.relation?.isSoft == true
      return .second(
        of: parts, for: owner, beyond: fault,
        isOptional: allowed >= .degraded && !isSoft && effect.level == .down,
        existing: parts.count == 1 ? similar.first(like: parts[0], for: owner) : nil)
    }
    switch (candidate.edit.difference, effect.cause.relation) {
    case (.gone, .in): return candidate.rank == 0 ? .moveOut(owner, of: by) : .spread(owner, beyond: by)
    case (.gone, _): return second(of: by)
    case (.substitutes, _): return second(of: candidate.substituted)
    case (.oneMoreMember, _):
      let group = effect.cause.requirement!
      return .addMember(
        to: group, of: owner, beyond: fault, existing: similar.first(like: group, for: owner))
    }
  }
}
