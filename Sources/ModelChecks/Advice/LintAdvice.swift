internal import DependencyModel
internal import ResilienceAnalysis

/// Replaces the general advice of lint rules by an edit of the model after which the rule finds nothing there and nothing
/// new, for weaknesses that a fault shows.
struct LintAdvice {
  /// More findings of a rule than these are not advised one by one.
  private static let limit = 50

  private let rule: LintRule
  private let context: LintContext
  private let similar: SimilarComponents
  private var search: AdviceSearch

  /// Advises on the first findings of a rule.
  static func advise(
    _ findings: inout [Finding], of rule: LintRule, in context: LintContext, _ similar: inout SimilarComponents?,
    _ room: FindingRoom
  ) {
    let numbers = findings.indices.prefix(limit).filter { findings[$0].isAdvisable }
    guard !numbers.isEmpty else { return }
    let size = context.model.components.count + context.model.relationCount
    let cost = 32 * size + size * context.model.components.count / 5_000
    let search = AdviceSearch(context.compiled, Evaluation(findings: findings), cost: cost, in: room) { edited in
      var context = LintContext(edited)
      context.isTrial = true
      return Evaluation(findings: rule.findings(in: context))
    }
    guard let search else {
      for number in numbers { findings[number].change = .searchCut }
      return
    }
    let known = similar ?? SimilarComponents(context.model)
    similar = known
    var advice = LintAdvice(rule: rule, context: context, similar: known, search: search)
    room.withShare { share in
      for number in numbers { advice.advise(&findings[number], &share.effort) }
    }
  }

  private mutating func advise(_ finding: inout Finding, _ effort: inout Int) {
    guard effort > 0, !context.compiled.limit.isReached else {
      finding.change = .searchCut
      return
    }
    switch search.search(candidates(for: finding, &effort), for: finding, &effort) {
    case .found(let change, _, let edits):
      finding.change = change
      finding.edits = edits
    case .none: finding.change = .noneFound(.edit)
    case .cut: finding.change = .searchCut
    }
  }

  private func candidates(for finding: Finding, _ effort: inout Int) -> [EditCandidate] {
    guard case .weakness(let weakness) = finding.fact else { return [] }
    let model = context.model
    var fault = finding.fault
    var owners: [ComponentIndex] = []
    var subject: ComponentIndex?
    var moved: ComponentIndex?
    switch weakness {
    case .group(.domainTooHeavy(_, _, let owner)), .group(.groupBehindOne(_, _, let owner)),
      .group(.redundancyThroughOne(let owner, _, _)), .group(.replicasInOneDomain(_, _, let owner)):
      owners = [owner]
    case .dependency(.singlePointOfFailure(_, let targets)), .placement(.criticalInOneDomain(_, let targets)):
      subject = targets.first
    case .dependency(.softButHard(let component, _, _)), .dependency(.monitoringNeedsMonitored(let component, _)):
      subject = component
    case .placement(.backupBesideOriginal(let backup, let domain, _)):
      fault = [(domain, .down)]
      moved = backup
    case .dependency(.tierInversion(let component, let tier, let other, _)):
      return Self.tiers(of: component, tier, other, model)
    default: return []
    }
    let set = FaultSet(fault, text: finding.faultText(in: model))
    let impact = context.compiled.impact(of: set)
    effort -= 2 * impact.effects.count
    let levels = RequirementLevels(impact, trust: context.compiled.options.trust)
    let effects: [Impact.Effect]
    if let moved {
      effects = impact.effects.filter { $0.component == moved }
    } else if let subject {
      effects = context.compiled.explanation(of: subject, under: set).steps
    } else {
      effects = impact.chain(to: finding.group, &effort)
    }
    // What is new must not rest on any of the components that a group rests on.
    var beyond = fault.map(\.component)
    if case .group(.redundancyThroughOne(_, _, let components)) = weakness { beyond = components }
    let question = EditCandidates.Question(fault: beyond, allowed: .degraded, faultSize: 1)
    return EditCandidates.find(question, effects: effects, owners: owners, levels: levels, similar: similar)
  }

  /// What may help if a component needs one of a lower tier.
  private static func tiers(
    of component: ComponentIndex, _ tier: Int, _ other: ComponentIndex, _ model: Model
  ) -> [EditCandidate] {
    let place = model.outline(other).place
    var result = [
      EditCandidate(rank: .other, edit: ModelEdit(.setTier(other, tier)), change: .setTier(other, tier), place: place)
    ]
    for (number, relation) in model.components[component].relations.enumerated()
    where relation.kind == .needs && relation.requirement.target == .component(model.outline(other).id) {
      let edit = ModelEdit(.doWithout(.init(owner: component, relation: number)))
      result.append(
        EditCandidate(
          rank: .other, edit: edit, change: .doWithout([other], for: component), place: relation.requirement.place))
    }
    return result
  }
}

extension Finding {
  /// Whether a fault shows the weakness, so that edits can be tried.
  fileprivate var isAdvisable: Bool {
    guard case .weakness(let weakness) = fact else { return false }
    return switch weakness {
    case .group(.domainTooHeavy), .group(.groupBehindOne), .group(.redundancyThroughOne), .group(.replicasInOneDomain),
      .dependency(.singlePointOfFailure), .dependency(.softButHard), .dependency(.monitoringNeedsMonitored),
      .dependency(.tierInversion), .placement(.criticalInOneDomain), .placement(.backupBesideOriginal):
      true
    default: false
    }
  }
}
