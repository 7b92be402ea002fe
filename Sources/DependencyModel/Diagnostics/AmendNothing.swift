extension DiagnosticCode {
  /// The code `amend-nothing`.
  public static let amendNothing = DiagnosticCode(
    "amend-nothing",
    explanation: """
      An entry with "amend: true" restates parts of a component or domain that another document or an imported source \
      declares: each key in it replaces that key. A component or domain of this id must exist.
      """,
    wrong: """
      components:
        api: { needs: cache }
        cache: {}
        apii: { amend: true, uses: cache }
      """,
    right: """
      components:
        api: { needs: cache }
        cache: {}
        db: { uses: cache }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `amend-nothing`.
  public static func amendNothing(_ id: String, suggestion: String?, at place: Place) -> Diagnostic {
    let advice =
      suggestion.map { "did you mean '\($0)'?" }
      ?? "remove 'amend' to declare it here, or name its source with 'include'"
    return Diagnostic(
      .amendNothing, "there is no '\(id)' to amend; \(advice)", at: place, remedy: suggestion == nil ? .nameSource : nil
    )
  }
}
