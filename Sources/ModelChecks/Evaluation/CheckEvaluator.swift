internal import DependencyModel
internal import FailureGraph
internal import ResilienceAnalysis

/// The findings of a check before exceptions are considered.
struct Evaluation {
  /// In the order of the faults tried, then of the model.
  var findings: [Finding] = []
  /// How many faults, components or dependencies were looked at.
  var triedCount = 0
  /// Whether the time was over before everything was tried.
  var isCut = false
  /// Whether findings lack a proof that they would have had, because the time was over.
  var isUnexplained = false

  mutating func add(_ part: Evaluation) {
    findings += part.findings
    triedCount += part.triedCount
    isCut = isCut || part.isCut
    isUnexplained = isUnexplained || part.isUnexplained
  }
}

/// Evaluates checks against one model; what several checks ask for is made once.
struct CheckEvaluator {
  /// Findings beyond these have no explanation and no change: they are too many to read, and each costs questions.
  static let explainedCount = 100
  /// The most findings of one check that are reported one by one.
  static let findingLimit = 10_000

  /// The model, with the time that the present check may take.
  var compiled: CompiledModel
  let memoryLimit: Int
  /// The memory that all checks may use together.
  var room = FindingRoom()
  /// The graph made ready for many faults at once, and the last answers of that kind, once a check has asked.
  var sweep: FaultSweep?
  var knownPoints: [PointsQuestion: SinglePoints] = [:]
  /// The model for questions about changes, once a check has given one.
  var followingChanges: CompiledModel?
  var matcher: SelectorMatcher
  /// The components that could be substitutes, once advice has asked.
  var similar: SimilarComponents?
  /// The model made ready for questions about loads, or why it can't be, once a check has asked.
  var knownLoads: Result<LoadQuestions, LoadProblem>?
  /// Whether it only tries an edited model: findings have neither proofs nor advice.
  var isTrial = false
  /// The start order, once a check has asked for it.
  var startOrder: StartOrder?

  var model: Model { compiled.model }

  init(_ compiled: CompiledModel, memoryLimit: Int) {
    self.compiled = compiled
    self.memoryLimit = memoryLimit
    matcher = SelectorMatcher(compiled.model.components)
  }

  /// The findings of a check; if its time was over before it was decided, the last finding says so.
  mutating func evaluate(_ check: Check) -> Evaluation {
    var result: Evaluation
    if compiled.limit.isReached {
      result = Evaluation(isCut: true)
    } else {
      switch check.rule {
      case .expectation(let given, let expectation): result = evaluate(given, expectation, check)
      case .demand(let demand): result = evaluate(demand, check)
      case .ban(let ban): result = evaluate(ban, check)
      case .coverage(let limits): result = coverage(limits, check)
      }
    }
    if compiled.options.followsConfiguration {
      for number in result.findings.indices { result.findings[number].isChange = true }
    }
    advise(&result, check)
    if result.isCut, let allowance = compiled.limit.reached {
      result.findings.append(.undecided(.time(allowance), at: check.place))
    }
    return result
  }

  private mutating func evaluate(_ demand: Check.Demand, _ check: Check) -> Evaluation {
    let targets = matcher.matches(demand.components)
    let exempt = Set(demand.exempt.map { matcher.matches($0) } ?? [])
    var result = Evaluation()
    for property in demand.properties {
      var part: Evaluation
      switch property {
      case .survives(let size, let faults):
        part = survival(of: targets, losing: size, among: faults, exempt, check)
      case .availability(let least): part = availability(of: targets, atLeast: least, check)
      case .starts: part = start(of: targets, check)
      case .independent: part = independence(of: targets, exempt, check)
      case .headroom(let percent): part = headroom(of: targets, percent, check)
      case .recovers: part = recovery(of: targets, check)
      }
      // A check that looked at nothing must not pass.
      if part.triedCount == 0, part.findings.isEmpty, !part.isCut {
        part.findings.append(nothingTried(property, targets, check))
      }
      result.add(part)
      if result.isCut { break }
    }
    return result
  }

  private func nothingTried(
    _ property: Check.Demand.Property, _ targets: [ComponentIndex], _ check: Check
  ) -> Finding {
    let isIndependence = if case .independent = property { true } else { false }
    return .undecided(isIndependence ? .noGroup(of: targets) : .noFault, components: targets, at: check.place)
  }

  // MARK: Many faults at once

  /// A question about all single faults: several checks often ask the same.
  struct PointsQuestion: Hashable {
    let targets: [ComponentIndex]
    let level: Level
    let faults: [ComponentIndex]
  }

  /// The single faults that bring targets to a level. The last two answers are kept.
  mutating func singlePoints(
    of targets: [ComponentIndex], reaching level: Level, among faults: [ComponentIndex]
  ) -> SinglePoints {
    let question = PointsQuestion(targets: targets, level: level, faults: faults)
    if let known = knownPoints[question] { return known }
    let answer = compiled.singlePoints(of: targets, reaching: level, among: faults)
    if knownPoints.count >= 2 { knownPoints.removeAll() }
    if answer.shortfall == nil { knownPoints[question] = answer }
    return answer
  }

  /// An id as text, for the subject of a finding.
  func id(_ index: ComponentIndex) -> String { model.outline(index).id.text }

  // MARK: Proofs

  /// Explains the first findings of a check, each by the component that the fault reaches soonest.
  ///
  /// - Parameters:
  ///   - result: findings with a fault each.
  ///   - within: the time that counts.
  func explain(_ result: inout Evaluation, within: Duration? = nil) {
    guard !isTrial else { return }
    let last = result.findings.indices.prefix(Self.explainedCount).last { !result.findings[$0].components.isEmpty }
    room.withShare { share in
      for index in result.findings.indices.prefix(Self.explainedCount) where !share.isSpent {
        if compiled.limit.isReached {
          result.isUnexplained = last.map { $0 >= index } ?? false
          return
        }
        explain(&result.findings[index], within: within, &share)
      }
    }
  }

  private func explain(_ found: inout Finding, within: Duration?, _ share: inout FindingRoom.Share) {
    let finding = found
    guard let first = finding.components.first else { return }
    let fault = finding.question(in: model)
    var subject = first
    if finding.components.count > 1 {
      let wanted = Set(finding.components)
      let effects = compiled.impact(of: fault, within: within).effects
      share.effort -= effects.count
      subject = effects.first { wanted.contains($0.component) }?.component ?? first
    }
    let explanation = compiled.explanation(of: subject, under: fault, within: within)
    share.steps -= explanation.steps.count
    found.explanation = explanation
    // Where the fault does too little, the check is the place.
    switch finding.fact {
    case .breaks(.up, _, _, _, _), .breaks(.notDown, _, _, _, _), .takesDown:
      found.place = explanation.steps.first?.cause.place ?? finding.place
    default: break
    }
  }
}
