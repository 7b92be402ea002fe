extension DiagnosticCode {
  /// The code `glob-outside-group`.
  public static let globOutsideGroup = DiagnosticCode(
    "glob-outside-group",
    explanation: """
      A glob matches many components, so it must say how many of them are needed: put it under any, all \
      or atLeast … of.
      """,
    wrong: """
      components:
        db: { needs: "ebs-*" }
        ebs-1: {}
        ebs-2: {}
      """,
    right: """
      components:
        db: { needs: { any: "ebs-*" } }
        ebs-1: {}
        ebs-2: {}
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `glob-outside-group`.
  public static func globOutsideGroup(_ glob: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .globOutsideGroup,
      "there is no component '\(glob)', and a glob must say how many it needs; write { any: \"\(glob)\" } or { all: \"\(glob)\" }",
      at: place)
  }
}
