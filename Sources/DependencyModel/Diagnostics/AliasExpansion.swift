extension DiagnosticCode {
  /// The code `alias-expansion`.
  public static let aliasExpansion = DiagnosticCode(
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
  public static func aliasExpansion(_ name: String?, limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .aliasExpansion,
      "with \(name.map { "'*\($0)'" } ?? "this alias") expanded, the file has more than \(limit) values; repeat entries with 'each' instead of aliases",
      at: place)
  }
}
