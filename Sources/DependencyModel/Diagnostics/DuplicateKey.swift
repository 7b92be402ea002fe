extension DiagnosticCode {
  /// The code `duplicate-key`.
  public static let duplicateKey = DiagnosticCode(
    "duplicate-key",
    explanation: """
      A mapping has the same key twice. Only one of the two can count, and a reader of the file could not tell which; \
      so it is an error, and the first one is used for the rest of the checks.
      """,
    wrong: """
      model: Checkout
      components:
        db: { tier: 1 }
        api: { needs: db }
        db: { tier: 2 }
      """,
    right: """
      model: Checkout
      components:
        db: { tier: 1 }
        api: { needs: db }
        db-replica: { tier: 2 }
      """)
}

extension Diagnostic {
  /// `key` is at `place` and was at `first` in the same mapping before; `nil` for one that must not be quoted.
  public static func duplicateKey(_ key: String?, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .duplicateKey, "the key\(key.map { " '\($0)'" } ?? "") appears here a second time; merge the two or rename one",
      at: place, notes: [Note("\(key.map { "'\($0)'" } ?? "it") first appears here", at: first)])
  }
}
