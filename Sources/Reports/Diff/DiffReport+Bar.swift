internal import DependencyModel
internal import ModelChecks
internal import ResilienceAnalysis

extension DiffReport {
  /// A condition under which a difference fails a run.
  public enum Bar: String, Sendable, CaseIterable {
    /// A single point of failure, or a cut set of two, was gained.
    case singlePointsOfFailure = "single-points-of-failure"
    /// A redundancy group became false.
    case redundancy
    /// A blast radius grew.
    case impact
    /// An availability fell.
    case availability
    /// A check fails now, fails for more, was removed or is less severe; notes do not count.
    case checks
    /// Any of these.
    case any
  }

  /// Whether a bar is reached.
  public func isReached(_ bar: Bar) -> Bool {
    switch bar {
    case .singlePointsOfFailure: diff.cutSets.contains { !$0.gainedSingle.isEmpty || !$0.gainedPairs.isEmpty }
    case .redundancy: diff.redundancy.contains(where: \.isLost)
    case .impact: diff.impacts.contains(where: \.hasGrown)
    case .availability: diff.availability.contains { $0.hasFallen == true }
    case .checks: !(checks.newlyFailing + checks.worse + checks.relaxed).filter { $0.severity != .note }.isEmpty
    case .any: Bar.allCases.contains { $0 != .any && isReached($0) }
    }
  }

  /// Whether it is not known if a bar is reached: its part was not compared, because time or memory did not suffice.
  public func isUndecided(_ bar: Bar) -> Bool {
    func isMissing(_ comparisons: ModelDiff.Comparison...) -> Bool {
      diff.shortfalls.contains { shortfall in
        switch shortfall {
        case .time(let missing, _): comparisons.contains(missing)
        case .availability: comparisons.contains(.availability)
        // These say that models are large, not that an answer ended early.
        case .pairs, .singlePoints: false
        }
      }
    }
    switch bar {
    case .singlePointsOfFailure: return isMissing(.singlePoints, .pairs)
    case .redundancy: return isMissing(.redundancy)
    case .impact: return isMissing(.impacts)
    case .availability: return isMissing(.availability)
    case .checks: return !checks.undecided.isEmpty
    case .any: return Bar.allCases.contains { $0 != .any && isUndecided($0) }
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
