extension DiagnosticCode {
  /// The code `formatter-lost-something`.
  public static let formatterLostSomething = DiagnosticCode(
    "formatter-lost-something",
    explanation: """
      After formatting, the result was read back and did not say the same as the original, or lacked a comment. This is \
      an error of the formatter, never of the file. The file was left unchanged.
      """,
    wrong: "(nothing in a file can be blamed for this)",
    right: "(report the file with which it happened; nothing was changed)")
}

extension Diagnostic {
  /// The formatter's result differs from its input in `what`, such as `a comment`.
  public static func formatterLostSomething(_ what: String, file: String) -> Diagnostic {
    Diagnostic(
      .formatterLostSomething,
      "internal error: formatting '\(file)' would have changed \(what); the file was left unchanged", at: nil)
  }
}
