extension DiagnosticCode {
  /// The code `alias-cycle`.
  public static let aliasCycle = DiagnosticCode(
    "alias-cycle",
    explanation:
      "An alias is inside the value that its own anchor marks, so the value would contain itself without end.",
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
  /// `*name` is at `place` inside the value that starts at `anchor` and is marked `&name`; `nil` for a name that must not be quoted.
  public static func aliasCycle(_ name: String?, at place: Place, anchor: Place) -> Diagnostic {
    Diagnostic(
      .aliasCycle,
      "the alias\(name.map { " '*\($0)'" } ?? "") is inside its own value; name what is needed instead", at: place,
      notes: [Note("\(name.map { "'&\($0)'" } ?? "its anchor") is here", at: anchor)])
  }
}
