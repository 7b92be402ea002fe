internal import DependencyModel
public import ResilienceAnalysis

/// The JSON of an `Impact`, `whatfails/impact/1`: the answer of `whatfails if`.
public struct ImpactAnswer: Codable, Sendable {
  /// The components that fail, except those that the fault names. Domains do not count.
  public struct BlastRadius: Codable, Sendable {
    /// The number of affected components.
    public let count: Int
    /// The number of components that the fault does not name.
    public let of: Int
    /// `count` divided by `of`, from 0 to 1; 0 if the fault names every component.
    public let share: Double
    /// The sum of the weights of the affected components.
    public let weight: Double
    /// The ids of the components that are down, in model order.
    public let down: [String]
    /// The ids of the components that are degraded, in model order.
    public let degraded: [String]
  }

  /// A redundancy group that still holds, but would not survive the loss of one more member.
  public struct FragileGroup: Codable, Sendable {
    /// The id of the component whose requirements contain the group.
    public let component: String
    /// The group.
    public let group: StandingAnswer
  }

  /// The name and version of the format: `whatfails/impact/1`.
  public let schema: String
  /// Whether nothing is missing: always `true`. The limit `within` is part of the question.
  public let complete: Bool
  /// The name of the model.
  public let model: String
  /// The level, `degraded` or `down`, of each component that the fault names, by id.
  public let fault: [String: String]
  /// The seconds after the fault that were asked about, inclusive; `null` for no limit.
  @OrNull public private(set) var within: Double?
  /// Whether a change was followed instead of a failure; left out if not.
  public let change: Bool?
  /// The ids of the components and domains that are configured by what the fault names, and that a change would reach;
  /// left out if there is none, or if a change was followed.
  public let configured: [String]?
  /// The components that fail.
  public let blastRadius: BlastRadius
  /// Every component and domain that is not up, by wave, then in model order.
  public let components: [EffectAnswer]
  /// The ids of the components with a group in `fragileGroups`, in model order.
  public let redundancyLost: [String]
  /// The groups that have lost their redundancy, in model order of their components.
  public let fragileGroups: [FragileGroup]

  /// The JSON of an answer.
  public init(_ impact: Impact) {
    self.init(
      impact, components: impact.effects.map { EffectAnswer($0, in: impact.model) },
      fragileGroups: impact.fragileGroups.map { FragileGroup($0, in: impact) })
  }

  /// The JSON of an answer with these as its long lists.
  fileprivate init(_ impact: Impact, components: [EffectAnswer], fragileGroups: [FragileGroup]) {
    func ids(_ components: [ComponentIndex]) -> [String] { components.map { impact.model.outline($0).id.text } }
    let radius = impact.blastRadius
    schema = "whatfails/impact/1"
    complete = true
    model = impact.model.name
    fault = impact.fault.levelsByID(in: impact.model)
    change = impact.followsConfiguration ? true : nil
    let reachedByChange = impact.configured
    configured = reachedByChange.isEmpty ? nil : ids(reachedByChange)
    blastRadius = BlastRadius(
      count: radius.count, of: radius.of, share: radius.share, weight: radius.weight.value, down: ids(radius.down),
      degraded: ids(radius.degraded))
    self.components = components
    redundancyLost = ids(impact.redundancyLost)
    self.fragileGroups = fragileGroups
    within = impact.within?.inSeconds
  }
}

extension ImpactAnswer.FragileGroup {
  fileprivate init(_ group: Impact.FragileGroup, in impact: Impact) {
    component = impact.model.outline(group.component).id.text
    self.group = StandingAnswer(group.requirement, group.standing)
  }
}

extension Impact: Answer {
  /// The answer as `whatfails/impact/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> ImpactAnswer { ImpactAnswer(self) }

  /// Writes the answer as `whatfails/impact/1`, piece by piece: the text for a million components is larger than the answer.
  public func writeJSON<Failure>(
    naming names: RemedyNames, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try JSONPieces.write(
      ImpactAnswer(self, components: [], fragileGroups: []),
      lists: [
        .init("components", effects) { EffectAnswer($0, in: model) },
        .init("fragileGroups", fragileGroups) { ImpactAnswer.FragileGroup($0, in: self) },
      ], to: sink)
  }
}
