extension DiagnosticCode {
  public static let fileTooLarge = DiagnosticCode(
    "file-too-large",
    explanation: """
      YAML is for models that people write: it is slow to read and costs much memory, so files of more than 20 MB or \
      1.5 million values are refused. Write generated models as JSON, which is read many times faster and has no such \
      limit.
      """,
    wrong: """
      model.yaml       (30 MB)
      """,
    right: """
      model.json
      """)
}

extension Diagnostic {
  /// The YAML file has more bytes than are read.
  public static func fileTooLarge(bytes: Int, limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .fileTooLarge,
      "a YAML file of \(bytes) bytes is too large (at most \(limit)); write generated models as JSON", at: place)
  }

  /// The YAML file has more values than are read; `place` is the first one beyond.
  public static func tooManyValues(limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .fileTooLarge, "a YAML file of more than \(limit) values is too large; write generated models as JSON", at: place)
  }
}
