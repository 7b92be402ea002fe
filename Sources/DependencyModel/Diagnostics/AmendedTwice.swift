extension DiagnosticCode {
  /// The code `amended-twice`.
  public static let amendedTwice = DiagnosticCode(
    "amended-twice",
    explanation: """
      Two entries with "amend: true" restate the same key of the same component, and nothing says which of them applies. \
      Different keys may be restated in different places.
      """,
    wrong: """
      domains:
        api: { amend: true, tier: 1 }
      components:
        api: {}
        "{name}": { each: { name: [api] }, amend: true, tier: 2 }
      """,
    right: """
      domains:
        api: { amend: true, tier: 1 }
      components:
        api: {}
        "{name}": { each: { name: [api] }, amend: true, owner: web }
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `amended-twice`.
  public static func amendedTwice(_ key: String, of id: String, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .amendedTwice, "'\(key)' of '\(id)' is amended twice; state it in one of the two places", at: place,
      notes: [Diagnostic.Note("'\(key)' of '\(id)' is also amended here", at: first)])
  }
}
