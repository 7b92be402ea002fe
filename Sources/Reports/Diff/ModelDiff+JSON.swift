internal import DependencyModel
internal import ModelChecks
internal import ResilienceAnalysis

extension ModelDiff {
  /// The fields of `whatfails/diff/1`.
  ///
  /// - Parameters:
  ///   - checks: which checks hold in one of the models only.
  ///   - names: what remedies are called.
  func jsonForm(_ checks: CheckChanges, naming names: RemedyNames) -> DiffAnswer {
    func radius(_ radius: Radius?) -> DiffAnswer.Radius? {
      radius.map {
        .init(
          count: $0.count, down: $0.down, degraded: $0.degraded, weight: $0.weight.value,
          lowestTier: $0.lowestTier.map(TierEffectAnswer.init), lostDemand: $0.lostDemand)
      }
    }
    func requirement(_ change: RequirementChange) -> DiffAnswer.Requirement {
      .init(
        component: change.component.text, kind: change.kind.rawValue, before: change.beforeText,
        after: change.afterText,
        at: change.place?.fileAndLine)
    }
    func check(_ change: CheckChanges.Change) -> DiffAnswer.Check {
      .init(id: change.id, severity: change.severity.rawValue, message: change.message(names))
    }
    let singles = cutSets.filter { !$0.gainedSingle.isEmpty || !$0.lostSingle.isEmpty }
    let pairs = cutSets.filter { !$0.gainedPairs.isEmpty || !$0.lostPairs.isEmpty }
    let words = DiffLines(diff: self, checks: checks, names: names)
    let missing = words.shortfalls + [words.uncovered].compactMap { $0 }
    return DiffAnswer(
      schema: "whatfails/diff/1", complete: missing.isEmpty, model: model.name, oldModel: oldModel.name,
      change: followsConfiguration ? true : nil,
      verdict: words.verdict,
      components: .init(
        added: addedComponents.map(\.text), removed: removedComponents.map(\.text),
        changed: changedComponents.map { .init(id: $0.id.text, changes: $0.texts) },
        renamed: renamed.map { .init(from: $0.from.text, to: $0.to.text) }),
      requirements: .init(
        added: requirements.filter { $0.before == nil }.map(requirement),
        removed: requirements.filter { $0.after == nil }.map(requirement),
        changed: requirements.filter { $0.before != nil && $0.after != nil }.map(requirement)),
      singlePointsOfFailure: singles.map {
        .init(component: $0.component.text, gained: $0.gainedSingle.map(\.text), lost: $0.lostSingle.map(\.text))
      },
      cutSets: pairs.map {
        .init(
          component: $0.component.text, gained: $0.gainedPairs.map { $0.map(\.text) },
          lost: $0.lostPairs.map { $0.map(\.text) })
      },
      impact: impacts.map {
        .init(
          fault: $0.fault.text, named: $0.isNamed, before: radius($0.before), after: radius($0.after),
          grew: $0.hasGrown)
      },
      assumptions: .init(
        added: addedAssumptions.map { AssumptionAnswer($0) }, removed: removedAssumptions.map { AssumptionAnswer($0) }),
      availability: availability.map(jsonForm),
      redundancy: redundancy.map {
        .init(
          component: $0.component.text, group: $0.group.text(limit: 4), fault: $0.fault.text, becameFalse: $0.isLost,
          at: $0.place?.fileAndLine)
      },
      headroom: headroom.map {
        .init(
          component: $0.component.text, before: $0.before, after: $0.after, fell: $0.hasFallen,
          weakNumbers: WeakNumbersAnswer($0.weakNumbers, in: model),
          oldWeakNumbers: WeakNumbersAnswer($0.oldWeakNumbers, in: oldModel))
      },
      checks: .init(
        newlyFailing: checks.newlyFailing.map(check), newlyHolding: checks.newlyHolding.map(check),
        worse: checks.worse.map(check), relaxed: checks.relaxed.map(check),
        newlyKnown: checks.newlyKnown.map(check), open: checks.open.map(check)),
      missing: missing.isEmpty ? nil : missing,
      componentsById: namedComponents)
  }

  /// What is stated of every component that the answer names.
  private var namedComponents: [String: ComponentAnswer] {
    var ids = addedComponents + removedComponents + changedComponents.map(\.id) + requirements.map(\.component)
    for change in cutSets {
      ids += [change.component] + change.gainedSingle + change.lostSingle
      ids += (change.gainedPairs + change.lostPairs).joined()
    }
    ids += impacts.map(\.fault) + availability.map(\.component) + redundancy.flatMap { [$0.component, $0.fault] }
    let old = ComponentAnswer.byID(
      ids.lazy.filter { model.index(of: $0) == nil }.compactMap { oldModel.index(of: $0) }, in: oldModel)
    let new = ComponentAnswer.byID(ids.lazy.compactMap { model.index(of: $0) }, in: model)
    return new.merging(old) { new, _ in new }
  }
  private func jsonForm(_ change: AvailabilityChange) -> DiffAnswer.Availability {
    let year = ResilienceAnalysis.Availability.secondsPerYear
    return .init(
      component: change.component.text, before: change.before.map { 1 - $0 }, after: change.after.map { 1 - $0 },
      unavailability: .init(before: change.before, after: change.after),
      downtimeSecondsPerYear: .init(before: change.before.map { $0 * year }, after: change.after.map { $0 * year }),
      coverage: .init(
        before: change.coverageBefore.map { CoverageAnswer($0, in: oldModel) },
        after: change.coverageAfter.map { CoverageAnswer($0, in: model) }), verdict: change.verdict.rawValue)
  }
}
