extension DiagnosticCode {
  /// The code `empty-domain`.
  public static let emptyDomain = DiagnosticCode(
    "empty-domain",
    explanation: """
      Nothing is in this domain, so its failure changes nothing. It is probably left over, or misspelled where it is \
      used. A warning.
      """,
    wrong: """
      domains: { zone-a: {}, zone-b: {} }
      components:
        db: { in: zone-a }
      """,
    right: """
      domains: { zone-a: {} }
      components:
        db: { in: zone-a }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `empty-domain`.
  public static func emptyDomain(_ id: String, at place: Place?) -> Diagnostic {
    Diagnostic(.emptyDomain, severity: .warning, "nothing is in the domain '\(id)'", at: place)
  }
}
