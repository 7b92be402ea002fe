extension DiagnosticCode {
  /// The code `empty-fault`.
  public static let emptyFault = DiagnosticCode(
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
  /// A diagnostic with the code `empty-fault`.
  public static func emptyFault(_ id: String, at place: Place) -> Diagnostic {
    Diagnostic(.emptyFault, "the fault '\(id)' does nothing; say what is 'down' or 'degraded'", at: place)
  }
}
