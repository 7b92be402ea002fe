extension DiagnosticCode {
  /// The code `domain-circle`.
  public static let domainCircle = DiagnosticCode(
    "domain-circle",
    explanation: """
      A domain can't contain itself, directly or through others: remove the step that closes the circle.
      """,
    wrong: """
      domains:
        a: { in: b }
        b: { in: a }
      """,
    right: """
      domains:
        a: { domains: { b: {} } }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `domain-circle`.
  public static func domainCircle(_ domains: [String], at place: Place?) -> Diagnostic {
    Diagnostic(
      .domainCircle, "the domain '\(domains[0])' contains itself: \(domains.joined(separator: " in "))", at: place)
  }
}
