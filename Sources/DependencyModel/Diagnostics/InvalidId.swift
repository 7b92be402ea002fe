extension DiagnosticCode {
  /// The code `invalid-id`.
  public static let invalidID = DiagnosticCode(
    "invalid-id",
    explanation: """
      An id is any text that is not empty and has no control characters (line breaks, tabs and the like).
      """,
    wrong: """
      components:
        "": {}
      """,
    right: """
      components:
        db: {}
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `invalid-id`.
  public static func invalidID(_ text: String, at place: Place) -> Diagnostic {
    let reason = text.isEmpty ? "an id must not be empty" : "an id must not have control characters"
    return Diagnostic(.invalidID, reason, at: place)
  }
}
