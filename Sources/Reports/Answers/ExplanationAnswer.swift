internal import DependencyModel
public import ResilienceAnalysis

/// The JSON of an `Explanation`, `whatfails/why/1`: the answer of `whatfails why`.
public struct ExplanationAnswer: Codable, Sendable {
  /// A soft requirement that is not up.
  public struct SoftLoss: Codable, Sendable {
    /// The sort of requirement: `uses` or `degradedBy`.
    public let kind: String
    /// The requirement, as text.
    public let requirement: String
    /// Its level: `degraded` or `down`.
    public let level: String
  }

  /// A requirement that is lost and tolerated until the time that was asked about.
  public struct Grace: Codable, Sendable {
    /// The requirement, as text.
    public let requirement: String
    /// The seconds from the fault until the component is affected.
    public let feltAfter: Double
    /// The same as `feltAfter`, with its unit in the name.
    public let feltAfterSeconds: Double
  }

  /// A component that is not up.
  public struct Affected: Codable, Sendable {
    /// The id of the component or domain.
    public let id: String
    /// Its level: `degraded` or `down`.
    public let level: String
  }

  /// What is affected, or has lost redundancy, among everything that a component depends on.
  public struct Dependencies: Codable, Sendable {
    /// The number of components and domains that it depends on, directly or through others.
    public let count: Int
    /// Those that are not up and that it depends on only through others: first those that are down, each by tier, then by
    /// weight.
    public let affected: [Affected]
    /// The groups of these components that have lost their redundancy, in model order of their components.
    public let fragileGroups: [ImpactAnswer.FragileGroup]
  }

  /// The name and version of the format: `whatfails/why/1`.
  public let schema: String
  /// Whether nothing is missing: always `true`.
  public let complete: Bool
  /// The name of the model.
  public let model: String
  /// The level, `degraded` or `down`, of each component that the fault names, by id.
  public let fault: [String: String]
  /// The shares of the components of which the fault names only a share, by id; left out if there is none.
  public let faultShares: [String: EffectAnswer.FaultShare]?
  /// What became of loads; left out where the model states none, or they were not asked for.
  public let loads: LoadStandingAnswer?
  /// The seconds after the fault that were asked about, inclusive; `null` for no limit.
  @OrNull public private(set) var within: Double?
  /// The same as `within`, with its unit in the name.
  @OrNull public private(set) var withinSeconds: Double?
  /// Whether a change was followed instead of a failure; left out if not.
  public let change: Bool?
  /// The id of the component that was asked about.
  public let component: String
  /// Its level: `up`, `degraded` or `down`.
  public let level: String
  /// The chain of causes from the component to the fault, each component once; empty if it is up.
  public let steps: [EffectAnswer]
  /// The groups among its requirements that have members which are not up, and still hold.
  public let holds: [StandingAnswer]
  /// The soft requirements that are not up.
  public let softLosses: [SoftLoss]
  /// The losses that do not affect the component yet.
  public let graces: [Grace]
  /// The state of everything that the component depends on; left out unless it is up.
  public let dependencies: Dependencies?
  /// Its level if what the fault names changed instead of failing; left out if that is no worse, or if a change was asked about.
  public let levelIfChanged: String?
  /// What the model states of the component that was asked about, and of those in `dependencies`; by id. Components that
  /// state nothing are left out.
  public let componentsById: [String: ComponentAnswer]
  /// How little the components have to do with each other, so that the answer says little; left out otherwise.
  public let relatedness: RelatednessAnswer?

  /// The JSON of an answer.
  public init(_ explanation: Explanation) {
    let model = explanation.model
    schema = "whatfails/why/1"
    relatedness = RelatednessAnswer(ifLow: model)
    complete = true
    self.model = model.name
    fault = explanation.fault.levelsByID(in: model)
    faultShares = explanation.fault.sharesByID(in: model)
    loads = explanation.loads.isUsed ? LoadStandingAnswer(explanation.loads, in: model) : nil
    change = explanation.followsConfiguration ? true : nil
    component = model.outline(explanation.component).id.text
    level = explanation.level.name
    steps = explanation.steps.map { EffectAnswer($0, in: model) }
    holds = explanation.holds.map { StandingAnswer($0.requirement, $0.standing) }
    softLosses = explanation.softLosses.map {
      SoftLoss(kind: $0.kind.rawValue, requirement: $0.requirement.text(limit: .max), level: $0.level.name)
    }
    graces = explanation.graces.map {
      Grace(
        requirement: $0.requirement.text(limit: .max), feltAfter: $0.feltAfter.inSeconds,
        feltAfterSeconds: $0.feltAfter.inSeconds)
    }
    let groups = explanation.dependencies?.fragileGroups ?? []
    let affected = explanation.dependencies?.affected ?? []
    dependencies = explanation.dependencies.map { dependencies in
      Dependencies(
        count: dependencies.count,
        affected: affected.map { Affected(id: model.outline($0.component).id.text, level: $0.level.name) },
        fragileGroups: groups.map { ImpactAnswer.FragileGroup($0, in: model) })
    }
    levelIfChanged = explanation.levelIfChanged?.name
    componentsById = ComponentAnswer.byID(
      [explanation.component] + affected.map(\.component) + groups.flatMap { $0.upComponents(in: model) }, in: model)
    within = explanation.within?.inSeconds
    withinSeconds = explanation.within?.inSeconds
  }
}

extension Explanation: Answer {
  /// The answer as `whatfails/why/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> ExplanationAnswer { ExplanationAnswer(self) }
}
