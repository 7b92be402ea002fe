internal import DependencyModel
internal import ModelChecks
internal import ResilienceAnalysis

extension DiffReport {
  /// A condition under which a difference fails a run.
  public enum Bar: String, Sendable, CaseIterable {
    /// A single point of failure, or a cut set of two, was gained.
    case singlePointsOfFailure = "single-points-of-failure"
    /// A redundancy group became false, or a component lost its last spare unit or all units.
    case redundancy
    /// A blast radius grew.
    case impact
    /// An availability fell, or a component lost all units.
    case availability
    /// Demand may grow by less before a component is overloaded.
    case headroom
    /// A check fails now, fails for more, was removed or is less severe; notes do not count.
    case checks
    /// Any of these.
    case any
  }

  /// Whether a bar is reached.
  public func isReached(_ bar: Bar) -> Bool {
    switch bar {
    case .singlePointsOfFailure: diff.cutSets.contains { !$0.gainedSingle.isEmpty || !$0.gainedPairs.isEmpty }
    case .redundancy: diff.redundancy.contains(where: \.isLost) || diff.units.contains(where: \.isWorse)
    case .impact: diff.impacts.contains(where: \.hasGrown)
    case .availability: diff.availability.contains { $0.hasFallen == true } || diff.units.contains(where: \.lostAll)
    case .headroom: diff.headroom?.hasFallen == true
    case .checks: !(checks.newlyFailing + checks.worse + checks.relaxed).filter { $0.severity != .note }.isEmpty
    case .any: Bar.allCases.contains { $0 != .any && isReached($0) }
    }
  }

  /// Whether it is not known if a bar is reached: its part was not compared, because time or memory did not suffice, or the
  /// newer model states less than the older one.
  public func isUndecided(_ bar: Bar) -> Bool { !undecidedReasons(bar).isEmpty }

  /// Why it is not known if a bar is reached, each reason in a few words with what to do; empty if it is known.
  ///
  /// - Parameters:
  ///   - bar: the bar.
  ///   - names: what remedies are called.
  public func undecidedReasons(_ bar: Bar, naming names: RemedyNames = .none) -> [String] {
    let words = DiffLines(diff: diff, checks: checks, names: names)
    func missing(_ comparisons: ModelDiff.Comparison...) -> [String] {
      diff.shortfalls.filter { shortfall in
        switch shortfall {
        case .time(let missing, _): comparisons.contains(missing)
        case .availability: comparisons.contains(.availability)
        // These say that models are large, not that an answer ended early.
        case .pairs, .singlePoints: false
        }
      }.map { words.sentence($0) }
    }
    switch bar {
    case .singlePointsOfFailure: return missing(.singlePoints, .pairs)
    case .redundancy: return missing(.redundancy)
    case .impact: return missing(.impacts)
    case .availability: return missing(.availability) + words.openFigures
    case .headroom: return []
    case .checks: return words.openChecks
    case .any: return Bar.allCases.filter { $0 != .any }.flatMap { undecidedReasons($0, naming: names) }
    }
  }

  /// The bars that are reached, of those that fail the run.
  var reached: [Bar] { bars.filter(isReached) }

  /// Whether the difference fails the run.
  public var fails: Bool { !reached.isEmpty }

  /// What the bars mean for the run, in a sentence; empty if there are no bars.
  func consequence(_ names: RemedyNames) -> String {
    guard !bars.isEmpty else { return "" }
    let reached = reached
    let named = (reached.isEmpty ? bars : reached).compactMap { names[.failOnDifference($0)] }
    let choice = named.isEmpty ? "" : " (\(enumeration(of: named)))"
    if !reached.isEmpty { return "This fails the run\(choice)." }
    return bars.contains(where: isUndecided) ? "" : "This does not fail the run\(choice)."
  }
}
