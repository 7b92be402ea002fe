internal import DependencyModel

/// What findings are about, comparable between a model and the same after an edit: how often each component is affected by
/// each fault in each way.
struct FindingKeys {
  struct Key: Hashable {
    /// The positions of the components of the fault before the edit, each twice, plus 1 for one that is only degraded.
    let fault: [Int]
    /// The position of the component; `nil` if the finding is about none.
    let component: Int?
    let subject: String
  }

  /// More components than these are not compared.
  private static let limit = 500_000

  private var counts: [Key: Int] = [:]

  /// `nil` if not all findings are there, or if they are too many to be compared.
  init?(_ findings: [Finding], in result: ModelEdit.Result) {
    guard findings.reduce(0, { $0 + 1 + $1.components.count }) <= Self.limit else { return nil }
    for finding in findings {
      switch finding.fact {
      case .unlisted, .undecided(.time), .undecided(.ruleTime), .untried: return nil
      default: break
      }
      for key in Self.keys(of: finding, { result.original($0) }) { counts[key, default: 0] += 1 }
    }
  }

  /// Whether there is nothing that the other has not.
  func isSubset(of other: FindingKeys) -> Bool {
    counts.allSatisfy { $0.value <= other.counts[$0.key, default: 0] }
  }

  /// Whether a component or domain of the model before the edit takes part in a fault.
  func haveFault(_ component: ComponentIndex) -> Bool {
    counts.keys.contains { $0.fault.contains(2 * component.position) }
  }

  /// Whether there is nothing at all.
  var isEmpty: Bool { counts.isEmpty }

  /// For how many of the components of a finding of the other this has no such finding, and how many they are; a finding
  /// about none counts as one.
  func repaired(_ finding: Finding, of before: FindingKeys) -> (count: Int, of: Int) {
    let keys = Self.keys(of: finding) { $0.position }
    return (keys.count { counts[$0, default: 0] < before.counts[$0, default: 0] }, keys.count)
  }

  private static func keys(of finding: Finding, _ position: (ComponentIndex) -> Int) -> [Key] {
    var fault = finding.faultKey(position)
    var subject = finding.subject
    switch finding.fact {
    // An edit changes how a group is written, so its owner stands for it.
    case .takesGroup, .weakness(.group): subject = "group"
    default: break
    }
    // One finding is about all the components that a group rests on.
    if case .weakness(.group(.redundancyThroughOne)) = finding.fact { fault = [] }
    let components = finding.components.isEmpty ? [nil] : finding.components.map { Optional(position($0)) }
    return components.map { Key(fault: fault, component: $0, subject: subject) }
  }
}
