extension DiagnosticCode {
  /// The code `scalar-too-long`.
  public static let scalarTooLong = DiagnosticCode(
    "scalar-too-long",
    explanation:
      "A single text has more than a mebibyte. No name, description or number is that long; most often a quote is missing.",
    wrong: """
      description: "… a million characters …"
      """,
    right: """
      description: Two zones, one database
      """)
}

extension Diagnostic {
  /// The text at `place` has more bytes than are read.
  public static func scalarTooLong(bytes: Int, limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .scalarTooLong, "a text of \(bytes) bytes is too long (at most \(limit)); is a closing quote missing?", at: place)
  }
}
