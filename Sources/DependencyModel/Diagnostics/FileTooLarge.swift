extension DiagnosticCode {
  /// The code `file-too-large`.
  public static let fileTooLarge = DiagnosticCode(
    "file-too-large",
    explanation: """
      YAML is for models that people write: it is slow to read and costs much memory, so files of more than 20 MB or \
      1.5 million values are refused. Write generated models as JSON, which is read many times faster and may \
      have 2 GB. Of XML 64 MB and 1.5 million elements are read.
      """,
    wrong: """
      model.yaml       (30 MB)
      """,
    right: """
      model.json
      """)
}

extension Diagnostic {
  /// The file has more bytes than are read.
  public static func fileTooLarge(bytes: Int, limit: Int, isYAML: Bool, at place: Place) -> Diagnostic {
    let advice = isYAML ? "write generated models as JSON" : "split it, and 'include' the parts"
    return Diagnostic(
      .fileTooLarge,
      "a \(isYAML ? "YAML file" : "file") of \(bytes) bytes is too large (at most \(limit)); \(advice)", at: place)
  }

  /// The YAML file has more values than are read; `place` is the first one beyond.
  public static func tooManyValues(limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .fileTooLarge, "a YAML file of more than \(limit) values is too large; write generated models as JSON", at: place)
  }

  /// The model has more components and relations than are written.
  public static func tooMuchToWrite(limit: Int, isYAML: Bool) -> Diagnostic {
    Diagnostic(
      .fileTooLarge,
      "a model of more than \(limit) components and requirements is not written as \(isYAML ? "YAML" : "JSON"); "
        + "\(isYAML ? "write JSON, or " : "")ask what it is read from", at: nil, remedy: .askSource)
  }

  /// The XML file has more bytes than are read.
  public static func xmlTooLarge(bytes: Int, limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .fileTooLarge, "an XML file of \(bytes) bytes is too large (at most \(limit)); split it, and name all the parts",
      at: place)
  }

  /// The XML file has more elements than are read; `place` is the first one beyond.
  public static func tooManyElements(limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(.fileTooLarge, "an XML file of more than \(limit) elements is too large", at: place)
  }
}
