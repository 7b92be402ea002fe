internal import DependencyModel

extension CheckEvaluator {
  /// `import: { … }`: the import of the model keeps its limits; of a model that was not imported nothing is known.
  func coverage(_ limits: [ImportLimit], _ check: Check) -> Evaluation {
    guard let coverage = model.importCoverage else {
      return Evaluation(findings: [.undecided(.notImported, at: check.place)])
    }
    let relatedness = model.relatedness
    var result = Evaluation(triedCount: coverage.total)
    for limit in limits where !limit.holds(coverage, relatedness) {
      result.findings.append(
        Finding(.importFallsShort(limit, coverage, relatedness), components: [], at: check.place, subject: limit.key))
    }
    return result
  }
}

extension ImportLimit {
  fileprivate func holds(_ coverage: ImportCoverage, _ relatedness: Relatedness) -> Bool {
    switch self {
    case .understood(let percent): 100 * coverage.share >= percent.value
    case .relations(let least): relatedness.relations >= least
    case .related(let percent): 100 * relatedness.share >= percent.value
    case .unresolved(let most): coverage.unresolved <= most
    case .ambiguous(let most): coverage.ambiguous <= most
    case .incomplete(let most): coverage.incomplete <= most
    }
  }
}
