extension DiagnosticCode {
  /// The code `undefined-alias`.
  public static let undefinedAlias = DiagnosticCode(
    "undefined-alias",
    explanation: """
      In YAML a text that starts with '*' is an alias: it repeats the value marked '&name' further up. There is no \
      such anchor. Most often a glob was meant, and a glob that starts with '*' needs double quotes.
      """,
    wrong: """
      components:
        api: { needs: { any: *db } }
      """,
    right: """
      components:
        api: { needs: { any: "*db" } }
      """)
}

extension Diagnostic {
  /// `*name` is at `place` and no `&name` before it; `nil` for a name that must not be quoted.
  public static func undefinedAlias(_ name: String?, at place: Place) -> Diagnostic {
    Diagnostic(
      .undefinedAlias,
      "there is no \(name.map { "'&\($0)' before the alias '*\($0)'" } ?? "anchor before this alias"); a text that starts with '*' needs double quotes",
      at: place)
  }
}
