extension DiagnosticCode {
  /// The code `unknown-parameter`.
  public static let unknownParameter = DiagnosticCode(
    "unknown-parameter",
    explanation: """
      A profile or a parameter on the command line is in none of the files that were read. It is probably misspelled: \
      without it, a part of the system would be left out, and an answer would look better than it is.
      """,
    wrong: """
      # whatfails check -m compose.yaml --profile prdo
      services:
        web: { image: web, profiles: [prod] }
      """,
    right: """
      # whatfails check -m compose.yaml --profile prod
      services:
        web: { image: web, profiles: [prod] }
      """)
}

extension Diagnostic {
  /// No service of the Compose files has the profile that was asked for.
  public static func unknownProfile(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(.unknownParameter, "no service has the profile '\(name)'", at: place)
  }

  /// No CloudFormation template has the parameter that was given.
  public static func unknownParameter(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(.unknownParameter, "no template has the parameter '\(name)'", at: place)
  }
}
