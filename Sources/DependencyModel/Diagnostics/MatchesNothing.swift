extension DiagnosticCode {
  /// The code `matches-nothing`.
  public static let matchesNothing = DiagnosticCode(
    "matches-nothing",
    explanation: """
      A glob or selector matches no component (it never matches the component that states it), so the statement would \
      have no meaning.
      """,
    wrong: """
      components:
        db: { needs: { any: "ebs_*" } }
        ebs-1: {}
      """,
    right: """
      components:
        db: { needs: { any: "ebs-*" } }
        ebs-1: {}
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `matches-nothing`.
  public static func matchesNothing(_ pattern: String, at place: Place) -> Diagnostic {
    Diagnostic(.matchesNothing, "'\(pattern)' matches no component", at: place)
  }
}
