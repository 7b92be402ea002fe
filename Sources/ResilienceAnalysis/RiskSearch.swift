internal import DecisionDiagrams
internal import DependencyModel

/// Finds the minimal cut sets of one target, in the way that suits what is asked.
///
/// Sets of one and two components are tried one by one, many at a time, where that takes seconds at most. All else is by
/// decision diagrams. Where those take too much memory, smaller sets are answered instead, and the answer says so.
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

  init(_ logic: ModelLogic, _ question: CompiledModel.RiskQuestion) {
    self.logic = logic
    self.question = question
    size = question.size
  }

  mutating func run() {
    if let size, size <= 2, let sets = SmallCutSets(of: logic.roots[0], in: logic.logic, upTo: size) {
      take(sets)
    } else if let sets = try? MinimalCutSets(
      of: logic.roots[0], in: logic.logic, upTo: size, memoryLimit: question.memoryLimit)
    {
      take(sets)
    } else {
      shortfalls.append(.memory(bytes: question.memoryLimit))
      takeSmaller()
    }
    let total = counts.reduce(NaturalNumber()) { $0 + $1.count }
    if total.exactInt != listed.count { shortfalls.append(.listing(limit: question.listLimit)) }
  }

  private mutating func take(_ sets: MinimalCutSets) {
    diagrams = sets
    counts = sets.counts()
    listed = sets.list(upTo: size ?? .max, limit: question.listLimit)
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

  /// What can be had instead: sets of one, two … as far as memory and time go.
  private mutating func takeSmaller() {
    let asked = question.size ?? Self.greatestFallback + 1
    size = 0
    for smaller in 1..<max(1, asked) {
      if smaller <= 2, let sets = SmallCutSets(of: logic.roots[0], in: logic.logic, upTo: smaller) {
        size = smaller
        take(sets)
      } else if let sets = try? MinimalCutSets(
        ofFewIn: logic.logic, of: logic.roots[0], upTo: smaller, memoryLimit: question.memoryLimit / 8)
      {
        size = smaller
        take(sets)
      } else {
        break
      }
    }
    diagrams = nil
  }
}
