extension LintRule {
  /// Every built-in rule, by id.
  public static let all: [LintRule] = [
    .orphan
  ]
}
