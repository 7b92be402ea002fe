public import DependencyModel
public import ResilienceAnalysis

/// The results of checks and lint rules for a model: the answer of `whatfails check`.
public struct CheckReport: Sendable {
  /// The model that was checked.
  public let model: Model
  /// The day on which exceptions were judged, as `YYYY-MM-DD`.
  public let date: String
  /// The model's checks, those of policies, then the lint rules that were asked for.
  public let results: [CheckResult]
  /// Entries of the baseline that no longer match a finding.
  public let staleBaseline: [BaselineEntry]
  /// The suppressions of lint findings that are of no use.
  public let uselessSuppressions: [UselessException]
  /// The components that lint rules took for the most important ones because the model states no tier: nothing depends on
  /// them. Empty if it states tiers, or if no rule ran.
  public let standIns: [ComponentIndex]
  /// What checks of availability assume of components that state no unavailability.
  public let assumptions: [AppliedAssumption]
  /// The requirements of the model that are only inferred or assumed, and without which the results would be others.
  public internal(set) var weakRequirements: WeakRequirements
  /// The numbers that the results may rest on, because loads count, though they are only inferred or assumed.
  public internal(set) var weakNumbers = WeakNumbers.none

  /// A report.
  public init(
    model: Model, date: String, results: [CheckResult], staleBaseline: [BaselineEntry] = [],
    uselessSuppressions: [UselessException] = [], standIns: [ComponentIndex] = [],
    assumptions: [AppliedAssumption] = [], weakRequirements: WeakRequirements = .none
  ) {
    self.model = model
    self.date = date
    self.results = results
    self.staleBaseline = staleBaseline
    self.uselessSuppressions = uselessSuppressions
    self.standIns = standIns
    self.assumptions = assumptions
    self.weakRequirements = weakRequirements
  }

  /// The condition under which a report fails.
  public enum Bar: String, Sendable, CaseIterable {
    /// A finding of severity `error` that no baseline knows.
    case error
    /// A finding of severity `error` or `warning` that no baseline knows; useless exceptions are warnings.
    case warning
    /// Any finding that no baseline knows, notes too. Exceptions and entries of the baseline that match nothing any longer
    /// are reported only: the change has repaired something.
    case new
  }

  /// Whether another report of the same checks and rules has the same findings.
  func isSame(as other: CheckReport) -> Bool {
    zip(results, other.results).allSatisfy { $0.keys == $1.keys }
  }

  /// Whether it fails by a bar.
  public func fails(_ bar: Bar) -> Bool {
    if results.contains(where: { $0.fails(bar) }) { return true }
    switch bar {
    case .error: return false
    case .warning: return !uselessSuppressions.isEmpty
    case .new: return false
    }
  }
}

/// The result of one check or lint rule.
public struct CheckResult: Sendable {
  /// The check or rule that was evaluated.
  public enum Question: Sendable {
    /// A check of the model or of a policy.
    case check(Check)
    /// A lint rule.
    case lint(LintRule)
  }

  /// A finding that is accepted, and why.
  public struct Accepted: Sendable {
    /// The finding; its components are those that are accepted.
    public let finding: Finding
    /// Why it is accepted.
    public let reason: String
    /// The last day on which it is, as `YYYY-MM-DD`; `nil` for no end.
    public let until: String?
    /// The place of the exception.
    public let place: Place?
  }

  /// The check or rule that was evaluated.
  public let question: Question
  /// How bad a finding is.
  public let severity: Check.Severity
  /// The findings that are neither accepted nor known; in the order of the faults tried, then of the model.
  public let findings: [Finding]
  /// The findings that are in the baseline.
  public let known: [Finding]
  /// The findings that are accepted.
  public let accepted: [Accepted]
  /// Exceptions that are of no use.
  public let uselessExceptions: [UselessException]
  /// How many faults, components or dependencies were tried; of a lint rule, how many of its subject the model has.
  public let triedCount: Int
  /// Whether findings have no proof for which there was no time.
  public var isUnexplained = false

  /// A result.
  public init(
    _ question: Question, severity: Check.Severity, findings: [Finding], known: [Finding] = [],
    accepted: [Accepted] = [], uselessExceptions: [UselessException] = [], triedCount: Int
  ) {
    self.question = question
    self.severity = severity
    self.findings = findings
    self.known = known
    self.accepted = accepted
    self.uselessExceptions = uselessExceptions
    self.triedCount = triedCount
  }

  /// Whether everything that was asked was decided: memory and time sufficed.
  public var isDecided: Bool { !findings.contains(where: \.isUndecided) }

  /// What distinguishes findings.
  fileprivate struct Key: Hashable {
    let fault: [Int]
    let components: [ComponentIndex]
    let subject: String
  }

  fileprivate var keys: [Key: Int] {
    let all = findings + known + accepted.map(\.finding)
    return Dictionary(
      all.map { finding in
        return (Key(fault: finding.faultKey(\.position), components: finding.components, subject: finding.subject), 1)
      }, uniquingKeysWith: +)
  }

  /// Whether everything was decided, what is known or accepted included.
  public var isEachDecided: Bool {
    isDecided && !known.contains(where: \.isUndecided) && !accepted.contains(where: \.finding.isUndecided)
  }

  /// Whether nothing was found but what is accepted, and there was something to look at.
  public var holds: Bool { findings.isEmpty && known.isEmpty && emptySubject == nil }

  /// The subject of a lint rule if the model has none of it: the rule looked at nothing.
  public var emptySubject: LintRule.Subject? {
    guard case .lint(let rule) = question, triedCount == 0, findings.isEmpty, known.isEmpty, accepted.isEmpty else {
      return nil
    }
    return rule.subject
  }

  /// Whether it fails a report by a bar.
  public func fails(_ bar: CheckReport.Bar) -> Bool {
    switch bar {
    case .error: severity == .error && !findings.isEmpty
    case .warning: (severity != .note && !findings.isEmpty) || !uselessExceptions.isEmpty
    case .new: !findings.isEmpty
    }
  }

  /// The check's id, or the rule's.
  public var id: String {
    switch question {
    case .check(let check): check.id
    case .lint(let rule): rule.id
    }
  }

  /// The purpose, in words; `nil` where nothing was written.
  public var description: String? {
    switch question {
    case .check(let check): check.description
    case .lint(let rule): rule.title
    }
  }

  /// The owner.
  public var owner: String? {
    if case .check(let check) = question { check.owner } else { nil }
  }

  /// The place of the check; `nil` for a lint rule.
  public var place: Place? {
    if case .check(let check) = question { check.place } else { nil }
  }
}

/// An exception (or a suppression) that is no longer of use: a finding of its own.
public struct UselessException: Sendable {
  /// Why it is of no use.
  public enum Problem: String, Sendable {
    /// It matches no finding.
    case stale
    /// Its last day is over: what it matches counts again.
    case expired
  }

  /// Why it is of no use.
  public let problem: Problem
  /// The accepted subject, in words: `fault us-east-1c`, `component web`.
  public let subject: String
  /// Why it was made.
  public let reason: String
  /// Its last day, as `YYYY-MM-DD`.
  public let until: String?
  /// Its place.
  public let place: Place?

  /// A useless exception.
  public init(_ problem: Problem, subject: String, reason: String, until: String?, at place: Place?) {
    self.problem = problem
    self.subject = subject
    self.reason = reason
    self.until = until
    self.place = place
  }
}

extension Finding {
  /// The fault in words that stay the same from run to run: ids joined by ` + `, `=degraded` where that is the level, `=13%`
  /// where only a share fails.
  public func faultText(in model: Model) -> String {
    if let faultID { return faultID.text }
    return fault.map { component, level in
      let id = model.outline(component).id.text
      guard let share = shares[component] else { return id + (level == .degraded ? "=degraded" : "") }
      let down = share.down > 0 ? "=\(FaultShare.modelText(share.down))" : ""
      return id + down + (share.degraded > 0 ? "=degraded \(FaultShare.modelText(share.degraded))" : "")
    }.joined(separator: " + ")
  }

  /// The fault as a question.
  public func question(in model: Model) -> FaultSet {
    guard let faultID, let named = model.fault(faultID) else {
      return FaultSet(fault, sharing: shares, text: faultText(in: model))
    }
    return FaultSet(named, in: model)
  }

  /// The fault as numbers: which component, by `position`, has which level, and the shares of those that have one.
  func faultKey(_ position: (ComponentIndex) -> Int) -> [Int] {
    let parts = fault.map { component, level in
      (key: 2 * position(component) + (level == .degraded ? 1 : 0), share: shares[component])
    }.sorted { $0.key < $1.key }
    // Shares are below 0, where no component is.
    return parts.map(\.key)
      + parts.compactMap(\.share).flatMap { [-1 - Int($0.down * 1e8), -1 - Int($0.degraded * 1e8)] }
  }

  /// The entries of a baseline that know the finding: one for each component, or one where it is about none; none for what
  /// there was no time to decide.
  public func baselineEntries(of check: String, in model: Model) -> [BaselineEntry] {
    if isOutOfTime { return [] }
    let fault = faultText(in: model)
    let ids = components.isEmpty ? [""] : components.map { model.outline($0).id.text }
    return ids.map { BaselineEntry(check: check, fault: fault, component: $0, subject: subject) }
  }
}
