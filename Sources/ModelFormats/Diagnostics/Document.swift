package import DependencyModel

extension DiagnosticCode {
  /// Codes for YAML and JSON that no model needs.
  static let ofDocuments: [DiagnosticCode] = [
    .secondDocument, .duplicateKey, .complexKey, .mergeKey, .unknownTag,
  ]
}

extension DiagnosticCode {
  package static let secondDocument = DiagnosticCode(
    "second-document",
    explanation: """
      A line with '---' starts a second YAML document in the same file. A file holds one document; a model in several \
      parts is several files, named under 'include' or given as a folder.
      """,
    wrong: """
      model: Checkout
      ---
      model: Payments
      """,
    right: """
      model: Checkout
      include: [payments.yaml]
      """)
}

extension Diagnostic {
  /// A second YAML document starts at `place`.
  static func secondDocument(at place: Place) -> Diagnostic {
    Diagnostic(
      .secondDocument, "a second document starts here; put it in a file of its own and name that under 'include'",
      at: place)
  }
}

extension DiagnosticCode {
  package static let duplicateKey = DiagnosticCode(
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
  static func duplicateKey(_ key: String?, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .duplicateKey, "the key\(key.map { " '\($0)'" } ?? "") appears here a second time; merge the two or rename one",
      at: place, notes: [Note("\(key.map { "'\($0)'" } ?? "it") first appears here", at: first)])
  }
}

extension DiagnosticCode {
  package static let complexKey = DiagnosticCode(
    "complex-key",
    explanation: """
      A key is a plain or quoted text. YAML also allows lists, mappings and aliases as keys; a model has no use for \
      them. Most often a text was meant that starts with '{' or '[' or '*', and such a text needs double quotes.
      """,
    wrong: """
      components:
        {zone}: { each: { zone: [a, b] } }
      """,
    right: """
      components:
        "{zone}": { each: { zone: [a, b] } }
      """)
}

extension Diagnostic {
  /// `kind` (such as `a list`) is at `place` as a key.
  static func complexKey(_ kind: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .complexKey, "\(kind) can't be a key; a text that starts with '{', '[' or '*' needs double quotes", at: place)
  }
}

extension DiagnosticCode {
  package static let mergeKey = DiagnosticCode(
    "merge-key",
    explanation: """
      The merge key '<<' belongs to YAML 1.1, and readers differ in what it does. Write similar entries once, with \
      'each'. A component that is really called '<<' is written in double quotes.
      """,
    wrong: """
      components:
        db-1: &db { kind: aws/rds-instance, tier: 1 }
        db-2: { <<: *db }
      """,
    right: """
      components:
        "db-{number}":
          each: { number: [1, 2] }
          kind: aws/rds-instance
          tier: 1
      """)
}

extension Diagnostic {
  /// `<<` is at `place` as a key without quotes.
  static func mergeKey(at place: Place) -> Diagnostic {
    Diagnostic(
      .mergeKey, "merge keys ('<<') are not supported; write similar entries once, with 'each'", at: place)
  }
}

extension DiagnosticCode {
  package static let unknownTag = DiagnosticCode(
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
  static func unknownTag(_ tag: String?, at place: Place) -> Diagnostic {
    Diagnostic(
      .unknownTag,
      "the tag\(tag.map { " '\($0)'" } ?? "") is unknown; remove it (a text that starts with '!' needs double quotes)",
      at: place
    )
  }

  /// The core tag `tag` is at `place` before a value of another sort.
  static func misplacedTag(_ tag: String, before kind: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .unknownTag, "the tag '\(tag)' does not fit the value after it, which is \(kind); remove the tag", at: place)
  }
}
