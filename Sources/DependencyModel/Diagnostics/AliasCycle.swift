extension DiagnosticCode {
  /// The code `alias-cycle`.
  public static let aliasCycle = DiagnosticCode(
    "alias-cycle",
    explanation:
      "An alias stands inside the value that its own anchor marks, so the value would contain itself without end.",
    wrong: """
      components: &all
        api: { needs: *all }
      """,
    right: """
      components:
        api: { needs: [db, cache] }
      """)
}

extension Diagnostic {
  /// `*name` stands at `place` inside the value that starts at `anchor` and is marked `&name`.
  public static func aliasCycle(_ name: String, at place: Place, anchor: Place) -> Diagnostic {
    Diagnostic(
      .aliasCycle, "the alias '*\(name)' stands inside its own value; name what is needed instead", at: place,
      notes: [Note("'&\(name)' stands here", at: anchor)])
  }
}
