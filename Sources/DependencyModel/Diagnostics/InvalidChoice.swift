extension DiagnosticCode {
  /// The code `invalid-choice`.
  public static let invalidChoice = DiagnosticCode(
    "invalid-choice",
    explanation: """
      A value is not one of the words that its key takes.
      """,
    wrong: """
      components:
        api: { needs: { on: db, confidence: sure } }
        db: {}
      """,
    right: """
      components:
        api: { needs: { on: db, confidence: observed } }
        db: {}
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `invalid-choice`.
  public static func invalidChoice(
    _ text: String, for subject: String, of choices: [String], at place: Place
  ) -> Diagnostic {
    let advice = spellingSuggestion(for: text, among: choices).map { "did you mean '\($0)'?" }
    return Diagnostic(
      .invalidChoice,
      "'\(text)' is not a valid \(subject); \(advice ?? "one of \(choices.joined(separator: ", "))")", at: place)
  }
}
