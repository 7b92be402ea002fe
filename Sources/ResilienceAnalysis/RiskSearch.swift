internal import DecisionDiagrams
internal import DependencyModel

/// Finds the minimal cut sets of one target, in the way that suits what is asked.
///
/// Sets of one and two components are tried one by one, many at a time, where that takes seconds at most. All else is by
/// decision diagrams. If those take too much memory or time, smaller sets are answered instead, and the answer says so.
struct RiskSearch {
  private let logic: ModelLogic
  private let question: CompiledModel.RiskQuestion
  /// The largest size that was looked for; `nil` for all.
  private(set) var size: Int?
  /// The sets by size, then in the order of events.
  private(set) var listed: [[FaultLogic.Node]] = []
  private(set) var counts: [(size: Int, count: NaturalNumber)] = []
  private(set) var cannotFail = false
  private(set) var shortfalls: [Risks.Shortfall] = []
  /// The diagrams, where the sets were found by them.
  private(set) var diagrams: MinimalCutSets?

  private let limit: WorkLimit

  init(_ logic: ModelLogic, _ question: CompiledModel.RiskQuestion, _ limit: WorkLimit) {
    self.logic = logic
    self.question = question
    self.limit = limit
    size = question.size
  }

  /// The part of the time after which sets of every size are given up, so that there is some left for smaller ones.
  private static let share = 0.8

  mutating func run() {
    let problem = takeAsked()
    if let problem {
      switch problem {
      case .memory: shortfalls.append(.memory(bytes: question.memoryLimit))
      case .time: shortfalls.append(.time(limit.reached ?? .time(.zero)))
      }
    }
    let total = counts.reduce(NaturalNumber()) { $0 + $1.count }
    guard total.exactInt != listed.count else { return }
    if listed.count < question.listLimit, let allowance = isCut ? limit.reached : nil {
      shortfalls.append(.unlisted(allowance))
    } else {
      shortfalls.append(.listing(limit: question.listLimit))
    }
  }

  /// Whether the time was over while sets were listed.
  private var isCut = false

  /// Finds what was asked for, or else less; reports the reason.
  private mutating func takeAsked() -> LimitReached? {
    let root = logic.roots[0]
    let part = limit.part(Self.share)
    if let size, size <= 2, let sets = SmallCutSets(of: root, in: logic.logic, upTo: size, isOver: limit.signal) {
      take(sets)
      guard sets.triedSize < size else { return nil }
      self.size = sets.triedSize
      return .time
    }
    do throws(LimitReached) {
      let sets = try MinimalCutSets(
        of: root, in: logic.logic, upTo: size, memoryLimit: question.memoryLimit, isOver: part.signal)
      try take(sets)
      return nil
    } catch {
      takeSmaller()
      return error
    }
  }

  private mutating func take(_ sets: MinimalCutSets) throws(LimitReached) {
    counts = try sets.counts(limit.signal)
    diagrams = sets
    listed = sets.list(upTo: size ?? .max, limit: question.listLimit, isOver: limit.signal)
    isCut = limit.isReached
    cannotFail = sets.isNever
  }

  private mutating func take(_ sets: SmallCutSets) {
    counts = [1, 2].compactMap { size in
      let count = sets.sets.count { $0.count == size }
      return count == 0 ? nil : (size, NaturalNumber(UInt64(count)))
    }
    listed = Array(sets.sets.prefix(question.listLimit))
    cannotFail = sets.isNever
  }

  /// The largest sets that are looked for where all of them take too much memory.
  private static let greatestFallback = 6

  /// The answer instead: sets of one, two … as far as memory and time go.
  private mutating func takeSmaller() {
    let asked = question.size ?? Self.greatestFallback + 1
    let root = logic.roots[0]
    size = 0
    counts = []
    for smaller in 1..<max(1, asked) {
      if smaller <= 2,
        let sets = SmallCutSets(
          of: root, in: logic.logic, upTo: smaller,
          // Sets of one are tried in any case: a pass over the logic for each 512 components.
          isOver: smaller == 1 ? { false } : limit.signal)
      {
        guard sets.triedSize == smaller else { break }
        size = smaller
        take(sets)
        continue
      }
      do throws(LimitReached) {
        let sets = try MinimalCutSets(
          ofFewIn: logic.logic, of: root, upTo: smaller, memoryLimit: question.memoryLimit / 8, isOver: limit.signal)
        size = smaller
        try take(sets)
      } catch {
        size = min(size ?? 0, smaller - 1)
        break
      }
    }
    diagrams = nil
  }
}
