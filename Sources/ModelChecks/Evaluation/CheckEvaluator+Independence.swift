internal import DependencyModel
internal import ResilienceAnalysis

extension CheckEvaluator {
  /// `independent: true`: no single component takes a redundant group of a target from whole to lost.
  ///
  /// A group is redundant if with nothing failed it holds through the loss of any one member.
  func independence(of targets: [ComponentIndex], _ exempt: Set<ComponentIndex>, _ check: Check) -> Evaluation {
    let groups = targets.flatMap { compiled.groups(of: $0).filter(\.isRedundant) }
    let faults = compiled.rankedComponents.filter { !exempt.contains($0) }
    var result = Evaluation(triedCount: groups.count)
    var counts = FindingCounts(room)
    let losses = compiled.losses(of: groups, among: faults)
    result.isCut = compiled.limit.isReached
    for loss in losses where groups[loss.group].owner != loss.fault {
      counts.add(finding(loss.fault, groups[loss.group], check), to: &result.findings)
    }
    counts.finish(&result.findings, check)
    guard !isTrial else { return result }
    room.withShare { share in
      for index in result.findings.indices.prefix(Self.explainedCount) where !share.isSpent {
        if compiled.limit.isReached {
          result.isUnexplained = true
          return
        }
        prove(&result.findings[index], &share)
      }
    }
    return result
  }

  private func finding(_ fault: ComponentIndex, _ group: OwnedGroup, _ check: Check) -> Finding {
    Finding(
      .takesGroup(group.requirement, of: group.owner), fault: [(fault, .down)], components: [group.owner],
      at: group.requirement.place ?? check.place, subject: group.requirement.text(limit: 20))
  }

  /// Shows how the fault reaches the members of the group.
  private func prove(_ finding: inout Finding, _ share: inout FindingRoom.Share) {
    guard let owner = finding.components.first else { return }
    let fault = FaultSet(finding.fault, text: finding.faultText(in: model))
    let impact = compiled.impact(of: fault)
    share.effort -= 3 * impact.effects.count
    var effects: [ComponentIndex: Impact.Effect] = [:]
    for effect in impact.effects where effect.level == .down { effects[effect.component] = effect }
    guard
      let group = compiled.groups(of: owner).first(where: { $0.requirement.text(limit: 20) == finding.subject })
    else { return }
    var lost: [Impact.Effect] = []
    group.requirement.forEachComponent { name in
      if let effect = model.index(of: name).flatMap({ effects[$0] }),
        !lost.contains(where: { $0.component == effect.component })
      {
        lost.append(effect)
      }
    }
    finding.related = lost.prefix(8).map { effect in
      Finding.Related(
        .loss(effect.component, relation: effect.cause.relation, by: effect.cause.by), component: effect.component,
        at: effect.cause.place)
    }
    let explanation = compiled.explanation(of: owner, under: fault)
    if explanation.level > .up {
      share.steps -= explanation.steps.count
      finding.explanation = explanation
    }
  }
}
