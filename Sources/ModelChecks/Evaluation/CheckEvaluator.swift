internal import DependencyModel
internal import ResilienceAnalysis

/// What a check finds before exceptions are considered.
struct Evaluation {
  /// In the order of the faults tried, then of the model.
  var findings: [Finding] = []
  /// How many faults, components or dependencies were looked at.
  var triedCount = 0
}

/// Evaluates checks against one model; what several checks ask for is made once.
struct CheckEvaluator {
  /// Findings beyond these have no explanation and no change: nobody reads so many, and each costs a question.
  static let explainedCount = 100
  /// The most findings of one check that are told one by one.
  static let findingLimit = 10_000

  let compiled: CompiledModel
  let memoryLimit: Int
  var matcher: SelectorMatcher
  /// The start order, once a check has asked for it.
  var startOrder: StartOrder?

  var model: Model { compiled.model }

  init(_ compiled: CompiledModel, memoryLimit: Int) {
    self.compiled = compiled
    self.memoryLimit = memoryLimit
    matcher = SelectorMatcher(compiled.model.components)
  }

  mutating func evaluate(_ check: Check) -> Evaluation {
    switch check.rule {
    case .expectation(let given, let expectation): evaluate(given, expectation, check)
    case .demand(let demand): evaluate(demand, check)
    case .ban(let ban): evaluate(ban, check)
    }
  }

  private mutating func evaluate(_ demand: Check.Demand, _ check: Check) -> Evaluation {
    let targets = matcher.matches(demand.components)
    let exempt = Set(demand.exempt.map { matcher.matches($0) } ?? [])
    var result = Evaluation()
    for property in demand.properties {
      let part: Evaluation
      switch property {
      case .survives(let size): part = survival(of: targets, losing: size, exempt, check)
      case .availability(let least): part = availability(of: targets, atLeast: least, check)
      case .starts: part = start(of: targets, check)
      case .independent: part = independence(of: targets, exempt, check)
      }
      result.findings += part.findings
      result.triedCount += part.triedCount
    }
    return result
  }

  // MARK: Words

  func id(_ position: Int) -> String { model.outline(position).id.text }

  func list(_ positions: [Int], limit: Int = 4) -> String { enumeration(of: positions.map(id), limit: limit) }

  /// A fault in words: `a`, `a and b`, `a (degraded)`.
  func text(_ fault: [(component: Int, level: Level)]) -> String {
    enumeration(of: fault.map { id($0.component) + ($0.level == .degraded ? " (degraded)" : "") }, limit: 4)
  }

  // MARK: Proofs

  /// Explains the first findings of a check, each by the component that the fault reaches soonest, and says what would
  /// have held.
  ///
  /// - Parameters:
  ///   - findings: with a fault each.
  ///   - allowed: the worst level that was allowed, of each finding; `nil` where a level was missed from above.
  ///   - within: the time that counts.
  func explain(
    _ findings: inout [Finding], allowing allowed: (Finding) -> Level?, within: Duration? = nil
  ) {
    for index in findings.indices.prefix(Self.explainedCount) {
      let finding = findings[index]
      guard let first = finding.components.first else { continue }
      let fault = FaultSet(
        finding.fault, text: finding.faultText(in: model), fault: finding.faultID.flatMap { model.fault($0) })
      var subject = first
      if finding.components.count > 1 {
        let wanted = Set(finding.components)
        let soonest = compiled.impact(of: fault, within: within).effects.first { wanted.contains($0.component) }
        subject = soonest?.component ?? first
      }
      let explanation = compiled.explanation(of: subject, under: fault, within: within)
      findings[index].explanation = explanation
      guard let allowed = allowed(finding), explanation.level > allowed else { continue }
      let change = SmallestChange.find(explanation, allowing: allowed, in: compiled)
      findings[index].change = change?.text
      findings[index].place = change?.place ?? explanation.steps.first?.cause.place ?? finding.place
    }
  }
}
