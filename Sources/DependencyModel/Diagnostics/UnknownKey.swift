extension DiagnosticCode {
  /// The code `unknown-key`.
  public static let unknownKey = DiagnosticCode(
    "unknown-key",
    explanation: """
      Every key of the language has a meaning. An unknown key is a mistake that would otherwise be ignored without \
      notice.
      """,
    wrong: """
      components:
        api: { need: db }
        db: {}
      """,
    right: """
      components:
        api: { needs: db }
        db: {}
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `unknown-key`.
  public static func unknownKey(
    _ key: String, in context: String, known: [String], suggestion: String?, hint: String? = nil, at place: Place
  ) -> Diagnostic {
    let advice = suggestion.map { "did you mean '\($0)'?" } ?? hint ?? "known here: \(known.joined(separator: ", "))"
    return Diagnostic(.unknownKey, "unknown key '\(key)' in \(context); \(advice)", at: place)
  }
}
