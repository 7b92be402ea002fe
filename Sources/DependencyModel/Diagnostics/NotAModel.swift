extension DiagnosticCode {
  /// The code `not-a-model`.
  public static let notAModel = DiagnosticCode(
    "not-a-model",
    explanation: """
      The file to format is neither a model, nor a part of one, nor a policy: other programs have YAML and JSON files, \
      too, with a layout of their own. A model states 'model', a policy 'policy'; a part that models include states \
      sections of a model and nothing else.
      """,
    wrong: """
      services:
        web: { image: nginx }
      """,
    right: """
      model: Shop
      components:
        web: {}
      """)
}

extension Diagnostic {
  /// A file to be laid out is of another program; `key` is a key at its top that neither models nor policies have.
  public static func notAModel(key: String?, at place: Place) -> Diagnostic {
    let reason = key.map { "it has '\($0)' at the top" } ?? "it has no 'model' or 'policy' at the top"
    return Diagnostic(
      .notAModel, "this is neither a model, nor a part of one, nor a policy: \(reason); nothing was changed", at: place)
  }
}
