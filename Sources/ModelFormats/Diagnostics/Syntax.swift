package import DependencyModel

extension DiagnosticCode {
  /// Codes for texts that are not YAML or JSON.
  static let ofSyntax: [DiagnosticCode] = [
    .yamlSyntax, .jsonSyntax, .invalidUTF8, .controlCharacter, .emptyFile,
  ]
}

extension DiagnosticCode {
  package static let yamlSyntax = DiagnosticCode(
    "yaml-syntax",
    explanation: """
      The text is not YAML, so nothing after this place could be read. The usual reasons: indentation that fits no line \
      above, a tab as indentation, or a text that needs double quotes because of what it starts with or contains.
      """,
    wrong: """
      model: Checkout
      description: Two zones: one database
      """,
    right: """
      model: Checkout
      description: "Two zones: one database"
      """)
}

extension Diagnostic {
  /// The text can't be read as YAML from `place` on.
  static func yamlSyntax(_ problem: String, at place: Place, notes: [Note] = []) -> Diagnostic {
    Diagnostic(.yamlSyntax, problem, at: place, notes: notes)
  }
}

extension DiagnosticCode {
  package static let jsonSyntax = DiagnosticCode(
    "json-syntax",
    explanation: """
      The text is not JSON (RFC 8259), so nothing after this place could be read. The usual reasons: a comma after the \
      last entry, a missing comma, single quotes, a key without quotes, or a comment. A hand-written model is easier \
      to write as YAML.
      """,
    wrong: """
      { "model": "Checkout", "components": { "db": {}, } }
      """,
    right: """
      { "model": "Checkout", "components": { "db": {} } }
      """)
}

extension Diagnostic {
  /// The text can't be read as JSON from `place` on.
  package static func jsonSyntax(_ problem: String, at place: Place, notes: [Note] = []) -> Diagnostic {
    Diagnostic(.jsonSyntax, problem, at: place, notes: notes)
  }
}

extension DiagnosticCode {
  package static let invalidUTF8 = DiagnosticCode(
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
  package static func invalidUTF8(byte: UInt8, offset: Int, at place: Place) -> Diagnostic {
    let digits = String(byte, radix: 16, uppercase: true)
    return Diagnostic(
      .invalidUTF8,
      "the byte 0x\(digits.count < 2 ? "0" : "")\(digits) (byte \(offset) of the file) is not UTF-8; save the file as UTF-8",
      at: place)
  }

  /// The file starts like UTF-16 or UTF-32.
  static func notUTF8(encoding: String, at place: Place) -> Diagnostic {
    Diagnostic(.invalidUTF8, "the file is \(encoding) text; save it as UTF-8", at: place)
  }
}

extension DiagnosticCode {
  package static let controlCharacter = DiagnosticCode(
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
  static func controlCharacter(_ scalar: UInt32, at place: Place) -> Diagnostic {
    let digits = String(scalar, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return Diagnostic(
      .controlCharacter,
      "the invisible character U+\(padded) is here; remove it, or write it as an escape in double quotes",
      at: place)
  }
}

extension DiagnosticCode {
  package static let emptyFile = DiagnosticCode(
    "empty-file",
    explanation: "The file has no content, or nothing but comments. A model states at least its name.",
    wrong: """
      # the model comes later
      """,
    right: """
      # the components come later
      model: Checkout
      """)
}

extension Diagnostic {
  /// The file has nothing in it but blank space and comments.
  static func emptyFile(at place: Place) -> Diagnostic {
    Diagnostic(.emptyFile, "the file is empty; a model starts with 'model: NAME'", at: place)
  }
}
