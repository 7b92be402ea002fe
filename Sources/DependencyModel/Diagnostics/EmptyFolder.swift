extension DiagnosticCode {
  /// The code `empty-folder`.
  public static let emptyFolder = DiagnosticCode(
    "empty-folder",
    explanation: """
      The folder contains no model: only files ending in .yaml, .yml or .json directly in it are read.
      """,
    wrong: """
      whatfails if db -m src/
      """,
    right: """
      whatfails if db -m Models/checkout.yaml
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `empty-folder`.
  public static func emptyFolder(_ path: String) -> Diagnostic {
    Diagnostic(.emptyFolder, "'\(path)' contains no model: no file in it ends in .yaml, .yml or .json", at: nil)
  }
}
