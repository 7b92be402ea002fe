internal import DependencyModel
public import ResilienceAnalysis

/// The JSON of an `Impact`, `whatfails/impact/1`: the answer of `whatfails if`.
public struct ImpactAnswer: Codable, Sendable {
  /// The affected components of one tier.
  public struct Tier: Codable, Sendable {
    /// The tier, 0 the most important; `null` for the components that state none.
    @OrNull public private(set) var tier: Int?
    /// The number of affected components of the tier.
    public let count: Int
    /// The number of components of the tier that the fault does not name.
    public let of: Int
    /// The ids of the components that are down, the heaviest first.
    public let down: [String]
    /// The ids of the components that are degraded, the heaviest first.
    public let degraded: [String]
  }

  /// The affected components of one owner.
  public struct Owner: Codable, Sendable {
    /// The owner; `null` for the components that state none.
    @OrNull public private(set) var owner: String?
    /// The number of affected components of the owner.
    public let count: Int
    /// The lowest tier of an affected component; left out if none states a tier.
    public let lowestTier: Int?
    /// The sum of the weights of the affected components.
    public let weight: Double
    /// The ids of the components that are down, by tier, the lowest first, then the heaviest first.
    public let down: [String]
    /// The ids of the components that are degraded, in the same order.
    public let degraded: [String]
  }

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
    /// The same by tier, the lowest first, components without a tier last; every tier of the model is there. Empty if no
    /// component states a tier.
    public let byTier: [Tier]
    /// The same by owner, by the lowest tier affected, then by weight; components without an owner are last. Empty if no
    /// affected component states an owner.
    public let byOwner: [Owner]
    /// The units that fail, of all components that the fault does not name; left out where levels follow from failures alone.
    public let units: Double?
    /// The share of all demand that fails, from 0 to 1; left out where levels follow from failures alone, or no component
    /// states a demand.
    public let lostDemand: Double?
    /// The same without the fault.
    public let lostDemandBefore: Double?
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
  /// The shares of the components of which the fault names only a share, by id; left out if there is none.
  public let faultShares: [String: EffectAnswer.FaultShare]?
  /// The seconds after the fault that were asked about, inclusive; `null` for no limit.
  @OrNull public private(set) var within: Double?
  /// The same as `within`, with its unit in the name.
  @OrNull public private(set) var withinSeconds: Double?
  /// Whether a change was followed instead of a failure; left out if not.
  public let change: Bool?
  /// The ids of the components and domains that are configured by what the fault names, and that a change would reach;
  /// left out if there is none, or if a change was followed.
  public let configured: [String]?
  /// The ids of the components and domains that go on, but could not start again because what they need to start is down;
  /// left out if there is none.
  public let unableToRestart: [String]?
  /// What became of loads; left out where the model states none, or they were not asked for.
  public let loads: LoadStandingAnswer?
  /// The components that fail.
  public let blastRadius: BlastRadius
  /// Every component and domain that is not up, by wave, then in model order.
  public let components: [EffectAnswer]
  /// The ids of the components with a group in `fragileGroups`, in model order.
  public let redundancyLost: [String]
  /// The groups that have lost their redundancy, in model order of their components.
  public let fragileGroups: [FragileGroup]
  /// What the model states of the components that are up and named here: those in `redundancyLost`, and what remains of
  /// `fragileGroups`; by id. Components that state nothing are left out.
  public let componentsById: [String: ComponentAnswer]
  /// How little the components have to do with each other, so that the answer says little; left out otherwise.
  public let relatedness: RelatednessAnswer?

  /// The JSON of an answer.
  public init(_ impact: Impact) {
    self.init(
      impact, components: impact.effects.map { EffectAnswer($0, in: impact.model) },
      fragileGroups: impact.fragileGroups.map { FragileGroup($0, in: impact.model) })
  }

  /// The JSON of an answer with these as its long lists.
  fileprivate init(_ impact: Impact, components: [EffectAnswer], fragileGroups: [FragileGroup]) {
    func ids(_ components: [ComponentIndex]) -> [String] { components.map { impact.model.outline($0).id.text } }
    let radius = impact.blastRadius
    let shares = impact.shares
    schema = "whatfails/impact/1"
    relatedness = RelatednessAnswer(ifLow: impact.model)
    complete = true
    model = impact.model.name
    fault = impact.fault.levelsByID(in: impact.model)
    faultShares = impact.fault.sharesByID(in: impact.model)
    loads = impact.loads.isUsed ? LoadStandingAnswer(impact.loads, in: impact.model) : nil
    change = impact.followsConfiguration ? true : nil
    let reachedByChange = impact.configured
    configured = reachedByChange.isEmpty ? nil : ids(reachedByChange)
    let stuck = impact.unableToRestart
    unableToRestart = stuck.isEmpty ? nil : ids(stuck)
    blastRadius = BlastRadius(
      count: radius.count, of: radius.of, share: radius.share, weight: radius.weight.value, down: ids(radius.down),
      degraded: ids(radius.degraded),
      byTier: shares.byTier.map {
        Tier(tier: $0.tier, count: $0.count, of: $0.of, down: ids($0.down), degraded: ids($0.degraded))
      },
      byOwner: shares.byOwner.map {
        Owner(
          owner: $0.owner, count: $0.count, lowestTier: $0.lowestTier, weight: $0.weight.value, down: ids($0.down),
          degraded: ids($0.degraded))
      }, units: impact.loadSummary?.units, lostDemand: impact.loadSummary?.lostDemand,
      lostDemandBefore: impact.loadSummary?.lostDemandBefore)
    self.components = components
    redundancyLost = ids(impact.redundancyLost)
    self.fragileGroups = fragileGroups
    componentsById = ComponentAnswer.byID(
      impact.fragileGroups.lazy.flatMap { $0.upComponents(in: impact.model) }, in: impact.model)
    within = impact.within?.inSeconds
    withinSeconds = impact.within?.inSeconds
  }
}

extension Impact.FragileGroup {
  /// The component that the group belongs to, and the members that remain and are components.
  func upComponents(in model: Model) -> [ComponentIndex] {
    let remaining = standing.remaining.compactMap { member -> ComponentIndex? in
      guard case .component(let id) = member.requirement.target else { return nil }
      return model.index(of: id)
    }
    return [component] + remaining
  }
}

extension ImpactAnswer.FragileGroup {
  init(_ group: Impact.FragileGroup, in model: Model) {
    component = model.outline(group.component).id.text
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
        .init("fragileGroups", fragileGroups) { ImpactAnswer.FragileGroup($0, in: model) },
      ], to: sink)
  }
}
