extension DiagnosticCode {
  /// The code `empty-group`.
  public static let emptyGroup = DiagnosticCode(
    "empty-group",
    explanation: """
      A group without members could neither hold nor be lost; name at least one.
      """,
    wrong: """
      components:
        api: { needs: { any: [] } }
      """,
    right: """
      components:
        api: { needs: { any: [db] } }
        db: {}
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `empty-group`.
  public static func emptyGroup(at place: Place) -> Diagnostic {
    Diagnostic(.emptyGroup, "the group has no members; name at least one", at: place)
  }
}
