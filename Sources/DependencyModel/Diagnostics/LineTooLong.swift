extension DiagnosticCode {
  /// The code `line-too-long`.
  public static let lineTooLong = DiagnosticCode(
    "line-too-long",
    explanation: """
      A line of more than 64 MB can't be inspected by anybody and is more often a mistake than data. Write a generated \
      model with a line break after every component.
      """,
    wrong: """
      {"model": "Large", "components": {"c1": {}, "c2": {}, ... a hundred million bytes ... }}
      """,
    right: """
      {"model": "Large", "components": {
      "c1": {},
      "c2": {}
      }}
      """)
}

extension Diagnostic {
  /// `place` is the start of the line.
  public static func lineTooLong(limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(.lineTooLong, "a line of more than \(limit) bytes; write a line break after every component", at: place)
  }
}
