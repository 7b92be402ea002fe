public import DependencyModel
public import ResilienceAnalysis

/// Evaluates checks and lint rules against a model: the work behind `whatfails check`.
///
///     let report = CheckRun(CompiledModel(model), date: "2026-11-23").report(checks: model.checks)
///     report.fails(.error)
public struct CheckRun: Sendable {
  /// The model that is checked.
  private var compiled: CompiledModel
  /// The day on which exceptions are judged, as `YYYY-MM-DD`.
  private let date: String
  /// The known findings.
  private let baseline: [BaselineEntry]
  /// The bytes that diagrams may take.
  private let memoryLimit: Int
  /// The limit of each check and rule besides the model's own limit.
  private let allowance: WorkLimit.Allowance?

  /// - Parameters:
  ///   - compiled: the model that is checked; what its limit leaves no time for is undecided.
  ///   - date: the day on which exceptions are judged, as `YYYY-MM-DD`.
  ///   - baseline: what is known already and does not fail again.
  ///   - memoryLimit: the bytes that decision diagrams may take.
  ///   - allowance: what each check and rule may take by itself; `nil` for no limit.
  public init(
    _ compiled: CompiledModel, date: String, baseline: [BaselineEntry] = [], memoryLimit: Int = 1 << 30,
    allowingEach allowance: WorkLimit.Allowance? = nil
  ) {
    self.compiled = compiled
    self.date = date
    self.baseline = baseline
    self.memoryLimit = memoryLimit
    self.allowance = allowance
  }

  /// Evaluates checks and rules.
  ///
  /// - Parameters:
  ///   - checks: those of the model and of policies; ids are unique.
  ///   - lint: the lint rules that are run; none unless stated.
  ///   - progress: is called before each check or rule with its name, its number and how many there are.
  public func report(
    checks: [Check], lint: LintSelection = LintSelection(),
    progress: (_ id: String, _ number: Int, _ of: Int) -> Void = { _, _, _ in }
  ) -> CheckReport {
    var report = evaluate(checks, lint, isTrial: false, progress)
    report.weakRequirements = compiled.supporting(compiled.weakRequirements) { surer in
      var run = self
      run.compiled = surer
      return report.isSame(as: run.evaluate(checks, lint, isTrial: true) { _, _, _ in })
    }
    if !report.results.isEmpty { report.weakNumbers = compiled.weakNumbersOfLoads }
    return report
  }

  /// - Parameter isTrial: whether only the findings count: they have neither proofs nor advice.
  private func evaluate(
    _ checks: [Check], _ lint: LintSelection, isTrial: Bool,
    _ progress: (_ id: String, _ number: Int, _ of: Int) -> Void
  ) -> CheckReport {
    var acceptance = Acceptance(compiled.model, date: date, baseline: baseline)
    var evaluator = CheckEvaluator(compiled, memoryLimit: memoryLimit)
    evaluator.isTrial = isTrial
    var results: [CheckResult] = []
    let total = checks.count + lint.rules.count
    for (number, check) in checks.enumerated() {
      progress(check.id, number + 1, total)
      evaluator.compiled = compiled.limited(to: compiled.limit.within(allowance))
      let evaluation = evaluator.evaluate(check)
      results.append(
        acceptance.result(.check(check), severity: check.severity, evaluation, check.exceptions))
    }
    var standIns: [ComponentIndex] = []
    if !lint.rules.isEmpty {
      // Rules are about failures, whatever the checks are about.
      let compiled = compiled.following(configuration: false)
      var context = LintContext(compiled)
      context.isTrial = isTrial
      let room = FindingRoom()
      if context.hasStandIns { standIns = context.critical }
      for (number, (rule, severity)) in lint.rules.enumerated() {
        progress(rule.id, checks.count + number + 1, total)
        let limit = compiled.limit.within(allowance)
        context.compiled = compiled.limited(to: limit)
        var evaluation = Evaluation(triedCount: context.subjects[rule.subject])
        if !limit.isReached { evaluation.findings = rule.findings(in: context) }
        if !limit.isReached, !isTrial {
          LintAdvice.advise(&evaluation.findings, of: rule, in: context, &evaluator.similar, room)
        }
        if limit.isReached, let reached = limit.reached {
          evaluation.isCut = true
          evaluation.findings.append(.undecided(.ruleTime(reached), at: nil))
        }
        results.append(acceptance.result(.lint(rule), severity: severity, evaluation, lint.suppressions))
      }
    }
    let needsChances = checks.contains { check in
      guard case .demand(let demand) = check.rule else { return false }
      return demand.properties.contains { if case .availability = $0 { true } else { false } }
    }
    return CheckReport(
      model: compiled.model, date: date, results: results, staleBaseline: acceptance.staleBaseline,
      uselessSuppressions: lint.rules.isEmpty ? [] : acceptance.useless(lint.suppressions), standIns: standIns,
      assumptions: needsChances ? compiled.appliedAssumptions : [])
  }
}

/// The lint rules that are run, how bad their findings are, and what is accepted of them.
public struct LintSelection: Sendable {
  /// The rules by id, with the severity that settings give them.
  public private(set) var rules: [(rule: LintRule, severity: Check.Severity)] = []
  /// The accepted findings.
  public private(set) var suppressions: [LintSettings.Suppression] = []
  /// Settings that name no rule.
  public private(set) var problems: [Diagnostic] = []

  /// No rules.
  public init() {}

  /// Every rule but those that settings turn off.
  ///
  /// - Parameter settings: of several that name a rule the last counts.
  public init(_ settings: [LintSettings]) {
    let ids = LintRule.all.map(\.id)
    var chosen: [String: LintSettings.Setting] = [:]
    for setting in settings.flatMap(\.rules) {
      let pattern = GlobPattern(setting.rule)
      let named = ids.filter(pattern.matches)
      if named.isEmpty { problems.append(Self.unknown(setting.rule, ids, at: setting.place)) }
      for id in named { chosen[id] = setting.setting }
    }
    suppressions = settings.flatMap(\.suppressions)
    for suppression in suppressions where !ids.contains(where: GlobPattern(suppression.rule).matches) {
      problems.append(Self.unknown(suppression.rule, ids, at: suppression.place))
    }
    for rule in LintRule.all {
      switch chosen[rule.id] {
      case .off: continue
      case .note: rules.append((rule, .note))
      case .warning: rules.append((rule, .warning))
      case .error: rules.append((rule, .error))
      case nil: rules.append((rule, rule.severity))
      }
    }
  }

  private static func unknown(_ rule: String, _ ids: [String], at place: Place?) -> Diagnostic {
    .unknownRule(rule, suggestion: spellingSuggestion(for: rule, among: ids), at: place)
  }
}
