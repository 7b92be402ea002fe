public import DependencyModel
public import ModelChecks
internal import ResilienceAnalysis

/// How all reports of checks speak of a finding.
///
///     let wording = FindingWording(report.model)
///     for finding in report.results.flatMap(\.findings) { print(wording.sentence(finding)) }
public struct FindingWording: Sendable {
  /// A step of a finding's proof.
  struct Step {
    let component: ComponentIndex?
    let level: Level?
    let text: String
    let place: Place?
  }

  let model: Model
  /// What remedies are called.
  let names: RemedyNames
  private let wording: Wording

  /// The words for findings of checks of a model.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - names: what remedies are called.
  public init(_ model: Model, naming names: RemedyNames = .none) {
    self.model = model
    self.names = names
    wording = Wording(model: model)
  }

  // MARK: Names, as written

  func id(_ index: ComponentIndex) -> String { model.outline(index).id.text }

  func list(_ components: [ComponentIndex], limit: Int = 4) -> String {
    enumeration(of: components.map(id), limit: limit)
  }

  // MARK: For people

  /// What allows more time, at the end of a sentence.
  var raiseTime: String { names.phrase("; raise ", .allowTime) }

  /// The sentence; where exceptions or the baseline took components away, those that are left.
  func message(_ finding: Finding) -> String {
    let message = sentence(finding).printable
    guard let all = finding.partOf, !finding.components.isEmpty else { return message }
    return
      "\(message) (\(grouped(finding.components.count)) of \(grouped(all)) here: \(wording.list(finding.components)))"
  }

  /// How it comes about: from the component to the fault, then what else shows it.
  func proof(_ finding: Finding) -> [Step] {
    let steps = (finding.explanation?.steps ?? []).map { effect in
      Step(
        component: effect.component, level: effect.level,
        text:
          effect.cause.isFault
          ? "\(wording.id(effect.component)) is \(effect.level.name): that is the fault"
          : "\(wording.id(effect.component)) is \(effect.level.name): it \(wording.reason(effect))"
            + (effect.confidence.isWeak ? " [\(effect.confidence.rawValue)]" : ""),
        place: effect.cause.place)
    }
    return steps
      + finding.related.map { Step(component: $0.component, level: nil, text: text($0).printable, place: $0.place) }
  }

  /// A sentence about an exception that is of no use.
  func message(_ exception: UselessException) -> String {
    let subject = exception.subject.isEmpty ? "" : " for \(exception.subject.printable)"
    switch exception.problem {
    case .stale: return "the exception\(subject) no longer matches anything (\(exception.reason.printable)); remove it"
    case .expired:
      return
        "the exception\(subject) ended on \(exception.until ?? "") (\(exception.reason.printable)); what it accepted counts again"
    }
  }

  /// An entry of the baseline that no longer matches a finding.
  func message(_ entry: BaselineEntry) -> String {
    let parts = [
      entry.fault.isEmpty ? nil : "fault \(entry.fault)",
      entry.component.isEmpty ? nil : "component \(entry.component)",
      entry.subject.isEmpty ? nil : entry.subject,
    ].compactMap { $0 }
    return
      "the baseline lists a finding of '\(entry.check.printable)' that is gone:  \(parts.joined(separator: ", ").printable)"
  }
}

extension CheckResult {
  /// The name of the question in a sentence: a check, or a rule.
  var noun: String { if case .lint = question { "rule" } else { "check" } }
}

extension CheckReport {
  /// The verdict in a sentence, without markup.
  ///
  /// - Parameter bar: what makes the report fail.
  public func verdict(_ bar: Bar) -> String {
    let failing = failing
    let findings = failing.reduce(0) { $0 + $1.findings.count }
    let holding = results.count(where: \.holds)
    let emptyCount = results.count { $0.emptySubject != nil }
    let empty =
      emptyCount == 0 ? "" : "; \(count(emptyCount, "rule")) looked at nothing"
    guard !failing.isEmpty else {
      let known = results.reduce(0) { $0 + $1.known.count }
      let total = results.count - emptyCount
      if total == 0, emptyCount > 0 { return "Nothing was checked\(empty)" }
      if known > 0 {
        // A check with a known finding does not hold; it only does not fail the run.
        return
          "No new findings: \(grouped(holding)) of \(count(total, "check")) \(holding == 1 ? "holds" : "hold"), and "
          + "\(count(known, "known finding")) \(known == 1 ? "is" : "are") in the baseline\(empty)"
      }
      return (total == 1 ? "The check holds" : total == 2 ? "Both checks hold" : "All \(grouped(total)) checks hold")
        + empty
    }
    func number(_ severity: Check.Severity) -> Int { failing.count { $0.severity == severity } }
    let parts = [(number(.error), "error"), (number(.warning), "warning"), (number(.note), "note")]
      .filter { $0.0 > 0 }.map { count($0.0, $0.1) }
    return
      "\(failing.count) of \(count(results.count, "check")) \(failing.count == 1 ? "does" : "do") not hold (\(parts.joined(separator: ", "))), \(count(findings, "finding")); \(holding) \(holding == 1 ? "holds" : "hold")\(empty)"
  }

  /// The missing parts, a sentence for each check: what was not decided, and what there was no time to explain.
  func missing(_ names: RemedyNames) -> [String] {
    let wording = FindingWording(model, naming: names)
    return results.flatMap { result in
      var lines: [String] = []
      for finding in result.findings where finding.isUndecided {
        lines.append("\(result.noun) '\(result.id)': \(wording.sentence(finding))")
      }
      if result.isDecided, result.isUnexplained {
        lines.append(
          "\(result.noun) '\(result.id)': some findings have no proof because time ran out\(wording.raiseTime)")
      }
      return lines
    }
  }

  /// The consequence of the verdict under a bar: what failed the run, or what did not though something was found.
  func consequence(_ bar: Bar, _ names: RemedyNames) -> String {
    let choice = names.phrase(" (", .failOn(bar), ")")
    if fails(bar) { return "This fails the run\(choice)." }
    let isClean =
      results.allSatisfy { $0.findings.isEmpty && $0.uselessExceptions.isEmpty } && uselessSuppressions.isEmpty
    return isClean ? "" : "This does not fail the run\(choice)."
  }
}
