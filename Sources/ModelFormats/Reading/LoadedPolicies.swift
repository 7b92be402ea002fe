public import DependencyModel

/// Policies that were read for one model.
public struct LoadedPolicies: Sendable {
  /// All of them together, in the order read.
  public let policy: Policy
  /// Notes about what is doubtful but not wrong.
  public let warnings: [Diagnostic]
  /// The files that were read.
  public let sources: SourceTexts
}
