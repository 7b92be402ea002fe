extension DiagnosticCode {
  /// The code `requirement-form`.
  public static let requirementForm = DiagnosticCode(
    "requirement-form",
    explanation: """
      A requirement is an id, or a mapping with exactly one of: on (one requirement), all, any (their \
      members), or atLeast with of. A group takes a list of requirements, a glob, a selector, or a mapping \
      from ids to weights.
      """,
    wrong: """
      components:
        api: { needs: { any: [a, b], all: [c] } }
        a: {}
        b: {}
        c: {}
      """,
    right: """
      components:
        api: { needs: [{ any: [a, b] }, c] }
        a: {}
        b: {}
        c: {}
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `requirement-form`.
  public static func requirementForm(found keys: [String], at place: Place) -> Diagnostic {
    let found = keys.isEmpty ? "none of them" : keys.map { "'\($0)'" }.joined(separator: " and ")
    return Diagnostic(
      .requirementForm,
      "a requirement is an id, or has exactly one of 'on', 'all', 'any' and 'atLeast' … 'of'; this has \(found)",
      at: place)
  }

  /// A requirement that a program built and that no text can say.
  public static func unwritableRequirement(_ reason: String, of component: String, at place: Place) -> Diagnostic {
    Diagnostic(.requirementForm, "a requirement of '\(component)' can't be written: \(reason)", at: place)
  }
}
