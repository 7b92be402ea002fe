extension DiagnosticCode {
  /// The code `invalid-utf8`.
  public static let invalidUTF8 = DiagnosticCode(
    "invalid-utf8",
    explanation: """
      Models are UTF-8 text. A file in another encoding (UTF-16, Windows-1252, Latin-1) reads wrongly, so it is refused \
      at its first byte that UTF-8 does not allow. Save it as UTF-8.
      """,
    wrong: """
      model: Caf\\xE9        (the single byte E9: Latin-1)
      """,
    right: """
      model: Café
      """)
}

extension Diagnostic {
  /// The byte at `offset` (from 0) of the file is not allowed there in UTF-8.
  public static func invalidUTF8(byte: UInt8, offset: Int, at place: Place) -> Diagnostic {
    let digits = String(byte, radix: 16, uppercase: true)
    return Diagnostic(
      .invalidUTF8,
      "the byte 0x\(digits.count < 2 ? "0" : "")\(digits) (byte \(offset) of the file) is not UTF-8; save the file as UTF-8",
      at: place)
  }

  /// The file starts like UTF-16 or UTF-32.
  public static func notUTF8(encoding: String, at place: Place) -> Diagnostic {
    Diagnostic(.invalidUTF8, "the file is \(encoding) text; save it as UTF-8", at: place)
  }
}
