extension DiagnosticCode {
  /// The code `missing-model-name`.
  public static let missingModelName = DiagnosticCode(
    "missing-model-name",
    explanation: """
      A model says what it is called, so that every answer can name it. Files that another one includes \
      need no name of their own.
      """,
    wrong: """
      components:
        db: {}
      """,
    right: """
      model: Shop
      components:
        db: {}
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `missing-model-name`.
  public static func missingModelName(at place: Place) -> Diagnostic {
    Diagnostic(.missingModelName, "the model has no name; write 'model: NAME' at the top", at: place)
  }

  /// The file is something else: what stands in it is not quoted, for it may be secret.
  public static func notAModel(at place: Place) -> Diagnostic {
    Diagnostic(
      .missingModelName,
      "this is neither a model (there is no 'model: NAME' at the top) nor a source that whatfails recognizes",
      at: place)
  }
}
