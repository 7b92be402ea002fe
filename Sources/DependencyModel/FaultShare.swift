/// The share of a component's units, or of its work, that a fault takes: `13%` of the volumes.
public struct FaultShare: Hashable, Sendable {
  /// The share that is down, 0…1.
  public var down: Double
  /// The share that is degraded, 0…1.
  public var degraded: Double

  /// A share; nothing unless stated.
  public init(down: Double = 0, degraded: Double = 0) {
    self.down = down
    self.degraded = degraded
  }

  /// The share of a level: `.down` or `.degraded`.
  public init(_ share: Double, at level: Level) {
    self.init(down: level == .down ? share : 0, degraded: level == .degraded ? share : 0)
  }

  /// The level that it puts the component at as a whole.
  public var level: Level { down >= 1 ? .down : down > 0 || degraded > 0 ? .degraded : .up }

  /// The text of a share as a model would write it: `13%`.
  public static func modelText(_ share: Double) -> String {
    "\(Amount(millionths: Int64((share * 1e8).rounded())))%"
  }

  /// The share of a component in words: `13% of volumes`, `volumes (5% degraded)`.
  public func phrase(of id: String) -> String {
    (down > 0 ? "\(Self.modelText(down)) of " : "") + id
      + (degraded > 0 ? " (\(Self.modelText(degraded)) degraded)" : "")
  }

  /// Both shares together, neither above 1: what fails of one is not among what fails of the other.
  public func adding(_ other: FaultShare) -> FaultShare {
    FaultShare(down: min(1, down + other.down), degraded: min(1, degraded + other.degraded))
  }
}
