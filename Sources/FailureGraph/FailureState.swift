/// The state of a node: 0 works, 1 works badly, 2 does not work. A state only ever gets worse during a propagation.
public enum FailureState: UInt8, Sendable, Comparable {
  case working, impaired, failed

  /// A better state is less than a worse one.
  public static func < (left: FailureState, right: FailureState) -> Bool { left.rawValue < right.rawValue }
}

/// The number of a node: the components first, 0..<componentCount, then the groups.
public typealias NodeIndex = UInt32
