extension DiagnosticCode {
  /// The code `self-requirement`.
  public static let selfRequirement = DiagnosticCode(
    "self-requirement",
    explanation: """
      A component names itself among its own requirements. That has no effect; another component was probably meant. A \
      warning.
      """,
    wrong: """
      components:
        db: { needs: db }
      """,
    right: """
      components:
        db: { needs: volume }
        volume: {}
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `self-requirement`.
  public static func selfRequirement(_ id: String, at place: Place) -> Diagnostic {
    Diagnostic(.selfRequirement, severity: .warning, "'\(id)' requires itself, which has no effect", at: place)
  }
}
