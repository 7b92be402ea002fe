extension DiagnosticCode {
  /// The code `include-circle`.
  public static let includeCircle = DiagnosticCode(
    "include-circle",
    explanation: """
      A file includes itself, directly or through others. Each file of a model is read once; let one file \
      at the top include the rest.
      """,
    wrong: """
      # a.yaml
      include: [b.yaml]
      # b.yaml
      include: [a.yaml]
      """,
    right: """
      # main.yaml
      include: [a.yaml, b.yaml]
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `include-circle`.
  public static func includeCircle(_ files: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      .includeCircle, "'\(files[files.count - 1])' includes itself: \(files.joined(separator: " → "))", at: place)
  }
}
