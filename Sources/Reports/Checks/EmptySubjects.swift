internal import DependencyModel
internal import ModelChecks
internal import ResilienceAnalysis

/// The lint rules that looked at nothing, by the subject that the model has none of.
struct EmptySubjects {
  /// The subjects in words, each with the ids of its rules; in the order of the rules.
  let groups: [(reason: String, rules: [String])]

  init(_ report: CheckReport) {
    var groups: [(subject: LintRule.Subject, rules: [String])] = []
    for result in report.results {
      guard let subject = result.emptySubject else { continue }
      if let place = groups.firstIndex(where: { $0.subject == subject }) {
        groups[place].rules.append(result.id)
      } else {
        groups.append((subject, [result.id]))
      }
    }
    self.groups = groups.map { (Self.reason($0.subject, report), $0.rules) }
  }

  /// How many rules looked at nothing.
  var count: Int { groups.reduce(0) { $0 + $1.rules.count } }

  /// Why a rule looked at nothing, in words: lower case, no full stop.
  static func reason(_ subject: LintRule.Subject, _ report: CheckReport) -> String {
    switch subject {
    case .components: "the model has no component"
    case .important:
      report.model.statesTiers
        ? "no component has tier 0 or 1"
        : "no component has a tier, and there is none that has requirements and that nothing depends on"
    case .tiers: "no component has a tier"
    case .owners: "no component has an owner"
    case .budgets: "no component is a disruption budget"
    case .unavailabilities: "no component states an unavailability"
    case .domains: "the model has no domain"
    case .siblingDomains: "the model has no two domains of one kind"
    case .placements: "no component is in a domain"
    case .needs: "no component needs anything"
    case .uses: "no component uses anything"
    case .startNeeds: "no component needs anything only to start"
    case .tolerances: "no requirement tolerates a loss for a while"
    case .groups: "no requirement is a group"
    case .weightedGroups: "no group has members of different weight"
    case .redundantGroups: "no group holds through the loss of a member"
    case .spreadGroups: "no group holds through the loss of a member, or the model has no domain"
    case .monitors: "no component is a monitor, by its kind or a tag"
    case .backups: "no component is a backup, by its kind or a tag"
    case .stores: "no component is a store, a database, a cache or a queue, by its kind"
    case .queues: "no component queues what is above its capacity"
    case .pools: "no component has slots"
    case .zonesWithLimits: "the model has no zone, or no component has a capacity or slots"
    case .retries: "no requirement states retries"
    case .orderedGroups: "no group begins with its first member ('spread: first')"
    case .faults: "the model names no fault"
    case .checks: "the model states no check"
    }
  }
}

extension CheckReport {
  /// The results with findings, the worst severity first, then in the order of the report.
  var failing: [CheckResult] {
    Check.Severity.allCases.flatMap { severity in
      results.filter { $0.severity == severity && !$0.findings.isEmpty }
    }
  }

  /// A sentence about the components that stand for those of tier 0 and 1; `nil` if none do.
  var standInNote: String? {
    guard !standIns.isEmpty else { return nil }
    let names = enumeration(of: standIns.map { model.outline($0).id.text.printable }, limit: 6)
    let reason = model.statesTiers ? "No component has tier 0 or 1" : "No component has a tier"
    return standIns.count == 1
      ? "\(reason), so rules about tier 0 and 1 looked at the component at the top of the model: \(names)."
      : "\(reason), so rules about tier 0 and 1 looked at the \(grouped(standIns.count)) components at the top of the "
        + "model: \(names)."
  }
}
