internal import DependencyModel
internal import ResilienceAnalysis

/// A limit on loads, with the components that it is about.
struct LoadCondition {
  let measure: Check.LoadLimit.Measure
  /// `nil` for all.
  let components: [ComponentIndex]?
  let percent: Amount

  init(_ limit: Check.LoadLimit, _ matcher: inout SelectorMatcher) {
    measure = limit.measure
    components = limit.components.map { matcher.matches($0) }
    percent = limit.percent
  }
}

/// What is looked at under every fault because of a limit on loads.
enum TriedLoads {
  /// What components with limits carry without a fault, in model order, and the percentage that they may use.
  case utilisation([LoadUse], Amount)
  /// Components with demand, the components that were asked about (`nil` for all), the unit of all demand if there is one,
  /// and the percentage of it that may be lost.
  case demand([ComponentIndex], of: [ComponentIndex]?, unit: String?, Amount)
  /// Components that state no demand, and the percentage of each that may fail.
  case work([ComponentIndex], Amount)

  /// Why there is nothing to look at.
  struct Nothing: Error {
    let gap: Finding.LoadGap
  }

  /// Prepares a condition.
  ///
  /// - Parameter questions: asked about no fault.
  static func prepare(
    _ condition: LoadCondition, _ questions: LoadQuestions, _ model: Model
  ) -> Result<TriedLoads, Nothing> {
    let all = model.components.indices
    let components = condition.components ?? Array(all)
    switch condition.measure {
    case .utilisation:
      guard all.contains(where: { questions.demand(of: $0) > 0 }) else { return .failure(Nothing(gap: .noDemand)) }
      let limited = components.filter(questions.isLimited)
      guard !limited.isEmpty else { return .failure(Nothing(gap: .noLimit(of: condition.components ?? []))) }
      return .success(.utilisation(limited.map(questions.use), condition.percent))
    case .lost:
      let sources = components.filter { questions.demand(of: $0) > 0 }
      if sources.isEmpty {
        guard condition.components != nil else { return .failure(Nothing(gap: .noDemand)) }
        return .success(.work(components, condition.percent))
      }
      let units = Set(sources.map { model.components[$0].demand?.unit })
      return .success(
        .demand(
          sources, of: condition.components, unit: units.count == 1 ? units.first ?? nil : nil, condition.percent))
    }
  }
}
