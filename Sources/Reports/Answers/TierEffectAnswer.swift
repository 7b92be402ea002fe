public import ResilienceAnalysis

/// The effects of a fault on the components of one tier, in ``RankingAnswer`` and ``DiffAnswer``.
public struct TierEffectAnswer: Codable, Sendable {
  /// The tier, 0 the most important.
  public let tier: Int
  /// The number of components of the tier that go down, those that the fault names not among them.
  public let down: Int
  /// The number of components of the tier that become degraded.
  public let degraded: Int

  /// The effects as JSON contains them.
  public init(_ effect: TierEffect) {
    tier = effect.tier
    down = effect.down
    degraded = effect.degraded
  }
}
