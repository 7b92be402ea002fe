extension DiagnosticCode {
  /// The code `wrong-type`.
  public static let wrongType = DiagnosticCode(
    "wrong-type",
    explanation: """
      A value does not have the type that its key takes, for example a list where one text is meant.
      """,
    wrong: """
      components:
        api: { owner: [ann, bob] }
      """,
    right: """
      components:
        api: { owner: ann }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `wrong-type`.
  public static func wrongType(of subject: String, expected: String, found: String, at place: Place) -> Diagnostic {
    Diagnostic(.wrongType, "\(subject) takes \(expected), not \(found)", at: place)
  }
}
