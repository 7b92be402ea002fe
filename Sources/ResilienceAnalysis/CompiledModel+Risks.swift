internal import DecisionDiagrams
public import DependencyModel
internal import FailureGraph

extension CompiledModel {
  /// How far to look for what could take a component down.
  public struct RiskQuestion: Sendable {
    /// The level at which the target counts as failed, `degraded` (or worse) or `down`.
    public var level: Level
    /// The most components that fail together; `nil` for any number.
    public var size: Int?
    /// The components that are tried; `nil` for all but those that are logic only.
    public var among: Set<ComponentIndex>?
    /// The most sets to list.
    public var listLimit: Int
    /// The bytes that diagrams may take.
    public var memoryLimit: Int
    /// Whether the target's unavailability is wanted too, if the model states any and it takes little.
    public var needsUnavailability = true
    /// Whether it is computed whatever it takes, in the memory and time allowed.
    public var insistsOnUnavailability = false
    /// Whether the likeliest sets are listed, the likeliest first.
    public var isByChance = false
    /// The least chance of a set that is listed, 0…1; `nil` for no limit. Sets of unknown chance are listed if those of
    /// their components that have an unavailability are not less likely.
    public var cutoff: Double?
    /// Only what acts by then counts, inclusive; `nil` for no limit.
    public var within: Duration?
    /// Whether what takes all members of a group down at once is tried too, as an event of its own: see ``CommonCause``.
    public var seesCommonCauses = false

    /// Whether the chances of sets are wanted.
    var needsChances: Bool { isByChance || cutoff != nil }

    /// Pairs of any components that take a target down, at most 10,000 listed, in a gigabyte, unless stated.
    public init(
      level: Level = .down, size: Int? = 2, among: Set<ComponentIndex>? = nil, listLimit: Int = 10_000,
      memoryLimit: Int = 1 << 30
    ) {
      self.level = level
      self.size = size
      self.among = among
      self.listLimit = listLimit
      self.memoryLimit = memoryLimit
    }
  }

  /// The minimal cut sets of a component: which components, down together, put it at a level, no fewer of them sufficing.
  ///
  /// The sets come first; the unavailability is computed with what time is left, and unless the question insists on it,
  /// only if it takes a small part of a second.
  ///
  /// - Parameters:
  ///   - target: its index in the model.
  ///   - question: how far to look.
  /// - Returns: an exact answer; if memory or time did not suffice, one for smaller sets that says so.
  public func risks(of target: ComponentIndex, _ question: RiskQuestion = RiskQuestion()) -> Risks {
    var result = findRisks(of: target, question)
    let weak = weakRequirements(below: [target])
    result.weakRequirements = supporting(weak) { result.isSame(as: $0.findRisks(of: target, question)) }
    return result
  }

  private func findRisks(of target: ComponentIndex, _ question: RiskQuestion) -> Risks {
    func isTried(_ component: ComponentIndex) -> Bool {
      component != target && (question.among?.contains(component) ?? !model.outline(component).isLogic)
    }
    let triedCount = model.components.indices.count(where: isTried)
    let wantsFigures = question.needsUnavailability || question.insistsOnUnavailability || question.needsChances
    let chances = wantsFigures ? chances : nil
    if isAlwaysDown(target, question.level) {
      return Risks(alwaysDown: target, in: model, question, triedCount: triedCount, chances)
    }
    guard let logic = riskLogic(of: target, question, isTried) else {
      return Risks(
        model: model, target: target, level: question.level, followsConfiguration: options.followsConfiguration,
        askedSize: question.size, size: 0,
        triedCount: triedCount, minimalCutSets: [], commonCauses: commonCauses, causes: [], counts: [],
        cannotFail: false, unavailability: nil,
        isUnavailabilityLeftOut: false, coverage: nil, assumptions: [], likelihood: nil, within: question.within,
        moments: [],
        shortfalls: [limit.isReached ? .time(limit.reached ?? .time(.zero)) : .memory(bytes: question.memoryLimit)])
    }
    let together = chances.map { commonCauseChances($0) }
    let values =
      question.needsChances
      ? logic.components.map { component in chances?[component].flatMap { together?.alone(component, of: $0).high } }
        + logic.commonCauses.map { number in
          // A component without an unavailability leaves it open how likely the common cause is.
          commonCauses[number].components.contains { chances?[$0] == nil } ? nil : together?.events[number]?.high ?? 0
        } : []
    var search = RiskSearch((logic.logic, logic.root), question, values: values, limit)
    search.run()
    var shortfalls = search.shortfalls
    var figure: Unavailability?
    // Probabilities are those of failures: no component states how often it changes.
    if let chances, question.level == .down, question.within == nil, !options.followsConfiguration,
      !chances.components.isEmpty
    {
      do throws(LimitReached) {
        figure = try unavailability(of: target, question, chances, search.diagrams, logic)
      } catch {
        if question.insistsOnUnavailability {
          shortfalls.append(
            error == .memory
              ? .unavailability(bytes: question.memoryLimit)
              : .unavailabilityInTime(limit.reached ?? .time(.zero)))
        }
      }
    }
    let events = logic.commonCauses.isEmpty ? [] : search.listed.map { causes(of: $0, logic) }
    let sets =
      logic.commonCauses.isEmpty
      ? search.listed.map { $0.map { logic.components[Int($0)] } } : events.map { $0.componentsDown(commonCauses) }
    var coverage: Coverage?
    if let chances, figure != nil || question.needsChances, !chances.components.isEmpty {
      coverage = self.coverage(
        of: target, unavailability: figure?.high, chances,
        memoryLimit: memoryForFigure(chances, question))
    }
    return Risks(
      model: model, target: target, level: question.level, followsConfiguration: options.followsConfiguration,
      askedSize: question.size, size: search.size,
      triedCount: triedCount, minimalCutSets: sets, commonCauses: commonCauses, causes: events,
      counts: search.counts, cannotFail: search.cannotFail,
      unavailability: figure,
      isUnavailabilityLeftOut: figure == nil && !options.followsConfiguration && question.level == .down
        && question.within == nil
        && chances?.components.isEmpty == false,
      coverage: coverage, assumptions: chances?.applied ?? [],
      likelihood: question.needsChances
        ? .init(
          isOrder: question.isByChance, cutoff: question.cutoff, chances: search.chances, sum: search.sumOfChances,
          unknownCount: search.unknownCount, own: chances?[target]?.high, hasSwitching: seesCoverage(of: target),
          hasOtherCommonCauses: together.map { hasCommonCauses($0, of: target, apartFrom: logic) } ?? false)
        : nil,
      within: question.within, moments: wantsFigures ? moments(of: target, question.level, under: sets) : [],
      shortfalls: shortfalls)
  }

  /// The events of a question: those of components, then those of common causes, by number.
  private typealias RiskLogic = (
    logic: FaultLogic, root: FaultLogic.Node, components: [ComponentIndex], commonCauses: [Int]
  )

  /// The logic of a question; `nil` if it would take too much memory.
  ///
  /// A common cause is tried if all that it takes down is: not if that is the target itself.
  private func riskLogic(
    of target: ComponentIndex, _ question: RiskQuestion, _ isTried: (ComponentIndex) -> Bool
  ) -> RiskLogic? {
    let together =
      question.seesCommonCauses && !options.followsConfiguration
      ? commonCauses.indices.filter { commonCauses[$0].components.allSatisfy(isTried) } : []
    if let within = question.within, graph.hasDelays {
      return timedLogic(of: target, reaching: question.level, within: within, together: together, mayFail: isTried)
    }
    let logic = logic(of: [target], reaching: question.level, together: together, mayFail: isTried)
    return (logic.logic, logic.roots[0], logic.components, logic.commonCauses)
  }

  /// What has to happen for a set of events.
  private func causes(of set: [FaultLogic.Node], _ logic: RiskLogic) -> Risks.Causes {
    let count = logic.components.count
    return Risks.Causes(
      components: set.filter { $0 < count }.map { logic.components[Int($0)] },
      commonCauses: set.filter { $0 >= count }.map { logic.commonCauses[Int($0) - count] })
  }

  /// Whether any common cause of a target, or of what can take it down, may happen that is not tried.
  private func hasCommonCauses(
    _ together: CommonCauseChances, of target: ComponentIndex, apartFrom logic: RiskLogic
  ) -> Bool {
    let tried = Set(logic.commonCauses)
    let isRead = Set(logic.components + [target])
    return together.possible.contains { number in
      !tried.contains(number) && !isRead.isDisjoint(with: commonCauses[number].components)
    }
  }

  /// Whether a component is at a level by itself, or because of logic that is always true, such as a house event of a fault
  /// tree: nothing has to fail.
  private func isAlwaysDown(_ target: ComponentIndex, _ level: Level) -> Bool {
    let always = model.components.indices.filter { index in
      let component = model.outline(index)
      return (component.isLogic || index == target) && component.unavailability?.low == 1
    }
    guard !always.isEmpty else { return false }
    var propagation = makePropagation()
    run(FaultSet(always.map { ($0, .down) }, text: ""), within: nil, using: &propagation)
    return propagation.state(of: NodeIndex(target)).level >= level
  }

  /// The most sets of which it is found out when they act.
  private static let momentLimit = 1_000
  /// The most components that these sets take down together: a small part of a second.
  private static let momentEffectLimit = 500_000

  /// How long after each of the first sets the target reaches a level; empty if nothing tolerates a loss.
  private func moments(
    of target: ComponentIndex, _ level: Level, under sets: [[ComponentIndex]]
  ) -> [Duration] {
    guard graph.hasDelays else { return [] }
    var propagation = makePropagation()
    var moments: [Duration] = []
    var effects = 0
    for set in sets.prefix(Self.momentLimit) where !limit.isReached && effects < Self.momentEffectLimit {
      run(FaultSet(set.map { ($0, .down) }, text: ""), within: nil, using: &propagation)
      guard let moment = propagation.moment(of: NodeIndex(target), reaching: level.failureState) else { break }
      moments.append(.milliseconds(moment))
      effects += propagation.affectedComponents.count
    }
    return moments
  }

  // MARK: Unavailability

  /// The unavailability that a question asks for: read from diagrams that are there already, or from others.
  private func unavailability(
    of target: ComponentIndex, _ question: RiskQuestion, _ chances: StatedChances, _ sets: MinimalCutSets?,
    _ logic: RiskLogic
  ) throws(LimitReached) -> Unavailability? {
    if question.among == nil, let sets, let known = unavailability(of: target, in: sets, chances, logic) {
      return known
    }
    guard question.insistsOnUnavailability || question.needsUnavailability else { return nil }
    return try unavailability(of: target, chances, memoryLimit: memoryForFigure(chances, question))
  }

  /// The bytes that the diagrams of a figure may take.
  private func memoryForFigure(_ chances: StatedChances, _ question: RiskQuestion) -> Int {
    guard !question.insistsOnUnavailability else { return question.memoryLimit }
    let cheap = chances.components.count <= Self.fewEvents ? Self.memoryForFew : Self.memoryForMany
    return min(question.memoryLimit, cheap)
  }

  /// The chance that the target is down, read from diagrams that are there already; `nil` where it takes others: the sets
  /// were found by other means, switching to what is left of a group may not work, a component that is not tried has an
  /// unavailability, or common causes are not tried.
  private func unavailability(
    of target: ComponentIndex, in sets: MinimalCutSets, _ chances: StatedChances, _ logic: RiskLogic
  ) -> Unavailability? {
    let together = commonCauseChances(chances)
    let isRead = Set(logic.components)
    let tried = Set(logic.commonCauses)
    guard chances[target] == nil, !seesCoverage,
      !chances.components.contains(where: { model.outline($0).isLogic }),
      together.possible.allSatisfy({ tried.contains($0) || isRead.isDisjoint(with: commonCauses[$0].components) })
    else { return nil }
    let never = Unavailability(low: 0, high: 0)
    let own =
      logic.components.map { component in chances[component].map { together.alone(component, of: $0) } ?? never }
      + logic.commonCauses.map { together.events[$0] ?? never }
    func chance(_ values: [Double]) -> Double? {
      sets.probability(EventProbabilities(values: values, complements: values.map { 1 - $0 }))
    }
    guard let low = chance(own.map(\.low)), let high = chance(own.map(\.high))
    else { return nil }
    return Unavailability(low: low, high: high)
  }

  /// Whether the coverage of any group that can take a target down is below 1.
  private func seesCoverage(of target: ComponentIndex) -> Bool {
    guard seesCoverage else { return false }
    var seen: Set<NodeIndex> = [NodeIndex(target)]
    var waiting = [NodeIndex(target)]
    while let node = waiting.popLast() {
      if Int(node) >= graph.componentCount, case .group(let group) = requirement(of: node).target,
        group.coverage != .certain
      {
        return true
      }
      for number in graph.inputRange(of: node) {
        let input = graph.input(number)
        if !input.isSoft, seen.insert(input.source).inserted { waiting.append(input.source) }
      }
    }
    return false
  }

  /// Whether the coverage of any group is below 1.
  private var seesCoverage: Bool {
    groups.contains { requirement in
      if case .group(let group) = requirement.target { group.coverage != .certain } else { false }
    }
  }

  /// What an unavailability that is not insisted on may take: a few milliseconds, or with few events some more.
  private static let fewEvents = 64
  private static let memoryForFew = 1 << 22
  private static let memoryForMany = 1 << 18
}

extension Risks {
  /// The answer for a target that is down whatever else is: the empty set.
  fileprivate init(
    alwaysDown target: ComponentIndex, in model: Model, _ question: CompiledModel.RiskQuestion, triedCount: Int,
    _ chances: StatedChances?
  ) {
    self.init(
      model: model, target: target, level: question.level, followsConfiguration: false, askedSize: question.size,
      size: question.size,
      triedCount: triedCount, minimalCutSets: [[]], commonCauses: [], causes: [],
      counts: [(0, NaturalNumber(1 as UInt64))], cannotFail: false,
      unavailability: question.level == .down ? Unavailability(low: 1, high: 1) : nil, isUnavailabilityLeftOut: false,
      coverage: nil, assumptions: [],
      likelihood: question.needsChances
        ? .init(isOrder: question.isByChance, cutoff: question.cutoff, chances: [1], sum: 1, unknownCount: 0) : nil,
      within: question.within, moments: [], shortfalls: [])
  }
}
