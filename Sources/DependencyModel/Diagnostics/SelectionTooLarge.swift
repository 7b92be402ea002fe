extension DiagnosticCode {
  /// The code `selection-too-large`.
  public static let selectionTooLarge = DiagnosticCode(
    "selection-too-large",
    explanation: """
      The globs and selectors of a model match too many components: 30,000,000 members of groups together, 5,000,000 \
      components of faults, or more distinct selectors than can be evaluated in reasonable time. Each member of a \
      group becomes an edge of the graph, so a short file could otherwise fill the memory. Declare one entry that \
      needs the group, and let others need that entry.
      """,
    wrong: """
      components:
        "c-{i}": { each: { i: [...] }, needs: { any: "*" } }
      """,
    right: """
      components:
        pool: { needs: { any: "node-*" } }
        node-1: {}
        "c-{i}": { each: { i: [1, 2] }, needs: pool }
      """)
}

extension Diagnostic {
  /// Globs and selectors match more than `limit` components together.
  public static func selectionTooLarge(limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .selectionTooLarge,
      "up to here, the model's globs and selectors match too many components (at most \(grouped(limit)) together); declare one entry that needs the group, and let others need that entry",
      at: place)
  }
}
