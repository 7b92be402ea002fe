internal import DecisionDiagrams
public import DependencyModel

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
    /// Whether the target's unavailability is wanted too, where the model states any.
    public var needsUnavailability = true

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
  /// - Parameters:
  ///   - target: its index in the model.
  ///   - question: how far to look.
  /// - Returns: an exact answer; if memory or time did not suffice, one for smaller sets that says so.
  public func risks(of target: ComponentIndex, _ question: RiskQuestion = RiskQuestion()) -> Risks {
    func isTried(_ component: ComponentIndex) -> Bool {
      component != target && (question.among?.contains(component) ?? !model.outline(component).isLogic)
    }
    let logic = logic(of: [target], reaching: question.level, mayFail: isTried)
    var search = RiskSearch(logic, question, limit)
    search.run()
    var shortfalls = search.shortfalls
    var unavailability: Unavailability?
    // Probabilities are those of failures: no component states how often it changes.
    if question.needsUnavailability, question.level == .down, statesUnavailability, !options.followsConfiguration {
      let memory = min(question.memoryLimit, Self.memoryForUnavailability)
      do throws(LimitReached) {
        unavailability =
          if question.among == nil,
            let known = search.diagrams.flatMap({
              self.unavailability(of: target, in: $0, logic)
            })
          {
            known
          } else { try self.unavailability(of: target, memoryLimit: memory) }
      } catch {
        shortfalls.append(
          error == .memory
            ? .unavailability(bytes: memory) : .unavailabilityInTime(limit.reached ?? .time(.zero)))
      }
    }
    return Risks(
      model: model, target: target, level: question.level, followsConfiguration: options.followsConfiguration,
      askedSize: question.size, size: search.size,
      triedCount: model.components.indices.count(where: isTried),
      minimalCutSets: search.listed.map { $0.map { logic.components[Int($0)] } }, counts: search.counts,
      cannotFail: search.cannotFail, unavailability: unavailability, shortfalls: shortfalls)
  }

  /// The chance that the target is down, read from diagrams that are there already; `nil` where it takes others: the sets
  /// were found by other means, switching to what is left of a group may not work, or a component that is not tried states
  /// an unavailability.
  private func unavailability(
    of target: ComponentIndex, in sets: MinimalCutSets, _ logic: ModelLogic
  ) -> Unavailability? {
    guard model.components[target].unavailability == nil, !seesCoverage,
      !model.components.contains(where: { $0.isLogic && $0.unavailability != nil })
    else { return nil }
    let own = logic.components.map { model.components[$0].unavailability ?? Unavailability(low: 0, high: 0) }
    func chance(_ values: [Double]) -> Double? {
      sets.probability(EventProbabilities(values: values, complements: values.map { 1 - $0 }))
    }
    guard let low = chance(own.map(\.low)), let high = chance(own.map(\.high))
    else { return nil }
    return Unavailability(low: low, high: high)
  }

  /// The limits of the unavailability, which was not asked for: `availability` uses what it is allowed to.
  private static let memoryForUnavailability = 1 << 26

  /// Whether the coverage of any group is below 1.
  private var seesCoverage: Bool {
    groups.contains { requirement in
      if case .group(let group) = requirement.target { group.coverage != .certain } else { false }
    }
  }

  /// Whether any component states how likely it is to be down.
  var statesUnavailability: Bool { model.components.contains { $0.unavailability != nil } }
}
