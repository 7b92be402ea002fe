extension DiagnosticCode {
  /// The code `availability-forms`.
  public static let availabilityForms = DiagnosticCode(
    "availability-forms",
    explanation: """
      A component's own chance to be down is stated in one form: unavailability, or availability, or mtbf \
      together with mttr.
      """,
    wrong: """
      components:
        db: { availability: 99.9%, mtbf: 90d, mttr: 1h }
      """,
    right: """
      components:
        db: { mtbf: 90d, mttr: 1h }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `availability-forms`.
  public static func availabilityForms(_ keys: [String], at place: Place) -> Diagnostic {
    let found = keys.map { "'\($0)'" }.joined(separator: " and ")
    return Diagnostic(
      .availabilityForms,
      "state one of 'unavailability', 'availability', or 'mtbf' with 'mttr'; this has \(found)", at: place)
  }
}
