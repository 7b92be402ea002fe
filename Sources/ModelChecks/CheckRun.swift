public import DependencyModel
public import ResilienceAnalysis

/// Evaluates checks and lint rules against a model: the work behind `whatfails check`.
///
///     let report = CheckRun(CompiledModel(model), date: "2026-11-23").report(checks: model.checks)
///     report.fails(.error)
public struct CheckRun: Sendable {
  /// The model that is checked.
  private let compiled: CompiledModel
  /// The day on which exceptions are judged, as `YYYY-MM-DD`.
  private let date: String
  /// What is known already.
  private let baseline: [BaselineEntry]
  /// The bytes that diagrams may take.
  private let memoryLimit: Int

  /// - Parameters:
  ///   - compiled: the model that is checked.
  ///   - date: the day on which exceptions are judged, as `YYYY-MM-DD`.
  ///   - baseline: what is known already and does not fail again.
  ///   - memoryLimit: the bytes that decision diagrams may take.
  public init(_ compiled: CompiledModel, date: String, baseline: [BaselineEntry] = [], memoryLimit: Int = 1 << 30) {
    self.compiled = compiled
    self.date = date
    self.baseline = baseline
    self.memoryLimit = memoryLimit
  }

  /// Evaluates checks and rules.
  ///
  /// - Parameters:
  ///   - checks: those of the model and of policies; ids are unique.
  ///   - lint: the lint rules that are run; none unless stated.
  public func report(checks: [Check], lint: LintSelection = LintSelection()) -> CheckReport {
    var acceptance = Acceptance(compiled.model, date: date, baseline: baseline)
    var evaluator = CheckEvaluator(compiled, memoryLimit: memoryLimit)
    var results: [CheckResult] = []
    for check in checks {
      let evaluation = evaluator.evaluate(check)
      results.append(
        acceptance.result(.check(check), severity: check.severity, evaluation, check.exceptions))
    }
    if !lint.rules.isEmpty {
      let context = LintContext(compiled)
      for (rule, severity) in lint.rules {
        let evaluation = Evaluation(
          findings: rule.findings(in: context), triedCount: compiled.model.components.count)
        results.append(acceptance.result(.lint(rule), severity: severity, evaluation, lint.suppressions))
      }
    }
    return CheckReport(
      model: compiled.model, date: date, results: results, staleBaseline: acceptance.staleBaseline,
      uselessSuppressions: lint.rules.isEmpty ? [] : acceptance.useless(lint.suppressions))
  }
}

/// The lint rules that are run, how bad their findings are, and what is accepted of them.
public struct LintSelection: Sendable {
  /// The rules by id, with the severity that settings give them.
  public private(set) var rules: [(rule: LintRule, severity: Check.Severity)] = []
  /// What is accepted.
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
