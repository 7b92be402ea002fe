extension DiagnosticCode {
  /// The code `misspelled-kind`.
  public static let misspelledKind = DiagnosticCode(
    "misspelled-kind",
    explanation: """
      A kind is free text, but this one is a letter away from a kind of the vocabulary (see "whatfails \
      kinds"). A warning.
      """,
    wrong: """
      components:
        disk: { kind: aws/ebs-volum }
      """,
    right: """
      components:
        disk: { kind: aws/ebs-volume }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `misspelled-kind`.
  public static func misspelledKind(_ kind: String, suggestion: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .misspelledKind, severity: .warning, "the kind '\(kind)' is unknown; did you mean '\(suggestion)'?", at: place)
  }
}
