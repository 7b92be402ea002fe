extension DiagnosticCode {
  /// The code `merge-key`.
  public static let mergeKey = DiagnosticCode(
    "merge-key",
    explanation: """
      The merge key '<<' belongs to YAML 1.1, and readers differ in what it does. Write similar entries once, with \
      'each'. A component that is really called '<<' is written in double quotes.
      """,
    wrong: """
      components:
        db-1: &db { kind: aws/rds-instance, tier: 1 }
        db-2: { <<: *db }
      """,
    right: """
      components:
        "db-{number}":
          each: { number: [1, 2] }
          kind: aws/rds-instance
          tier: 1
      """)
}

extension Diagnostic {
  /// `<<` is at `place` as a key without quotes.
  public static func mergeKey(at place: Place) -> Diagnostic {
    Diagnostic(
      .mergeKey, "merge keys ('<<') are not supported; write similar entries once, with 'each'", at: place)
  }
}
