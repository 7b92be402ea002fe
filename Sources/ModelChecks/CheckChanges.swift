public import DependencyModel

/// Which checks hold in one of two models only.
public struct CheckChanges: Sendable {
  /// A check whose verdict is not what it was.
  public struct Change: Sendable {
    /// The check.
    public let id: String
    /// How bad a finding is.
    public let severity: Check.Severity
    /// The reason.
    public let cause: Cause
  }

  /// Why a check is listed.
  public enum Cause: Sendable {
    /// The first of its findings, where it fails; what it was, where it holds again. With the model that it is about.
    case finding(Finding, in: Model)
    /// The newer model does not have it.
    case removed
    /// It is less severe now.
    case severity(Check.Severity)
  }

  /// Checks that fail now and held, or did not exist.
  public let newlyFailing: [Change]
  /// Checks that hold now and failed.
  public let newlyHolding: [Change]
  /// Checks that failed and fail for further components or faults.
  public let worse: [Change]
  /// Checks that the newer model no longer has, and those that are less severe now: what they guarded may go unnoticed.
  public let relaxed: [Change]
  /// Checks that were not decided in one of the models or in both: they are not compared.
  public let undecided: [String]
  /// Whether time or memory did not suffice for one of them; otherwise the models say too little.
  public let isLimited: Bool

  /// Compares the reports of two models.
  public init(from old: CheckReport, to new: CheckReport) {
    let before = Dictionary(old.results.map { ($0.id, $0) }) { first, _ in first }
    var failing: [Change] = []
    var holding: [Change] = []
    var worse: [Change] = []
    var undecided: [String] = []
    var isLimited = false
    for result in new.results {
      guard result.isDecided, before[result.id]?.isDecided ?? true else {
        undecided.append(result.id)
        isLimited = isLimited || ([result] + [before[result.id]].compactMap { $0 }).contains(where: \.isLimited)
        continue
      }
      func change(_ finding: Finding, in model: Model) -> Change {
        Change(id: result.id, severity: result.severity, cause: .finding(finding, in: model))
      }
      let was = before[result.id]
      if let first = result.findings.first ?? result.known.first, was?.holds ?? true {
        failing.append(change(first, in: new.model))
      } else if result.holds, let first = was?.findings.first ?? was?.known.first {
        holding.append(change(first, in: old.model))
      } else if let was, !result.holds {
        let known = Set(was.findings.flatMap { $0.baselineEntries(of: was.id, in: old.model) })
        let first = result.findings.first { finding in
          finding.baselineEntries(of: result.id, in: new.model).contains { !known.contains($0) }
        }
        if let first { worse.append(change(first, in: new.model)) }
      }
    }
    let after = Dictionary(new.results.map { ($0.id, $0.severity) }) { first, _ in first }
    relaxed = old.results.compactMap { was in
      guard let severity = after[was.id] else {
        return Change(id: was.id, severity: was.severity, cause: .removed)
      }
      // The cases of a severity are in order, the worst first.
      let order = Check.Severity.allCases
      guard order.firstIndex(of: severity)! > order.firstIndex(of: was.severity)! else { return nil }
      return Change(id: was.id, severity: was.severity, cause: .severity(severity))
    }
    newlyFailing = failing
    newlyHolding = holding
    self.worse = worse
    self.undecided = undecided
    self.isLimited = isLimited
  }
}

extension CheckResult {
  /// Whether more time or memory would decide it.
  fileprivate var isLimited: Bool {
    findings.contains { finding in
      guard case .undecided(let reason) = finding.fact else { return false }
      return switch reason {
      case .time, .ruleTime, .tooManyPairs, .cutSets, .memory: true
      case .noGroup, .noFault, .nothingBesideFault, .noPair, .uncovered: false
      }
    }
  }
}
