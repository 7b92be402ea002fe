internal import DependencyModel
public import ModelChecks
public import ResilienceAnalysis

extension ModelDiff {
  /// The answer as `whatfails/diff/1`.
  ///
  /// - Parameters:
  ///   - checks: which checks hold in one of the models only.
  ///   - names: what remedies are called.
  public func json(_ checks: CheckChanges, naming names: RemedyNames = .none) -> String {
    func radius(_ radius: Radius?) -> OrNull<DiffAnswer.RadiusAnswer> {
      OrNull(radius.map { .init(count: $0.count, down: $0.down, degraded: $0.degraded, weight: $0.weight.value) })
    }
    func requirement(_ change: RequirementChange) -> DiffAnswer.RequirementAnswer {
      .init(
        component: change.component.text, kind: change.kind.rawValue, before: change.beforeText,
        after: change.afterText,
        at: change.place?.fileAndLine)
    }
    func check(_ change: CheckChanges.Change) -> DiffAnswer.CheckAnswer {
      .init(id: change.id, severity: change.severity.rawValue, message: change.message(names))
    }
    let singles = cutSets.filter { !$0.gainedSingle.isEmpty || !$0.lostSingle.isEmpty }
    let pairs = cutSets.filter { !$0.gainedPairs.isEmpty || !$0.lostPairs.isEmpty }
    let words = DiffLines(diff: self, checks: checks, names: names)
    let missing = words.shortfalls
    return jsonText(
      DiffAnswer(
        complete: missing.isEmpty, model: model.name, oldModel: oldModel.name,
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
        availability: availability.map {
          .init(component: $0.component.text, before: OrNull($0.before), after: OrNull($0.after))
        },
        redundancy: redundancy.map {
          .init(
            component: $0.component.text, group: $0.group.text(limit: 4), fault: $0.fault.text, becameFalse: $0.isLost,
            at: $0.place?.fileAndLine)
        },
        checks: .init(
          newlyFailing: checks.newlyFailing.map(check), newlyHolding: checks.newlyHolding.map(check),
          worse: checks.worse.map(check), relaxed: checks.relaxed.map(check)), missing: missing.isEmpty ? nil : missing)
    )
  }
}

private struct DiffAnswer: Encodable {
  struct RadiusAnswer: Encodable {
    let count: Int
    let down: Int
    let degraded: Int
    let weight: Double
  }

  struct ComponentAnswer: Encodable {
    let id: String
    let changes: [String]
  }

  struct Rename: Encodable {
    let from: String
    let to: String
  }

  struct Components: Encodable {
    let added: [String]
    let removed: [String]
    let changed: [ComponentAnswer]
    let renamed: [Rename]
  }

  struct RequirementAnswer: Encodable {
    let component: String
    let kind: String
    let before: String?
    let after: String?
    let at: String?
  }

  struct Requirements: Encodable {
    let added: [RequirementAnswer]
    let removed: [RequirementAnswer]
    let changed: [RequirementAnswer]
  }

  struct Singles: Encodable {
    let component: String
    let gained: [String]
    let lost: [String]
  }

  struct Sets: Encodable {
    let component: String
    let gained: [[String]]
    let lost: [[String]]
  }

  struct ImpactAnswer: Encodable {
    let fault: String
    let named: Bool
    let before: OrNull<RadiusAnswer>
    let after: OrNull<RadiusAnswer>
    let grew: Bool
  }

  struct AvailabilityAnswer: Encodable {
    let component: String
    let before: OrNull<Double>
    let after: OrNull<Double>
  }

  struct Redundancy: Encodable {
    let component: String
    let group: String
    let fault: String
    let becameFalse: Bool
    let at: String?
  }

  struct CheckAnswer: Encodable {
    let id: String
    let severity: String
    let message: String
  }

  struct Checks: Encodable {
    let newlyFailing: [CheckAnswer]
    let newlyHolding: [CheckAnswer]
    let worse: [CheckAnswer]
    let relaxed: [CheckAnswer]
  }

  let schema = "whatfails/diff/1"
  let complete: Bool
  let model: String
  let oldModel: String
  let verdict: String
  let components: Components
  let requirements: Requirements
  let singlePointsOfFailure: [Singles]
  let cutSets: [Sets]
  let impact: [ImpactAnswer]
  let availability: [AvailabilityAnswer]
  let redundancy: [Redundancy]
  let checks: Checks
  /// The comparisons that are missing, in words.
  let missing: [String]?
}
