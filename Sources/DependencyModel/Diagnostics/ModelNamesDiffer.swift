extension DiagnosticCode {
  /// The code `model-names-differ`.
  public static let modelNamesDiffer = DiagnosticCode(
    "model-names-differ",
    explanation: """
      The files of a folder make one model, so they can't have two names. Name one of the files, or put each model in \
      a folder of its own.
      """,
    wrong: """
      # shop/a.yaml
      model: Shop
      # shop/b.yaml
      model: Billing
      """,
    right: """
      # shop/a.yaml
      model: Shop
      # shop/b.yaml
      components: {}
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `model-names-differ`.
  public static func modelNamesDiffer(_ name: String, at place: Place, first: String, at firstPlace: Place)
    -> Diagnostic
  {
    Diagnostic(
      .modelNamesDiffer,
      "this file calls the model '\(name)', another of the folder calls it '\(first)'; name one of the files instead",
      at: place, notes: [Diagnostic.Note("'\(first)' is stated here", at: firstPlace)])
  }
}
