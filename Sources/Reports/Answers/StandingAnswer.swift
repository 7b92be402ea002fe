public import DependencyModel
public import ResilienceAnalysis

/// The state of a redundancy group, in ``ImpactAnswer`` and ``ExplanationAnswer``.
public struct StandingAnswer: Codable, Sendable {
  /// The requirement that is the group, as text.
  public let requirement: String
  /// The members that are not down, as written: ids, or groups as text.
  public let remaining: [String]
  /// The members that are down, as written.
  public let lost: [String]
  /// The weight of the members that remain.
  public let remainingWeight: Double
  /// The least weight that must remain for the group to hold.
  public let requiredWeight: Double
  /// The weight of all members.
  public let totalWeight: Double
  /// How many more members it can lose, the heaviest first; 0 if the next loss may be one too many.
  public let spare: Int
  /// The location of the requirement: `file:line`; `null` if the model was not read from text.
  @OrNull public private(set) var at: String?

  /// A group as JSON contains it.
  public init(_ requirement: Requirement, _ standing: GroupStanding) {
    self.requirement = requirement.text(limit: .max)
    remaining = standing.remaining.map { $0.requirement.text() }
    lost = standing.lost.map { $0.requirement.text() }
    remainingWeight = standing.remainingWeight.value
    requiredWeight = standing.requiredWeight.value
    totalWeight = standing.totalWeight.value
    spare = standing.spareMembers
    at = requirement.place?.fileAndLine
  }
}
