extension DiagnosticCode {
  /// The code `invalid-probability`.
  public static let invalidProbability = DiagnosticCode(
    "invalid-probability",
    explanation: """
      Unavailability is a probability from 0 to 1; availability a probability or a percentage; a range is \
      a list of the lower and the higher end.
      """,
    wrong: """
      components:
        db: { unavailability: 5 }
      """,
    right: """
      components:
        db: { unavailability: 0.05 }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `invalid-probability`.
  public static func invalidProbability(_ text: String, for subject: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .invalidProbability,
      "'\(text)' is not a valid \(subject): a probability from 0 to 1, a percentage, or a list of the low and the high end",
      at: place)
  }

  /// The value of an event's expression is not a probability.
  public static func invalidProbability(value: String, of event: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .invalidProbability, "the probability of '\(event)' is \(value); a probability is from 0 to 1", at: place)
  }
}
