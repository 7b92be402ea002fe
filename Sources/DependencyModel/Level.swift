/// How well a component works: `up` is better than `degraded`, which is better than `down`.
public enum Level: UInt8, Sendable, Comparable, CaseIterable {
  case up, degraded, down

  /// `up`, `degraded` or `down`.
  public var name: String {
    switch self {
    case .up: "up"
    case .degraded: "degraded"
    case .down: "down"
    }
  }

  /// The level with this name; `nil` if there is none.
  public init?(name: some StringProtocol) {
    guard let level = Level.allCases.first(where: { $0.name == name }) else { return nil }
    self = level
  }

  /// A better level is less than a worse one.
  public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
}
