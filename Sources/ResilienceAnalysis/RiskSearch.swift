internal import DecisionDiagrams
internal import DependencyModel

/// Finds the minimal cut sets of one target, in the way that suits what is asked.
///
/// Sets of one and two components are tried one by one, many at a time, where that takes seconds at most. All else is by
/// decision diagrams. If those take too much memory or time, smaller sets are answered instead, and the answer says so.
struct RiskSearch {
  private let logic: FaultLogic
  private let root: FaultLogic.Node
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
  /// For each event its unavailability, at the upper end of a range; `nil` if it has none. Empty if no chances are asked for.
  private let values: [Double?]
  /// The chances of the sets listed.
  private(set) var chances: [Double?] = []
  private(set) var sumOfChances = 0.0
  /// How many sets of the sizes looked for have no chance; `nil` if that is not exact.
  private(set) var unknownCount: Int? = 0

  init(
    _ logic: (logic: FaultLogic, root: FaultLogic.Node), _ question: CompiledModel.RiskQuestion, values: [Double?],
    _ limit: WorkLimit
  ) {
    self.logic = logic.logic
    root = logic.root
    self.values = values
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
    if !values.isEmpty {
      if isCut, let allowance = limit.reached {
        shortfalls.append(.unlisted(allowance))
      } else if listed.count >= question.listLimit {
        shortfalls.append(.unlikely(limit: question.listLimit))
      }
      return
    }
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
    let part = limit.part(Self.share)
    if let size, size <= 2, let sets = SmallCutSets(of: root, in: logic, upTo: size, isOver: limit.signal) {
      take(sets)
      guard sets.triedSize < size else { return nil }
      self.size = sets.triedSize
      return .time
    }
    do throws(LimitReached) {
      let sets = try MinimalCutSets(
        of: root, in: logic, upTo: size, memoryLimit: question.memoryLimit, isOver: part.signal)
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
    if values.isEmpty {
      listed = sets.list(upTo: size ?? .max, limit: question.listLimit, isOver: limit.signal)
    } else {
      takeLikely(sets)
    }
    isCut = limit.isReached
    cannotFail = sets.isNever
  }

  private mutating func take(_ sets: SmallCutSets) {
    counts = [1, 2].compactMap { size in
      let count = sets.sets.count { $0.count == size }
      return count == 0 ? nil : (size, NaturalNumber(UInt64(count)))
    }
    cannotFail = sets.isNever
    guard !values.isEmpty else {
      listed = Array(sets.sets.prefix(question.listLimit))
      return
    }
    let all = sets.sets.map { (set: $0, chance: chance(of: $0)) }
    sumOfChances = all.reduce(0) { $0 + ($1.chance ?? 0) }
    unknownCount = all.count { $0.chance == nil }
    keep(all.filter { $0.chance ?? .infinity >= question.cutoff ?? 0 })
  }

  // MARK: Likely sets

  /// The chance that all events of a set are true; `nil` if that of one is not known.
  private func chance(of set: [FaultLogic.Node]) -> Double? {
    var product = 1.0
    for event in set {
      guard let value = values[Int(event)] else { return nil }
      product *= value
    }
    return product
  }

  /// Lists the likeliest sets. A set of unknown chance is as likely as its other events allow.
  private mutating func takeLikely(_ sets: MinimalCutSets) {
    sumOfChances = sets.sumOfProducts(values.map { $0 ?? 0 })
    if values.contains(nil) {
      // The sets whose components all have an unavailability, counted as a sum of ones.
      let total = counts.reduce(NaturalNumber()) { $0 + $1.count }.exactInt.flatMap { $0 <= 1 << 53 ? $0 : nil }
      let knownCount = sets.sumOfProducts(values.map { $0 == nil ? 0 : 1 })
      unknownCount = total.map { $0 - Int(knownCount) }
    } else {
      unknownCount = 0
    }
    let found = sets.likely(
      values.map { $0 ?? (question.cutoff == nil ? 0 : 1) }, atLeast: question.cutoff ?? 0, limit: question.listLimit,
      isOver: limit.signal)
    keep(found.map { ($0.events, chance(of: $0.events)) })
  }

  /// Keeps sets in the order asked for: by chance, those of unknown chance last, or by size.
  private mutating func keep(_ sets: [(set: [FaultLogic.Node], chance: Double?)]) {
    func isBefore(_ left: (set: [FaultLogic.Node], chance: Double?), _ right: (set: [FaultLogic.Node], chance: Double?))
      -> Bool
    {
      let (a, b) = (left.chance ?? -1, right.chance ?? -1)
      if a != b { return a > b }
      if left.set.count != right.set.count { return left.set.count < right.set.count }
      return left.set.lexicographicallyPrecedes(right.set)
    }
    var kept = Array(sets.sorted(by: isBefore).prefix(question.listLimit))
    if !question.isByChance {
      kept.sort {
        $0.set.count != $1.set.count ? $0.set.count < $1.set.count : $0.set.lexicographicallyPrecedes($1.set)
      }
    }
    listed = kept.map(\.set)
    chances = kept.map(\.chance)
  }

  /// The largest sets that are looked for where all of them take too much memory.
  private static let greatestFallback = 6

  /// The answer instead: sets of one, two … as far as memory and time go.
  private mutating func takeSmaller() {
    let asked = question.size ?? Self.greatestFallback + 1
    size = 0
    counts = []
    for smaller in 1..<max(1, asked) {
      if smaller <= 2,
        let sets = SmallCutSets(
          of: root, in: logic, upTo: smaller,
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
          ofFewIn: logic, of: root, upTo: smaller, memoryLimit: question.memoryLimit / 8, isOver: limit.signal)
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
