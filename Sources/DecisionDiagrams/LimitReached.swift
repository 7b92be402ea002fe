/// An answer would take more than was allowed.
public enum LimitReached: Error, Hashable, Sendable {
  /// More memory, or in proportion to it more steps.
  case memory
  /// More time: the caller said that it is over.
  case time
}

/// The former name of ``LimitReached``, for programs that catch it.
public typealias MemoryLimitReached = LimitReached

/// Says whether the time that an answer may take is over: asked every few thousand steps, on any thread. Once true, it
/// stays true.
public typealias TimeSignal = @Sendable () -> Bool
