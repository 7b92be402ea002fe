extension DiagnosticCode {
  /// The code `unknown-fault`.
  public static let unknownFault = DiagnosticCode(
    "unknown-fault",
    explanation: """
      A check is given a fault by its id, or by what it takes down; the id is not one of the faults or components of \
      the model.
      """,
    wrong: """
      faults:
        lose-a-zone: { down: zone-a }
      checks:
        c: { given: loose-a-zone, then: { up: api } }
      """,
    right: """
      faults:
        lose-a-zone: { down: zone-a }
      checks:
        c: { given: lose-a-zone, then: { up: api } }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `unknown-fault`.
  public static func unknownFault(_ name: String, suggestion: String?, at place: Place) -> Diagnostic {
    let advice = suggestion.map { "did you mean '\($0)'?" } ?? "declare it under 'faults'"
    return Diagnostic(.unknownFault, "there is no fault '\(name)'; \(advice)", at: place)
  }
}
