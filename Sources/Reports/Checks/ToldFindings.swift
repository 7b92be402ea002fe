internal import DependencyModel
internal import ModelChecks

/// The single points of failure that a check of the model reports: a lint rule that finds the same need not repeat them.
struct ToldFindings {
  /// By fault the checks that report it, and the components that it takes down.
  private var checks: [ComponentIndex: [(check: String, targets: Set<ComponentIndex>)]] = [:]

  init(_ report: CheckReport) {
    for result in report.failing where result.noun == "check" {
      for finding in result.findings {
        guard case .takesDown(let targets, _) = finding.fact, finding.fault.count == 1, !finding.isChange else {
          continue
        }
        checks[finding.fault[0].component, default: []].append((result.id, Set(targets)))
      }
    }
  }

  /// The first check that reports all that a rule's finding says; `nil` if none does.
  private func check(reporting finding: Finding) -> String? {
    guard case .weakness(.dependency(.singlePointOfFailure(let component, let targets))) = finding.fact else {
      return nil
    }
    return checks[component]?.first { $0.targets.isSuperset(of: targets) }?.check
  }

  /// The findings of a result that no check reports, and how many each check reports, in the order of the findings.
  func split(_ result: CheckResult) -> (new: [Finding], told: [(check: String, count: Int)]) {
    var new: [Finding] = []
    var told: [(check: String, count: Int)] = []
    for finding in result.findings {
      guard let check = check(reporting: finding) else {
        new.append(finding)
        continue
      }
      if let place = told.firstIndex(where: { $0.check == check }) {
        told[place].count += 1
      } else {
        told.append((check, 1))
      }
    }
    return (new, told)
  }

  /// That findings are those of a check, as a sentence without its full stop.
  static func sentence(_ check: String, _ amount: Int) -> String {
    "\(count(amount, "finding")) that \(amount == 1 ? "is" : "are") also under the check \(check)"
  }
}
