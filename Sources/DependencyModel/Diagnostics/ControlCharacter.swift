extension DiagnosticCode {
  /// The code `control-character`.
  public static let controlCharacter = DiagnosticCode(
    "control-character",
    explanation: """
      The file contains an invisible character (other than a space, a tab or a line break). YAML forbids it, and it is \
      most often a mistake. If it is intended, write it as an escape in double quotes.
      """,
    wrong: """
      model: Check\u{1}out       (the character U+0001 after "Check")
      """,
    right: """
      model: "Check\\x01out"
      """)
}

extension Diagnostic {
  /// The character with the number `scalar` is not allowed in a YAML file.
  public static func controlCharacter(_ scalar: UInt32, at place: Place) -> Diagnostic {
    let digits = String(scalar, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return Diagnostic(
      .controlCharacter,
      "the invisible character U+\(padded) is here; remove it, or write it as an escape in double quotes",
      at: place)
  }
}
