internal import DependencyModel
internal import ResilienceAnalysis

/// What the rules about loads share: the model made ready for questions about loads, and what is carried without a fault.
struct LintLoads: Sendable {
  /// Asked about no fault; a rule asks a copy.
  let questions: LoadQuestions
  /// The components that are overloaded without a fault.
  let overloaded: Set<ComponentIndex>
  /// What stays overloaded once it collapsed, in model order.
  let stuck: [Loads.Stuck]

  /// `nil` if the model states no work, capacity or slots.
  static func make(_ compiled: CompiledModel) -> Result<LintLoads, LoadProblem>? {
    guard compiled.model.components.contains(where: \.statesLoad) else { return nil }
    return Result { () throws(LoadProblem) in try LintLoads(compiled) }
  }

  private init(_ compiled: CompiledModel) throws(LoadProblem) {
    var questions = try LoadQuestions(compiled)
    stuck = try questions.stuck()
    try questions.ask(nil)
    self.questions = questions
    overloaded = Set(
      compiled.model.components.indices.filter { questions.isLimited($0) && questions.use(of: $0).isAbove(1) })
  }
}

extension LintContext {
  /// How many questions about loads a rule asks at most: 500, and fewer of a large model, which each settles anew in part.
  private var loadQuestionLimit: Int {
    max(24, min(500, 2_000_000 / max(1, model.components.count + model.relationCount)))
  }

  /// The findings of a rule about loads: none if there is nothing to look at, and one that says so if loads can't be
  /// computed.
  func withLoads(
    lookingAt subject: LintRule.Subject, _ rule: (LintLoads) throws(LoadProblem) -> [Finding]
  ) -> [Finding] {
    guard subjects[subject] > 0, let loads else { return [] }
    do throws(LoadProblem) {
      return try rule(try loads.get())
    } catch {
      return [.undecided(.loads(.problem(error)), at: error.place(in: model))]
    }
  }

  /// The chains of requirements along which retries multiply to at least so much, with no more than so many components each.
  func retryChains(from least: Double, longest: Int) throws(LoadProblem) -> [RetryChain] {
    if case .success(let loads)? = loads { return loads.questions.retryChains(from: least, longest: longest) }
    return try LoadQuestions(compiled).retryChains(from: least, longest: longest)
  }

  /// Asks about faults one after the other, as many as a few seconds allow; a last finding says how many were not asked.
  ///
  /// - Parameters:
  ///   - faults: the components that fail together in each question.
  ///   - rule: what to report about a fault, by what is carried under it.
  func asking(
    _ faults: [[ComponentIndex]], _ loads: LintLoads,
    _ rule: (_ number: Int, _ questions: LoadQuestions) -> Finding?
  ) throws(LoadProblem) -> [Finding] {
    var findings: [Finding] = []
    var questions = loads.questions
    let limit = loadQuestionLimit
    for (number, fault) in faults.enumerated() {
      if compiled.limit.isReached { break }
      guard number < limit else {
        findings.append(
          Finding(
            .untried(count: faults.count - number, first: fault[0]), components: [], at: model.outline(fault[0]).place,
            subject: "more"))
        break
      }
      try questions.ask(FaultSet(fault.map { ($0, .down) }, text: ""))
      // What does not settle proves nothing of loads.
      guard questions.isSettled, let finding = rule(number, questions) else { continue }
      findings.append(finding)
    }
    return findings
  }
}

extension LoadProblem {
  /// Where the model states the first of what can't be computed.
  func place(in model: Model) -> Place? {
    switch self {
    case .callsWithoutEnd(let problem): problem.circle.first.flatMap { model.outline($0).place }
    case .tooMuchWork(let problem): model.outline(problem.component).place
    case .tooManyCalls: nil
    }
  }
}
