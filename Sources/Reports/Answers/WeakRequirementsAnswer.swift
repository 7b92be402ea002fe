internal import ResilienceAnalysis

/// How many of the requirements that an answer rests on are only inferred or assumed.
public struct WeakRequirementsAnswer: Codable, Sendable {
  /// The number of inferred requirements.
  public let inferred: Int
  /// The number of assumed requirements.
  public let assumed: Int

  /// `nil` for none.
  init?(_ weak: WeakRequirements) {
    guard !weak.isEmpty else { return nil }
    inferred = weak.inferred
    assumed = weak.assumed
  }
}
