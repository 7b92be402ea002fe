internal import DependencyModel
internal import ResilienceAnalysis

/// The numbers that an answer about loads rests on though they are only inferred or assumed.
public struct WeakNumbersAnswer: Codable, Sendable {
  /// One number.
  public struct Number: Codable, Sendable {
    /// The id of the component that states it.
    public let component: String
    /// Its key, such as `capacity` or `calls`.
    public let key: String
    /// The requirement that states it, as text; left out for a number of the component itself.
    public let requirement: String?
    /// How sure it is: `inferred` or `assumed`.
    public let confidence: String
    /// The location: `file:line`; left out if the model was not read from text.
    public let at: String?
  }

  /// The most numbers that are listed.
  private static let limit = 1_000

  /// How many are inferred.
  public let inferred: Int
  /// How many are assumed.
  public let assumed: Int
  /// The numbers, in model order; of more than 1,000 the first.
  public let numbers: [Number]

  /// `nil` for none.
  init?(_ weak: WeakNumbers, in model: Model) {
    guard !weak.isEmpty else { return nil }
    inferred = weak.count(.inferred)
    assumed = weak.count(.assumed)
    numbers = weak.numbers.prefix(Self.limit).map { number in
      var requirement: String?
      if case .requirement(_, let stated) = number.subject { requirement = stated.text() }
      return Number(
        component: model.outline(number.component).id.text, key: number.key, requirement: requirement,
        confidence: number.confidence.rawValue, at: number.place?.fileAndLine)
    }
  }
}
