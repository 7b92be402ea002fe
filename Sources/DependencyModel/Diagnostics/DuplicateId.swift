extension DiagnosticCode {
  /// The code `duplicate-id`.
  public static let duplicateID = DiagnosticCode(
    "duplicate-id",
    explanation: """
      Domains, components and faults share one name space, over all files of a model: an id names one thing. An entry \
      with "each" needs every variable in its id, or its copies have the same id. To restate parts of what another \
      document or an imported source declares, write "amend: true".
      """,
    wrong: """
      domains:
        eu: {}
      components:
        eu: {}
      """,
    right: """
      domains:
        eu: {}
      components:
        eu-api: {}
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `duplicate-id`.
  public static func duplicateID(_ id: String, at place: Place, first: Place?, fromEach: Bool) -> Diagnostic {
    let message =
      fromEach
      ? "'each' makes the id '\(id)' more than once; put every variable into the id, as in '\(id)-{variable}'"
      : "the id '\(id)' is already taken; domains, components and faults share one name space"
    return Diagnostic(
      .duplicateID, message, at: place,
      notes: fromEach ? [] : [Diagnostic.Note("'\(id)' first appears here", at: first)]
    )
  }
}
