public import DependencyModel
internal import ResilienceAnalysis

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
  /// Checks that the older model stated too little to decide, and that are known to fail now that the newer one states
  /// more.
  public let newlyKnown: [Change]
  /// Checks that are not decided in the newer model, and held in the older one or did not exist; and those of which time or
  /// memory did not suffice to find out whether they got worse. They may be newly failing, so they must not pass.
  public let open: [Change]
  /// Checks that are not decided in the newer model, or of which time or memory did not suffice in one of them: they are not
  /// compared.
  public let undecided: [String]
  /// Whether time or memory did not suffice for one of them; otherwise the models say too little.
  public let isLimited: Bool

  /// Compares the reports of two models.
  public init(from old: CheckReport, to new: CheckReport) {
    let before = Dictionary(old.results.map { ($0.id, $0) }) { first, _ in first }
    var failing: [Change] = []
    var holding: [Change] = []
    var worse: [Change] = []
    var known: [Change] = []
    var open: [Change] = []
    var undecided: [String] = []
    var isLimited = false
    for result in new.results {
      func change(_ finding: Finding, in model: Model) -> Change {
        Change(id: result.id, severity: result.severity, cause: .finding(finding, in: model))
      }
      let was = before[result.id]
      guard result.isDecided, was?.isDecided ?? true else {
        if result.isLimited || was?.isLimited ?? false {
          // What holds now is not worse than it was, whatever it was.
          if !result.holds, let finding = result.undecided ?? was?.undecided {
            open.append(change(finding, in: result.undecided == nil ? old.model : new.model))
          }
          undecided.append(result.id)
          isLimited = true
        } else {
          if result.undecided != nil { undecided.append(result.id) }
          let comparison = OpenComparison(result, in: new.model, was: was, in: old.model)
          if let finding = comparison.worse {
            if (was?.findings ?? []).allSatisfy(\.isUndecided) {
              failing.append(change(finding, in: new.model))
            } else {
              worse.append(change(finding, in: new.model))
            }
          } else if let finding = comparison.open {
            open.append(change(finding, in: new.model))
          } else if let finding = comparison.known {
            known.append(change(finding, in: new.model))
          } else if result.holds, let first = was?.undecided {
            holding.append(change(first, in: old.model))
          }
        }
        continue
      }
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
    newlyKnown = known
    self.open = open
    self.undecided = undecided
    self.isLimited = isLimited
  }
}

/// Compares the results of a check that one of two models states too little to decide.
private struct OpenComparison {
  /// The first finding that is worse than before: something is known to fail that did not, or was not decided for another
  /// reason than that too little was stated.
  private(set) var worse: Finding?
  /// The first finding that is not decided, about a component that had no finding.
  private(set) var open: Finding?
  /// The first finding that was not decided before, and is known now because more is stated.
  private(set) var known: Finding?

  init(_ result: CheckResult, in new: Model, was: CheckResult?, in old: Model) {
    let before = (was?.findings ?? []) + (was?.known ?? [])
    let entries = Set(before.flatMap { $0.baselineEntries(of: result.id, in: old) })
    let affected = Set(entries.map(\.component))
    let undecided = Set(
      before.filter(\.isUndecided).flatMap { $0.baselineEntries(of: result.id, in: old) }.map(\.component))
    var without: [String: Set<ComponentID>] = [:]
    for finding in before {
      if case .undecided(.uncovered(let component, let coverage)) = finding.fact {
        without[old.outline(component).id.text] = Set(coverage.idsWithout(in: old))
      }
    }
    for finding in result.findings + result.known {
      let added = finding.baselineEntries(of: result.id, in: new).filter { !entries.contains($0) }
      if added.isEmpty { continue }
      switch finding.fact {
      case .undecided:
        if added.contains(where: { !affected.contains($0.component) }) { open = open ?? finding }
      case .statesNoUnavailability:
        if added.contains(where: { !undecided.contains($0.component) }) { worse = worse ?? finding }
      case .misses(let component, _, _, let coverage?):
        let then = without[new.outline(component).id.text]
        if let then, Set(coverage.idsWithout(in: new)).isStrictSubset(of: then) {
          known = known ?? finding
        } else {
          worse = worse ?? finding
        }
      default: worse = worse ?? finding
      }
    }
  }
}

extension CheckResult {
  /// The first finding that says that nothing is known.
  fileprivate var undecided: Finding? { findings.first(where: \.isUndecided) }

  /// Whether more time or memory would decide it.
  fileprivate var isLimited: Bool {
    findings.contains { finding in
      guard case .undecided(let reason) = finding.fact else { return false }
      return switch reason {
      case .time, .ruleTime, .tooManyPairs, .cutSets, .memory: true
      case .loads(let gap): gap.isLimited
      case .noGroup, .noFault, .notImported, .nothingBesideFault, .noPair, .uncovered: false
      }
    }
  }
}
