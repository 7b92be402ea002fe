package import DependencyModel

extension DiagnosticCode {
  /// Codes for the anchors and aliases of YAML.
  static let ofAliases: [DiagnosticCode] = [
    .undefinedAlias, .aliasCycle, .aliasExpansion,
  ]
}

extension DiagnosticCode {
  package static let undefinedAlias = DiagnosticCode(
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
  static func undefinedAlias(_ name: String?, at place: Place) -> Diagnostic {
    Diagnostic(
      .undefinedAlias,
      "there is no \(name.map { "'&\($0)' before the alias '*\($0)'" } ?? "anchor before this alias"); a text that starts with '*' needs double quotes",
      at: place)
  }
}

extension DiagnosticCode {
  package static let aliasCycle = DiagnosticCode(
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
  static func aliasCycle(_ name: String?, at place: Place, anchor: Place) -> Diagnostic {
    Diagnostic(
      .aliasCycle,
      "the alias\(name.map { " '*\($0)'" } ?? "") is inside its own value; name what is needed instead", at: place,
      notes: [Note("\(name.map { "'&\($0)'" } ?? "its anchor") is here", at: anchor)])
  }
}

extension DiagnosticCode {
  package static let aliasExpansion = DiagnosticCode(
    "alias-expansion",
    explanation: """
      An alias ('*name') repeats the value that its anchor ('&name') marks. Aliases of aliases can make a short file \
      enormous, so a file with its aliases expanded is limited to four values for each of its bytes.
      """,
    wrong: """
      a: &a [x, x, x, x, x, x, x, x, x]
      b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
      c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]       (and so on, each line nine times the one before)
      """,
    right: """
      components:
        "x-{number}": { each: { number: [1, 2, 3] } }
      """)
}

extension Diagnostic {
  /// With the alias at `place` written out the file would have more values than `limit`; `nil` for a name that must not be quoted.
  static func aliasExpansion(_ name: String?, limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .aliasExpansion,
      "with \(name.map { "'*\($0)'" } ?? "this alias") expanded, the file has more than \(limit) values; repeat entries with 'each' instead of aliases",
      at: place)
  }
}
