internal import DependencyModel
public import ResilienceAnalysis

/// The JSON of an `Availability`, `whatfails/availability/1`: the answer of `whatfails availability`.
public struct AvailabilityAnswer: Codable, Sendable {
  /// The importance of one component to another, the target. For a range, of the upper end of unavailability.
  public struct Importance: Codable, Sendable {
    /// The id of the component.
    public let id: String
    /// The unavailability of the target if the component is down, minus that if it is not: from 0 to 1.
    public let birnbaum: Double
    /// The probability that the component is down and its repair would help, if the target is down: from 0 to 1; `null` if
    /// the target is never down.
    @OrNull public private(set) var criticality: Double?
    /// The probability that a minimal cut set with the component is down, if the target is down: from 0 to 1; `null` if the
    /// target is never down, or if it was not computed.
    @OrNull public private(set) var fussellVesely: Double?
    /// How many times as likely the target is down if the component is: 1 or more; `null` if the target is never down.
    @OrNull public private(set) var riskAchievementWorth: Double?
    /// How many times less likely the target would be down if the component never were: 1 or more; `null` if the target
    /// would never be down.
    @OrNull public private(set) var riskReductionWorth: Double?
  }

  /// A group for which switching to what is left does not always work, and how much that matters to the target.
  public struct Switching: Codable, Sendable {
    /// The id of the component whose requirements contain the group.
    public let owner: String
    /// The group, as text.
    public let requirement: String
    /// The probability that switching does not work, from 0 to 1: one minus the coverage.
    public let unavailability: Double
    /// How much it matters that switching does not work; its `id` is the owner.
    public let importance: Importance
    /// The location of the requirement: `file:line`; `null` if the model was not read from text.
    @OrNull public private(set) var at: String?
  }

  /// A common cause, which takes all members of a group down at once, and how much it matters to the target.
  public struct JointFailure: Codable, Sendable {
    /// What it is.
    public let commonCause: CommonCauseAnswer
    /// The probability that it happens, from 0 to 1, the upper end of a range: its share of the least unavailability among
    /// the components.
    public let unavailability: Double
    /// How much it matters; its `id` is the owner of the first group.
    public let importance: Importance
  }

  /// A single component whose improvement alone would reach the availability that was promised.
  public struct Improvement: Codable, Sendable {
    /// The id of the component.
    public let id: String
    /// Its unavailability now, from 0 to 1; the upper end of a range.
    public let unavailability: Double
    /// The greatest unavailability with which the promise is kept, from 0 to 1.
    public let sufficient: Double
  }

  /// A component or domain that was asked about.
  public struct Component: Codable, Sendable {
    /// The id of the component or domain.
    public let id: String
    /// The probability that it is down, from 0 to 1; `null` if it was not computed, or if nothing that can take it down has
    /// an unavailability. It is the least that the probability can be: `coverage` has the most.
    @OrNull public private(set) var unavailability: RangeAnswer?
    /// One minus the unavailability; `null` like it.
    @OrNull public private(set) var availability: RangeAnswer?
    /// The same as `downtimeSecondsPerYear`.
    @OrNull public private(set) var downtimePerYear: RangeAnswer?
    /// The expected downtime in seconds per year of 365 days; `null` like the unavailability.
    @OrNull public private(set) var downtimeSecondsPerYear: RangeAnswer?
    /// What the figures rest on; left out if that was not computed.
    public let coverage: CoverageAnswer?
    /// The components that matter to it, in model order; `null` if that was not computed.
    @OrNull public private(set) var importance: [Importance]?
    /// The groups with a coverage below 1 that matter to it; left out if there is none, or if that was not computed.
    public let switching: [Switching]?
    /// The common causes that matter to it; left out if there is none, or if that was not computed. The importance of a
    /// component is then that of what it does not share with others by a common cause.
    public let commonCauses: [JointFailure]?
    /// Whether it keeps the availability that was promised; left out if none was promised, if it was not computed, or if it
    /// is not decided: it would keep it, but not if all that has no unavailability were always down.
    public let holds: Bool?
    /// The improvements of which each alone would reach the promise, the smallest first; left out if nothing was promised.
    public let improvements: [Improvement]?
  }

  /// The name and version of the format: `whatfails/availability/1`.
  public let schema: String
  /// Whether nothing is missing: everything was computed, and each figure rests on all that can take its component down.
  public let complete: Bool
  /// The name of the model.
  public let model: String
  /// The availability that was promised, from 0 to 1; left out if none was.
  public let slo: Double?
  /// The components that were asked about, in model order.
  public let components: [Component]
  /// The requirements behind the answer that are only inferred or assumed; left out for none.
  public let weakRequirements: WeakRequirementsAnswer?
  /// How little the components have to do with each other, so that the answer says little; left out otherwise.
  public let relatedness: RelatednessAnswer?
  /// What is assumed of components that state no unavailability; left out for nothing.
  public let assumptions: [AssumptionAnswer]?
  /// The parts that are missing, each as a sentence.
  public let missing: [String]
  /// What the model states of the components that are named here, by id. Components that state nothing are left out.
  public let componentsById: [String: ComponentAnswer]

  /// The JSON of an answer.
  ///
  /// - Parameters:
  ///   - availability: the answer.
  ///   - names: what remedies are called.
  public init(_ availability: Availability, naming names: RemedyNames = .none) {
    schema = "whatfails/availability/1"
    complete = availability.isComplete && availability.isCovered
    model = availability.model.name
    slo = availability.allowed.map { 1 - $0 }
    components = availability.entries.map { Component($0, in: availability) }
    let text = AvailabilityText(availability, TextStyle(naming: names), isComplete: true)
    weakRequirements = WeakRequirementsAnswer(availability.weakRequirements)
    relatedness = RelatednessAnswer(ifLow: availability.model)
    assumptions = availability.assumptions.isEmpty ? nil : availability.assumptions.map { AssumptionAnswer($0) }
    missing = availability.shortfalls.map(text.sentence) + [text.uncovered].compactMap { $0 }
    componentsById = ComponentAnswer.byID(
      availability.entries.lazy.flatMap { [$0.component] + ($0.importance ?? []).map(\.component) },
      in: availability.model)
  }
}

extension AvailabilityAnswer.Component {
  fileprivate init(_ entry: Availability.Entry, in availability: Availability) {
    let (model, allowed) = (availability.model, availability.allowed)
    // Nothing that can take it down has an unavailability: there is no figure.
    let chance = entry.coverage?.isEmpty == true ? nil : entry.unavailability
    let year = Availability.secondsPerYear
    self.init(
      id: model.outline(entry.component).id.text, unavailability: chance.map(RangeAnswer.init),
      availability: chance.map { RangeAnswer(low: 1 - $0.high, high: 1 - $0.low) },
      downtimePerYear: chance.map { RangeAnswer(low: $0.low * year, high: $0.high * year) },
      downtimeSecondsPerYear: chance.map { RangeAnswer(low: $0.low * year, high: $0.high * year) },
      coverage: entry.coverage.map { CoverageAnswer($0, in: model) },
      importance: entry.importance.map { $0.map { .init($0, in: model) } },
      switching: entry.switchings.flatMap { found in
        found.isEmpty
          ? nil
          : found.map { switching in
            .init(
              owner: model.outline(switching.owner).id.text, requirement: switching.requirement.text(limit: .max),
              unavailability: switching.unavailability, importance: .init(switching.importance, in: model),
              at: switching.requirement.place?.fileAndLine)
          }
      },
      commonCauses: entry.commonCauses.flatMap { found in
        found.isEmpty
          ? nil
          : found.map { joint in
            .init(
              commonCause: CommonCauseAnswer(joint.cause, in: model), unavailability: joint.unavailability,
              importance: .init(joint.importance, in: model))
          }
      },
      holds: allowed.flatMap { entry.holds($0) },
      improvements: allowed.map { _ in
        availability.improvements(of: entry).map {
          .init(
            id: model.outline($0.component).id.text, unavailability: $0.unavailability, sufficient: $0.sufficient)
        }
      })
  }
}

extension AvailabilityAnswer.Importance {
  fileprivate init(_ value: Availability.Importance, in model: Model) {
    /// A quotient with the smallest of numbers may be beyond the greatest, which JSON can't write.
    func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
    self.init(
      id: model.outline(value.component).id.text, birnbaum: value.birnbaum, criticality: finite(value.criticality),
      fussellVesely: finite(value.fussellVesely), riskAchievementWorth: finite(value.riskAchievementWorth),
      riskReductionWorth: finite(value.riskReductionWorth))
  }
}

extension Availability: Answer {
  /// The answer as `whatfails/availability/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> AvailabilityAnswer {
    AvailabilityAnswer(self, naming: names)
  }
}
