internal import Synchronization

/// How long the answer to a question may take: the clock that kernels ask now and then, which know none themselves.
///
/// Limits nest: a limit within another is reached when either is. Once reached, a limit stays so. One serves any number of
/// threads.
///
///     let compiled = CompiledModel(model).limited(to: WorkLimit(.time(.seconds(60))))
///     compiled.ranking().shortfalls      // what was not tried in that time
public final class WorkLimit: Sendable {
  /// A limit on an answer.
  public enum Allowance: Hashable, Sendable {
    /// A time from when the limit is made.
    case time(Duration)
    /// A number of looks at the limit, for tests that look at no clock.
    case looks(Int)
  }

  /// No limit.
  public static let none = WorkLimit(nil, within: nil)

  private let allowance: Allowance?
  private let end: ContinuousClock.Instant?
  /// The looks that are left, where they are counted.
  private let looks: Atomic<Int>
  private let isOver = Atomic(false)
  private let outer: WorkLimit?

  /// A limit from now on.
  public convenience init(_ allowance: Allowance) { self.init(allowance, within: nil) }

  private init(_ allowance: Allowance?, within outer: WorkLimit?) {
    self.allowance = allowance
    self.outer = outer
    switch allowance {
    case .time(let duration):
      end = .now + duration
      looks = Atomic(0)
    case .looks(let number):
      end = nil
      looks = Atomic(number)
    case nil:
      end = nil
      looks = Atomic(0)
    }
  }

  /// A limit within this one, from now on; this one itself where nothing is stated.
  public func within(_ allowance: Allowance?) -> WorkLimit {
    allowance.map { WorkLimit($0, within: self) } ?? self
  }

  /// A limit that leaves something of this one for what comes after: a part of what is left.
  func part(_ share: Double) -> WorkLimit {
    guard let left = left else { return self }
    switch left {
    case .time(let duration): return within(.time(duration * share))
    case .looks(let number): return within(.looks(Int(Double(number) * share)))
    }
  }

  /// The remaining allowance, by the narrowest of the limits; `nil` for no end.
  private var left: Allowance? {
    let mine: Allowance? =
      switch allowance {
      case .time: .time(max(.zero, ContinuousClock.now.duration(to: end!)))
      case .looks: .looks(max(0, looks.load(ordering: .relaxed)))
      case nil: nil
      }
    guard let mine else { return outer?.left }
    guard case .time(let duration) = mine, case .time(let others) = outer?.left else { return mine }
    return .time(min(duration, others))
  }

  /// Whether it is over. Takes less than a tenth of a microsecond.
  public var isReached: Bool {
    if isOver.load(ordering: .relaxed) { return true }
    let isReached: Bool
    if let end {
      isReached = ContinuousClock.now >= end
    } else if allowance != nil {
      isReached = looks.subtract(1, ordering: .relaxed).newValue < 0
    } else {
      isReached = false
    }
    guard isReached || outer?.isReached ?? false else { return false }
    isOver.store(true, ordering: .relaxed)
    return true
  }

  /// The limit that was reached: the outermost that is over, else this one's; `nil` for no limit.
  public var reached: Allowance? {
    if let outer, let wide = outer.reached, outer.isOver.load(ordering: .relaxed) { return wide }
    return allowance ?? outer?.reached
  }

  /// The limit as kernels ask for it.
  package var signal: @Sendable () -> Bool {
    if allowance == nil, outer == nil { return { false } }
    return { self.isReached }
  }
}

extension CompiledModel {
  /// The same model, whose answers take no longer than a limit allows and then say what is missing.
  public func limited(to limit: WorkLimit) -> CompiledModel {
    var result = self
    result.limit = limit
    return result
  }
}
