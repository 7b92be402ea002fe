extension DiagnosticCode {
  /// The code `unknown-tag`.
  public static let unknownTag = DiagnosticCode(
    "unknown-tag",
    explanation: """
      In YAML a text that starts with '!' is a tag: it states the type of the value after it. Only the core tags \
      (!!str, !!int, !!float, !!bool, !!null, !!map, !!seq) are known, and none is ever needed. A text that starts \
      with '!' needs double quotes.
      """,
    wrong: """
      model: !name Checkout
      """,
    right: """
      model: Checkout
      """)
}

extension Diagnostic {
  /// The tag `tag`, as written, is at `place`; `nil` for one that must not be quoted.
  public static func unknownTag(_ tag: String?, at place: Place) -> Diagnostic {
    Diagnostic(
      .unknownTag,
      "the tag\(tag.map { " '\($0)'" } ?? "") is unknown; remove it (a text that starts with '!' needs double quotes)",
      at: place
    )
  }

  /// The core tag `tag` is at `place` before a value of another sort.
  public static func misplacedTag(_ tag: String, before kind: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .unknownTag, "the tag '\(tag)' does not fit the value after it, which is \(kind); remove the tag", at: place)
  }
}
