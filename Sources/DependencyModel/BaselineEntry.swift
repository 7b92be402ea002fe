/// A finding that is known and not accepted: it does not fail again. One component of one finding.
public struct BaselineEntry: Hashable, Sendable {
  /// The check or rule.
  public var check: String
  /// The fault: ids joined by ` + `, with `=degraded` where that is its level; empty where none was tried.
  public var fault: String
  /// The component; empty where the finding is about none.
  public var component: String
  /// The further subject of the finding; in the same words from run to run.
  public var subject: String

  /// An entry.
  public init(check: String, fault: String, component: String, subject: String) {
    self.check = check
    self.fault = fault
    self.component = component
    self.subject = subject
  }
}
