extension DiagnosticCode {
  /// The code `each-too-large`.
  public static let eachTooLarge = DiagnosticCode(
    "each-too-large",
    explanation: """
      The entries that "each" makes have more than 10,000,000 values or 128 MiB of text together, so that a short file \
      would take more memory than most machines have. A long list belongs in an entry of its own that others need, or \
      in a glob or selector, which all entries share.
      """,
    wrong: """
      components:
        "c-{i}":
          each: { i: [...] }
          needs: [a, b, ...]
      """,
    right: """
      components:
        shared: { needs: [a, b] }
        "c-{i}":
          each: { i: [1, 2] }
          needs: shared
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `each-too-large`.
  public static func eachTooLarge(at place: Place) -> Diagnostic {
    Diagnostic(
      .eachTooLarge,
      "with this entry, what 'each' makes would be too large; move long lists to an entry that the others need, or use a glob",
      at: place)
  }
}
