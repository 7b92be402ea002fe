package import DependencyModel

extension DiagnosticCode {
  /// Codes for faults and checks.
  static let ofChecks: [DiagnosticCode] = [
    .emptyFault, .unknownFault, .checkForm,
  ]
}

extension DiagnosticCode {
  package static let emptyFault = DiagnosticCode(
    "empty-fault",
    explanation: """
      A fault states what it takes down or degrades.
      """,
    wrong: """
      faults:
        storm: { description: Lightning }
      """,
    right: """
      faults:
        storm: { down: zone-a, description: Lightning }
      """)
}

extension Diagnostic {
  static func emptyFault(_ id: String, at place: Place) -> Diagnostic {
    Diagnostic(.emptyFault, "the fault '\(id)' does nothing; say what is 'down' or 'degraded'", at: place)
  }
}

extension DiagnosticCode {
  package static let unknownFault = DiagnosticCode(
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
  static func unknownFault(_ name: String, suggestion: String?, at place: Place) -> Diagnostic {
    let advice = suggestion.map { "did you mean '\($0)'?" } ?? "declare it under 'faults'"
    return Diagnostic(.unknownFault, "there is no fault '\(name)'; \(advice)", at: place)
  }
}

extension DiagnosticCode {
  package static let checkForm = DiagnosticCode(
    "check-form",
    explanation: """
      A check has exactly one of: given with then, require, or forbid.
      """,
    wrong: """
      checks:
        zones: { given: storm }
      """,
    right: """
      checks:
        zones: { given: storm, then: { up: api } }
      """)
}

extension Diagnostic {
  static func checkForm(_ problem: String, at place: Place) -> Diagnostic {
    Diagnostic(.checkForm, problem, at: place)
  }
}
