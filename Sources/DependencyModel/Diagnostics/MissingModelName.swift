extension DiagnosticCode {
  /// The code `missing-model-name`.
  public static let missingModelName = DiagnosticCode(
    "missing-model-name",
    explanation: """
      A model states its name, so that every answer can show it. Files that another one includes need no name of their \
      own.
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

  /// The file is something else. Its text is not quoted, because it may be secret.
  ///
  /// - Parameters:
  ///   - isNamed: whether it has `model` at the top, as settings of language models do.
  ///   - place: where it starts.
  public static func notAModel(isNamed: Bool, at place: Place) -> Diagnostic {
    let reason =
      isNamed
      ? "it has 'model' at the top, but its other keys are not those of a model"
      : "there is no 'model: NAME' at the top"
    return Diagnostic(
      .missingModelName, "this is neither a model (\(reason)) nor a source that whatfails recognizes", at: place)
  }
}
