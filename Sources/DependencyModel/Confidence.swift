/// How a requirement is known, from the surest to the least sure.
public enum Confidence: String, Sendable, CaseIterable, Comparable {
  /// Seen in use: traffic, traces, a live query.
  case observed
  /// Stated by a user who knows, as in a hand-written model.
  case declared
  /// One artefact names the other.
  case referenced
  /// Follows from a rule of thumb.
  case inferred
  /// A guess.
  case assumed

  /// 0 for the surest.
  public var rank: Int { Confidence.allCases.firstIndex(of: self)! }

  /// Whether an answer that rests on it must say so.
  public var isWeak: Bool { self >= .inferred }

  /// A surer confidence is less than a weaker one.
  public static func < (left: Confidence, right: Confidence) -> Bool { left.rank < right.rank }
}
