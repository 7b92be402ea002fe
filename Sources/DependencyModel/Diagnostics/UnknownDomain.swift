extension DiagnosticCode {
  /// The code `unknown-domain`.
  public static let unknownDomain = DiagnosticCode(
    "unknown-domain",
    explanation: """
      A component is "in" failure domains, which are declared under "domains"; a component is not a domain.
      """,
    wrong: """
      domains: { zone-a: {} }
      components:
        db: { in: zone-b }
      """,
    right: """
      domains: { zone-a: {}, zone-b: {} }
      components:
        db: { in: zone-b }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `unknown-domain`.
  public static func unknownDomain(
    _ name: String, isComponent: Bool, suggestion: String?, at place: Place
  ) -> Diagnostic {
    if isComponent {
      return Diagnostic(
        .unknownDomain, "'\(name)' is a component, not a domain; put what is needed under 'needs'", at: place)
    }
    let advice = suggestion.map { "did you mean '\($0)'?" } ?? "declare it under 'domains'"
    return Diagnostic(.unknownDomain, "there is no domain '\(name)'; \(advice)", at: place)
  }
}
