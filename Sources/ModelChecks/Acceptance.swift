internal import DependencyModel

/// Parts findings into those that count, those that a baseline knows, and those that are accepted; and reports which
/// exceptions and entries of the baseline are of no use.
struct Acceptance {
  /// A rule that accepts findings: an exception of a check, or a suppression of lint findings.
  private struct Rule {
    let fault: ComponentSelector?
    let component: ComponentSelector?
    let reason: String
    let until: String?
    let place: Place?
    let isExpired: Bool
    var hasMatched = false

    var subject: String {
      [fault.map { "fault \($0)" }, component.map { "component \($0)" }].compactMap { $0 }.joined(separator: ", ")
    }
  }

  private let model: Model
  private let date: String
  private var matcher: SelectorMatcher
  private var matches: [ComponentSelector: Set<ComponentIndex>] = [:]
  /// The entries, and whether a finding has matched each.
  private var baseline: [BaselineEntry: Bool]
  private let order: [BaselineEntry]
  /// Which suppressions have matched something.
  private var used: Set<Int> = []

  init(_ model: Model, date: String, baseline: [BaselineEntry]) {
    self.model = model
    self.date = date
    matcher = SelectorMatcher(model.components)
    self.baseline = Dictionary(baseline.map { ($0, false) }, uniquingKeysWith: { first, _ in first })
    order = baseline
  }

  /// The entries that no finding has matched, in the order given.
  var staleBaseline: [BaselineEntry] { order.filter { baseline[$0] == false } }

  // MARK: Checks

  mutating func result(
    _ question: CheckResult.Question, severity: Check.Severity, _ evaluation: Evaluation,
    _ exceptions: [Check.Exception]
  ) -> CheckResult {
    var rules = exceptions.map {
      Rule(
        fault: $0.fault, component: $0.component, reason: $0.reason, until: $0.until, place: $0.place,
        isExpired: isOver($0.until))
    }
    let (findings, known, accepted) = part(evaluation.findings, question, &rules)
    let useless = rules.compactMap { rule -> UselessException? in
      guard rule.isExpired || (!rule.hasMatched && !evaluation.isCut) else { return nil }
      return UselessException(
        rule.hasMatched ? .expired : .stale, subject: rule.subject, reason: rule.reason, until: rule.until,
        at: rule.place)
    }
    var result = CheckResult(
      question, severity: severity, findings: findings, known: known, accepted: accepted,
      uselessExceptions: useless, triedCount: evaluation.triedCount)
    result.isUnexplained = evaluation.isUnexplained
    return result
  }

  // MARK: Lint rules

  mutating func result(
    _ question: CheckResult.Question, severity: Check.Severity, _ evaluation: Evaluation,
    _ suppressions: [LintSettings.Suppression]
  ) -> CheckResult {
    // The only caller makes the question from a rule.
    guard case .lint(let lintRule) = question else { preconditionFailure("suppressions are for lint rules") }
    let numbers = suppressions.indices.filter { GlobPattern(suppressions[$0].rule).matches(lintRule.id) }
    var rules = numbers.map { number in
      let suppression = suppressions[number]
      return Rule(
        fault: nil, component: suppression.component, reason: suppression.reason, until: suppression.until,
        place: suppression.place, isExpired: isOver(suppression.until))
    }
    let (findings, known, accepted) = part(evaluation.findings, question, &rules)
    // The matches of a rule that was not finished are not known.
    for (number, rule) in zip(numbers, rules) where rule.hasMatched || evaluation.isCut { used.insert(number) }
    return CheckResult(
      question, severity: severity, findings: findings, known: known, accepted: accepted,
      triedCount: evaluation.triedCount)
  }

  /// The suppressions that matched nothing in any rule, or whose time is over.
  func useless(_ suppressions: [LintSettings.Suppression]) -> [UselessException] {
    suppressions.enumerated().compactMap { number, suppression in
      let isUsed = used.contains(number)
      guard !isUsed || isOver(suppression.until) else { return nil }
      let subject = ["rule \(suppression.rule)", suppression.component.map { "component \($0)" }].compactMap { $0 }
      return UselessException(
        isUsed ? .expired : .stale, subject: subject.joined(separator: ", "), reason: suppression.reason,
        until: suppression.until, at: suppression.place)
    }
  }

  // MARK: Parting

  private func isOver(_ until: String?) -> Bool { until.map { $0 < date } ?? false }

  private mutating func part(
    _ findings: [Finding], _ question: CheckResult.Question, _ rules: inout [Rule]
  ) -> (findings: [Finding], known: [Finding], accepted: [CheckResult.Accepted]) {
    let id = CheckResult(question, severity: .note, findings: [], triedCount: 0).id
    var result: (findings: [Finding], known: [Finding], accepted: [CheckResult.Accepted]) = ([], [], [])
    for finding in findings {
      if finding.isOutOfTime {
        result.findings.append(finding)
        continue
      }
      var rest = finding.components
      var isDone = false
      for number in rules.indices {
        guard let hit = accepted(finding, rest, rules[number]) else { continue }
        rules[number].hasMatched = true
        guard !rules[number].isExpired else { continue }
        result.accepted.append(
          CheckResult.Accepted(
            finding: finding.about(hit), reason: rules[number].reason, until: rules[number].until,
            place: rules[number].place))
        rest.removeAll(where: Set(hit).contains)
        isDone = rest.isEmpty
        if isDone { break }
      }
      if isDone { continue }
      let remaining = finding.about(rest)
      let entries = remaining.baselineEntries(of: id, in: model)
      if entries.contains(where: { baseline[$0] != nil }) {
        for entry in entries where baseline[entry] != nil { baseline[entry] = true }
        let known = zip(rest, entries).filter { baseline[$1] != nil }.map(\.0)
        result.known.append(remaining.about(known))
        rest.removeAll(where: Set(known).contains)
        if rest.isEmpty { continue }
      }
      result.findings.append(finding.about(rest))
    }
    return result
  }

  /// Which of a finding's components a rule accepts; `nil` where it does not match. Of a finding about no component it
  /// accepts all or nothing.
  private mutating func accepted(
    _ finding: Finding, _ components: [ComponentIndex], _ rule: Rule
  ) -> [ComponentIndex]? {
    if let fault = rule.fault {
      let isNamed = finding.faultID.map { isName(fault, of: $0) } ?? false
      if !isNamed {
        guard !finding.fault.isEmpty else { return nil }
        let matched = positions(fault)
        guard finding.fault.allSatisfy({ matched.contains($0.component) }) else { return nil }
      }
    }
    guard let component = rule.component else { return components }
    let matched = positions(component)
    let hit = components.filter(matched.contains)
    return hit.isEmpty ? nil : hit
  }

  /// Whether a selector names a fault of the model: by its id or a glob.
  private func isName(_ selector: ComponentSelector, of fault: ComponentID) -> Bool {
    switch selector {
    case .name(let text): text == fault.text || GlobPattern(text).matches(fault.text)
    case .anyOf(let selectors): selectors.contains { isName($0, of: fault) }
    case .matching: false
    }
  }

  private mutating func positions(_ selector: ComponentSelector) -> Set<ComponentIndex> {
    if let known = matches[selector] { return known }
    let found = Set(matcher.matches(selector))
    matches[selector] = found
    return found
  }
}

extension Finding {
  /// The same finding about some of its components only.
  ///
  /// Its message names the first few of all that it was about: if there are fewer now, it says so.
  fileprivate func about(_ components: [ComponentIndex]) -> Finding {
    guard components.count != self.components.count else { return self }
    var result = self
    result.components = components
    result.partOf = self.components.count
    return result
  }
}
