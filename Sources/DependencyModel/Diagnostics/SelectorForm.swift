extension DiagnosticCode {
  /// The code `selector-form`.
  public static let selectorForm = DiagnosticCode(
    "selector-form",
    explanation: """
      A selector is an id, a glob, a mapping of conditions that must all hold (id, kind, in, tag, tier, \
      owner, not), or a list of selectors, any of which may hold.
      """,
    wrong: """
      faults:
        storm: { down: {} }
      """,
    right: """
      faults:
        storm: { down: { in: eu-1 } }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `selector-form`.
  public static func selectorForm(found: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .selectorForm,
      "a selector is an id, a glob, a mapping of \(ComponentSelector.keys.joined(separator: ", ")), or a list of these, not \(found)",
      at: place)
  }
}
