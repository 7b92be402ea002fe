internal import DependencyModel
internal import ResilienceAnalysis

/// What takes all of some components down at once, as groups state with `commonCause`.
public struct CommonCauseAnswer: Codable, Sendable {
  /// A group that states it.
  public struct Statement: Codable, Sendable {
    /// The id of the component whose requirements contain the group.
    public let owner: String
    /// The group, as text.
    public let requirement: String
    /// The location of the requirement: `file:line`; `null` if the model was not read from text.
    @OrNull public private(set) var at: String?
  }

  /// Its name, after the first group that states it.
  public let name: String
  /// The ids of the components and domains that it takes down, in model order.
  public let components: [String]
  /// The share of their failures that it has, above 0 and at most 1: the greatest that is stated.
  public let share: Double
  /// The groups that state it: all of these components.
  public let groups: [Statement]
}

extension CommonCauseAnswer {
  init(_ cause: CommonCause, in model: Model) {
    self.init(
      name: CommonCauseWording(model).name(cause),
      components: cause.components.map { model.outline($0).id.text }, share: cause.share,
      groups: cause.statements.map {
        .init(
          owner: model.outline($0.owner).id.text, requirement: $0.requirement.text(limit: .max),
          at: $0.requirement.place?.fileAndLine)
      })
  }
}
