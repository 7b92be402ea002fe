public import DependencyModel

/// Which checks hold in one of two models only.
public struct CheckChanges: Sendable {
  /// A check whose verdict is not what it was.
  public struct Change: Sendable {
    /// The check.
    public let id: String
    /// How bad a finding is.
    public let severity: Check.Severity
    /// The first of its findings, where it fails; what it was, where it holds again.
    public let message: String
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

  /// Compares the reports of two models.
  public init(from old: CheckReport, to new: CheckReport) {
    let before = Dictionary(old.results.map { ($0.id, $0) }) { first, _ in first }
    var failing: [Change] = []
    var holding: [Change] = []
    var worse: [Change] = []
    var undecided: [String] = []
    for result in new.results {
      guard result.isDecided, before[result.id]?.isDecided ?? true else {
        undecided.append(result.id)
        continue
      }
      func change(_ finding: Finding?) -> Change {
        Change(id: result.id, severity: result.severity, message: finding?.message ?? "")
      }
      let was = before[result.id]
      if !result.holds, was?.holds ?? true {
        failing.append(change(result.findings.first ?? result.known.first))
      } else if result.holds, let was, !was.holds {
        holding.append(change(was.findings.first ?? was.known.first))
      } else if let was, !result.holds {
        let known = Set(was.findings.flatMap { $0.baselineEntries(of: was.id, in: old.model) })
        let first = result.findings.first { finding in
          finding.baselineEntries(of: result.id, in: new.model).contains { !known.contains($0) }
        }
        if let first { worse.append(change(first)) }
      }
    }
    let after = Dictionary(new.results.map { ($0.id, $0.severity) }) { first, _ in first }
    relaxed = old.results.compactMap { was in
      guard let severity = after[was.id] else {
        return Change(id: was.id, severity: was.severity, message: "the check was removed")
      }
      // The cases of a severity are in order, the worst first.
      let order = Check.Severity.allCases
      guard order.firstIndex(of: severity)! > order.firstIndex(of: was.severity)! else { return nil }
      return Change(
        id: was.id, severity: was.severity,
        message: "its severity is now \(severity.rawValue), not \(was.severity.rawValue)")
    }
    newlyFailing = failing
    newlyHolding = holding
    self.worse = worse
    self.undecided = undecided
  }
}
