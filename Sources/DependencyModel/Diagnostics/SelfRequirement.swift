extension DiagnosticCode {
  /// The code `self-requirement`.
  public static let selfRequirement = DiagnosticCode(
    "self-requirement",
    explanation: """
      A component that names itself among its own requirements: that says nothing, and is probably meant \
      to be another one. A warning.
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
    Diagnostic(.selfRequirement, severity: .warning, "'\(id)' requires itself, which says nothing", at: place)
  }
}
