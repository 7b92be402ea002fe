/// Checks, lint settings and assumptions in a file of their own, for any model.
public struct Policy: Sendable {
  /// The name of the policy; `nil` where it has no name.
  public var name: String?
  /// In the order written, those of what it extends first; of several with one id the one nearest to the policy counts.
  public var checks: [Check]
  /// The lint settings; those of extended policies come first.
  public var lint: LintSettings
  /// The defaults for components that state no unavailability; they count after the model's, and those of extended
  /// policies last.
  public var assumptions: [Assumption]

  /// A policy.
  public init(
    name: String? = nil, checks: [Check] = [], lint: LintSettings = LintSettings(), assumptions: [Assumption] = []
  ) {
    self.name = name
    self.checks = checks
    self.lint = lint
    self.assumptions = assumptions
  }
}
