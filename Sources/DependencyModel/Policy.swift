/// Checks and lint settings that stand in a file of their own, for any model.
public struct Policy: Sendable {
  /// What the policy is called; `nil` where it has no name.
  public var name: String?
  /// In the order written, those of what it extends first; of several with one id the one nearest to the policy counts.
  public var checks: [Check]
  /// Those of what it extends first.
  public var lint: LintSettings

  /// A policy.
  public init(name: String? = nil, checks: [Check] = [], lint: LintSettings = LintSettings()) {
    self.name = name
    self.checks = checks
    self.lint = lint
  }
}
