extension DiagnosticCode {
  /// The code `unknown-component`.
  public static let unknownComponent = DiagnosticCode(
    "unknown-component",
    explanation: """
      A requirement, a fault or a check names something that the model does not declare. Every component is declared \
      under "components" (or is a domain), even one that needs nothing: "cache: {}".
      """,
    wrong: """
      components:
        api: { needs: databse }
        database: {}
      """,
    right: """
      components:
        api: { needs: database }
        database: {}
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `unknown-component`.
  public static func unknownComponent(_ name: String, suggestion: String?, at place: Place) -> Diagnostic {
    let advice = suggestion.map { "did you mean '\($0)'?" } ?? "declare it under 'components'"
    return Diagnostic(.unknownComponent, "there is no component '\(name)'; \(advice)", at: place)
  }
}
