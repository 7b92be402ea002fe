internal import DependencyModel
internal import ModelChecks
internal import ResilienceAnalysis

extension CheckReport {
  /// The fields of `whatfails/check/1`.
  func jsonForm(naming names: RemedyNames) -> CheckAnswer {
    let wording = FindingWording(model, naming: names)
    let missing = missing(names)
    var named: Set<ComponentIndex> = []
    func violation(_ finding: Finding, isKnown: Bool) -> CheckAnswer.Violation {
      let proof = wording.proof(finding)
      named.formUnion(finding.fault.map(\.component))
      named.formUnion(finding.components)
      named.formUnion(proof.compactMap(\.component))
      var levels: [String: String] = [:]
      for (component, level) in finding.fault { levels[model.outline(component).id.text] = level.name }
      return CheckAnswer.Violation(
        message: wording.sentence(finding), fault: levels,
        faultShares: finding.question(in: model).sharesByID(in: model), faultId: finding.faultID?.text,
        components: finding.components.map { model.outline($0).id.text }, at: finding.place?.fileAndLine,
        known: isKnown, change: wording.change(finding), noChange: wording.noChange(finding),
        proof: proof.map {
          .init(
            id: $0.component.map { model.outline($0).id.text }, level: $0.level?.name, text: $0.text,
            at: $0.place?.fileAndLine)
        }, coverage: finding.coverage.map { CoverageAnswer($0, in: model) })
    }
    func exception(_ exception: UselessException) -> CheckAnswer.Exception {
      .init(
        problem: exception.problem.rawValue, subject: exception.subject, reason: exception.reason,
        until: exception.until, at: exception.place?.fileAndLine)
    }
    let answers = results.map { result in
      CheckAnswer.Result(
        id: result.id, kind: result.noun == "rule" ? "lint" : "check", severity: result.severity.rawValue,
        holds: result.holds, description: result.description, owner: result.owner, at: result.place?.fileAndLine,
        tried: result.triedCount,
        lookedAtNothing: result.emptySubject.map { EmptySubjects.reason($0, self) },
        violations: result.findings.map { violation($0, isKnown: false) }
          + result.known.map { violation($0, isKnown: true) },
        excepted: result.accepted.map {
          .init(
            violation: violation($0.finding, isKnown: false), reason: $0.reason, until: $0.until,
            at: $0.place?.fileAndLine)
        },
        staleExceptions: result.uselessExceptions.map(exception))
    }
    return CheckAnswer(
      schema: "whatfails/check/1", complete: missing.isEmpty && results.allSatisfy(\.isEachDecided), model: model.name,
      date: date, checks: answers,
      counts: .init(
        checks: results.count, holding: results.count(where: \.holds),
        lookedAtNothing: results.count { $0.emptySubject != nil },
        errors: results.count { $0.severity == .error && !$0.findings.isEmpty },
        warnings: results.count { $0.severity == .warning && !$0.findings.isEmpty },
        notes: results.count { $0.severity == .note && !$0.findings.isEmpty },
        violations: results.reduce(0) { $0 + $1.findings.count }, known: results.reduce(0) { $0 + $1.known.count },
        excepted: results.reduce(0) { $0 + $1.accepted.count },
        staleExceptions: results.reduce(0) { $0 + $1.uselessExceptions.count } + uselessSuppressions.count,
        staleBaseline: staleBaseline.count),
      staleSuppressions: uselessSuppressions.map(exception),
      staleBaseline: staleBaseline.map {
        .init(check: $0.check, fault: $0.fault, component: $0.component, subject: $0.subject)
      }, weakRequirements: WeakRequirementsAnswer(weakRequirements),
      weakNumbers: WeakNumbersAnswer(weakNumbers, in: model),
      relatedness: RelatednessAnswer(ifLow: model),
      assumptions: assumptions.isEmpty ? nil : assumptions.map { AssumptionAnswer($0) },
      missing: missing.isEmpty ? nil : missing,
      standIns: standIns.isEmpty ? nil : standIns.map { model.outline($0).id.text },
      componentsById: ComponentAnswer.byID(named.sorted(), in: model))
  }
}

extension Finding {
  /// What the availability that it is about rests on; `nil` if it is about none.
  fileprivate var coverage: Coverage? {
    switch fact {
    case .misses(_, _, _, let coverage): coverage
    case .undecided(.uncovered(_, let coverage)): coverage
    default: nil
    }
  }
}
