internal import DependencyModel
internal import ResilienceAnalysis

extension CheckEvaluator {
  /// Says of the first findings about faults what would make them disappear without another finding of the check.
  mutating func advise(_ result: inout Evaluation, _ check: Check) {
    let numbers = result.findings.indices.prefix(Self.explainedCount).filter { result.findings[$0].isAdvisable }
    guard !isTrial, !numbers.isEmpty else { return }
    let compiled = compiled
    let memoryLimit = memoryLimit
    let search = AdviceSearch(compiled, result, cost: cost(of: check, result), in: room) { edited in
      var evaluator = CheckEvaluator(edited, memoryLimit: memoryLimit)
      evaluator.isTrial = true
      return evaluator.evaluate(check)
    }
    guard var search else {
      for number in numbers { result.findings[number].change = .searchCut }
      return
    }
    let similar = self.similar ?? SimilarComponents(model)
    self.similar = similar
    let faultSize = check.faultSize
    room.withShare { share in
      for number in numbers {
        guard !share.isSpent, !compiled.limit.isReached else {
          result.findings[number].change = .searchCut
          continue
        }
        advise(&result.findings[number], faultSize, similar, &search, &share)
      }
    }
  }

  private func advise(
    _ finding: inout Finding, _ faultSize: Int, _ similar: SimilarComponents, _ search: inout AdviceSearch,
    _ share: inout FindingRoom.Share
  ) {
    guard let allowed = Self.allowed(finding) else {
      finding.change = .noneFound(.mustFail)
      return
    }
    var candidates: [EditCandidate] = []
    if case .load(let fact) = finding.fact {
      candidates = EditCandidate.raisingLimits(against: fact, in: model)
      if finding.explanation == nil {
        let none: Finding.Change? = candidates.isEmpty ? nil : .noneFound(.limits)
        apply(search.search(candidates, for: finding, &share.effort), to: &finding, orElse: none)
        return
      }
    }
    let compiled = finding.isChange ? followingChanges ?? compiled : compiled
    let fault = finding.question(in: model)
    let impact = compiled.impact(of: fault, within: Self.within(finding))
    share.effort -= 2 * impact.effects.count
    let levels = RequirementLevels(impact, trust: compiled.options.trust)
    let question = EditCandidates.Question(
      fault: finding.fault.map(\.component), allowed: allowed, faultSize: faultSize)
    var owners: [ComponentIndex] = []
    let effects: [Impact.Effect]
    switch finding.fact {
    case .takesGroup(_, let owner):
      owners = [owner]
      effects = impact.chain(to: finding.group, &share.effort)
    case .exceeds:
      // The causes of all are tried, the nearest to the fault first.
      effects = impact.effects.prefix(Self.effectLimit).reversed()
    default: effects = finding.explanation?.steps ?? []
    }
    candidates += EditCandidates.find(question, effects: effects, owners: owners, levels: levels, similar: similar)
    apply(search.search(candidates, for: finding, &share.effort), to: &finding, orElse: .noneFound(.edit))
  }

  /// Gives a finding the change that a search found, or what is said where it found none.
  private func apply(_ outcome: AdviceSearch.Outcome, to finding: inout Finding, orElse none: Finding.Change?) {
    switch outcome {
    case .found(let change, let place, let edits):
      finding.change = change
      finding.edits = edits
      finding.place = place ?? finding.place
    case .none: finding.change = none
    case .cut: finding.change = .searchCut
    }
  }

  /// The most effects of a fault whose causes are tried.
  private static let effectLimit = 40
  /// The worst level that is allowed where a finding is about components that are worse; `nil` where they are too good.
  private static func allowed(_ finding: Finding) -> Level? {
    switch finding.fact {
    case .breaks(.up, _, _, _, _), .exceeds: .up
    case .breaks(.notDown, _, _, _, _), .takesDown, .takesGroup, .load: .degraded
    case .breaks(.degraded, _, _, let levels, _): levels.contains(.down) ? .degraded : nil
    default: nil
    }
  }

  private static func within(_ finding: Finding) -> Duration? {
    switch finding.fact {
    case .breaks(_, _, _, _, let within), .exceeds(_, _, _, let within): within
    default: nil
    }
  }

  /// The effort of asking a check of an edited model: making it, and what its faults visit.
  private func cost(of check: Check, _ result: Evaluation) -> Int {
    let size = model.components.count + model.relationCount
    let faults = check.faultSize > 1 ? result.triedCount : 0
    // Loads are lowered and settled once, and then again in part for each fault.
    let loads = check.asksForLoads ? 16 * size + size * result.triedCount / 5 : 0
    return 16 * size + size * result.triedCount / 2_000 + faults * 400 + loads
  }
}

extension Finding {
  /// Whether there may be an edit after which it is gone.
  fileprivate var isAdvisable: Bool { if case .load = fact { true } else { !fault.isEmpty } }
}

extension Check {
  /// Whether it is about loads.
  fileprivate var asksForLoads: Bool {
    switch rule {
    case .expectation(_, let expectation): !expectation.loads.isEmpty
    case .demand(let demand):
      demand.properties.contains { property in
        switch property {
        case .headroom, .recovers: true
        case .survives, .availability, .starts, .independent: false
        }
      }
    case .ban, .coverage: false
    }
  }

  /// How many components or domains may fail together in a fault that it tries by itself.
  fileprivate var faultSize: Int {
    switch rule {
    case .expectation(let given, _):
      given.contains { if case .eachPair = $0 { true } else { false } } ? 2 : 1
    case .demand(let demand):
      demand.properties.map { if case .survives(let size, _) = $0 { min(max(size, 1), 4) } else { 1 } }.max() ?? 1
    case .ban, .coverage: 1
    }
  }
}
